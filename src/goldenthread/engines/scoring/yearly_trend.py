"""Trend of yearly proportions and rates (rulebook, section 7): a change over five years that is more than chance.

The method is that of the "recent trends" of public health profiles (Fingertips technical guidance): a chi-squared test
for trend over the latest five valid points, at the 99.8% level, and the slope must keep its sign with each point left
out in turn, so that no single year makes a trend. Proportions are tested on their counts (Cochran and Armitage), with
the slope of the log odds; rates, and figures known only by value and interval, by a regression weighted with
one over the variance, the standard error being a share of the interval's width.

    >>> import polars as pl
    >>> years = pl.DataFrame({"period": ["2018", "2019", "2020", "2021", "2022"], "numerator": [10, 15, 20, 25, 30]})
    >>> yearly_trend(years.with_columns(denominator=100, polarity=pl.lit("lower")))["trend"].to_list()
    ['worsening']
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from goldenthread.engines.scoring.columns import points_with, refuse_where
from goldenthread.engines.scoring.intervals import check_counts, level_of, limits, normal_quantile
from goldenthread.engines.scoring.points import refusals
from goldenthread.engines.scoring.refusal import Problems
from goldenthread.engines.scoring.yearly_trend_words import refused_periods, sentences

Numbers = npt.NDArray[np.float64]

POINTS: Final = 5
"""How many of the latest valid points are tested; fewer are not enough."""

CRITICAL: Final = 9.5495
"""The chi-squared value (one degree of freedom) that chance exceeds twice in a thousand."""

YEARLY_TREND_COLUMNS: Final = ("series", "period", "trend", "chi_squared", "significant", "slope", "n", "reason")

TREND_KINDS: Final = ("proportion", "rate")
_PARTS: Final = ("numerator", "denominator", "lower", "upper")


def yearly_trend(
    frame: pl.DataFrame | pl.LazyFrame, *, kind: str = "proportion", confidence: float = 0.95, first_row: int = 1
) -> pl.DataFrame:
    """One row for each series, in order of first appearance: whether its yearly figures rise or fall beyond chance.

    Columns read: ``period`` (years of one kind, or ranges of whole years that do not overlap), ``numerator`` and
    ``denominator``, or ``value``, ``lower`` and ``upper`` (the interval at ``confidence``); optional ``series``,
    ``polarity``, ``basis``. A missing year leaves a gap. The order of rows never matters.

    Columns out: ``series``, ``period`` (code of the latest point used), ``trend`` (improving, worsening, increasing,
    decreasing, no_significant_change, not_enough_data, refused), ``chi_squared``, ``significant`` (the trend is
    called), ``slope`` (a year; of the log odds for counts of a proportion, else in the measure's unit), ``n`` (valid
    points) and ``reason``. Raises ScoringError where a cell cannot be read or used, ValueError for an unknown kind.
    """
    if kind not in TREND_KINDS:
        raise ValueError(f"'{kind}' is not a kind of figure for a trend: use {' or '.join(TREND_KINDS)}.")
    level = level_of(confidence)
    whole = frame.lazy().collect()

    def check(numbers: dict[str, pl.Series], problems: Problems) -> None:
        check_counts(numbers, kind=kind, problems=problems)
        refuse_where(
            numbers["lower"] > numbers["upper"], column="lower", cells=numbers["lower"], problems=problems,
            seen="the lower limit {} is above its upper limit.", what_to_do="Check both limits.",
        )  # fmt: skip

    points = points_with(whole, _PARTS, check=check)
    points = _spread(points, kind=kind, level=level)
    refused = pl.concat([refusals(points, first_row=first_row), refused_periods(points)]).unique(
        "series", keep="first", maintain_order=True
    )
    series = points.group_by("series", maintain_order=True).agg(
        pl.col("polarity").drop_nulls().first(), n=pl.col("valid").sum().cast(pl.UInt32)
    )
    tested = _tested(points.join(refused, on="series", how="anti"), counts=kind == "proportion")
    table = series.join(tested, on="series", how="left", maintain_order="left").join(
        refused, on="series", how="left", maintain_order="left"
    )
    return sentences(table, points=POINTS, critical=CRITICAL).select(YEARLY_TREND_COLUMNS)


def _spread(points: pl.DataFrame, *, kind: str, level: float) -> pl.DataFrame:
    """Each point's value and standard error ``se``, whether it is ``valid``, and whether it rests on ``counts``."""
    both = pl.col("numerator").is_not_null() & pl.col("denominator").is_not_null()
    given = pl.all_horizontal(pl.col("value", "lower", "upper").is_not_null())
    made = limits(points.select("numerator", "denominator"), kind=kind, level=level)
    counted = points.select(both=both)["both"]
    use = pl.lit(counted)
    points = points.with_columns(
        counts=use,
        value=pl.when(use).then(pl.lit(made["value"])).otherwise("value"),
        lower=pl.when(use).then(pl.lit(made["lower"])).otherwise("lower"),
        upper=pl.when(use).then(pl.lit(made["upper"])).otherwise("upper"),
        valid=use | given,
    )
    return points.with_columns(se=(pl.col("upper") - pl.col("lower")) / (2 * normal_quantile(level)))


