"""Year-end forecast (rulebook, section 8): where a year in progress is heading, how sure that is, and will it do.

>>> import polars as pl
>>> quarters = ["Q1 2021/22", "Q2 2021/22", "Q3 2021/22", "Q4 2021/22", "Q1 2022/23"]
>>> found = forecast(pl.DataFrame({"period": quarters, "value": [10, 20, 30, 40, 12]}))
>>> found.select("year_end", "method").row(0)
(120.0, 'profile_share')
"""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from goldenthread.engines.scoring.columns import points_with, refuse_where
from goldenthread.engines.scoring.forecast_methods import Estimate, linear, seasonal
from goldenthread.engines.scoring.forecast_smoothing import smoothed
from goldenthread.engines.scoring.forecast_squares import Squares, located, squares
from goldenthread.engines.scoring.forecast_words import no_forecast, sentences
from goldenthread.engines.scoring.points import refusals
from goldenthread.engines.scoring.reading import to_fifteen_digits
from goldenthread.engines.scoring.refusal import Problems

FORECAST_METHODS: Final = ("auto", "profile_share", "seasonal_naive", "ets")
"""What may be asked for. Auto takes the profile share where there is one, else the seasonal naive method."""

FORECAST_COLUMNS: Final = (
    "series", "period", "year_end", "lower", "upper", "method", "target", "predicted", "n", "reason",
)  # fmt: skip

FORECAST_VERSION: Final = "forecast-1"
"""The version of these rules, stored beside every answer; it changes when any answer could change."""

CONFIDENCE: Final = 0.8
"""The share of years in which the interval should hold the year-end figure."""


def forecast(
    frame: pl.DataFrame | pl.LazyFrame, *, method: str = "auto", multiplier: float | str = 1, first_row: int = 1
) -> pl.DataFrame:
    """One row for each series, in order of first appearance: its forecast for the year of its latest figure.

    Columns read: ``period`` (months, quarters, half-years, terms or years) and ``value``, or ``numerator`` and
    ``denominator``; optional ``series``, ``type``, ``target`` (the year's), ``polarity``, ``basis`` (year to date is
    differenced first), ``unit``, ``decimals``. Values are summed over the year; with parts, numerator and
    denominator are forecast apart and their ratio is times ``multiplier``: a number, or the name of a column that has
    one for each series (100 where the unit is per cent). Yearly series, which have no season, follow a straight line
    to the next year.

    Columns out: ``series``, ``period`` (code of the year), ``year_end``, ``lower`` and ``upper`` (80% interval),
    ``method`` (profile_share, seasonal_naive, ets, linear, actual for a year that is complete, none), ``target``,
    ``predicted`` (likely, uncertain, unlikely to meet the target; empty without target or judgement), ``n`` (figures
    used) and ``reason``. A series under one full past year has no forecast. Raises ScoringError where a cell cannot
    be read, ValueError for an unknown method.
    """
    if method not in FORECAST_METHODS:
        raise ValueError(f"'{method}' is not a method of forecasting: use {', '.join(FORECAST_METHODS)}.")
    whole = frame.lazy().collect()
    times = [multiplier] if isinstance(multiplier, str) else []
    points = located(points_with(whole, ["numerator", "denominator", *times], check=_check))
    refused = pl.concat([refusals(points, first_row=first_row), no_forecast(points)]).unique(
        "series", keep="first", maintain_order=True
    )
    series = points.group_by("series", maintain_order=True).agg(
        pl.col("polarity", "unit", "decimals").drop_nulls().first(), n=pl.col("given").sum().cast(pl.UInt32)
    )
    factors = points.group_by("series").agg(
        times=pl.col(multiplier).first() if isinstance(multiplier, str) else pl.lit(multiplier, pl.Float64)
    )
    sound = points.join(refused, on="series", how="anti") if refused.height else points
    found = [_estimated(square, method=method, factors=factors) for square in squares(sound)]
    schema: dict[str, Any] = {"series": points.schema["series"], **_ESTIMATED}
    estimates = pl.concat(found) if found else pl.DataFrame(schema=schema)
    table = (
        series.join(estimates, on="series", how="left", maintain_order="left")
        .join(refused, on="series", how="left", maintain_order="left")
        .join(_targets(points, estimates), on="series", how="left", maintain_order="left")
    )
    return sentences(table).select(FORECAST_COLUMNS)


_ESTIMATED: Final = {
    "year_end": pl.Float64, "lower": pl.Float64, "upper": pl.Float64, "method": pl.String, "period": pl.String,
    "year": pl.String, "present": pl.UInt32, "season": pl.UInt32, "past": pl.UInt32,
}  # fmt: skip


def _check(numbers: dict[str, pl.Series], problems: Problems) -> None:
    refuse_where(
        numbers["denominator"] < 0, column="denominator", cells=numbers["denominator"], problems=problems,
        seen="the denominator {} is negative.", what_to_do="Write a number of 0 or more.",
    )  # fmt: skip


def _estimated(square: Squares, *, method: str, factors: pl.DataFrame) -> pl.DataFrame:
    # Set against the largest figure of each series, neither 10**15 nor 10**-9 is out of reach of a square root.
    square, size = square.to_scale()
    if square.season == 1:
        estimate = linear(square, confidence=CONFIDENCE)
    else:
        estimate = seasonal(square, confidence=CONFIDENCE, method="auto" if method == "ets" else method)
        if method == "ets":
            estimate = smoothed(square, estimate, confidence=CONFIDENCE)
    times = pl.Series([1.0]).new_from_index(0, len(size))
    if square.ratio:
        own = square.series.to_frame("series").join(factors, on="series", how="left", maintain_order="left")["times"]
        times = own.set(pl.Series(square.percent, dtype=pl.Boolean), 100.0)
    factor = times * pl.Series(size, dtype=pl.Float64)
    return _table(square, estimate, factor)


def _table(square: Squares, estimate: Estimate, factor: pl.Series) -> pl.DataFrame:
    def column(cells: Any) -> pl.Series:
        numbers = pl.Series(cells, dtype=pl.Float64).fill_nan(None)
        return to_fifteen_digits(numbers.set((numbers.is_infinite()).fill_null(False), None) * factor)

    years = square.years(estimate.ahead)
    named = {year: (year.code, year.label) for year in set(years)}
    return pl.DataFrame(
        {
            "series": square.series, "year_end": column(estimate.centre), "lower": column(estimate.lower),
            "upper": column(estimate.upper), "method": pl.Series(estimate.method, dtype=pl.String),
            "period": pl.Series([named[year][0] for year in years], dtype=pl.String),
            "year": pl.Series([named[year][1] for year in years], dtype=pl.String),
            "present": pl.Series(square.present.sum(axis=1), dtype=pl.UInt32),
            "season": pl.Series([square.season] * len(square.series), dtype=pl.UInt32),
            "past": pl.Series(square.full.sum(axis=1), dtype=pl.UInt32),
        }
    )  # fmt: skip


def _targets(points: pl.DataFrame, estimates: pl.DataFrame) -> pl.DataFrame:
    """The target of the year that is forecast: the last one stated in it, else the last one of a yearly series."""
    stated = points.filter(pl.col("target").is_not_null()).join(
        estimates.select("series", wanted="period", season="season"), on="series"
    )
    own = (pl.col("year_code") == pl.col("wanted")) | (pl.col("season") == 1)
    return stated.filter(own).sort("start", maintain_order=True).group_by("series").agg(pl.col("target").last())
