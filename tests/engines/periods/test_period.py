"""Codes, dates, labels and intervals of every kind."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engines.periods import (
    Kind,
    Period,
    PeriodError,
    containing,
    from_code,
    of_days,
    parse,
)

DAYS = st.dates(min_value=date(1850, 1, 1), max_value=date(2150, 12, 31))
OWN_DATES = sorted(set(Kind) - {Kind.RANGE, Kind.WAVE})
PERIODS = st.builds(lambda day, kind: containing(day, kind=kind), DAYS, st.sampled_from(OWN_DATES))
GIVEN = st.builds(
    lambda day, days, kind: of_days(kind=kind, start=day, end=day + timedelta(days=days)),
    DAYS,
    st.integers(0, 2000),
    st.sampled_from([Kind.RANGE, Kind.WAVE]),
)


@pytest.mark.parametrize(
    ("code", "kind", "start", "end", "label", "interval"),
    [
        ("FY2011", "financial_year", "2011-04-01", "2012-03-31", "2011/12", "2011-04-01/P1Y"),
        ("FY1999", "financial_year", "1999-04-01", "2000-03-31", "1999/00", "1999-04-01/P1Y"),
        ("FY2011-H2", "half_year", "2011-10-01", "2012-03-31", "H2 2011/12", "2011-10-01/P6M"),
        ("FY2011-Q1", "quarter", "2011-04-01", "2011-06-30", "Q1 2011/12", "2011-04-01/P3M"),
        ("FY2011-Q4", "quarter", "2012-01-01", "2012-03-31", "Q4 2011/12", "2012-01-01/P3M"),
        ("2012-02", "month", "2012-02-01", "2012-02-29", "February 2012", "2012-02-01/P1M"),
        ("1900-02", "month", "1900-02-01", "1900-02-28", "February 1900", "1900-02-01/P1M"),
        ("CY2011", "calendar_year", "2011-01-01", "2011-12-31", "2011", "2011-01-01/P1Y"),
        ("CY2011-Q2", "calendar_quarter", "2011-04-01", "2011-06-30", "Q2 2011", "2011-04-01/P3M"),
        ("AY2011", "academic_year", "2011-09-01", "2012-08-31", "Academic year 2011/12", "2011-09-01/P1Y"),
        ("AY2011-T1", "term", "2011-09-01", "2011-12-31", "Autumn term 2011/12", "2011-09-01/P4M"),
        ("AY2011-T2", "term", "2012-01-01", "2012-04-30", "Spring term 2011/12", "2012-01-01/P4M"),
        ("AY2011-T3", "term", "2012-05-01", "2012-08-31", "Summer term 2011/12", "2012-05-01/P4M"),
        ("2011-W14", "week", "2011-04-04", "2011-04-10", "Week 14 2011", "2011-04-04/P1W"),
        ("2009-W53", "week", "2009-12-28", "2010-01-03", "Week 53 2009", "2009-12-28/P1W"),
        ("2011-06-30", "day", "2011-06-30", "2011-06-30", "30 June 2011", "2011-06-30/P1D"),
        ("2018-01-01..2020-12-31", "range", "2018-01-01", "2020-12-31", "2018 to 2020", "2018-01-01/P3Y"),
        (
            "2007-04-01..2009-03-31",
            "range",
            "2007-04-01",
            "2009-03-31",
            "2007/08 to 2008/09",
            "2007-04-01/P2Y",
        ),
        (
            "2018-05-02..2018-05-20",
            "range",
            "2018-05-02",
            "2018-05-20",
            "2 May 2018 to 20 May 2018",
            "2018-05-02/P19D",
        ),
    ],
)
def test_a_code_means_dates_and_words(code: str, kind: str, start: str, end: str, label: str, interval: str) -> None:
    period = from_code(code)
    found = (period.code, period.kind, period.start.isoformat(), period.end.isoformat())
    assert found == (code, kind, start, end)
    assert (period.label, period.interval) == (label, interval)


@pytest.mark.parametrize(
    "code",
    ["", "FY11", "fy2011", "FY2011-Q5", "FY2011-Q0", "FY2011-T1", "CY2011-T1", "AY2011-H1", "2011-13", "2011-00",
     "2011-W54", "2011-02-30", "2011/12", "FY9999", "2011-05-02..2011-05-01", "FY2011 "],
)  # fmt: skip
def test_only_codes_are_codes(code: str) -> None:
    with pytest.raises(PeriodError):
        from_code(code)


@given(PERIODS | GIVEN)
def test_a_code_comes_back(period: Period) -> None:
    assert from_code(period.code) == period
    assert parse(period.code, kind=period.kind).period == period


@given(PERIODS | GIVEN)
def test_a_label_comes_back_with_its_type(period: Period) -> None:
    assert parse(period.label, kind=period.kind).period == period
    assert parse(period.label, kind=period.kind.value).period == period


@given(PERIODS | GIVEN)
def test_an_interval_comes_back_with_its_type(period: Period) -> None:
    assert parse(period.interval, kind=period.kind).period == period


@given(DAYS, DAYS, st.sampled_from(OWN_DATES))
def test_codes_sort_by_date(a: date, b: date, kind: Kind) -> None:
    one, other = containing(a, kind=kind), containing(b, kind=kind)
    assert (one.code < other.code) == (one.start < other.start)
    assert (one.code == other.code) == (one == other)


@given(DAYS, st.sampled_from(OWN_DATES))
def test_a_day_lies_in_its_period(day: date, kind: Kind) -> None:
    period = containing(day, kind=kind)
    assert period.start <= day <= period.end


def test_a_range_cannot_end_before_it_starts() -> None:
    with pytest.raises(PeriodError, match="before it starts on 2 May 2011"):
        of_days(kind=Kind.RANGE, start=date(2011, 5, 2), end=date(2011, 5, 1))


def test_no_day_belongs_to_a_range() -> None:
    with pytest.raises(PeriodError, match="its dates are given"):
        containing(date(2011, 5, 2), kind=Kind.RANGE)
