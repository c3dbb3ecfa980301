"""Significantly deteriorating, and which sign says so (rulebook, section 7; used by the exception report).

Any one of three is enough: a concern at the latest point of the XmR chart, a trend for the worse, or a latest figure
significantly worse than the same period last year. A sign that could not be looked for is named, never taken for good
news: year to date figures have no chart and no trend, but may still be compared with last year.

Use from a notebook::

    import polars as pl
    from goldenthread.engines.scoring.deterioration import deterioration

    counts = pl.DataFrame({"period": ["2021/22", "2022/23"], "numerator": [700, 600], "denominator": [1000, 1000]})
    counts = counts.with_columns(value=pl.col("numerator") / pl.col("denominator"), polarity=pl.lit("higher"))
    deterioration(counts, kind="proportion")["signs"][0]  # "worse_than_last_year"
"""

from __future__ import annotations

from typing import Final

import polars as pl

from goldenthread.engines.scoring.comparisons import CHANGE_WORDS, significant_change
from goldenthread.engines.scoring.intervals import interval
from goldenthread.engines.scoring.points import read_points
from goldenthread.engines.scoring.reading import read_words
from goldenthread.engines.scoring.refusal import Problems
from goldenthread.engines.scoring.trend import trend
from goldenthread.engines.scoring.units import figures
from goldenthread.engines.scoring.xmr import MIN_POINTS, xmr

DETERIORATION_COLUMNS: Final = ("series", "deteriorating", "signs", "not_checked", "reason")
SIGNS: Final = ("xmr_concern", "negative_trend", "worse_than_last_year")
"""The signs, in the order in which they are told."""
DETERIORATION_VERSION: Final = "deterioration-1"
"""The version of these rules, stored beside every answer; it changes when any answer could change."""
COUNTED: Final = ("proportion", "rate")
"""The kinds of figure whose interval follows from numerator and denominator."""

_COMPARED: Final = (*CHANGE_WORDS, "similar")
_UNJUDGED: Final = ("none", "target")
_NAMES: Final = {
    "xmr_concern": "an unusual latest figure", "negative_trend": "a trend",
    "worse_than_last_year": "a real change since last year",
}  # fmt: skip