def _tested(points: pl.DataFrame, *, counts: bool) -> pl.DataFrame:
    """The test of each series with enough valid points: ``chi_squared``, ``slope``, ``steady`` and its window."""
    latest = (
        points.filter("valid")
        .sort("start", maintain_order=True)
        .group_by("series", maintain_order=True)
        .tail(POINTS)
        .filter(pl.len().over("series") == POINTS)
    )
    latest = latest.sort(pl.col("row").min().over("series"), "start")

    def square(name: str) -> Numbers:
        return latest[name].cast(pl.Float64).to_numpy().reshape(-1, POINTS)

    months = (latest["start"].dt.year().cast(pl.Int32) * 12 + latest["start"].dt.month().cast(pl.Int32)).to_numpy()
    time = (months.reshape(-1, POINTS) / 12.0).astype(np.float64)
    time = time - time[:, :1]
    whole = square("counts").all(axis=1) if counts else np.zeros(len(time), dtype=bool)
    value, se = square("value"), square("se")
    with np.errstate(all="ignore"):
        chi, slope, steady = _weighted(time, value, se)
        if whole.any():
            found = _counted(time[whole], square("numerator")[whole], square("denominator")[whole])
            chi[whole], slope[whole], steady[whole] = found
    exact = (se <= 0).any(axis=1) & ~whole
    chi[exact] = np.nan
    windows = latest.group_by("series", maintain_order=True).agg(
        period=pl.col("code").last(), first=pl.col("label").first(), last=pl.col("label").last()
    )
    return windows.with_columns(
        chi_squared=pl.Series(chi, dtype=pl.Float64).fill_nan(None),
        slope=pl.Series(slope, dtype=pl.Float64).fill_nan(None),
        steady=pl.Series(steady, dtype=pl.Boolean),
        exact=pl.Series(exact, dtype=pl.Boolean),
    )


def _counted(time: Numbers, cases: Numbers, size: Numbers) -> tuple[Numbers, Numbers, Any]:
    """Cochran and Armitage's test on counts. Sums are taken about the means, so large counts lose no digits."""
    total, all_cases = size.sum(axis=1, keepdims=True), cases.sum(axis=1, keepdims=True)
    share = all_cases / total
    centre = time - (size * time).sum(axis=1, keepdims=True) / total
    moved = (centre * (cases - size * share)).sum(axis=1)
    spread = (share * (1 - share))[:, 0] * (size * centre**2).sum(axis=1)
    chi = np.where(spread > 0, moved**2 / np.where(spread > 0, spread, 1), 0.0)
    odds = np.log(cases) - np.log(size - cases)
    # No log odds where a year had no cases, or nothing but cases: there the slope of the shares themselves serves.
    finite = np.isfinite(odds).all(axis=1, keepdims=True)
    level = np.where(finite, odds, cases / size)
    weights = np.where(finite, 1.0, size / size.max(axis=1, keepdims=True))
    return chi, *_slopes(time, level, weights)


def _weighted(time: Numbers, value: Numbers, se: Numbers) -> tuple[Numbers, Numbers, Any]:
    least = se.min(axis=1, keepdims=True)
    weights = (least / se) ** 2
    slope, steady = _slopes(time, value, weights)
    centre = time - (weights * time).sum(axis=1, keepdims=True) / weights.sum(axis=1, keepdims=True)
    chi = (slope / least[:, 0]) ** 2 * (weights * centre**2).sum(axis=1)
    return chi, slope, steady


def _slopes(time: Numbers, value: Numbers, weights: Numbers) -> tuple[Numbers, Any]:
    """The weighted slope of each series, and whether it keeps its sign with each point left out in turn."""
    slope, sign = _slope(time, value, weights)
    steady = sign != 0
    for left_out in range(POINTS):
        kept = [place for place in range(POINTS) if place != left_out]
        steady &= _slope(time[:, kept], value[:, kept], weights[:, kept])[1] == sign
    return slope, steady


def _slope(time: Numbers, value: Numbers, weights: Numbers) -> tuple[Numbers, Numbers]:
    total = weights.sum(axis=1, keepdims=True)
    across = time - (weights * time).sum(axis=1, keepdims=True) / total
    up = value - (weights * value).sum(axis=1, keepdims=True) / total
    products = weights * across * up
    moved = products.sum(axis=1)
    # What is left of a slope of nothing is rounding: it has no sign.
    level = moved * (np.abs(moved) > 1e-12 * np.abs(products).sum(axis=1))
    return moved / (weights * across**2).sum(axis=1), np.sign(level)
