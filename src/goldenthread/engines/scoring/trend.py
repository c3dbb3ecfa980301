"""Direction by trend over the window shown (rulebook, section 5, third method; Kent since 2020/21).

A trend is called only if the chance of a line as steep without one is under 1 in 100, there are at least eight points,
the slope keeps its sign with each point left out in turn, and the Theil-Sen slope agrees. Periods stand at their true
positions, so a missing one leaves a gap. No clear trend does not mean that nothing changes, and is never called stable.

Use from a notebook::

    import polars as pl
    from goldenthread.engines.scoring import direction

    years = pl.DataFrame({"period": [f"{year}/{year % 100 + 1}" for year in range(2011, 2020)], "value": range(50, 59)})
    direction(years.with_columns(polarity=pl.lit("higher")), method="trend")["direction"][0]  # "improving"
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from goldenthread.engines.scoring.points import read_points, refusals
from goldenthread.engines.scoring.reading import to_fifteen_digits
from goldenthread.engines.scoring.trend_fit import FEWEST, Fits, fit
from goldenthread.engines.scoring.units import figures

CALLED_UNDER: Final = 0.01
REFUSED: Final = {
    "ytd": "Refused: the figures are year to date, so each period contains the one before it and a rise is no trend. "
    "Give the figure of each single period instead.",
    "rolling": "Refused: the figures are rolling, so neighbours share most of their months and a run is no trend. "
    "Give the figure of each single period instead.",
}
"""The bases that this method refuses, with the sentence."""
_OVERLAP: Final = (
    "Refused: the periods overlap, so the figures are rolling. Give the figure of each single period instead."
)
_MONTHS: Final = {
    "month": 1, "quarter": 3, "calendar_quarter": 3, "term": 4, "half_year": 6, "calendar_half_year": 6,
    "financial_year": 12, "calendar_year": 12, "academic_year": 12,
}  # fmt: skip
_STEPS: Final = {
    "month": "month", "quarter": "quarter", "calendar_quarter": "quarter", "term": "term", "half_year": "half-year",
    "calendar_half_year": "half-year", "financial_year": "year", "calendar_year": "year", "academic_year": "year",
    "week": "week",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _Window:
    """The points that count, by series and position; ``first`` is each series' first of them."""

    points: pl.DataFrame
    first: pl.Series
    fits: Fits


def trend(frame: pl.DataFrame | pl.LazyFrame, *, first_row: int = 1) -> pl.DataFrame:
    """One row for each series, in order of first appearance: the trend of its points, and why.

    Columns read and written are those of ``direction``, which calls this for the method ``trend``; ``n`` counts the
    points used, ``slope`` is the change from one period to the next (from one day to the next for days, ranges and
    survey waves), ``p_value`` is exact and two-sided. Where closer to the target is better, it is the distance from
    the target that is fitted. Raises ScoringError where a period, number or word cannot be read.
    """
    points = read_points(frame.lazy().collect()).with_columns(position=_position())
    stated = points.group_by("series", maintain_order=True).agg(
        pl.col("polarity").drop_nulls().first().fill_null("none"),
        pl.col("basis").drop_nulls().first(),
        pl.col("kind").first(),
        pl.col("code", "label", "value").sort_by("start").last(),
        aims=pl.col("target").is_not_null().any(),
    )
    window = _fitted(points.drop("polarity").join(stated.select("series", "polarity"), on="series", nulls_equal=True))
    table = (
        stated.join(_results(window), on="series", how="left", nulls_equal=True, maintain_order="left")
        .join(
            pl.concat([refusals(points, first_row=first_row), _overlaps(points)]).unique("series", keep="first"),
            on="series", how="left", nulls_equal=True, maintain_order="left",
        )
        .with_columns(
            n=pl.col("n").fill_null(0),
            refusal=pl.coalesce(
                "refusal", pl.col("basis").replace_strict(REFUSED, default=None, return_dtype=pl.String)
            ),
        )
    )  # fmt: skip
    refused, short = pl.col("refusal").is_not_null(), pl.col("n") < FEWEST
    table = table.with_columns(reason=_reason(table))
    return table.select(
        "series",
        period="code",
        value="value",
        previous_period=pl.lit(None, pl.String),
        previous_value=pl.lit(None, pl.Float64),
        change=pl.lit(None, pl.Float64),
        direction=pl.when(refused).then(pl.lit("refused")).when(short).then(pl.lit("not_enough_data"))
        .otherwise(_direction()),
        n=pl.col("n").cast(pl.UInt32),
        slope=pl.when(~refused).then("slope"),
        p_value=pl.when(~refused).then("p_value"),
        reason=pl.coalesce("refusal", "reason"),
    )  # fmt: skip