def deterioration(
    frame: pl.DataFrame | pl.LazyFrame,
    *,
    kind: str | None = None,
    confidence: float = 0.95,
    baseline: int | None = None,
    screen: bool = True,
    min_points: int = MIN_POINTS,
    first_row: int = 1,
    trends: pl.DataFrame | None = None,
    charts: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """One row for each series, in order of first appearance: whether it is significantly deteriorating, and why.

    Reads the columns of ``xmr`` and ``direction``. For the comparison with last year, either
    ``last_year_comparison`` on the row of the latest figure (a word of CHANGE_WORDS), or ``numerator`` and
    ``denominator`` with a column ``kind`` (proportion or rate; the argument where it is empty), from which both
    intervals are worked out.

    ``deteriorating`` is true where a sign is seen, false where all that could be looked for was not seen, and missing
    where nothing could be looked for. ``signs`` and ``not_checked`` list codes of SIGNS, joined by ``;``. A measure
    without judgement cannot deteriorate, so nothing is looked for. ``trends`` and ``charts`` are the answers of
    ``trend`` and the summary of ``xmr`` where somebody worked them out already. Raises ScoringError where a cell
    cannot be read or a count cannot be one; ValueError for settings that make no chart, an unknown kind or level.
    """
    table = frame.lazy().collect()
    if "series" not in table.columns:
        table = table.with_columns(series=pl.lit(""))
    trends = trend(table, first_row=first_row) if trends is None else trends
    points = read_points(table)
    if charts is None:
        refused = trends.filter(pl.col("direction") == "refused").select("series")
        charts = xmr(
            table.join(refused, on="series", how="anti", nulls_equal=True, maintain_order="left"),
            baseline=baseline, screen=screen, min_points=min_points,
        ).summary  # fmt: skip
    stated = points.group_by("series", maintain_order=True).agg(
        pl.col("polarity").drop_nulls().first().fill_null("none")
    )
    signs = (
        stated.join(_charted(charts), on="series", how="left", maintain_order="left")
        .join(_trended(trends), on="series", how="left", maintain_order="left")
        .join(
            _last_year(table, points.drop("polarity").join(stated, on="series", maintain_order="left"),
                       kind=kind, confidence=confidence),
            on="series", how="left", maintain_order="left",
        )
    )  # fmt: skip
    judged = pl.col("polarity") != "none"
    signs = signs.with_columns(pl.when(judged).then(pl.col(sign)).alias(sign) for sign in SIGNS)
    return signs.select(
        "series",
        deteriorating=pl.when(pl.all_horizontal(pl.col(*SIGNS).is_null())).then(None)
        .otherwise(pl.any_horizontal(pl.col(*SIGNS).fill_null(False))),
        signs=_listed([pl.when(pl.col(sign)).then(pl.lit(sign)) for sign in SIGNS]),
        not_checked=_listed([pl.when(pl.col(sign).is_null()).then(pl.lit(sign)) for sign in SIGNS]),
        reason=_reason(),
    )  # fmt: skip


def _charted(charts: pl.DataFrame) -> pl.DataFrame:
    """True or false where the chart has an icon; missing where it has too few points."""
    variation = pl.col("variation").cast(pl.String)
    return charts.select(
        "series",
        xmr_concern=pl.when(variation != "not_enough_points").then(variation.str.starts_with("concern")),
        xmr_reason="reason",
    )


def _trended(trends: pl.DataFrame) -> pl.DataFrame:
    checked = ~pl.col("direction").is_in(["refused", "not_enough_data"])
    return trends.select(
        "series",
        negative_trend=pl.when(checked).then(pl.col("direction") == "worsening"),
        trend_reason=pl.col("reason").str.strip_prefix("Worsening: "),
    )


def _last_year(table: pl.DataFrame, points: pl.DataFrame, *, kind: str | None, confidence: float) -> pl.DataFrame:
    """For each series with a latest figure: whether it is significantly worse than last year's, and the sentence."""
    known = points.with_columns(_limits(table, kind=kind, confidence=confidence))
    known = known.with_columns(given=_given(table)).drop_nulls("value")
    latest = known.sort("start").group_by("series", maintain_order=True).last()
    before = known.unique(["series", "code"], keep="first", maintain_order=True).select(
        "series", year_ago="code", was="value", was_label="label", other_lower="low", other_upper="high"
    )
    both = latest.join(before, on=["series", "year_ago"], how="left", maintain_order="left")
    both = significant_change(both.rename({"low": "lower", "high": "upper"}))
    both = both.with_columns(
        said=pl.when(pl.col("polarity").is_in(_UNJUDGED)).then(None).otherwise(pl.coalesce("given", "change"))
    )
    value, was = figures(both["value"]), figures(both["was"])
    return both.select(
        "series",
        worse_than_last_year=pl.col("said") == "worse",
        last_year_reason=pl.format(
            "The latest figure, {} in {}, is significantly worse than the same period last year{}.",
            pl.lit(value), "label",
            pl.format(" ({} in {})", pl.lit(was), "was_label").fill_null(""),
        ),
    )  # fmt: skip


def _given(table: pl.DataFrame) -> pl.Series:
    if "last_year_comparison" not in table.columns:
        return pl.Series([None], dtype=pl.String).new_from_index(0, table.height)
    problems = Problems()
    codes = read_words(
        table["last_year_comparison"], column="last_year_comparison", words=_COMPARED, problems=problems, first=0
    )
    problems.raise_if_any()
    return pl.Series(_COMPARED).gather(codes)


def _limits(table: pl.DataFrame, *, kind: str | None, confidence: float) -> pl.DataFrame:
    """The interval of each row, ``low`` to ``high``, where its kind and counts are known."""
    if kind is not None and kind not in COUNTED:
        raise ValueError(f"'{kind}' has no interval from counts: use {' or '.join(COUNTED)}.")
    if not {"numerator", "denominator"} <= set(table.columns):
        empty = pl.Series([None], dtype=pl.Float64).new_from_index(0, table.height)
        return pl.DataFrame({"low": empty, "high": empty})
    problems = Problems()
    cells = table["kind"] if "kind" in table.columns else pl.Series([None]).new_from_index(0, table.height)
    kinds = pl.Series(COUNTED).gather(read_words(cells, column="kind", words=COUNTED, problems=problems, first=0))
    problems.raise_if_any()
    kinds = kinds.fill_null(kind) if kind else kinds
    parts = []
    for each in COUNTED:
        counts = table.select(pl.when(pl.lit(kinds == each)).then(pl.col("numerator", "denominator")))
        parts.append(interval(counts, kind=each, confidence=confidence))
    first, second = parts
    found = pl.DataFrame({"a": first["lower"], "b": second["lower"], "c": first["upper"], "d": second["upper"]})
    return found.select(low=pl.coalesce("a", "b"), high=pl.coalesce("c", "d"))


def _listed(words: list[pl.Expr]) -> pl.Expr:
    listed = pl.concat_str(words, separator=";", ignore_nulls=True)
    return pl.when(listed != "").then(listed)


def _reason() -> pl.Expr:
    told = pl.concat_str(
        [
            pl.when(pl.col("xmr_concern")).then("xmr_reason"),
            pl.when(pl.col("negative_trend")).then(
                pl.concat_str(pl.lit("A trend for the worse: "), pl.col("trend_reason"))
            ),
            pl.when(pl.col("worse_than_last_year")).then("last_year_reason"),
        ],
        separator=" ", ignore_nulls=True,
    )  # fmt: skip
    missed = pl.concat_str(
        [pl.when(pl.col(sign).is_null()).then(pl.lit(name)) for sign, name in _NAMES.items()],
        separator=", ", ignore_nulls=True,
    )  # fmt: skip
    left_out = (
        pl.when(missed != "").then(pl.format(" Not enough was known to look for {}.", missed)).otherwise(pl.lit(""))
    )
    seen = pl.any_horizontal(pl.col(*SIGNS).fill_null(False))
    nothing = pl.all_horizontal(pl.col(*SIGNS).is_null())
    return (
        pl.when(pl.col("polarity") == "none")
        .then(pl.lit("Not judged: the measure has no better direction, so it cannot deteriorate."))
        .when(seen).then(pl.concat_str(pl.lit("Significantly deteriorating. "), told))
        .when(nothing).then(pl.concat_str(pl.lit("Not known."), left_out))
        .otherwise(pl.concat_str(pl.lit("No sign of significant deterioration."), left_out))
    )  # fmt: skip
