"""Year-end forecasts: the two seasonal methods by hand, intervals that hold, and every reason for none."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engines.scoring.forecast import FORECAST_COLUMNS, forecast
from goldenthread.engines.scoring.refusal import ScoringError

QUARTERS = [f"Q{quarter} 20{year}/{year + 1}" for year in range(18, 23) for quarter in range(1, 5)]
LAST_YEAR = [10, 20, 30, 40]


def series(values: list[Any], *, start: int = 4, **columns: Any) -> pl.DataFrame:
    rows = {"period": QUARTERS[4 * start - 4 :][: len(values)], "value": values, **columns}
    return pl.DataFrame(rows, schema_overrides={"value": pl.Float64})


def only(frame: pl.DataFrame, **options: Any) -> dict[str, Any]:
    [row] = forecast(frame, **options).rows(named=True)
    return row


def test_profile_share_and_seasonal_naive_by_hand() -> None:
    share = only(series([*LAST_YEAR, 12, 21]))
    assert (share["year_end"], share["method"], share["period"]) == (110, "profile_share", "FY2022")
    naive = only(series([*LAST_YEAR, 12, 21]), method="seasonal_naive")
    assert (naive["year_end"], naive["method"]) == (103, "seasonal_naive")
    two = only(series([5, 10, 15, 20, 20, 20, 20, 40, 12], start=3))
    assert two["year_end"] == pytest.approx(12 / (25 / 150))


def test_a_year_like_the_last_is_forecast_exactly() -> None:
    found = only(series([*LAST_YEAR, 11, 22, 33]))
    assert [found[name] for name in ("year_end", "lower", "upper")] == [pytest.approx(110)] * 3


def test_a_complete_year_is_its_own_answer() -> None:
    found = only(series(LAST_YEAR, target=100, polarity="higher"))
    assert (found["year_end"], found["lower"], found["upper"], found["method"]) == (100, 100, 100, "actual")
    assert found["predicted"] == "likely"


@pytest.mark.parametrize(
    ("given", "predicted", "ending"),
    [
        ({"target": 100, "polarity": "higher"}, "likely", "; the target of 100 was met."),
        ({"target": 101, "polarity": "higher"}, "unlikely", "; the target of 101 was missed."),
        ({"target": 99, "polarity": "lower"}, "unlikely", "; the target of 99 was missed."),
        ({"target": 100, "polarity": "none"}, None, "."),
        ({}, None, "."),
    ],
)
def test_a_complete_year_met_its_target_or_missed_it(given: dict[str, Any], predicted: str, ending: str) -> None:
    found = only(series(LAST_YEAR, **given))
    assert found["predicted"] == predicted
    assert found["reason"] == f"100 for 2021/22, which is complete{ending}"


def test_year_to_date_figures_are_differenced_first() -> None:
    plain = only(series([*LAST_YEAR, 12, 21]))
    to_date = only(series([10, 30, 60, 100, 12, 33], basis="ytd"))
    assert {**to_date} == {**plain}
    assert "have a gap" in only(series([10, 30, 60, 100, 12, None, 60], basis="ytd"))["reason"]


def test_parts_are_forecast_apart() -> None:
    frame = pl.DataFrame(
        {"period": QUARTERS[12:18], "numerator": [5, 6, 7, 6, 6, 6], "denominator": [10, 12, 13, 12, 11, 12]}
    )
    found = only(frame.with_columns(unit=pl.lit("%")))
    assert found["year_end"] == pytest.approx(100 * (12 / (11 / 24)) / (23 / (22 / 47)))
    assert found["lower"] < found["year_end"] < found["upper"] <= 100
    naive = only(frame, method="seasonal_naive", multiplier=100)
    assert naive["year_end"] == pytest.approx(100 * 25 / 48)


@pytest.mark.parametrize(
    ("target", "higher", "lower"),
    [(50, "likely", "unlikely"), (120, "uncertain", "uncertain"), (300, "unlikely", "likely")],
)
def test_where_the_target_falls(target: float, higher: str, lower: str) -> None:
    for polarity, word in (("higher", higher), ("lower", lower), ("none", None), (None, None)):
        frame = series([*LAST_YEAR, 12], target=target).with_columns(polarity=pl.lit(polarity, pl.String))
        assert only(frame)["predicted"] == word


def test_only_the_target_of_the_year_counts() -> None:
    frame = series([*LAST_YEAR, 12, None], target=[50, 50, 50, 50, None, None], polarity="higher")
    assert only(frame)["predicted"] is None
    later = series([*LAST_YEAR, 12, None], target=[50, 50, 50, 50, None, 300], polarity="higher")
    assert only(later)["target"] == 300


def test_yearly_series_follow_a_line_to_the_next_year() -> None:
    frame = pl.DataFrame({"period": ["2018/19", "2019/20", "2021/22"], "value": [10, 12, 16]})
    found = only(frame)
    assert (found["year_end"], found["method"], found["period"]) == (pytest.approx(18), "linear", "FY2022")
    loose = only(frame.with_columns(value=pl.Series([10, 14, 16])))
    assert loose["lower"] < loose["year_end"] < loose["upper"]
    assert only(frame.head(2))["reason"] == "No forecast: 2 of the 3 yearly figures needed."


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (series([10, 20, None, 40, 12]), "no full past year"),
        (series([12, 13]), "no full past year"),
        (series([None, None]), "there are no figures"),
        (series([*LAST_YEAR, 12], basis="rolling"), "rolling"),
        (series([*LAST_YEAR, 12], basis="snapshot"), "snapshots"),
        (series([*LAST_YEAR, 12], unit="%"), "percentages do not add up"),
        (series([*LAST_YEAR, 12]).with_columns(period=pl.lit("Q1 2021/22")), "keep one figure for each period"),
        (series([1, 2]).with_columns(period=pl.Series(["2021-06-30", "2021-09-30"])), "not a regular part of a year"),
        (series([1, 2]).with_columns(period=pl.Series(["Q1 2021/22", "May 2022"])), "more than one kind of period"),
    ],
)
def test_no_forecast_says_why(frame: pl.DataFrame, said: str) -> None:
    found = only(frame)
    assert (found["year_end"], found["lower"], found["predicted"], found["method"]) == (None, None, None, "none")
    assert said in found["reason"]


def test_negative_and_zero_years_take_the_naive_method() -> None:
    assert only(series([-10, 20, 30, 40, 12]))["method"] == "seasonal_naive"
    assert only(series([0, 0, 0, 0, 3]))["year_end"] == 3
    assert only(series([*LAST_YEAR, 12]), method="profile_share")["method"] == "profile_share"
    assert only(series([-10, 20, 30, 40, 12]), method="profile_share")["method"] == "none"


def test_a_gap_in_the_year_is_estimated_too() -> None:
    assert only(series([*LAST_YEAR, 12, None, 36]))["year_end"] == pytest.approx(120)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 500), min_size=5, max_size=15), st.sampled_from([1e-9, 3.0, 1e12]), st.randoms())
def test_order_never_matters_and_scale_only_scales(values: list[int], scale: float, dice: random.Random) -> None:
    frame = series([float(value) for value in values], start=1)
    found = only(frame)
    places = list(range(frame.height))
    dice.shuffle(places)
    assert only(frame[places]) == found
    scaled = only(frame.with_columns(pl.col("value") * scale))
    for name in ("year_end", "lower", "upper"):
        assert scaled[name] == pytest.approx(found[name] * scale, rel=1e-9, abs=1e-12 * scale)
    assert found["lower"] <= found["year_end"] <= found["upper"]


def test_the_interval_holds_four_years_in_five() -> None:
    dice = np.random.default_rng(7)
    level, profile = dice.lognormal(0, 0.1, (1500, 4, 1)), dice.uniform(20, 200, (1500, 1, 12))
    figures = dice.poisson(level * profile).reshape(1500, 48)
    months = [f"{2018 + (n + 3) // 12}-{(n + 3) % 12 + 1:02d}" for n in range(48)]
    known = 36 + 5
    frame = pl.DataFrame(
        {"series": np.repeat(np.arange(1500), known), "period": months[:known] * 1500, "type": "month",
         "value": figures[:, :known].reshape(-1)}
    )  # fmt: skip
    found = forecast(frame)
    ended = figures[:, 36:].sum(axis=1)
    held = float(((found["lower"].to_numpy() <= ended) & (ended <= found["upper"].to_numpy())).mean())
    assert 0.75 < held < 0.95


def test_smoothing_needs_three_years_and_is_repeatable() -> None:
    values = [10, 20, 30, 40, 11, 19, 33, 41, 12, 24, 33, 41, 13]
    found = only(series(values, start=2), method="ets")
    assert found["method"] == "ets"
    assert found["lower"] <= found["year_end"] <= found["upper"]
    assert 100 < found["year_end"] < 125
    assert only(series(values, start=2), method="ets") == found
    assert only(series(values[4:], start=3), method="ets")["method"] == "profile_share"
    assert only(series([5] * 13, start=2), method="ets")["method"] == "profile_share"


def test_faults_and_options() -> None:
    with pytest.raises(ScoringError, match="row 1, column value: '1,000' is not a number"):
        forecast(pl.DataFrame({"period": QUARTERS[:2], "value": ["1", "1,000"]}))
    with pytest.raises(ScoringError, match="row 0, column period"):
        forecast(pl.DataFrame({"period": ["Q9 2021/22"], "value": [1]}))
    with pytest.raises(ValueError, match="not a method of forecasting"):
        forecast(series([1]), method="guess")
    assert tuple(forecast(series([1]).clear()).columns) == FORECAST_COLUMNS


@pytest.mark.parametrize("size", [1e-300, 1e-9, 1e15, 1e300])
def test_figures_of_any_size_have_an_interval(size: float) -> None:
    found = only(series([value * size for value in (0.1, 0.2, 0.3, 0.4, 0.12, 0.3)]))
    assert found["lower"] < found["year_end"] < found["upper"]


def test_one_table_may_hold_series_with_a_multiplier_each() -> None:
    rows = {"period": QUARTERS[12:18], "numerator": [5, 6, 7, 6, 6, 6], "denominator": [10, 12, 13, 12, 11, 12]}
    each = [pl.DataFrame({**rows, "series": [str(times)] * 6, "times": [float(times)] * 6}) for times in (1, 1000)]
    both = forecast(pl.concat(each), multiplier="times")
    alone = pl.concat(forecast(frame, multiplier=times) for frame, times in zip(each, (1, 1000), strict=True))
    assert both.equals(alone)
