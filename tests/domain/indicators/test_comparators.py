"""What others published, read back: every area of a group is there, with a value or without."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.domain.indicators import lookups, queries
from goldenthread.domain.indicators.models import Indicator
from tests import factories

LATER = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
YEAR = "FY2024"


@pytest.fixture
def group(db: None) -> None:
    """Two other counties and the council itself, with a published median."""
    factories.authority()
    near = factories.comparator_group()
    for code, name, role in (
        ("C1", "Fenshire", "member"),
        ("C2", "Moorshire", "member"),
        ("X10000000", "Downland", "member"),
        ("MED", "Median of English counties", "median"),
    ):
        factories.comparator_member(group=near, area=factories.comparator_area(code=code, name=name), role=role)


def _published(reference: str, code: str, value: str | None, **more: object) -> None:
    factories.comparator_value(
        indicator=factories.indicator(reference=reference),
        area=factories.comparator_area(code=code),
        period=factories.period(YEAR),
        value=value,
        **more,
    )


def _ids(*references: str) -> list[int]:
    return list(Indicator.objects.filter(reference__in=references).values_list("id", flat=True))


def test_an_area_that_published_nothing_is_there_without_a_value(group: None) -> None:
    _published("AS07", "C1", "71.2", numerator="712", denominator="1000")
    _published("AS07", "X10000000", "83.4")
    _published("AS07", "MED", "70")
    found = lookups.comparators(indicators=_ids("AS07"))
    assert found.select("area", "role", "period", "value", "numerator", "denominator", "status", "own").rows() == [
        ("C1", "member", YEAR, 71.2, 712.0, 1000.0, "final", False),
        ("C2", "member", YEAR, None, None, None, None, False),
        ("MED", "median", YEAR, 70.0, None, None, "final", False),
        ("X10000000", "member", YEAR, 83.4, None, None, "final", True),
    ]
    assert found["period_end"].to_list() == [date(2025, 3, 31)] * 4
    assert tuple(found.columns) == lookups.COMPARATOR_COLUMNS


def test_a_suppressed_figure_says_so_and_has_no_value(group: None) -> None:
    _published("AS07", "C2", None, status="suppressed")
    found = lookups.comparators(indicators=_ids("AS07"))
    assert dict(found.select("area", "status").rows()) == {
        "C1": None,
        "C2": "suppressed",
        "MED": None,
        "X10000000": None,
    }


def test_the_last_revision_holds_and_the_earlier_one_did(group: None) -> None:
    _published("AS07", "C1", "71.2")
    _published("AS07", "C1", "72.5", number=2, reason="Corrected by Fenshire", entered_at=LATER)
    ids = _ids("AS07")
    assert lookups.comparators(indicators=ids)["value"].drop_nulls().to_list() == [72.5]
    assert lookups.comparators(indicators=ids, as_at=factories.NOON)["value"].drop_nulls().to_list() == [71.2]
    assert lookups.comparators(indicators=ids, as_at=datetime(2020, 1, 1, tzinfo=UTC)).is_empty()
    assert lookups.comparators(indicators=ids, since=date(2025, 3, 31)).height == 4
    assert lookups.comparators(indicators=ids, since=date(2025, 4, 1)).is_empty()


def test_no_indicators_no_rows(group: None) -> None:
    _published("AS07", "C1", "71.2")
    found = lookups.comparators(indicators=[])
    assert (found.height, tuple(found.columns)) == (0, lookups.COMPARATOR_COLUMNS)


@pytest.mark.parametrize("references", [["A1"], ["A1", "A2", "A3"]])
def test_the_number_of_queries_is_fixed(group: None, references: list[str]) -> None:
    for reference in references:
        _published(reference, "C1", "71.2")
    ids = _ids(*references)
    with CaptureQueriesContext(connection) as asked:
        assert lookups.comparators(indicators=ids)["indicator_id"].n_unique() == len(references)
    assert len(asked) == 4


def test_a_page_has_every_area_with_its_exact_figure_and_source(group: None) -> None:
    _published("AS07", "C1", "71.20", source_url="https://example.org/t7", published_on=date(2025, 9, 1))
    _published("AS07", "MED", "70")
    _published("AS08", "C2", "5")
    found = queries.comparators_of(reference="AS07")
    assert [(one.area_name, one.role, one.value, one.own, one.status) for one in found] == [
        ("Downland", "member", None, True, ""),
        ("Fenshire", "member", Decimal("71.20"), False, "final"),
        ("Moorshire", "member", None, False, ""),
        ("Median of English counties", "median", Decimal("70"), False, "final"),
    ]
    first = found[1]
    assert (first.source, first.source_url, first.licence, first.published_on) == (
        "Published statistics",
        "https://example.org/t7",
        "Open Government Licence v3.0",
        date(2025, 9, 1),
    )
    assert {(one.group, one.kind, one.period_code, one.period_label) for one in found} == {
        ("NN", "nearest_neighbours", YEAR, "2024/25")
    }
    assert queries.comparators_of(reference="AS07", as_at=datetime(2020, 1, 1, tzinfo=UTC)) == []


def test_the_preferred_group_and_the_latest_period_come_first(group: None) -> None:
    every = factories.comparator_group(code="ALL", name="All counties", kind="all", order=9)
    factories.comparator_member(group=every, area=factories.comparator_area(code="C1"))
    _published("AS07", "C1", "71.2")
    factories.comparator_value(
        indicator=factories.indicator(), area=factories.comparator_area(), period=factories.period("FY2023"), value="69"
    )
    found = [(one.group, one.period_code, str(one.value)) for one in queries.comparators_of(reference="AS07")]
    assert [one for one in found if one[2] != "None"] == [
        ("NN", "FY2024", "71.2"),
        ("NN", "FY2023", "69"),
        ("ALL", "FY2024", "71.2"),
        ("ALL", "FY2023", "69"),
    ]


def test_comparators_of_nothing_are_not_found(group: None) -> None:
    with pytest.raises(queries.NotFoundError):
        queries.comparators_of(reference="NONE")


@pytest.mark.parametrize("codes", [["C1"], ["C1", "C2", "MED"]])
def test_a_page_asks_the_same_number_of_questions_however_many_areas(group: None, codes: list[str]) -> None:
    for code in codes:
        _published("AS07", code, "71.2")
    with CaptureQueriesContext(connection) as asked:
        assert len([one for one in queries.comparators_of(reference="AS07") if one.value]) == len(codes)
    assert len(asked) == 6
