"""Significantly deteriorating: each sign on its own, together, and what could not be looked for."""

from __future__ import annotations

import polars as pl
import pytest

from goldenthread.engines.scoring import ScoringError
from goldenthread.engines.scoring.deterioration import DETERIORATION_COLUMNS, deterioration

MONTHS = [f"{2020 + n // 12}-{n % 12 + 1:02}" for n in range(36)]
STEADY = [9.0, 11.0] * 7
FALLING = [60.0, 59.2, 59.9, 58.1, 58.4, 57.2, 57.5, 56.0, 56.4, 55.1]


def series(values: list[float | None], *, name: str = "a", **same: object) -> pl.DataFrame:
    rows = {"series": name, "period": MONTHS[: len(values)], "value": values, "polarity": "higher", **same}
    return pl.DataFrame(rows, schema_overrides={"value": pl.Float64})


def found(frame: pl.DataFrame, **options: object) -> dict[str, object]:
    return deterioration(frame, **options).row(0, named=True)  # type: ignore[arg-type]


def test_a_concern_on_the_latest_point() -> None:
    row = found(series([*STEADY, -20.0]))
    assert (row["deteriorating"], row["signs"]) == (True, "xmr_concern")
    assert "below the lower limit" in str(row["reason"])
    assert row["not_checked"] == "worse_than_last_year"
    assert found(series([*STEADY, -20.0], polarity="lower"))["deteriorating"] is False


def test_a_trend_for_the_worse() -> None:
    row = found(series(list(FALLING)))
    assert (row["deteriorating"], row["signs"]) == (True, "negative_trend")
    assert "A trend for the worse: over 10 points" in str(row["reason"])
    assert row["not_checked"] == "xmr_concern;worse_than_last_year"


@pytest.mark.parametrize(
    ("now", "kind", "polarity", "expected"),
    [
        (600, "proportion", "higher", True), (690, "proportion", "higher", False), (590, "rate", "higher", True),
        (600, "rate", "higher", False), (800, "proportion", "higher", False), (800, "proportion", "lower", True),
    ],
)  # fmt: skip
def test_worse_than_the_same_period_last_year(now: int, kind: str, polarity: str, expected: bool) -> None:
    frame = pl.DataFrame(
        {"period": ["Q1 2021/22", "Q1 2022/23"], "value": [70.0, now / 10], "numerator": [700, now]}
    ).with_columns(denominator=pl.lit(1000), polarity=pl.lit(polarity), basis=pl.lit("ytd"))
    row = found(frame, kind=kind)
    assert row["deteriorating"] is expected
    assert row["signs"] == ("worse_than_last_year" if expected else None)
    assert row["not_checked"] == "xmr_concern;negative_trend"
    by_row = found(frame.with_columns(kind=pl.lit(kind)))
    assert by_row == row


def test_a_comparison_that_was_made_elsewhere() -> None:
    frame = series([1.0, 2.0]).with_columns(last_year_comparison=pl.Series([None, "worse"]))
    assert found(frame)["signs"] == "worse_than_last_year"
    better = frame.with_columns(last_year_comparison=pl.lit("no_significant_change"))
    assert found(better)["deteriorating"] is False
    with pytest.raises(ScoringError, match="'bad' is not a known last_year_comparison"):
        deterioration(frame.with_columns(last_year_comparison=pl.lit("bad")))


def test_all_signs_are_told_together() -> None:
    values = [100.0 - n - n % 2 for n in range(24)]
    frame = series([*values, 20.0]).with_columns(last_year_comparison=pl.lit("worse"))
    row = found(frame)
    assert row["signs"] == "xmr_concern;negative_trend;worse_than_last_year"
    assert row["not_checked"] is None


def test_what_could_not_be_looked_for_is_never_good_news() -> None:
    row = found(series([5.0, 6.0, 5.0]))
    assert (row["deteriorating"], row["signs"]) == (None, None)
    assert str(row["reason"]).startswith("Not known. Not enough was known to look for")
    steady = found(series([*STEADY]).with_columns(last_year_comparison=pl.lit("better")))
    assert (steady["deteriorating"], steady["not_checked"]) == (False, None)
    assert steady["reason"] == "No sign of significant deterioration."


def test_a_measure_without_judgement_cannot_deteriorate() -> None:
    row = found(series([*STEADY, -20.0], polarity="none", last_year_comparison="worse"))
    assert row["deteriorating"] is None
    assert "no better direction" in str(row["reason"])


def test_one_refused_series_leaves_the_others_judged() -> None:
    frame = pl.concat(
        [series(list(FALLING), basis="rolling"), series([*STEADY, -20.0], name="b", basis="single")]
    )  # fmt: skip
    table = deterioration(frame)
    assert tuple(table.columns) == DETERIORATION_COLUMNS
    assert table["series"].to_list() == ["a", "b"]
    assert table["deteriorating"].to_list() == [None, True]


def test_counts_that_cannot_be_are_refused_by_row() -> None:
    frame = series([1.0, 2.0]).with_columns(numerator=pl.Series([5, 11]), denominator=pl.lit(10))
    with pytest.raises(ScoringError, match="row 1, column numerator"):
        deterioration(frame, kind="proportion")
    with pytest.raises(ValueError, match="no interval from counts"):
        deterioration(frame, kind="mean")


def test_an_empty_table_has_no_rows() -> None:
    schema = {"series": pl.String, "period": pl.String, "value": pl.Float64}
    assert deterioration(pl.DataFrame(schema=schema)).height == 0
