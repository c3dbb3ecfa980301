"""Working days of England, and the clear days that the law wants before a meeting.

A working day is neither a Saturday, a Sunday nor a bank holiday of England, the days by proclamation among them.

>>> from datetime import date
>>> publish_by(date(2026, 1, 8), clear_days=5)  # new year's day and a weekend lie between
datetime.date(2025, 12, 30)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from functools import cache


@cache
def _of_year(year: int) -> tuple[date, ...]:
    """The working days of a calendar year, in order."""
    # Imported here: the calendar of every country is a second's work to load, and ratings never need it.
    from holidays.countries.united_kingdom import UnitedKingdom

    free = set(UnitedKingdom(subdiv="ENG", years=year))
    first = date(year, 1, 1)
    days = (first + timedelta(days=count) for count in range((date(year + 1, 1, 1) - first).days))
    return tuple(day for day in days if day.weekday() < 5 and day not in free)


def is_working_day(day: date) -> bool:
    """Say whether ``day`` is a working day in England."""
    days = _of_year(day.year)
    place = bisect_left(days, day)
    return place < len(days) and days[place] == day


def bank_holidays(*, first: date, last: date) -> list[date]:
    """Return the bank holidays of England from ``first`` to ``last`` that would else be working days, in order."""
    every = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return [day for day in every if day.weekday() < 5 and not is_working_day(day)]


def working_days_before(day: date, *, count: int) -> date:
    """Return the working day that lies ``count`` working days before ``day``; ``day`` itself is not counted.

    With a count of 0: ``day`` where it is a working day, else the last one before it. Raises ValueError for a count
    below 0.
    """
    if count < 0:
        raise ValueError(f"{count} is not a number of working days.")
    year = day.year
    days = _of_year(year)
    left = bisect_left(days, day) if count else bisect_right(days, day)
    count = max(count, 1)
    while left < count:
        count -= left
        year -= 1
        days = _of_year(year)
        left = len(days)
    return days[left - count]


def working_days_after(day: date, *, count: int) -> date:
    """Return the working day that lies ``count`` working days after ``day``; ``day`` itself is not counted.

    With a count of 0: ``day`` where it is a working day, else the next one. Raises ValueError for a count below 0.
    """
    if count < 0:
        raise ValueError(f"{count} is not a number of working days.")
    year = day.year
    days = _of_year(year)
    place = (bisect_right(days, day) if count else bisect_left(days, day)) + max(count, 1) - 1
    while place >= len(days):
        place -= len(days)
        year += 1
        days = _of_year(year)
    return days[place]


def working_days_between(first: date, last: date) -> int:
    """Return how many working days lie strictly between two days; 0 where ``last`` is not after ``first``."""
    if last <= first:
        return 0
    return sum(
        bisect_left(days, last) - bisect_right(days, first)
        for days in (_of_year(year) for year in range(first.year, last.year + 1))
    )


def publish_by(meeting: date, *, clear_days: int = 5, working: bool = True) -> date:
    """Return the last day on which a paper may be published for a meeting on ``meeting``.

    That many clear days must lie between: neither the day of publication nor that of the meeting counts. ``working``
    counts working days, which is what most councils do; without it every day counts, as for the 28 days of notice of
    a key decision, and publication may fall on a weekend. Sources: Local Government Act 1972, section 100B; SI
    2012/2089, regulations 6, 7 and 9.
    """
    if not working:
        return meeting - timedelta(days=clear_days + 1)
    return working_days_before(meeting, count=clear_days + 1)
