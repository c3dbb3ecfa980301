"""Working days of England and clear days before a meeting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engines.periods.working_days import (
    bank_holidays,
    is_working_day,
    publish_by,
    working_days_after,
    working_days_before,
    working_days_between,
)

DAYS = st.dates(min_value=date(2005, 1, 1), max_value=date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2011, 4, 28), True),
        (date(2011, 4, 29), False),  # a royal wedding
        (date(2022, 9, 19), False),  # a state funeral
        (date(2020, 5, 4), True),  # the early May holiday was moved to the 8th
        (date(2020, 5, 8), False),
        (date(2026, 11, 22), False),
        (date(2026, 12, 28), False),  # Boxing Day was a Saturday
        (date(2026, 12, 29), True),
    ],
)
def test_days_by_proclamation_and_substitutes(day: date, *, works: bool) -> None:
    assert is_working_day(day) is works


def test_bank_holidays_that_fall_on_a_weekday() -> None:
    assert bank_holidays(first=date(2026, 12, 20), last=date(2027, 1, 5)) == [
        date(2026, 12, 25),
        date(2026, 12, 28),
        date(2027, 1, 1),
    ]


@pytest.mark.parametrize(
    ("meeting", "clear", "by"),
    [
        (date(2026, 11, 30), 5, date(2026, 11, 20)),  # Monday: the five days of the week before are clear
        (date(2026, 12, 3), 5, date(2026, 11, 25)),
        (date(2027, 1, 4), 5, date(2026, 12, 22)),  # Christmas, Boxing Day's substitute and New Year's Day
        (date(2025, 4, 24), 5, date(2025, 4, 14)),  # Good Friday and Easter Monday
        (date(2026, 11, 30), 0, date(2026, 11, 27)),
    ],
)
def test_clear_working_days(meeting: date, clear: int, by: date) -> None:
    assert publish_by(meeting, clear_days=clear) == by


def test_days_of_notice_count_every_day() -> None:
    assert publish_by(date(2026, 11, 30), clear_days=28, working=False) == date(2026, 11, 1)


@given(meeting=DAYS, clear=st.integers(min_value=0, max_value=30))
def test_that_many_clear_days_lie_between_and_no_later_day_would_do(meeting: date, clear: int) -> None:
    by = publish_by(meeting, clear_days=clear)
    assert is_working_day(by)
    assert working_days_between(by, meeting) == clear
    later = (by + timedelta(days=count) for count in range(1, (meeting - by).days))
    assert all(working_days_between(day, meeting) < clear for day in later if is_working_day(day))


@given(day=DAYS, count=st.integers(min_value=1, max_value=300))
def test_there_and_back(day: date, count: int) -> None:
    start = working_days_after(day, count=0)
    assert start >= day
    assert working_days_before(working_days_after(start, count=count), count=count) == start
    assert working_days_between(working_days_before(start, count=count), start) == count - 1


@given(day=DAYS)
def test_none_before_is_the_day_itself_or_the_last_one(day: date) -> None:
    found = working_days_before(day, count=0)
    assert found == day if is_working_day(day) else found < day
    assert all(not is_working_day(found + timedelta(days=count)) for count in range(1, (day - found).days + 1))


@pytest.mark.parametrize("count", [working_days_before, working_days_after])
def test_a_negative_number_of_days_is_refused(count: object) -> None:
    assert callable(count)
    with pytest.raises(ValueError, match="-1 is not a number of working days"):
        count(date(2026, 11, 22), count=-1)
