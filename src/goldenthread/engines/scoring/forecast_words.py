"""What a forecast says: whether the target is likely to be met, and why there is a forecast or none."""

from __future__ import annotations

from typing import Final

import polars as pl

from goldenthread.engines.scoring.forecast_methods import LINE
from goldenthread.engines.scoring.reading import to_fifteen_digits
from goldenthread.engines.scoring.units import figures, unit_of

PREDICTED_WORDS: Final = ("likely", "uncertain", "unlikely")
"""Whether the target will be met: the whole interval meets it, holds it, or misses it; of a year that is over, was."""

_BASES: Final = {
    "rolling": "No forecast: the figures are rolling, so they do not add up to a year.",
    "snapshot": "No forecast: the figures are snapshots, so they do not add up to a year.",
}
_BY: Final = {
    "profile_share": "by the usual share of the year reached by now",
    "seasonal_naive": "if the rest of the year repeats last year's",
    "ets": "by exponential smoothing",
    "linear": "by the straight line through the yearly figures",
}


def no_forecast(points: pl.DataFrame) -> pl.DataFrame:
    """The series that cannot be forecast at all: ``series`` and ``refusal``."""
    units = points["unit"].unique().to_list()
    percent = [unit for unit in units if unit_of(unit).after == "%"]
    based = points.filter(pl.col("basis").is_in(list(_BASES)))
    odd = points.filter(pl.col("season").is_null())
    loose = points.filter(pl.col("unit").is_in(percent) & ~pl.col("paired") & pl.col("value").is_not_null())
    latest = pl.col("year") == pl.col("year").filter("given").max().over("series")
    current = points.filter((pl.col("basis") == "ytd") & latest & pl.col("given"))
    gaps = current.group_by("series", maintain_order=True).agg(
        pl.col("place").max() + 1 != pl.col("place").n_unique()
    ).filter("place")  # fmt: skip
    return pl.concat(
        [
            based.select("series", refusal=pl.col("basis").replace_strict(_BASES, return_dtype=pl.String)),
            odd.select("series", refusal=pl.format("No forecast: {} is not a regular part of a year.", "label")),
            loose.select(
                "series",
                refusal=pl.lit("No forecast: percentages do not add up to a year without numerators and denominators."),
            ),
            gaps.select(
                "series",
                refusal=pl.lit("No forecast: this year's figures to date have a gap, so what came when is not known."),
            ),
        ]
    )


def sentences(table: pl.DataFrame) -> pl.DataFrame:
    """The table of estimates with ``predicted``, ``method`` and ``reason``."""
    refused = pl.col("refusal").is_not_null()
    known = ~refused & pl.all_horizontal(pl.col("year_end", "lower", "upper").is_not_null())
    numbers = [pl.when(known).then(name).alias(name) for name in ("year_end", "lower", "upper", "target")]
    table = table.with_columns(
        *numbers,
        predicted=pl.when(known).then(_predicted()),
        method=pl.when(known).then("method").otherwise(pl.lit("none")),
    )
    known = pl.col("year_end").is_not_null()
    shown = _shown(table)
    interval = pl.format(" (80% interval {} to {})", shown["lower"], shown["upper"])
    meets = pl.when(pl.col("predicted").is_null()).then(pl.lit(".")).otherwise(
        pl.format("; {} to meet the target of {}.", pl.col("predicted"), shown["target"])
    )  # fmt: skip
    told = pl.concat_str(
        pl.format("{} for {} {}", shown["year_end"], "year", pl.col("method").replace(_BY)), interval, meets
    )
    met = pl.when(pl.col("predicted") == "likely").then(pl.lit("met")).otherwise(pl.lit("missed"))
    ended = pl.when(pl.col("predicted").is_null()).then(pl.lit(".")).otherwise(
        pl.format("; the target of {} was {}.", shown["target"], met)
    )  # fmt: skip
    done = pl.concat_str(pl.format("{} for {}, which is complete", shown["year_end"], "year"), ended)
    short = (
        pl.when((pl.col("n") == 0) | pl.col("season").is_null()).then(pl.lit("No forecast: there are no figures."))
        .when(pl.col("season") == 1).then(
            pl.format("No forecast: {} of the {} yearly figures needed.", "n", pl.lit(str(LINE)))
        )
        .when(pl.col("past") == 0).then(pl.lit("No forecast: there is no full past year to go by."))
        .otherwise(pl.lit("No forecast: the figures are 0, or do not add up to anything to go by."))
    )  # fmt: skip
    return table.with_columns(
        reason=pl.when(refused).then("refusal")
        .when(~known).then(short)
        .when(pl.col("method") == "actual").then(done)
        .otherwise(told)
    )  # fmt: skip


def _predicted() -> pl.Expr:
    target, low, high = pl.col("target"), pl.col("lower"), pl.col("upper")
    higher = pl.when(low >= target).then(pl.lit("likely")).when(high < target).then(pl.lit("unlikely"))
    lower = pl.when(high <= target).then(pl.lit("likely")).when(low > target).then(pl.lit("unlikely"))
    return (
        pl.when(target.is_null()).then(None)
        .when(pl.col("polarity") == "higher").then(higher.otherwise(pl.lit("uncertain")))
        .when(pl.col("polarity") == "lower").then(lower.otherwise(pl.lit("uncertain")))
    )  # fmt: skip


def _shown(table: pl.DataFrame) -> dict[str, pl.Expr]:
    """Figures as they are read: as many decimals as the series asks for, else one more than needed to tell them."""
    width = (pl.col("upper") - pl.col("lower")).abs()
    size = pl.when(width > 0).then(width).otherwise(pl.col("year_end").abs())
    fine = (1 - size.log10().floor()).clip(0, 9).fill_nan(0)
    places = table.select(
        pl.coalesce("decimals", fine).fill_null(0).cast(pl.Int64, strict=False).fill_null(0).clip(0, 9)
    )
    units = [unit_of(unit) for unit in table["unit"].to_list()]
    before, after = pl.Series([unit.before for unit in units]), pl.Series([unit.after for unit in units])
    shown = {}
    for name in ("year_end", "lower", "upper", "target"):
        scale = pl.Series([10.0]).new_from_index(0, table.height) ** places.to_series()
        short = to_fifteen_digits((table[name] * scale).round() / scale) if name != "target" else table[name]
        text = pl.DataFrame({"before": before, "text": figures(short), "after": after})
        shown[name] = pl.lit(text.select(pl.concat_str("before", "text", "after")).to_series())
    return shown
