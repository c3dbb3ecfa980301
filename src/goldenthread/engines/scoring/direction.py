"""Direction of travel (rulebook, section 5): each method a module of its own, named in ``METHODS``."""

from __future__ import annotations

from types import ModuleType
from typing import Final

import polars as pl

from goldenthread.engines.scoring import last_year, previous
from goldenthread.engines.scoring.comparison import compare, difference
from goldenthread.engines.scoring.points import read_points, refusals

_POINTS: Final[dict[str, ModuleType]] = {"previous": previous, "last_year": last_year}
"""The methods that compare the latest point with one earlier point: which one, and what they refuse."""

METHODS: Final = (*_POINTS, "trend")
"""Every method of saying which way a series is going."""

DIRECTION_COLUMNS: Final = (
    "series", "period", "value", "previous_period", "previous_value", "change",
    "direction", "n", "slope", "p_value", "reason",
)  # fmt: skip


def direction(
    frame: pl.DataFrame | pl.LazyFrame, *, method: str = "previous", band: float = 0.0, first_row: int = 1
) -> pl.DataFrame:
    """One row for each series, in order of first appearance: where its latest point stands against an earlier one.

    Columns read: ``period`` (a code or any label) and ``value``; optional ``series`` (without it the table is one
    series), ``type`` of period, ``target``, ``polarity`` (empty is no judgement), ``basis`` (single, snapshot, ytd,
    rolling), ``band`` (a difference that does not count, in the measure's unit; else the argument), ``unit`` and
    ``decimals`` for the wording. The order of rows never matters.

    Columns out: ``series`` (as given), ``period`` and ``previous_period`` (codes), ``value``, ``previous_value`` and
    ``change`` (Float64), ``direction`` (a code of DIRECTION_WORDS), ``n`` (points with a value, UInt32), ``slope`` and
    ``p_value`` (Float64, empty for methods that compare two points), ``reason``.

    The method ``trend`` fits all points instead of comparing two: see the module trend; a band does not apply to it.

    Rows are named in sentences counting from ``first_row``. Raises ScoringError where a period, number or word cannot
    be read, ValueError for an unknown method or a negative band.
    """
    if method not in METHODS:
        raise ValueError(f"'{method}' is not a known method: use {' or '.join(METHODS)}.")
    if not band >= 0:
        raise ValueError(f"The band {band} must be 0 or more.")
    if method == "trend":
        # Imported here: numpy and scipy take a while to load, and the other methods need neither.
        from goldenthread.engines.scoring.trend import trend

        return trend(frame, first_row=first_row)
    rules = _POINTS[method]
    points = read_points(frame.lazy().collect()).with_columns(pl.col("band").fill_null(band))
    latest = points.sort("start", descending=True, maintain_order=True).unique(
        "series", keep="first", maintain_order=True
    )
    latest = latest.drop("polarity", "basis").join(_stated(points), on="series", how="left", nulls_equal=True)
    earlier = rules.earlier(latest, points)
    seen = points.drop_nulls("value").select(
        "series", pl.col("code").alias("wanted"), pl.col("value").alias("was"), pl.col("target").alias("was_target")
    ).unique(["series", "wanted"], keep="first")  # fmt: skip
    table = (
        latest.join(earlier, on="series", how="left", nulls_equal=True)
        .join(seen, on=["series", "wanted"], how="left")
        .join(refusals(points, first_row=first_row), on="series", how="left")
        .with_columns(
            was_label=pl.col("wanted_label"),
            refusal=pl.coalesce(
                "refusal", pl.col("basis").replace_strict(rules.REFUSED, default=None, return_dtype=pl.String)
            ),
        )
    )  # fmt: skip
    table = compare(table, relative=rules.RELATIVE)
    table = table.with_columns(gap=_gap(), difference=difference(table["value"], table["was"]))
    refused, short = pl.col("refusal").is_not_null(), pl.col("gap").is_not_null()
    compared = ~refused & ~short
    return table.sort("first_seen").select(
        "series",
        period="code",
        value="value",
        previous_period=pl.when(~refused).then("wanted"),
        previous_value=pl.when(~refused).then("was"),
        change=pl.when(compared).then("difference"),
        direction=pl.when(refused).then(pl.lit("refused")).when(short).then(pl.lit("not_enough_data"))
        .otherwise("direction"),
        n="n",
        slope=pl.lit(None, pl.Float64),
        p_value=pl.lit(None, pl.Float64),
        reason=pl.coalesce("refusal", "gap", "reason"),
    )  # fmt: skip


def _stated(points: pl.DataFrame) -> pl.DataFrame:
    """What a series says of itself in any of its rows; series that contradict themselves are refused elsewhere."""
    return points.group_by("series").agg(
        pl.col("polarity").drop_nulls().first(),
        pl.col("basis").drop_nulls().first(),
        n=pl.col("value").is_not_null().sum().cast(pl.UInt32),
        first_seen=pl.col("row").min(),
    )


def _gap() -> pl.Expr:
    """Why the two points cannot be compared, or missing where they can."""
    aimless = (pl.col("polarity") == "target") & pl.col("target").is_null()
    return (
        pl.when(pl.col("value").is_null()).then(pl.format("Not enough data: there is no figure for {}.", "label"))
        .when(pl.col("was").is_null()).then("absent")
        .when(aimless).then(
            pl.format("Not enough data: {} has no target, so nothing can be closer to it.", "label")
        )
    )  # fmt: skip
