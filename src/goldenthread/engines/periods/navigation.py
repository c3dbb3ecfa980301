"""From one period to another: previous, next, last year, year to date, parts. Functions of the period alone."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from goldenthread.engines.periods.kinds import YEARS, Kind
from goldenthread.engines.periods.period import (
    Period,
    PeriodError,
    containing,
    first_of_month,
    iso_week,
    month_count,
    number_in_year,
    of_days,
    whole_months,
)

_GIVEN = frozenset({Kind.RANGE, Kind.WAVE})
_OWN_YEAR = {
    Kind.CALENDAR_YEAR: Kind.CALENDAR_YEAR,
    Kind.CALENDAR_HALF_YEAR: Kind.CALENDAR_YEAR,
    Kind.CALENDAR_QUARTER: Kind.CALENDAR_YEAR,
    Kind.ACADEMIC_YEAR: Kind.ACADEMIC_YEAR,
    Kind.TERM: Kind.ACADEMIC_YEAR,
}


def previous(period: Period) -> Period:
    """Return the period of the same kind and length that ends the day before. Raises PeriodError for a wave."""
    return _beside(period, step=-1)


def next_(period: Period) -> Period:
    """Return the period of the same kind and length that starts the day after. Raises PeriodError for a wave."""
    return _beside(period, step=1)


def _beside(period: Period, *, step: int) -> Period:
    if period.kind is Kind.WAVE:
        raise PeriodError(f"{period.label} is a survey wave: only the survey knows the wave before or after it.")
    if period.kind is Kind.RANGE:
        months = whole_months(period)
        if months is not None:
            return _shifted(period, months=step * months)
        move = timedelta(days=step * period.days)
        return of_days(kind=Kind.RANGE, start=period.start + move, end=period.end + move)
    day = period.start - timedelta(days=1) if step < 0 else period.end + timedelta(days=1)
    return containing(day, kind=period.kind)


def _shifted(period: Period, *, months: int) -> Period:
    """Move a period of whole months."""
    start = first_of_month(months=month_count(period.start) + months)
    end = first_of_month(months=month_count(period.end) + 1 + months) - timedelta(days=1)
    return Period(kind=period.kind, start=start, end=end, name=period.name)


def same_period_last_year(period: Period) -> Period | None:
    """Return the same period one year before, or None where last year had none.

    A week keeps its ISO number (None for a week 53 that last year lacks); 29 February becomes 28 February;
    a range moves by a year; a survey wave has no counterpart.
    """
    if period.kind is Kind.WAVE:
        return None
    if period.kind is Kind.WEEK:
        iso = period.start.isocalendar()
        try:
            return iso_week(year=iso.year - 1, number=iso.week)
        except PeriodError:
            return None
    if period.kind is not Kind.DAY and whole_months(period) is not None:
        return _shifted(period, months=-12)
    start, end = _year_before(period.start), _year_before(period.end)
    return Period(kind=period.kind, start=start, end=end)


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28)) if day.month == 2 else day.replace(year=day.year - 1)


def year_of(period: Period, *, kind: Kind | None = None) -> Period:
    """Return the year that a period belongs to: its own kind of year, or the one asked for.

    Days, weeks, months and ranges belong to the financial year unless told otherwise; a week to the year
    that holds its Thursday, a range to the year it ends in.
    Raises PeriodError where ``kind`` is not a year.
    """
    wanted = kind or _OWN_YEAR.get(period.kind, Kind.FINANCIAL_YEAR)
    if wanted not in YEARS:
        raise PeriodError(f"{wanted.words.capitalize()} is not a kind of year.")
    day = period.start + timedelta(days=3) if period.kind is Kind.WEEK else period.end
    return containing(day, kind=wanted)


def year_to_date(period: Period, *, kind: Kind | None = None) -> Period:
    """Return the stretch from the start of the period's year to the period's end; the whole year at its end.

    Raises PeriodError for a range that started before that year did.
    """
    year = year_of(period, kind=kind)
    if period.kind in _GIVEN and period.start < year.start:
        raise PeriodError(f"{period.label} started before {year.label} did, so it has no year to date.")
    end = min(period.end, year.end) if period.kind is Kind.WEEK else period.end
    return native(start=year.start, end=end, kinds=(year.kind,))


def native(*, start: date, end: date, kinds: tuple[Kind, ...]) -> Period:
    """Return the first of the kinds that has exactly these dates, else a range."""
    for kind in kinds:
        found = containing(start, kind=kind)
        if (found.start, found.end) == (start, end):
            return found
    return of_days(kind=Kind.RANGE, start=start, end=end)


def position_in_year(period: Period, *, kind: Kind | None = None) -> int:
    """Return a period's place in its year, counted from 1: Q2 is 2, May is 2 in a financial year.

    A week counts by its ISO number unless a year is asked for, a day from the first day of the year, a year is 1.
    Raises PeriodError for ranges and waves.
    """
    if period.kind in _GIVEN:
        raise PeriodError(f"{period.label} is {period.kind.words}, which has no place in a year.")
    if period.kind is Kind.WEEK and kind is None:
        return period.start.isocalendar().week
    year = year_of(period, kind=kind)
    if period.kind is Kind.WEEK:
        first = containing(year.start + timedelta(days=3), kind=Kind.WEEK)
        return (period.start - first.start).days // 7 + 1
    if period.kind is Kind.DAY:
        return (period.start - year.start).days + 1
    if period.kind is Kind.MONTH:
        return month_count(period.start) - month_count(year.start) + 1
    return number_in_year(period)


def parts(period: Period, *, kind: Kind) -> tuple[Period, ...]:
    """Return the periods of a kind that make up a period exactly, in order: the three months of a quarter.

    Raises PeriodError where they do not fit, as weeks in a month.
    """
    return _parts(period, kind)


@lru_cache(maxsize=4096)
def _parts(period: Period, kind: Kind) -> tuple[Period, ...]:
    found = [containing(period.start, kind=kind)]
    while found[-1].end < period.end:
        found.append(next_(found[-1]))
    if found[0].start != period.start or found[-1].end != period.end:
        raise PeriodError(f"{period.label} cannot be cut into whole pieces, each {kind.words}.")
    return tuple(found)


def contains(period: Period, other: Period | date) -> bool:
    """Say whether a day, or the whole of another period, lies inside a period."""
    start, end = (other.start, other.end) if isinstance(other, Period) else (other, other)
    return period.start <= start and end <= period.end
