"""Yearly trends: the chi-squared of counts, the weighted slope, and every reason not to call a trend."""

from __future__ import annotations

import random
from typing import Any

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from goldenthread.engines.scoring.intervals import interval
from goldenthread.engines.scoring.refusal import ScoringError
from goldenthread.engines.scoring.yearly_trend import CRITICAL, YEARLY_TREND_COLUMNS, yearly_trend

CASES, SIZES = [1367, 1332, 1199, 1023, 994], [44701, 44064, 42811, 41527, 40299]
YEARS = [f"{year}/{year - 1999:02d}" for year in range(2011, 2023)]


def years(cases: list[Any], sizes: list[Any] | None = None, *, polarity: str | None = None) -> pl.DataFrame:
    rows = {"series": "a", "period": YEARS[: len(cases)], "numerator": cases, "polarity": polarity}
    size = sizes or [1000] * len(cases)
    return pl.DataFrame(rows | {"denominator": size}, schema_overrides={"polarity": pl.String, "numerator": pl.Float64})


def only(frame: pl.DataFrame, **options: Any) -> dict[str, Any]:
    [row] = yearly_trend(frame, **options).rows(named=True)
    return row


def textbook(cases: list[int], sizes: list[int]) -> float:
    """The chi-squared for trend in whole numbers, as Armitage and Berry print it."""
    times = range(1, len(cases) + 1)
    total, events = sum(sizes), sum(cases)
    both = sum(r * t for r, t in zip(cases, times, strict=True))
    one = sum(n * t for n, t in zip(sizes, times, strict=True))
    two = sum(n * t * t for n, t in zip(sizes, times, strict=True))
    return total * (total * both - events * one) ** 2 / (events * (total - events) * (total * two - one**2))


def test_counts_of_a_proportion() -> None:
    found = only(years(CASES, SIZES, polarity="higher"))
    assert found["chi_squared"] == pytest.approx(textbook(CASES, SIZES), rel=1e-12)
    assert (found["trend"], found["significant"], found["period"], found["n"]) == ("worsening", True, "FY2015", 5)
    assert "2011/12 to 2015/16" in found["reason"]
    assert "higher is better" in found["reason"]


@pytest.mark.parametrize(
    ("polarity", "word"),
    [("higher", "worsening"), ("lower", "improving"), ("none", "decreasing"), (None, "decreasing")],
)
def test_polarity_turns_a_fall_into_better_or_worse(polarity: str | None, word: str) -> None:
    assert only(years(CASES, SIZES, polarity=polarity))["trend"] == word


def test_a_rate_from_counts_is_that_of_its_interval() -> None:
    frame = years(CASES, SIZES)
    shown = interval(frame, kind="rate", multiplier=1000).drop("numerator", "denominator", "comparison")
    one, other = only(frame, kind="rate"), only(shown, kind="rate")
    assert one["chi_squared"] == pytest.approx(other["chi_squared"], rel=1e-9)
    assert other["slope"] == pytest.approx(1000 * one["slope"], rel=1e-9)


def test_a_weighted_slope_by_hand() -> None:
    # Equal intervals of half-width 1.96: standard errors of 1, so chi-squared is slope squared times 10.
    values = [10.0, 12.0, 13.0, 15.0, 16.0]
    frame = pl.DataFrame({"period": YEARS[:5], "value": values})
    frame = frame.with_columns(lower=pl.col("value") - 1.959963984540054, upper=pl.col("value") + 1.959963984540054)
    found = only(frame, kind="rate")
    assert found["slope"] == pytest.approx(1.5, rel=1e-9)
    assert found["chi_squared"] == pytest.approx(22.5, rel=1e-9)
    assert found["trend"] == "increasing"


def test_one_year_alone_makes_no_trend() -> None:
    found = only(years([100, 100, 99, 98, 400]))
    assert found["chi_squared"] > CRITICAL
    assert (found["trend"], found["significant"]) == ("no_significant_change", False)
    assert "hang on a single one" in found["reason"]


def test_the_latest_five_valid_years_count_and_gaps_stay_gaps() -> None:
    gap = years([900, 10, 20, None, 30, 40, 50])
    assert only(gap)["n"] == 6
    # Positions 2, 3, 5, 6, 7: closing the gap would give another answer.
    assert only(gap)["chi_squared"] != pytest.approx(only(years([10, 20, 30, 40, 50]))["chi_squared"], rel=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 999), min_size=5, max_size=5), st.randoms())
