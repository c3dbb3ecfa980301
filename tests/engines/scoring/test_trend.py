"""Direction by trend: what calls one, what holds it back, what is refused."""

from __future__ import annotations

import random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engines.scoring import DIRECTION_COLUMNS, ScoringError, direction

MONTHS = [f"{2020 + n // 12}-{n % 12 + 1:02}" for n in range(48)]
RISING = [50, 50.8, 50.4, 51.6, 51.9, 52.4, 52.2, 53.1, 53.9, 54.0, 54.8, 55.1]
VALUES = st.lists(st.one_of(st.none(), st.integers(min_value=-40, max_value=40)), min_size=1, max_size=20)


def series(values: list[float | None], *, name: str = "a", periods: list[str] = MONTHS, **same: object) -> pl.DataFrame:
    rows = {"series": name, "period": periods[: len(values)], "value": values, "polarity": "higher", **same}
    return pl.DataFrame(rows, schema_overrides={"value": pl.Float64})


def found(frame: pl.DataFrame) -> dict[str, object]:
    return direction(frame, method="trend").row(0, named=True)


@pytest.mark.parametrize(
    ("polarity", "expected"),
    [("higher", "improving"), ("lower", "worsening"), ("none", "increasing"), (None, "increasing")],
)
def test_polarity_turns_up_and_down_into_better_and_worse(polarity: str | None, expected: str) -> None:
    row = found(series(RISING).with_columns(polarity=pl.lit(polarity, pl.String)))
    assert row["direction"] == expected
    assert row["n"] == 12
    assert row["slope"] == pytest.approx(0.4622377622)
    assert row["p_value"] < 1e-6
    falling = found(series(RISING[::-1]).with_columns(polarity=pl.lit(polarity, pl.String)))
    opposite = {"improving": "worsening", "worsening": "improving", "increasing": "decreasing"}
    assert falling["direction"] == opposite[expected]


def test_the_reason_tells_the_window_the_slope_and_the_chance() -> None:
    assert found(series(RISING))["reason"] == (
        "Improving: over 12 points from January 2020 to December 2020 the figure rose by about 0.462 a month; "
        "higher is better. Chance alone would rarely give so clear a line (p under 0.0001)."
    )


def test_closer_to_the_target_is_improving() -> None:
    assert found(series(RISING, polarity="target", target=60.0))["direction"] == "improving"
    assert found(series(RISING, polarity="target", target=40.0))["direction"] == "worsening"
    aimless = found(series(RISING, polarity="target"))
    assert (aimless["direction"], aimless["n"]) == ("not_enough_data", 0)
    assert "no target" in str(aimless["reason"])


def test_no_clear_trend_says_why_and_never_says_stable() -> None:
    chance = found(series([3, 1, 2, 3, 1, 2, 3, 1, 2]))
    assert chance["direction"] == "no_clear_trend"
    assert "could well be chance" in str(chance["reason"])
    same = found(series([5.0] * 9))
    assert (same["direction"], same["slope"], same["p_value"]) == ("no_clear_trend", 0, 1)
    assert "stable" not in str(chance["reason"]) + str(same["reason"])


def test_a_missing_period_leaves_a_gap() -> None:
    whole = series([float(n) for n in range(20)])
    holed = whole.filter(~pl.col("period").is_in(MONTHS[5:12]))
    blank = whole.with_columns(value=pl.when(pl.col("period").is_in(MONTHS[5:12])).then(None).otherwise("value"))
    assert found(holed)["slope"] == pytest.approx(1)
    assert found(holed) == found(blank)


def test_fewer_than_eight_points_are_not_enough() -> None:
    row = found(series([1, 2, 3, 4, 5, 6, 7]))
    assert (row["direction"], row["n"], row["slope"], row["p_value"]) == ("not_enough_data", 7, None, None)
    assert row["reason"] == "Not enough data: 7 of the 8 points that a trend needs."
    assert found(series([1, 2, 3, 4, 5, 6, 7, 8]))["direction"] == "improving"


@pytest.mark.parametrize("basis", ["ytd", "rolling"])
def test_figures_that_contain_each_other_are_refused(basis: str) -> None:
    row = found(series(RISING, basis=basis))
    assert (row["direction"], row["slope"]) == ("refused", None)
    assert str(row["reason"]).startswith("Refused: the figures are ")


def test_overlapping_ranges_are_rolling() -> None:
    ranges = [f"{2000 + n} to {2002 + n}" for n in range(12)]
    row = found(series(RISING, periods=ranges))
    assert row["direction"] == "refused"
    assert "overlap" in str(row["reason"])
    apart = [f"{1980 + 3 * n} to {1982 + 3 * n}" for n in range(12)]
    assert found(series(RISING, periods=apart))["direction"] == "improving"


@pytest.mark.parametrize("values", [[], [None], [None] * 9, [1.0], [1e15, 1e-9] * 5])
def test_poor_series_have_a_named_answer(values: list[float | None]) -> None:
    rows = direction(series(values), method="trend")
    assert rows["direction"].to_list() in ([], ["not_enough_data"], ["no_clear_trend"])
    assert tuple(rows.columns) == DIRECTION_COLUMNS


def test_endless_figures_and_doubled_periods() -> None:
    with pytest.raises(ScoringError, match="row 2, column value"):
        direction(series([1.0, 2.0, float("inf")]), method="trend")
    doubled = pl.concat([series(RISING), series(RISING).head(1)])
    assert found(doubled)["direction"] == "refused"


@settings(max_examples=25, deadline=None)
@given(VALUES, VALUES, st.randoms(), st.sampled_from(["higher", "lower", "none"]))
def test_the_order_of_rows_never_matters(
    one: list[float | None], two: list[float | None], dice: random.Random, polarity: str
) -> None:
    frame = pl.concat([series(one, polarity=polarity), series(two, name="b")])
    places = list(range(frame.height))
    dice.shuffle(places)
    shuffled = direction(frame[places], method="trend").sort("series")
    assert shuffled.equals(direction(frame, method="trend").sort("series"))


@settings(max_examples=25, deadline=None)
@given(VALUES, st.integers(min_value=-1000, max_value=1000), st.sampled_from([0.001, 0.5, 3, 1000]))
def test_shifting_and_scaling_change_no_answer(values: list[float | None], shift: int, scale: float) -> None:
    moved = [None if value is None else value * scale + shift for value in values]
    assert found(series(moved))["direction"] == found(series(values))["direction"]


@settings(max_examples=25, deadline=None)
@given(VALUES)
def test_turning_polarity_round_swaps_better_and_worse(values: list[float | None]) -> None:
    swapped = {"improving": "worsening", "worsening": "improving"}
    one, other = (found(series(values, polarity=polarity))["direction"] for polarity in ("higher", "lower"))
    assert other == swapped.get(str(one), one)
