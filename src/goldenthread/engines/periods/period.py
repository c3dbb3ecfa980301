"""A period: what it is, when it starts and ends, its code, label and ISO 8601 interval.

Rulebook section 1. Financial years run April to March and academic years September to August. School terms
default to four months each, which tile the academic year: autumn September to December, spring January to
April, summer May to August. A council whose terms have other dates records them as survey waves or ranges.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from goldenthread.engines.periods.kinds import YEARS, Kind

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
TERMS: Final = ("Autumn", "Spring", "Summer")
FIRST_YEAR: Final = 1800
LAST_YEAR: Final = 2199
"""The years that a period may lie in; anything outside is a slip of the keyboard."""

_FIRST_MONTH = {
    Kind.FINANCIAL_YEAR: 4, Kind.HALF_YEAR: 4, Kind.QUARTER: 4,
    Kind.CALENDAR_YEAR: 1, Kind.CALENDAR_HALF_YEAR: 1, Kind.CALENDAR_QUARTER: 1, Kind.MONTH: 1,
    Kind.ACADEMIC_YEAR: 9, Kind.TERM: 9,
}  # fmt: skip
_LENGTH = {
    Kind.FINANCIAL_YEAR: 12, Kind.CALENDAR_YEAR: 12, Kind.ACADEMIC_YEAR: 12,
    Kind.HALF_YEAR: 6, Kind.CALENDAR_HALF_YEAR: 6, Kind.TERM: 4,
    Kind.QUARTER: 3, Kind.CALENDAR_QUARTER: 3, Kind.MONTH: 1,
}  # fmt: skip
_PREFIX = {4: "FY", 1: "CY", 9: "AY"}
_LETTER = {
    Kind.HALF_YEAR: "H", Kind.CALENDAR_HALF_YEAR: "H", Kind.TERM: "T",
    Kind.QUARTER: "Q", Kind.CALENDAR_QUARTER: "Q",
}  # fmt: skip


class PeriodError(ValueError):
    """A sentence: what was seen, why it cannot be a period, and what to write instead."""


@dataclass(frozen=True, kw_only=True)
class Period:
    """A stretch of whole days, both ends included. Two periods of one kind and the same dates are equal."""

    kind: Kind
    start: date
    end: date
    name: str = field(default="", compare=False)
    """The name a survey wave goes by; empty for every other kind."""

    @cached_property
    def code(self) -> str:
        """The canonical code; codes of one kind sort by date.

        A range is written by its dates, ``2018-01-01..2020-12-31``, and a survey wave likewise with ``WAVE``
        before it: however a range was typed, the same days have the same code.
        """
        return _code(self)

    @cached_property
    def label(self) -> str:
        """What a reader sees: "Q1 2022/23", "April 2011", "30 June 2011"."""
        return _label(self)

    @property
    def interval(self) -> str:
        """The ISO 8601 interval: start and duration, ``2026-07-01/P3M``."""
        return f"{self.start.isoformat()}/{_duration(self)}"

    @property
    def days(self) -> int:
        """How many days, both ends included."""
        return (self.end - self.start).days + 1


def first_of_month(*, months: int) -> date:
    """Return the first day of a month counted from year 0: ``12 * year + month - 1``."""
    return date(months // 12, months % 12 + 1, 1)


def month_count(day: date) -> int:
    """Count the months from year 0 to a day's month."""
    return 12 * day.year + day.month - 1


def of_months(*, kind: Kind, year: int, number: int = 1) -> Period:
    """Make the number-th period of its kind in a year that starts in ``year``: quarter 1 of 2011 and so on.

    Raises PeriodError for a number that the year does not have, or a year out of reach.
    """
    length = _LENGTH[kind]
    if not 1 <= number <= 12 // length:
        raise PeriodError(f"There is no {kind.value.replace('_', ' ')} {number} in a year.")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise PeriodError(f"The year {year} is out of reach: write a year from {FIRST_YEAR} to {LAST_YEAR}.")
    start = 12 * year + _FIRST_MONTH[kind] - 1 + (number - 1) * length
    end = first_of_month(months=start + length) - timedelta(days=1)
    return Period(kind=kind, start=first_of_month(months=start), end=end)


def of_days(*, kind: Kind, start: date, end: date, name: str = "") -> Period:
    """Make a range or a survey wave of given dates. Raises PeriodError where it ends before it starts."""
    if end < start:
        raise PeriodError(f"The range ends on {_day(end)}, before it starts on {_day(start)}.")
    return Period(kind=kind, start=start, end=end, name=name)


