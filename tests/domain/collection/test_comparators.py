"""Files about others: what comes in, what is refused, and what becomes of a change."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection

from goldenthread.domain.append_only import drop_statements
from goldenthread.domain.audit.models import AuditEvent
from goldenthread.domain.indicators import lookups
from goldenthread.domain.indicators.models import ComparatorGroup, ComparatorMember, ComparatorValue, Indicator
from tests.domain.collection.conftest import AT, Load, rows_of_every_table

LATER = datetime(2024, 8, 1, 9, 0, tzinfo=UTC)
G = "group,name,kind,order,area,area_name,role\n"
GROUPS = G + (
    "NN,Similar counties,nearest_neighbours,1,C1,Fenshire,\n"
    "NN,Similar counties,nearest_neighbours,1,C2,Moorshire,\n"
    "NN,Similar counties,nearest_neighbours,1,E10,Downland,\n"
    "ALL,All counties,all,2,C1,Fenshire,\n"
    "ALL,All counties,all,2,MED,Median of counties,median\n"
)
C = "indicator,period,area,value,numerator,denominator,status,source,source_url,licence,published_on,reason\n"
VALUES = C + (
    "A1,Q1 2022/23,C1,11.0,44,400,,School census,https://example.org/census,OGL v3.0,2022-11-30,\n"
    "A1,Q1 2022/23,C2,,,,suppressed,School census,,OGL v3.0,,\n"
    "A1,2022/23,C1,,90,800,provisional,School census,,OGL v3.0,,\n"
    "A1,Q1 2022/23,MED,11.8,,,,School census,,OGL v3.0,,\n"
    "C1,Q1 2022/23,C1,,0,0,,Returns,,OGL v3.0,,\n"
)
END = ",Census,,OGL v3.0,,\n"


def _shown(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")


def _stored() -> list[tuple[str, str, str | None, str | None, str]]:
    rows = ComparatorValue.objects.order_by("pk").select_related("indicator", "area")
    return [
        (one.indicator.reference, one.area.code, _shown(one.value), _shown(one.numerator), one.status) for one in rows
    ]


@pytest.fixture
def others(council: Load) -> Load:
    """The council with two groups and what they published."""
    outcome = council({"comparator_groups": GROUPS, "comparators": VALUES})
    assert outcome.stored, outcome.problems
    return council


def test_what_others_published_is_stored_digit_for_digit_with_its_source(others: Load) -> None:
    assert _stored() == [
        ("A1", "C1", "11.0", "44", "final"),
        ("A1", "C1", "11.25", "90", "provisional"),
        ("A1", "C2", None, None, "suppressed"),
        ("A1", "MED", "11.8", None, "final"),
        ("C1", "C1", None, None, "not_available"),
    ]
    first = ComparatorValue.objects.order_by("pk")[0]
    assert (first.source, first.source_url, first.licence, str(first.published_on)) == (
        "School census",
        "https://example.org/census",
        "OGL v3.0",
        "2022-11-30",
    )
    assert list(lookups.findings()) == []


def test_loading_again_changes_nothing(others: Load) -> None:
    before = rows_of_every_table()
    outcome = others({"comparator_groups": GROUPS, "comparators": VALUES}, at=LATER)
    assert outcome.stored
    assert [(count.new, count.revised, count.unchanged) for count in outcome.counts] == [(0, 0, 5), (0, 0, 5)]
    assert rows_of_every_table() == before


def test_a_dry_run_keeps_nothing(council: Load) -> None:
    before = rows_of_every_table()
    outcome = council({"comparator_groups": GROUPS, "comparators": VALUES}, dry_run=True)
    assert [(count.new, count.revised) for count in outcome.counts] == [(5, 0), (5, 0)]
    assert (outcome.stored, outcome.problems) == (False, ())
    assert rows_of_every_table() == before


def test_a_change_needs_a_reason_and_keeps_what_was_said_before(others: Load) -> None:
    changed = C + "A1,Q1 2022/23,C1,12.0,48,400,,School census,https://example.org/census,OGL v3.0,2022-11-30,"
    refused = others({"comparators": changed + "\n"}, at=LATER).refused
    assert [(one.row, one.column, one.seen) for one in refused] == [
        (2, "reason", "this changes a comparator of A1 that is already stored from 11.0 to 12.0, and gives no reason")
    ]
    assert others({"comparators": changed + "Fenshire corrected it\n"}, at=LATER).stored
    ids = [Indicator.objects.get(reference="A1").pk]
    asked = {
        moment: lookups.comparators(indicators=ids, as_at=moment).filter(group="NN", area="C1", period="FY2022-Q1")
        for moment in (AT, LATER)
    }
    assert {moment: frame["value"].to_list() for moment, frame in asked.items()} == {AT: [11.0], LATER: [12.0]}
    assert list(lookups.findings()) == []


def test_a_comparator_changed_behind_the_program_is_named(others: Load) -> None:
    with connection.cursor() as cursor:
        for statement in drop_statements(vendor=connection.vendor):
            cursor.execute(statement)
    ComparatorValue.objects.filter(area__code="C1", status="final").update(value="1")
    (found,) = lookups.findings()
    assert "(comparators.csv) stored comparators 1 to 5: at least one of them is not as it was" in found


FAULTS = {
    "unknown indicator": (f"A9,Q1 2022/23,C1,11,,,{END}", "indicator", "there is no indicator “A9”"),
    "unknown area": (f"A1,Q1 2022/23,C9,11,,,{END}", "area", "there is no comparator area “C9”"),
    "unreadable period": (f"A1,Spring,C1,11,,,{END}", "period", "Spring"),
    "month of a quarterly indicator": (f"A1,April 2022,C1,11,,,{END}", "period", "'April 2022' is a month"),
    "numerator above denominator": (
        f"A1,Q2 2022/23,C1,,500,400,{END}",
        "numerator",
        "the numerator 500 is above the denominator 400",
    ),
    "count below zero": (f"A1,Q2 2022/23,C1,,-5,400,{END}", "numerator", "below zero (-5)"),
    "nothing below the line": (f"A1,Q2 2022/23,C1,,5,0,{END}", "denominator", "5 of 0"),
    "above 100 per cent": (f"A1,Q2 2022/23,C1,101,,,{END}", "value", "101% of a whole"),
    "disagrees with its parts": (f"A1,Q2 2022/23,C1,12.6,50,400,{END}", "value", "does not agree with its parts"),
    "neither value nor status": (f"A1,Q2 2022/23,C1,,,,{END}", "value", "no value, and the status is final"),
    "suppressed with a number": (
        f"A1,Q2 2022/23,C1,5,,,suppressed{END}",
        "value",
        "a value (5) although the status is suppressed",
    ),
    "not due is no status of others": (f"A1,Q2 2022/23,C1,,,,not_due{END}", "status", "not_due"),
    "infinite": (f"A1,Q2 2022/23,C1,inf,,,{END}", "value", "inf"),
    "no source": ("A1,Q2 2022/23,C1,11,,,,,,OGL v3.0,,\n", "source", "empty"),
    "no licence": ("A1,Q2 2022/23,C1,11,,,,Census,,,,\n", "licence", "empty"),
    "no address": ("A1,Q2 2022/23,C1,11,,,,Census,javascript:alert(1),OGL,,\n", "source_url", "javascript"),
    "published tomorrow": (
        "A1,Q2 2022/23,C1,11,,,,Census,,OGL,2024-07-02,\n",
        "published_on",
        "published on 2024-07-02, which lies in the future",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_refused_row_is_named_and_nothing_is_stored(others: Load, fault: str) -> None:
    row, column, seen = FAULTS[fault]
    before = rows_of_every_table()
    outcome = others({"comparators": C + row})
    assert not outcome.stored
    assert [(one.row, one.column) for one in outcome.refused] == [(2, column)]
    assert seen in outcome.refused[0].seen
    assert rows_of_every_table() == before


def test_the_same_area_twice_is_refused_with_both_rows(others: Load) -> None:
    rows = f"A1,Q2 2022/23,C1,11,,,{END}A1,Q2 2022/23,C2,12,,,{END}A1,2022/23 Q2,C1,13,,,{END}"
    (refused,) = others({"comparators": C + rows}).refused
    assert (refused.row, refused.seen) == (4, "rows 2 and 4 are both about A1, Q2 2022/23, C1")


@pytest.mark.parametrize(
    ("rows", "column", "seen"),
    [
        ("NN,Near,all,1,C1,Fenshire,\nNN,Near,type,1,C2,Moorshire,\n", "kind", "rows 2 and 3 say different things"),
        ("NN,Near,all,1,C1,Fenshire,\nNN,Nearby,all,1,C2,Moorshire,\n", "name", "of the name of NN"),
        ("NN,Near,all,1,C1,Fenshire,\nX,Ten,all,2,C1,Fenland,\n", "area_name", "rows 2 and 3 give C1 different names"),
        ("NN,Near,all,1,C1,A,median\nNN,Near,all,1,C2,B,median\n", "role", "rows 2 and 3 are both the median of NN"),
        ("NN,Near,all,1,C1,Fenshire,\nNN,Near,all,1,C1,Fenshire,\n", "area", "rows 2 and 3 are both about C1, NN"),
    ],
)
def test_a_group_described_in_two_ways_is_refused(council: Load, rows: str, column: str, seen: str) -> None:
    outcome = council({"comparator_groups": G + rows})
    assert [(one.row, one.column) for one in outcome.refused] == [(3, column)]
    assert seen in outcome.refused[0].seen
    assert ComparatorGroup.objects.count() == 0


def test_a_group_without_a_name_or_of_no_kind_is_refused(council: Load) -> None:
    outcome = council({"comparator_groups": G + "NN,,friends,1,C1,Fenshire,\n"})
    assert {(one.row, one.column) for one in outcome.refused} == {(2, "name"), (2, "kind")}


def test_an_area_that_the_file_does_not_name_any_more_leaves_its_group_and_the_event_says_so(others: Load) -> None:
    fewer = G + (
        "NN,Nearest counties,nearest_neighbours,1,C1,Fenshire,\n"
        "NN,Nearest counties,nearest_neighbours,1,C3,Woldshire,\n"
    )
    outcome = others({"comparator_groups": fewer}, at=LATER)
    assert outcome.stored
    # The name of the group changed, C2 and the council itself left, C3 came, C1 stayed.
    assert [(count.new, count.revised, count.unchanged) for count in outcome.counts] == [(1, 3, 1)]
    held = ComparatorMember.objects.order_by("group__code", "area__code").values_list("group__code", "area__code")
    assert list(held) == [("ALL", "C1"), ("ALL", "MED"), ("NN", "C1"), ("NN", "C3")]
    event = AuditEvent.objects.order_by("-sequence")[0]
    assert event.action == "comparator_groups stored"
    assert event.data["new_keys"] == ["NN/C3"]
    assert event.data["changes"] == [
        {"key": "NN", "before": {"name": "Similar counties"}, "after": {"name": "Nearest counties"}},
        {"key": "NN/C2", "before": {"role": "member"}, "after": {}},
        {"key": "NN/E10", "before": {"role": "member"}, "after": {}},
    ]


def test_two_areas_may_change_their_roles_with_each_other(others: Load) -> None:
    swapped = G + "ALL,All counties,all,2,MED,Median of counties,\nALL,All counties,all,2,C1,Fenshire,median\n"
    assert others({"comparator_groups": swapped}, at=LATER).stored
    held = ComparatorMember.objects.filter(group__code="ALL").values_list("area__code", "role")
    assert dict(held) == {"MED": "member", "C1": "median"}
