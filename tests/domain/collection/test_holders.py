"""Files about the council over time: who held which post, where units moved; loaded twice they change nothing."""

from datetime import date

import pytest
from django.apps import apps

from goldenthread.domain.organisation import queries
from tests.domain.collection.conftest import Load

APRIL, MARCH = date(2024, 4, 1), date(2024, 3, 31)
PEOPLE = "email,name,post,role\npat.lee@downland.example,Pat Lee,DIR,director\nsam@b.example,Sam Roe,,approver\n"
HOLDERS = (
    "post,email,starts,ends,deputy\n"
    "DIR,Pat.Lee@downland.example,2022-04-01,2024-03-31,no\n"
    "DIR,sam@b.example,2023-01-01,2024-03-31,yes\n"
    "DIR,sam@b.example,2024-04-01,,no\n"
)


def held() -> list[tuple[str, str, date | None, date | None, bool]]:
    return [(row.post_code, row.name, row.starts, row.ends, row.deputy) for row in queries.holdings()]


@pytest.mark.django_db
def test_a_post_in_people_is_held_since_a_day_that_is_not_known(council: Load) -> None:
    assert held() == [("DIR", "Pat Lee", None, None, False)]


@pytest.mark.django_db
def test_holders_tell_the_days_once_and_for_all(council: Load) -> None:
    first = council({"people": PEOPLE, "holders": HOLDERS})
    assert (first.stored, first.problems) == (True, ())
    assert [(one.kind, one.new, one.revised) for one in first.counts] == [("people", 2, 0), ("holders", 2, 1)]
    expected = [
        ("DIR", "Pat Lee", date(2022, 4, 1), MARCH, False),
        ("DIR", "Sam Roe", date(2023, 1, 1), MARCH, True),
        ("DIR", "Sam Roe", APRIL, None, False),
    ]
    assert held() == expected
    events = apps.get_model("goldenthread", "AuditEvent").objects
    said = events.get(action="holders stored").data
    assert (said["file"], said["new"], said["revised"], said["unchanged"]) == ("holders.csv", 2, 1, 0)
    assert said["changes"] == [
        {
            "key": "DIR/pat.lee@downland.example/2022-04-01",
            "before": {"starts": None, "ends": None},
            "after": {"starts": "2022-04-01", "ends": "2024-03-31"},
        }
    ]
    count = events.count()
    again = council({"people": PEOPLE, "holders": HOLDERS})
    assert (again.problems, [(one.new, one.revised) for one in again.counts]) == ((), [(0, 0), (0, 0)])
    assert (held(), events.count()) == (expected, count)


@pytest.mark.django_db
def test_an_end_makes_room_for_the_next_in_one_file_whatever_the_order(council: Load) -> None:
    assert council({"people": PEOPLE}).stored
    backwards = "post,email,starts,ends\nDIR,sam@b.example,2024-04-01,\nDIR,pat.lee@downland.example,,2024-03-31\n"
    outcome = council({"holders": backwards})
    assert (outcome.stored, outcome.problems) == (True, ())
    assert held() == [("DIR", "Pat Lee", None, MARCH, False), ("DIR", "Sam Roe", APRIL, None, False)]


@pytest.mark.django_db
def test_nothing_is_stored_while_one_row_gives_a_post_two_holders(council: Load) -> None:
    assert council({"people": PEOPLE}).stored
    outcome = council({"holders": "post,email,starts\nDIR,sam@b.example,2024-04-01\n"})
    assert not outcome.stored
    seen = (
        "sam@b.example would hold DIR since 1 April 2024, and it is stored that pat.lee@downland.example has it "
        "at all times"
    )
    mend = "End the one on the day before the other begins, or write yes under deputy."
    assert [(one.row, one.column, one.seen, one.what_to_do) for one in outcome.problems] == [(2, "email", seen, mend)]
    assert held() == [("DIR", "Pat Lee", None, None, False)]


STRUCTURE = "unit,parent,starts,reason\nEDU,GROWTH,2024-04-01,Cabinet in March 2024\n"
UNITS = "code,name,kind,parent\nGROWTH,Growth,directorate,\n"


@pytest.mark.django_db
def test_a_restructure_leaves_the_past_as_it_was(council: Load) -> None:
    outcome = council({"units": UNITS, "structure": STRUCTURE})
    assert (outcome.stored, outcome.problems) == (True, ())
    by_code = {unit.code: unit for unit in queries.units(on=MARCH).values()}
    assert by_code["EDU"].directorate_code == "CYP"
    assert queries.units(on=APRIL)[by_code["EDU"].id].directorate_code == "GROWTH"
    assert [(move.unit.code, move.starts, move.reason) for move in queries.moves()] == [
        ("EDU", APRIL, "Cabinet in March 2024")
    ]
    again = council({"structure": STRUCTURE})
    assert (again.counts[0].new, again.counts[0].revised, again.counts[0].unchanged) == (0, 0, 1)
    changed = council({"structure": STRUCTURE.replace("March 2024", "February 2024")})
    assert (changed.counts[0].new, changed.counts[0].revised) == (0, 1)


@pytest.mark.django_db
def test_two_moves_that_make_a_circle_are_refused_wherever_they_are_said(council: Load) -> None:
    units = "code,name,kind,parent\nTEAM,Team,unit,EDU\nSCH,Schools,division,CYP\n"
    assert council({"units": units, "structure": "unit,parent,starts\nEDU,SCH,2024-04-01\n"}).stored
    by_move = council({"structure": "unit,parent,starts\nSCH,TEAM,2025-04-01\n"})
    by_base = council({"units": "code,name,kind,parent\nSCH,Schools,division,TEAM\n"})
    assert [(one.row, one.column, one.seen) for one in by_move.problems] == [
        (2, "parent", "SCH would be part of itself on 2025-04-01: its parent is TEAM")
    ]
    assert [(one.row, one.column, one.seen) for one in by_base.problems] == [
        (2, "parent", "SCH would be part of itself on 2024-04-01: its parent is TEAM")
    ]


@pytest.mark.django_db
def test_a_portfolio_is_kept(council: Load) -> None:
    text = "code,title,kind,portfolio\nCM,Cabinet Member,cabinet_member,Schools and skills\n"
    assert council({"posts": text}).stored
    found = queries.post_row(code="CM")
    assert found is not None
    assert (found.portfolio, found.kind, found.unit_id) == ("Schools and skills", "cabinet_member", None)
