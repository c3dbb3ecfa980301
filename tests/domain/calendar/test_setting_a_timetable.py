"""Setting and moving the meeting of a period."""

from datetime import date
from typing import Any

import pytest

from goldenthread.domain.audit.models import AuditEvent
from goldenthread.domain.calendar.operations import set_timetable
from goldenthread.domain.calendar.queries import timetable, timetable_history, timetables
from goldenthread.domain.calendar.rules import TimetableError
from tests import factories

pytestmark = pytest.mark.django_db


def _set(**more: Any) -> Any:
    asked = {"period": "FY2026-Q2", "meeting_on": date(2026, 12, 3), "by": factories.user(), "at": factories.NOON}
    return set_timetable(**(asked | more))


def test_a_timetable_says_every_deadline_and_who_set_it() -> None:
    row = _set(grace_days=2)
    assert row == timetable(period="FY2026-Q2")
    assert (row.number, row.meeting_on, row.entered_by) == (1, date(2026, 12, 3), "Data Officer")
    assert row.scheduled.enter_by == date(2026, 11, 10)
    assert AuditEvent.objects.filter(action="timetable set").count() == 1


def test_when_the_meeting_moves_the_change_says_why_and_the_old_days_stay_known() -> None:
    _set()
    with pytest.raises(TimetableError, match="Say why the timetable changes"):
        _set(meeting_on=date(2026, 12, 10))
    moved = _set(meeting_on=date(2026, 12, 10), reason="The chairman is away.")
    assert (moved.number, moved.scheduled.enter_by) == (2, date(2026, 11, 17))
    told = [(row.number, row.meeting_on, row.reason) for row in timetable_history(period="FY2026-Q2")]
    assert told == [(1, date(2026, 12, 3), ""), (2, date(2026, 12, 10), "The chairman is away.")]


def test_the_same_again_stores_nothing() -> None:
    _set()
    events = AuditEvent.objects.count()
    assert _set().number == 1
    assert AuditEvent.objects.count() == events


def test_days_that_do_not_fit_store_nothing() -> None:
    with pytest.raises(TimetableError, match="Choose a later meeting"):
        _set(meeting_on=date(2026, 10, 20))
    assert timetables() == {}
    assert AuditEvent.objects.filter(action="timetable set").count() == 0


def test_timetables_come_by_meeting_in_one_query(django_assert_num_queries: Any) -> None:
    _set(period="FY2026-Q3", meeting_on=date(2027, 3, 4))
    _set()
    with django_assert_num_queries(1):
        assert list(timetables()) == ["FY2026-Q2", "FY2026-Q3"]