def _position() -> pl.Expr:
    """The number of the period in its kind: months, quarters ... are counted without holes, other kinds by day."""
    start, kind = pl.col("start"), pl.col("kind")
    months = kind.replace_strict(_MONTHS, default=None, return_dtype=pl.Int64)
    count = start.dt.year().cast(pl.Int64) * 12 + start.dt.month() - 1
    days = start.dt.epoch("d").cast(pl.Int64)
    return pl.when(kind == "week").then(days // 7).otherwise(pl.coalesce(count // months, days)).cast(pl.Float64)


def _overlaps(points: pl.DataFrame) -> pl.DataFrame:
    """Ranges or waves of a series that share days: their codes are ``first..last``, days that sort as text."""
    spans = points.filter(pl.col("kind").is_in(["range", "wave"])).select(
        "series", "start", last=pl.col("code").str.split("..").list.last().str.to_date(strict=False)
    )
    shared = (pl.col("start") <= pl.col("last").shift().over("series")) & (
        pl.col("start") > pl.col("start").shift().over("series")
    )
    return spans.sort("series", "start").filter(shared).unique("series").select("series", refusal=pl.lit(_OVERLAP))


def _fitted(points: pl.DataFrame) -> _Window:
    aimed = pl.col("polarity") == "target"
    counted = points.with_columns(
        figure=pl.when(aimed).then((pl.col("value") - pl.col("target")).abs()).otherwise("value")
    ).drop_nulls("figure")
    distinct = counted.unique(["series", "position"], keep="first", maintain_order=True).sort(
        "series", "position", maintain_order=True
    )
    first = (distinct["series"].ne_missing(distinct["series"].shift())).to_numpy().copy()
    first[:1] = True
    starts = np.flatnonzero(first)
    found = fit(
        position=distinct["position"].to_numpy(),
        value=to_fifteen_digits(distinct["figure"]).to_numpy(),
        starts=starts,
    )
    return _Window(points=distinct, first=pl.Series(starts), fits=found)


def _results(window: _Window) -> pl.DataFrame:
    points, first, fits = window.points, window.first, window.fits
    counts = np.diff(first.to_numpy(), append=points.height)
    return pl.DataFrame(
        {
            "series": points["series"].gather(first),
            "n": pl.Series(counts).cast(pl.Int64),
            "begins": points["label"].gather(first),
            "ends": points["label"].gather(first + pl.Series(counts) - 1),
            "slope": to_fifteen_digits(pl.Series(fits.slope, nan_to_null=True)),
            "p_value": pl.Series(fits.p_value, nan_to_null=True),
            "holds": pl.Series(fits.holds),
            "agrees": pl.Series(fits.agrees),
        }
    )


def _called() -> pl.Expr:
    return (pl.col("p_value") < CALLED_UNDER) & pl.col("holds") & pl.col("agrees")


def _direction() -> pl.Expr:
    up = pl.col("slope") > 0
    better = pl.when(pl.col("polarity") == "higher").then(up).otherwise(~up)
    judged = pl.when(better).then(pl.lit("improving")).otherwise(pl.lit("worsening"))
    neutral = pl.when(up).then(pl.lit("increasing")).otherwise(pl.lit("decreasing"))
    return (
        pl.when(~_called()).then(pl.lit("no_clear_trend")).when(pl.col("polarity") == "none").then(neutral)
        .otherwise(judged)
    )  # fmt: skip


def _reason(table: pl.DataFrame) -> pl.Series:
    """The sentence for each series that is not refused."""
    size = figures(table["slope"].abs().round_sig_figs(3))
    chance = pl.col("p_value")
    odds = (
        pl.when(chance < 0.0001).then(pl.lit("under 0.0001"))
        .otherwise(pl.format("{}", chance.round_sig_figs(2)))
    )  # fmt: skip
    step = pl.col("kind").replace_strict(_STEPS, default="day", return_dtype=pl.String)
    word = _direction().replace_strict(
        {word: word.capitalize() for word in ("improving", "worsening", "increasing", "decreasing")},
        default="", return_dtype=pl.String,
    )  # fmt: skip
    subject = (
        pl.when(pl.col("polarity") == "target")
        .then(pl.lit("the distance from the target"))
        .otherwise(pl.lit("the figure"))
    )
    moved = pl.when(pl.col("slope") > 0).then(pl.lit("rose")).otherwise(pl.lit("fell"))
    view = pl.col("polarity").replace_strict(
        {"higher": "; higher is better", "lower": "; lower is better", "target": "; closer is better"}, default="",
        return_dtype=pl.String,
    )  # fmt: skip
    window = pl.format("over {} points from {} to {}", "n", "begins", "ends")
    called = pl.format(
        "{}: {} {} {} by about {} a {}{}. Chance alone would rarely give so clear a line (p {}).",
        word, window, subject, moved, pl.lit(size), step, view,
        pl.when(chance < 0.0001).then(odds).otherwise(pl.format("= {}", odds)),
    )  # fmt: skip
    why = (
        pl.when(chance >= CALLED_UNDER)
        .then(pl.format("a slope like the one seen could well be chance (p = {}, needed under 0.01)", odds))
        .when(~pl.col("holds")).then(pl.lit("the slope hangs on a single point"))
        .otherwise(pl.lit("no more than half of all pairs of points go the same way"))
    )  # fmt: skip
    unclear = pl.format("No clear trend {}: {}.", window, why)
    aimless = (pl.col("polarity") == "target") & ~pl.col("aims")
    short = (
        pl.when(aimless).then(pl.lit("Not enough data: there is no target, so nothing can be closer to it."))
        .otherwise(pl.format("Not enough data: {} of the {} points that a trend needs.", "n", pl.lit(FEWEST)))
    )  # fmt: skip
    sentence = pl.when(pl.col("n") < FEWEST).then(short).when(_called()).then(called).otherwise(unclear)
    return table.select(sentence.alias("reason"))["reason"]
