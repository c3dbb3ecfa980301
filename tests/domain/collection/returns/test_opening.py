"""Opening a period: what is owed exists before it is entered, by whom and by which day."""

from datetime import date
from typing import Any

import pytest

from goldenthread.domain.audit.models import AuditEvent
from goldenthread.domain.calendar.operations import set_timetable
from goldenthread.domain.collection.models import Expected
from goldenthread.domain.collection.operations import returns
from goldenthread.domain.collection.queries import return_row
from goldenthread.domain.collection.queries import returns as listed
from tests.domain.collection.returns.conftest import NOW, PERIOD, Quarter, person


def _open() -> returns.Opened:
    return returns.open_returns(period=PERIOD, by=person("Team"), at=NOW)


def test_nothing_is_owed_before_there_is_a_timetable(council: None) -> None:
    with pytest.raises(returns.NoTimetableError, match=r"Q2 2022/23 has no timetable yet\. Set the day of its meeting"):
        _open()


def test_every_figure_is_owed_by_its_lead_officer_or_else_the_chief_officer(quarter: Quarter) -> None:
    owed = Expected.objects.order_by("indicator__reference", "period__end", "place__code")
    told = [(one.owed.post.code, one.indicator.reference, one.period.code, one.place.code, one.due_on) for one in owed]
    enter_by = date(2022, 11, 8)
    assert told == [
        ("HED", "A1", "FY2022-Q2", "E07A", date(2022, 10, 31)),
        ("HED", "A1", "FY2022-Q2", "E10", date(2022, 10, 31)),
        ("DIR", "B1", "2022-07", "E10", date(2022, 8, 30)),
        ("DIR", "B1", "2022-08", "E10", date(2022, 9, 30)),
        ("DIR", "B1", "2022-09", "E10", date(2022, 10, 31)),
        ("HED", "C1", "FY2022-Q2", "E10", date(2022, 10, 31)),
    ]
    assert enter_by > told[0][-1]


def test_an_indicator_that_nobody_answers_for_is_named(quarter: Quarter) -> None:
    assert _open().without_owner == ("N1",)


def test_opening_again_makes_nothing_and_leaves_no_event(quarter: Quarter) -> None:
    before = AuditEvent.objects.count()
    again = _open()
    assert (again.owed, again.added, again.moved) == (6, 0, 0)
    assert AuditEvent.objects.count() == before


def test_when_the_meeting_moves_the_days_move_and_what_was_typed_stays(quarter: Quarter) -> None:
    quarter.save(C1={"value": "19.5"})
    set_timetable(
        period=PERIOD,
        meeting_on=date(2022, 11, 18),
        by=person("Team"),
        at=NOW,
        reason="The meeting was brought forward.",
    )
    moved = _open()
    assert (moved.added, moved.moved) == (0, 4)
    found = quarter.lines()
    assert found["C1"].due_on == found["A1"].due_on == date(2022, 10, 26)
    assert found["C1"].draft == {"value": "19.5"}


def test_a_new_owner_takes_over_what_nobody_has_typed_yet(quarter: Quarter, take: Any) -> None:
    quarter.save(C1={"value": "19.5"})
    row = "reference,name,frequency,unit,proportion,lead_officer,chief_officer\n"
    assert take(
        {"indicators": row + "A1,Pupils absent,quarter,EDU,yes,DIR,DIR\nC1,Days to decide,quarter,EDU,no,DIR,DIR\n"}
    ).stored
    _open()
    assert [line.indicator.reference for line in quarter.lines().values()] == ["C1"]
    assert return_row(period=PERIOD, post="DIR").post_title == "Director of Children's Services"
    assert [row.post_code for row in listed(period=PERIOD)] == ["DIR", "HED"]
