"""What a yearly trend is called, which series have none, and the sentence that says why."""

from __future__ import annotations

from typing import Final

import polars as pl

from goldenthread.engines.periods import YEARS, Kind
from goldenthread.engines.scoring.units import figures

YEARLY_TREND_WORDS: Final = (
    "improving", "worsening", "increasing", "decreasing", "no_significant_change", "not_enough_data", "refused",
)  # fmt: skip
"""Every word of a yearly trend."""

_SAID: Final = {
    "improving": "Improving", "worsening": "Worsening", "increasing": "Increasing", "decreasing": "Decreasing",
}  # fmt: skip
_BASES: Final = {
    "rolling": "Refused: the figures are rolling, so each holds most of the one before it; they are not independent.",
    "ytd": "Refused: the figures are year to date, so they are not the figures of whole years.",
}


def refused_periods(points: pl.DataFrame) -> pl.DataFrame:
    """The series whose periods or basis cannot carry a yearly trend: ``series`` and ``refusal``."""
    ends = pl.col("code").str.extract(r"\.\.(\d{4}-\d{2}-\d{2})$").str.to_date("%Y-%m-%d", strict=False)
    ranges = points.filter(pl.col("kind") == str(Kind.RANGE)).with_columns(end=ends).sort("start")
    after = pl.col("start").shift(-1).over("series")
    overlapping = ranges.filter((pl.col("end") >= after) & (pl.col("code") != pl.col("code").shift(-1).over("series")))
    short = ranges.filter(pl.col("end") < pl.col("start").dt.offset_by("1y").dt.offset_by("-1d"))
    kinds = [*(str(kind) for kind in YEARS), str(Kind.RANGE)]
    other = pl.concat([points.filter(~pl.col("kind").is_in(kinds)), short.drop("end")])
    based = points.filter(pl.col("basis").is_in(list(_BASES)))
    return pl.concat(
        [
            based.select("series", refusal=pl.col("basis").replace_strict(_BASES, return_dtype=pl.String)),
            other.select(
                "series", refusal=pl.format("Refused: {} is not a year. Give one figure for each year.", "label")
            ),
            overlapping.select(
                "series",
                refusal=pl.format("Refused: the periods overlap (from {} on), so they are not independent.", "label"),
            ),
        ]
    )  # fmt: skip


def sentences(table: pl.DataFrame, *, points: int, critical: float) -> pl.DataFrame:
    """The table of tests with ``trend``, ``significant`` and ``reason``."""
    refused, short = pl.col("refusal").is_not_null(), pl.col("n") < points
    exact = ~refused & ~short & pl.col("exact").fill_null(False)
    beyond = pl.col("chi_squared") > critical
    called = (~refused & ~short & ~exact & beyond & pl.col("steady")).fill_null(False)
    up = pl.col("slope") > 0
    judged = pl.col("polarity").is_in(["higher", "lower"]).fill_null(False)
    word = (
        pl.when(refused | exact).then(pl.lit("refused"))
        .when(short).then(pl.lit("not_enough_data"))
        .when(~called).then(pl.lit("no_significant_change"))
        .when(~judged & up).then(pl.lit("increasing"))
        .when(~judged).then(pl.lit("decreasing"))
        .when(up == (pl.col("polarity") == "higher")).then(pl.lit("improving"))
        .otherwise(pl.lit("worsening"))
    )  # fmt: skip
    chi = pl.lit(figures(table["chi_squared"].round(2)))
    window = pl.format("the latest {} figures ({} to {})", pl.lit(str(points)), "first", "last")
    better = pl.when(judged).then(pl.format("; {} is better", "polarity")).otherwise(pl.lit(""))
    moved = pl.when(up).then(pl.lit("rise")).otherwise(pl.lit("fall"))
    reason = (
        pl.when(refused).then("refusal")
        .when(short).then(
            pl.format("Not enough data: {} of the {} yearly figures needed.", "n", pl.lit(str(points)))
        )
        .when(exact).then(
            pl.lit("Refused: an interval has no width, so nothing is known of how far the figure may be out.")
        )
        .when(called).then(
            pl.format(
                "{}: {} {} beyond chance (chi-squared {}, above {}), with any one of them left out too{}.",
                pl.col("trend").replace(_SAID), window, moved, chi, pl.lit(str(critical)), better,
            )
        )
        .when(beyond).then(
            pl.format(
                "No significant change: {} hang on a single one (chi-squared {}, above {}, but not with it left out).",
                window, chi, pl.lit(str(critical)),
            )
        )
        .otherwise(
            pl.format(
                "No significant change: {} differ by no more than chance explains (chi-squared {}, not above {}).",
                window, chi, pl.lit(str(critical)),
            )
        )
    )  # fmt: skip
    kept = ~refused & ~short
    worded = table.with_columns(trend=word, significant=called)
    return worded.with_columns(
        reason=reason,
        chi_squared=pl.when(kept & ~exact).then("chi_squared"),
        slope=pl.when(kept & ~exact).then("slope"),
        period=pl.when(kept).then("period"),
    )
