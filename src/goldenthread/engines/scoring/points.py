"""Series of figures made ready for comparison: periods read, words and numbers read, every refusal located.

A point is one observation of one series. What makes a whole series incomparable (two figures for one period, two
kinds of period, a change of polarity or basis part of the way) is an answer about that series, "refused", with the
rows named; what cannot be read at all (a period, a number, a word) refuses the table, with ScoringError.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import polars as pl

from goldenthread.engines.periods import (
    AmbiguousPeriodError,
    Kind,
    Period,
    PeriodError,
    parse,
    previous,
    same_period_last_year,
)
from goldenthread.engines.scoring.reading import read_numbers, read_words
from goldenthread.engines.scoring.refusal import Problems
from goldenthread.engines.scoring.vocabulary import BASES, POLARITIES

_NUMBERS: Final = ("value", "target", "band", "decimals")
_WORDS: Final = (("polarity", POLARITIES), ("basis", BASES))
_PERIOD_COLUMNS: Final = {
    "code": pl.String, "kind": pl.String, "start": pl.Date, "label": pl.String,
    "before": pl.String, "before_label": pl.String, "year_ago": pl.String, "year_ago_label": pl.String,
    "error": pl.String, "ambiguous": pl.Boolean,
}  # fmt: skip


def read_points(frame: pl.DataFrame) -> pl.DataFrame:
    """One row a point, in the order given: row (from 0), series, the period and its neighbours, and the figures.

    ``before`` and ``year_ago`` are the codes of the period before and of the same period last year; days and survey
    waves have no ``before``, since only the series knows the spacing of its snapshots. Raises ScoringError.
    """
    problems = Problems()
    points = pl.DataFrame({"row": pl.int_range(frame.height, eager=True), "series": _series(frame, problems=problems)})
    for name in _NUMBERS:
        cells = frame[name] if name in frame.columns else _empty(frame.height)
        points = points.with_columns(read_numbers(cells, column=name, problems=problems, first=0).alias(name))
    for name, words in _WORDS:
        cells = frame[name] if name in frame.columns else _empty(frame.height)
        codes = read_words(cells, column=name, words=words, problems=problems, first=0)
        points = points.with_columns(pl.Series(words).gather(codes).alias(name))
    negative = (points["band"] < 0).fill_null(False)
    if negative.any():
        problems.add(
            where=negative, column="band", cells=points["band"], first=0, seen="the band {} is negative.",
            what_to_do="Write the size of a difference that does not count, 0 or more.",
        )  # fmt: skip
    unit = frame["unit"].cast(pl.String) if "unit" in frame.columns else _empty(frame.height).cast(pl.String)
    points = points.with_columns(unit.alias("unit")).hstack(_periods(frame, series=points["series"], problems=problems))
    problems.raise_if_any()
    return points


def _empty(height: int) -> pl.Series:
    return pl.Series([None], dtype=pl.Null).new_from_index(0, height)


def _series(frame: pl.DataFrame, *, problems: Problems) -> pl.Series:
    # A table without the column is one series; an empty cell among others belongs to no series.
    if "series" not in frame.columns:
        return pl.Series([""], dtype=pl.String).new_from_index(0, frame.height)
    blank = frame["series"].is_null()
    if blank.any():
        problems.add(
            where=blank, column="series", cells=frame["series"], first=0, seen="the series is missing.",
            what_to_do="Name the series that this figure belongs to.",
        )  # fmt: skip
    return frame["series"]


def _periods(frame: pl.DataFrame, *, series: pl.Series, problems: Problems) -> pl.DataFrame:
    """Each distinct label is read once, however many rows carry it."""
    texts = frame["period"].cast(pl.String).str.strip_chars()
    kinds = frame["type"].cast(pl.String) if "type" in frame.columns else _empty(frame.height).cast(pl.String)
    labels = pl.DataFrame({"text": texts, "type": kinds, "series": series})
    distinct = labels.select("text", "type").unique()
    read = [_read_period(text, kind) for text, kind in distinct.iter_rows()]
    known = distinct.hstack(pl.DataFrame(read, schema=_PERIOD_COLUMNS, orient="row"))
    found = labels.join(known, on=["text", "type"], how="left", nulls_equal=True, maintain_order="left")
    if found["ambiguous"].any():
        found = _settled(found)
    unread = found["error"].is_not_null()
    if unread.any():
        for sentence in found["error"].drop_nulls().unique().sort().to_list():
            problems.add(
                where=(found["error"] == sentence).fill_null(False), column="period", cells=found["text"],
                seen=sentence, what_to_do="", first=0,
            )  # fmt: skip
    return found.drop("text", "type", "series", "error", "ambiguous")


def _settled(found: pl.DataFrame) -> pl.DataFrame:
    """Read labels that could mean two things (2011-12) by the one kind of period that the rest of the series has."""
    kinds = found.drop_nulls("kind").group_by("series").agg(pl.col("kind").unique())
    sure = kinds.filter(pl.col("kind").list.len() == 1).select("series", meant=pl.col("kind").list.first())
    untyped = pl.col("type").str.strip_chars().fill_null("") == ""
    open_ = found.with_row_index("at").filter(pl.col("ambiguous") & untyped).join(sure, on="series", nulls_equal=True)
    readings = open_.select("text", "meant").unique()
    read = [_read_period(text, Kind(meant)) for text, meant in readings.iter_rows()]
    settled = readings.hstack(pl.DataFrame(read, schema=_PERIOD_COLUMNS, orient="row")).filter(
        pl.col("error").is_null()
    )
    rows = open_.select("at", "text", "meant").join(settled, on=["text", "meant"]).drop("text", "meant").sort("at")
    places = rows["at"]
    return found.with_columns(found[name].scatter(places, rows[name]) for name in _PERIOD_COLUMNS)


@lru_cache(maxsize=4096, typed=True)
def _read_period(text: str | None, kind: Kind | str | None) -> tuple[object, ...]:
    nothing = (None,) * (len(_PERIOD_COLUMNS) - 2)
    if not text:
        return (*nothing, "the period is missing. Write it, for example Q1 2022/23.", False)
    try:
        period = parse(text, kind=kind).period
    except PeriodError as unread:
        return (*nothing, str(unread), isinstance(unread, AmbiguousPeriodError))
    before = None if period.kind in (Kind.DAY, Kind.WAVE) else _or_none(period)
    ago = same_period_last_year(period)
    return (
        period.code, str(period.kind), period.start, period.label,
        before and before.code, before and before.label, ago and ago.code, ago and ago.label, None, False,
    )  # fmt: skip


def _or_none(period: Period) -> Period | None:
    try:
        return previous(period)
    except PeriodError:
        return None


_STEADY: Final = {
    "kind": "holds more than one kind of period ({}), which cannot be compared",
    "polarity": "changes its polarity ({}), so better and worse change places",
    "basis": "changes its basis ({}), so its figures do not compare",
}


def refusals(points: pl.DataFrame, *, first_row: int) -> pl.DataFrame:
    """The series that cannot be compared at all: ``series`` and ``refusal``, a sentence that names rows."""
    goes_on = _goes_on(points)
    suspect = [column for column in ("start", *_STEADY) if goes_on is None or not _sound(points, column, goes_on)]
    found = [_twice(points, first_row=first_row)] if "start" in suspect else []
    found += [
        _mixed(points, column, words, first_row=first_row) for column, words in _STEADY.items() if column in suspect
    ]
    if not found:
        return pl.DataFrame(schema={"series": points.schema["series"], "refusal": pl.String})
    return pl.concat(found).unique("series", keep="first", maintain_order=True)


def _goes_on(points: pl.DataFrame) -> pl.Series | None:
    """For each row but the first, whether it is of the series of the row above; None if a series stands in two places.

    Most tables are in order already: then a look at the row above is enough, which is far quicker than sorting.
    """
    series = points["series"]
    same = series.slice(1).eq_missing(series.slice(0, max(series.len() - 1, 0)))
    return same if series.len() - same.sum() == series.n_unique() else None


def _sound(points: pl.DataFrame, column: str, goes_on: pl.Series) -> bool:
    """Whether days only rise within each series, or another column stays as it is."""
    now, above = points[column].slice(1), points[column].slice(0, max(points.height - 1, 0))
    fits = (now > above).fill_null(False) if column == "start" else now.eq_missing(above)
    return bool((fits | ~goes_on).all())


def _twice(points: pl.DataFrame, *, first_row: int) -> pl.DataFrame:
    doubled = points.filter(pl.struct("series", "code").is_duplicated())
    rows = _row_list(doubled.group_by("series", "code", "label", maintain_order=True), first_row=first_row)
    said = pl.format("Refused: rows {} are all for {}; keep one figure for each period.", "rows", "label")
    said = said.str.replace(r"rows (\d+) and (\d+) are all", "rows ${1} and ${2} are both")
    return rows.unique("series", keep="first", maintain_order=True).select("series", refusal=said)


def _mixed(points: pl.DataFrame, column: str, words: str, *, first_row: int) -> pl.DataFrame:
    each = points.drop_nulls(column).group_by("series", column, maintain_order=True).agg(pl.col("row").min())
    several = each.filter(pl.col("series").is_duplicated()).sort("row")
    said = pl.format("{} in row {}", pl.col(column).str.replace_all("_", " "), pl.col("row") + first_row)
    listed = several.with_columns(said=said).group_by("series", maintain_order=True).agg(pl.col("said").str.join(", "))
    return listed.select("series", refusal=pl.format("Refused: the series " + words + ".", "said"))


def _row_list(groups: pl.dataframe.group_by.GroupBy, *, first_row: int) -> pl.DataFrame:
    listed = groups.agg(rows=(pl.col("row") + first_row).sort().head(6).cast(pl.String).str.join(", "))
    return listed.with_columns(pl.col("rows").str.replace(r", (\d+)$", " and ${1}"))
