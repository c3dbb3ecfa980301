"""Previous, next, last year, year to date, position and parts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engines.periods import (
    YEARS,
    Kind,
    Period,
    PeriodError,
    containing,
    contains,
    from_code,
    next_,
    parts,
    position_in_year,
    previous,
    same_period_last_year,
    year_of,
    year_to_date,
)
from tests.engines.periods.test_period import DAYS, GIVEN, PERIODS

MOVABLE = PERIODS | GIVEN.filter(lambda period: period.kind is Kind.RANGE)


@given(MOVABLE)
def test_previous_of_next_is_the_period(period: Period) -> None:
    assert previous(next_(period)) == period
    assert next_(previous(period)) == period


@given(MOVABLE)
def test_neighbours_leave_no_gap(period: Period) -> None:
    assert next_(period).start == period.end + timedelta(days=1)
    assert previous(period).end == period.start - timedelta(days=1)
    assert next_(period).kind is period.kind


TILES = {
    Kind.FINANCIAL_YEAR: [(Kind.HALF_YEAR, 2), (Kind.QUARTER, 4), (Kind.MONTH, 12)],
    Kind.CALENDAR_YEAR: [(Kind.CALENDAR_HALF_YEAR, 2), (Kind.CALENDAR_QUARTER, 4), (Kind.MONTH, 12)],
    Kind.ACADEMIC_YEAR: [(Kind.TERM, 3), (Kind.MONTH, 12)],
}


@given(DAYS, st.sampled_from(sorted(TILES)))
def test_parts_tile_the_year(day: date, kind: Kind) -> None:
    year = containing(day, kind=kind)
    for part, count in TILES[kind]:
        pieces = parts(year, kind=part)
        assert len(pieces) == count
        assert sum(piece.days for piece in pieces) == year.days
        own = [position_in_year(piece, kind=kind) for piece in pieces]
        assert own == list(range(1, count + 1))
        assert all(contains(year, piece) and year_of(piece, kind=kind) == year for piece in pieces)


def test_months_of_a_quarter() -> None:
    quarter = from_code("FY2011-Q4")
    assert [month.code for month in parts(quarter, kind=Kind.MONTH)] == ["2012-01", "2012-02", "2012-03"]
    assert parts(quarter, kind=Kind.QUARTER) == (quarter,)


def test_weeks_do_not_fit_a_month() -> None:
    with pytest.raises(PeriodError, match="April 2011 cannot be cut"):
        parts(from_code("2011-04"), kind=Kind.WEEK)


@pytest.mark.parametrize(
    ("code", "before"),
    [
        ("FY2011-Q1", "FY2010-Q1"),
        ("FY2011", "FY2010"),
        ("2012-02", "2011-02"),
        ("2011-W14", "2010-W14"),
        ("2009-W53", None),
        ("2012-02-29", "2011-02-28"),
        ("2013-02-28", "2012-02-28"),
        ("AY2011-T2", "AY2010-T2"),
        ("2018-01-01..2020-12-31", "2017-01-01..2019-12-31"),
        ("2018-05-02..2018-05-20", "2017-05-02..2017-05-20"),
        ("2011-03-01..2012-02-29", "2010-03-01..2011-02-28"),
        ("WAVE2018-05-01..2018-06-30", None),
    ],
)
def test_same_period_last_year(code: str, before: str | None) -> None:
    found = same_period_last_year(from_code(code))
    assert (found and found.code) == before


@pytest.mark.parametrize(
    ("code", "year", "position", "to_date"),
    [
        ("FY2011-Q1", "FY2011", 1, "2011-04-01..2011-06-30"),
        ("FY2011-Q3", "FY2011", 3, "2011-04-01..2011-12-31"),
        ("FY2011-Q4", "FY2011", 4, "FY2011"),
        ("FY2011-H2", "FY2011", 2, "FY2011"),
        ("2011-04", "FY2011", 1, "2011-04-01..2011-04-30"),
        ("2012-03", "FY2011", 12, "FY2011"),
        ("CY2011-Q2", "CY2011", 2, "2011-01-01..2011-06-30"),
        ("AY2011-T2", "AY2011", 2, "2011-09-01..2012-04-30"),
        ("FY2011", "FY2011", 1, "FY2011"),
        ("2011-06-30", "FY2011", 91, "2011-04-01..2011-06-30"),
        ("2012-03-31", "FY2011", 366, "FY2011"),
        ("2011-W14", "FY2011", 14, "2011-04-01..2011-04-10"),
    ],
)
def test_place_in_the_year(code: str, year: str, position: int, to_date: str) -> None:
    period = from_code(code)
    assert year_of(period).code == year
    assert position_in_year(period) == position
    assert year_to_date(period).code == to_date


def test_a_month_has_a_place_in_any_year() -> None:
    month = from_code("2011-09")
    assert [position_in_year(month, kind=kind) for kind in sorted(YEARS)] == [1, 9, 6]
    assert year_to_date(month, kind=Kind.CALENDAR_YEAR).code == "2011-01-01..2011-09-30"


def test_ranges_and_waves_stand_outside_the_year() -> None:
    span, wave = from_code("2018-01-01..2020-12-31"), from_code("WAVE2018-05-01..2018-06-30")
    for period in (span, wave):
        with pytest.raises(PeriodError, match="no place in a year"):
            position_in_year(period)
    with pytest.raises(PeriodError, match="started before 2020/21"):
        year_to_date(span)
    for move in (previous, next_):
        with pytest.raises(PeriodError, match="survey wave"):
            move(wave)
    with pytest.raises(PeriodError, match="not a kind of year"):
        year_of(span, kind=Kind.MONTH)