def containing(day: date, *, kind: Kind) -> Period:
    """Return the period of a kind that holds a day. Raises PeriodError for ranges and survey waves."""
    if kind is Kind.DAY:
        return Period(kind=kind, start=day, end=day)
    if kind is Kind.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Period(kind=kind, start=monday, end=monday + timedelta(days=6))
    if kind not in _LENGTH:
        raise PeriodError(f"No day belongs to {kind.words} by itself: its dates are given, not worked out.")
    since = month_count(day) - (_FIRST_MONTH[kind] - 1)
    return of_months(kind=kind, year=since // 12, number=since % 12 // _LENGTH[kind] + 1)


def number_in_year(period: Period) -> int:
    """Which quarter, half, month or term of its own year a period is; 1 for a year."""
    since = month_count(period.start) - (_FIRST_MONTH[period.kind] - 1)
    return since % 12 // _LENGTH[period.kind] + 1


def starting_year(period: Period) -> int:
    """Return the year in which the year of a period of whole months starts: 2011 for Q4 2011/12."""
    return (month_count(period.start) - (_FIRST_MONTH[period.kind] - 1)) // 12


def whole_months(period: Period) -> int | None:
    """Count the months of a period that starts on a first and ends on a last of a month; else None."""
    after = period.end + timedelta(days=1)
    if period.start.day != 1 or after.day != 1:
        return None
    return month_count(after) - month_count(period.start)


_CODE = re.compile(
    r"(?P<family>FY|CY|AY)(?P<year>\d{4})(?:-(?P<letter>[HQT])(?P<number>\d))?"
    r"|(?P<month>\d{4}-\d{2})|(?P<week>\d{4}-W\d{2})|(?P<day>\d{4}-\d{2}-\d{2})"
    r"|(?P<wave>WAVE)?(?P<start>\d{4}-\d{2}-\d{2})\.\.(?P<end>\d{4}-\d{2}-\d{2})",
    re.ASCII,
)
_FAMILIES = {
    ("FY", None): Kind.FINANCIAL_YEAR, ("FY", "H"): Kind.HALF_YEAR, ("FY", "Q"): Kind.QUARTER,
    ("CY", None): Kind.CALENDAR_YEAR, ("CY", "H"): Kind.CALENDAR_HALF_YEAR,
    ("CY", "Q"): Kind.CALENDAR_QUARTER, ("AY", None): Kind.ACADEMIC_YEAR, ("AY", "T"): Kind.TERM,
}  # fmt: skip


def from_code(code: str) -> Period:
    """Return the period of a canonical code; nothing else is read. Raises PeriodError."""
    found = _CODE.fullmatch(code)
    try:
        if found is None:
            raise PeriodError(f"'{code}' is not the code of a period, such as FY2011-Q1 or 2011-04.")
        return _from_match(found)
    except PeriodError:
        raise
    except (ValueError, OverflowError, KeyError) as wrong:
        raise PeriodError(f"'{code}' is not the code of a period: there is no such date.") from wrong


def _from_match(found: re.Match[str]) -> Period:
    if family := found["family"]:
        kind = _FAMILIES[family, found["letter"]]
        return of_months(kind=kind, year=int(found["year"]), number=int(found["number"] or 1))
    if found["month"]:
        return of_months(kind=Kind.MONTH, year=int(found["month"][:4]), number=int(found["month"][5:]))
    if found["week"]:
        return iso_week(year=int(found["week"][:4]), number=int(found["week"][6:]))
    if found["day"]:
        return containing(date.fromisoformat(found["day"]), kind=Kind.DAY)
    start, end = date.fromisoformat(found["start"]), date.fromisoformat(found["end"])
    return of_days(kind=Kind.WAVE if found["wave"] else Kind.RANGE, start=start, end=end)


def iso_week(*, year: int, number: int) -> Period:
    """Return a week of the ISO year, Monday to Sunday. Raises PeriodError for a week 53 that is not there."""
    try:
        return containing(date.fromisocalendar(year, number, 1), kind=Kind.WEEK)
    except ValueError as wrong:
        raise PeriodError(f"The year {year} has no week {number}.") from wrong


def _code(period: Period) -> str:
    kind, start = period.kind, period.start
    if kind is Kind.DAY:
        return start.isoformat()
    if kind is Kind.WEEK:
        iso = start.isocalendar()
        return f"{iso.year:04}-W{iso.week:02}"
    if kind is Kind.MONTH:
        return f"{start.year:04}-{start.month:02}"
    if kind not in _LENGTH:
        return f"{'WAVE' if kind is Kind.WAVE else ''}{start.isoformat()}..{period.end.isoformat()}"
    year = f"{_PREFIX[_FIRST_MONTH[kind]]}{starting_year(period):04}"
    return year if kind in YEARS else f"{year}-{_LETTER[kind]}{number_in_year(period)}"


def _label(period: Period) -> str:
    kind, start = period.kind, period.start
    if kind is Kind.WAVE and period.name:
        return period.name
    if kind is Kind.DAY:
        return _day(start)
    if kind is Kind.WEEK:
        iso = start.isocalendar()
        return f"Week {iso.week} {iso.year}"
    if kind is Kind.MONTH:
        return f"{MONTHS[start.month - 1]} {start.year}"
    if kind not in _LENGTH:
        return _range_label(period)
    year = _year_words(period)
    if kind is Kind.TERM:
        return f"{TERMS[number_in_year(period) - 1]} term {year}"
    if kind is Kind.ACADEMIC_YEAR:
        return f"Academic year {year}"
    return year if kind in YEARS else f"{_LETTER[kind]}{number_in_year(period)} {year}"


def _year_words(period: Period) -> str:
    year = starting_year(period)
    return str(year) if _FIRST_MONTH[period.kind] == 1 else f"{year}/{(year + 1) % 100:02}"


def _range_label(period: Period) -> str:
    first, last = period.start, period.end
    months = whole_months(period)
    if months is None:
        return f"{_day(first)} to {_day(last)}"
    # Two calendar years are spelt out in months: "2018 to 2019" is how many write one financial year.
    if months % 12 == 0 and months > 12 and (first.month in (4, 9) or (first.month == 1 and months > 24)):
        if first.month == 1:
            return f"{first.year} to {last.year}"
        years = f"{first.year}/{(first.year + 1) % 100:02} to {last.year - 1}/{last.year % 100:02}"
        return f"Academic years {years}" if first.month == 9 else years
    if months == 1:
        return f"{MONTHS[first.month - 1]} {first.year}"
    return f"{MONTHS[first.month - 1]} {first.year} to {MONTHS[last.month - 1]} {last.year}"


def _duration(period: Period) -> str:
    if period.kind is Kind.WEEK:
        return "P1W"
    months = whole_months(period)
    if months is None or period.kind is Kind.DAY:
        return f"P{period.days}D"
    return f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