def test_order_never_matters_and_the_rest_mirrors(cases: list[int], dice: random.Random) -> None:
    frame = years(cases, polarity="higher")
    found = only(frame)
    places = list(range(5))
    dice.shuffle(places)
    assert only(frame[places]) == found
    turned = only(years([1000 - case for case in cases], polarity="lower"))
    assert turned["trend"] == found["trend"]
    assert turned["chi_squared"] == pytest.approx(found["chi_squared"], rel=1e-9, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 999), min_size=5, max_size=5), st.sampled_from([1e-9, 7.0, 1e9]))
def test_scaling_a_rate_leaves_its_trend(cases: list[int], scale: float) -> None:
    assume(len(set(cases)) > 1)
    frame = interval(years(cases), kind="rate").drop("numerator", "denominator")
    scaled = frame.with_columns(pl.col("value", "lower", "upper") * scale)
    one, other = only(frame, kind="rate"), only(scaled, kind="rate")
    assert other["chi_squared"] == pytest.approx(one["chi_squared"], rel=1e-6, abs=1e-6)
    assume(abs(one["chi_squared"] - CRITICAL) > 1e-3)
    assert other["significant"] == one["significant"]


def test_series_without_an_answer_say_why() -> None:
    assert only(years(CASES[:4], SIZES[:4]))["reason"] == "Not enough data: 4 of the 5 yearly figures needed."
    assert only(years([None] * 6))["trend"] == "not_enough_data"
    assert only(years([0] * 5))["trend"] == "no_significant_change"
    flat = only(years([500] * 5))
    assert (flat["chi_squared"], flat["trend"]) == (0, "no_significant_change")
    same = years(CASES, SIZES).with_columns(period=pl.lit("2011/12"))
    assert "keep one figure for each period" in only(same)["reason"]


@pytest.mark.parametrize(
    ("periods", "said"),
    [
        (["Q1 2011/12", "Q2 2011/12", "Q3 2011/12", "Q4 2011/12", "Q1 2012/13"], "is not a year"),
        (["2011-13", "2012-14", "2013-15", "2014-16", "2015-17"], "overlap"),
        (["2011/12", "2012/13", "2013/14", "2014/15", "Q1 2015/16"], "more than one kind of period"),
    ],
)
def test_periods_that_carry_no_yearly_trend(periods: list[str], said: str) -> None:
    found = only(years(CASES, SIZES).with_columns(period=pl.Series(periods)))
    assert found["trend"] == "refused"
    assert said in found["reason"]


def test_ranges_of_whole_years_side_by_side_are_tested() -> None:
    periods = ["2001-2003", "2004-2006", "2007-2009", "2010-2012", "2013-2015"]
    found = only(years(CASES, SIZES).with_columns(period=pl.Series(periods)))
    assert found["chi_squared"] == pytest.approx(textbook(CASES, SIZES), rel=1e-12)


@pytest.mark.parametrize("basis", ["rolling", "ytd"])
def test_rolling_and_cumulative_series_are_refused(basis: str) -> None:
    assert only(years(CASES, SIZES).with_columns(basis=pl.lit(basis)))["trend"] == "refused"


def test_faults_are_told_together() -> None:
    frame = years([5, 2000], [0, 1000]).with_columns(period=pl.Series(["2011/13", "2012/13"]))
    with pytest.raises(ScoringError) as refused:
        yearly_trend(frame)
    assert {(problem.row, problem.column) for problem in refused.value.problems} == {
        (0, "denominator"), (0, "period"), (1, "numerator"),
    }  # fmt: skip
    with pytest.raises(ValueError, match="not a kind"):
        yearly_trend(years(CASES), kind="mean")


def test_an_interval_without_width_is_refused_and_columns_stay() -> None:
    frame = pl.DataFrame({"period": YEARS[:5], "value": [1.0] * 5, "lower": [1.0] * 5, "upper": [1.0] * 5})
    assert "has no width" in only(frame, kind="rate")["reason"]
    assert tuple(yearly_trend(frame.clear()).columns) == YEARLY_TREND_COLUMNS
