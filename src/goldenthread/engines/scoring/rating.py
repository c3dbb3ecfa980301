"""Rating against target (rulebook, section 4): one implementation for one figure on a page and ten million in a file.

A frame goes in and comes out with two more columns: ``rating``, a code of ``RATING_WORDS``, and ``reason``, the
sentence that explains it. A lazy frame stays lazy and is worked through in batches, so it never has to fit in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple, TypeVar

import polars as pl

from goldenthread.engines.scoring.reading import read_numbers, read_words, to_fifteen_digits
from goldenthread.engines.scoring.reasons import reasons
from goldenthread.engines.scoring.refusal import Problems, ScoringError
from goldenthread.engines.scoring.units import unit_of
from goldenthread.engines.scoring.verdict import OUTCOMES, RATING_OF, arrange, check, decide
from goldenthread.engines.scoring.vocabulary import POLARITIES, SCHEMES, STATUSES

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)

NUMBERS: Final = (
    "value", "numerator", "denominator", "target", "floor", "lower", "upper", "tolerance", "last_year", "decimals",
)  # fmt: skip
WORDS: Final[tuple[tuple[str, str, Sequence[str]], ...]] = (
    ("polarity", "pol", POLARITIES), ("scheme", "sch", SCHEMES), ("status", "sta", STATUSES),
)  # fmt: skip
COLUMNS: Final = (*NUMBERS, "polarity", "scheme", "status", "unit")
"""Every column that a rating reads. Each may be absent, which is the same as empty."""

_ROW: Final = "__row__"
_HARMLESS: Final = {"pol": POLARITIES.index("none"), "sch": SCHEMES.index("met"), "sta": STATUSES.index("final")}
_RATINGS: Final = pl.Series([RATING_OF[outcome] for outcome in OUTCOMES])


class Rating(NamedTuple):
    """One rating and the sentence that explains it."""

    rating: str
    reason: str


def rate(frame: Frame, *, scheme: str | None = None, multiplier: float = 1, with_reasons: bool = True) -> Frame:
    """Add ``rating`` and ``reason`` (both String) to a frame; other columns and the order of rows stay as they are.

    Columns read, each optional, numbers as any numeric type or text: ``value``, or ``numerator`` and ``denominator``;
    ``target``, ``floor``, ``lower``, ``upper``, ``tolerance``, ``last_year``; ``polarity`` (higher, lower, target,
    none); ``scheme`` (floor, percent, absolute, last_year, range, met); ``status`` (final when empty); ``unit`` and
    ``decimals`` for the wording alone. A missing value with both parts is numerator / denominator times
    ``multiplier`` (times 100 instead where the unit is per cent). ``scheme`` serves rows that name none.

    Numbers are read to 15 significant digits and judged as decimals: exactly on a line counts as met. Without
    ``with_reasons`` only ``rating`` is added. Raises ScoringError, listing every row that cannot be rated honestly;
    a lazy frame raises it when collected, for the first batch that holds one (``find_problems`` lists them all).
    """
    if scheme is not None and scheme not in SCHEMES:
        raise ValueError(f"'{scheme}' is not a known scheme: use {', '.join(SCHEMES)}.")

    def batch(part: pl.DataFrame) -> pl.DataFrame:
        problems = Problems()
        first = int(part[_ROW][0]) if _ROW in part.columns and part.height else 0
        rated = _rated(
            part, scheme=scheme, multiplier=multiplier, with_reasons=with_reasons, problems=problems, first=first
        )
        problems.raise_if_any()
        return part.drop(_ROW, strict=False).with_columns(rated)

    if isinstance(frame, pl.DataFrame):
        return batch(frame)
    added: dict[str, Any] = {"rating": pl.String} | ({"reason": pl.String} if with_reasons else {})
    schema: dict[str, Any] = {name: kind for name, kind in frame.collect_schema().items() if name not in added} | added
    order = [*frame.collect_schema().names(), *[name for name in added if name not in frame.collect_schema()]]
    return frame.with_row_index(_ROW).map_batches(
        batch,
        schema={name: schema[name] for name in order},
        streamable=True,
        predicate_pushdown=False,
        projection_pushdown=False,
        slice_pushdown=False,
        validate_output_schema=False,
    )


def find_problems(frame: pl.DataFrame | pl.LazyFrame, *, scheme: str | None = None) -> Problems:
    """Every problem of a whole frame, read in batches: ``listed`` (the first two hundred) and ``total``."""
    problems = Problems()

    def batch(part: pl.DataFrame) -> pl.DataFrame:
        if part.height:
            _rated(part, scheme=scheme, multiplier=1, with_reasons=False, problems=problems, first=part[_ROW][0])
        return part.select(_ROW).head(0)

    lazy = frame.lazy()
    wanted = [name for name in lazy.collect_schema().names() if name in COLUMNS]
    checked = (
        lazy.select(wanted)
        .with_row_index(_ROW)
        .map_batches(batch, schema={_ROW: pl.get_index_type()}, streamable=True, projection_pushdown=False)
    )
    checked.collect(engine="streaming")
    problems.listed.sort(key=lambda problem: (problem.row, problem.column))
    return problems


def rate_one(*, multiplier: float = 1, **figures: Any) -> Rating:
    """Rate one figure: the columns of ``rate`` as keywords. The same code path, a frame of one row.

    Raises ScoringError as ``rate`` does, and TypeError for a keyword that is not a column.
    """
    unknown = sorted(set(figures) - set(COLUMNS))
    if unknown:
        raise TypeError(f"rate_one() reads no {', '.join(unknown)}; it reads {', '.join(COLUMNS)}.")
    frame = pl.DataFrame({name: [figure] for name, figure in figures.items()} or {"value": [None]}, strict=False)
    rating, reason = rate(frame, multiplier=multiplier).select("rating", "reason").row(0)
    return Rating(rating, reason)


def rate_each(frame: pl.DataFrame) -> list[Rating]:
    """Rate every row of a frame on its own account: one that cannot be rated honestly is "not comparable", with why.

    Columns as for ``rate``, which refuses the whole frame instead: right for a file, wrong for a page of many figures.
    """
    try:
        return [Rating(*answer) for answer in rate(frame).select("rating", "reason").iter_rows()]
    except ScoringError as error:
        if frame.height == 1:
            problem = error.problems[0]
            return [Rating("not_comparable", f"Not comparable: {problem.seen} {problem.what_to_do}")]
    return [rate_each(frame[place])[0] for place in range(frame.height)]


def _rated(
    part: pl.DataFrame, *, scheme: str | None, multiplier: float, with_reasons: bool, problems: Problems, first: int
) -> list[pl.Series]:
    frame = _read(part, problems=problems, first=first)
    if scheme is not None:
        frame = frame.with_columns(sch=pl.col("sch").fill_null(SCHEMES.index(scheme)).cast(pl.UInt8))
    frame = arrange(_with_values(frame, multiplier=multiplier))
    check(frame, problems=problems, first=first)
    if problems.total:
        return []
    frame = decide(frame)
    added = [_RATINGS.gather(frame["outcome"]).alias("rating")]
    return [*added, reasons(frame).alias("reason")] if with_reasons else added


def _read(part: pl.DataFrame, *, problems: Problems, first: int) -> pl.DataFrame:
    empty = pl.Series([None], dtype=pl.Float64).new_from_index(0, part.height)
    blank = empty.cast(pl.UInt8)
    columns = {
        name: read_numbers(part[name], column=name, problems=problems, first=first) if name in part.columns else empty
        for name in NUMBERS
    }
    for column, short, words in WORDS:
        told = problems.total
        columns[short] = (
            read_words(part[column], column=column, words=words, problems=problems, first=first)
            if column in part.columns
            else blank
        )
        if problems.total > told:
            # A word that is not known has been told; it is not missing as well.
            typed = (part[column].cast(pl.String).str.strip_chars() != "").fill_null(False)
            columns[short] = columns[short].set(columns[short].is_null() & typed, _HARMLESS[short])
    for column, short, _ in WORDS:
        columns[column] = columns[short]
    columns["unit"] = part["unit"].cast(pl.String) if "unit" in part.columns else empty.cast(pl.String)
    return pl.DataFrame(columns)


def _with_values(frame: pl.DataFrame, *, multiplier: float) -> pl.DataFrame:
    """Add ``v``: the value, or the quotient of its parts, and ``counted``: whether it is that quotient."""
    if frame["denominator"].null_count() == frame.height:
        return frame.with_columns(v="value", counted=pl.lit(False))
    times = pl.lit(float(multiplier))
    percentages = [word for word in frame["unit"].unique().to_list() if unit_of(word).after == "%"]
    if percentages:
        times = pl.when(pl.col("unit").is_in(percentages)).then(100.0).otherwise(times)
    below = pl.when(pl.col("denominator") != 0).then("denominator")
    frame = frame.with_columns(quotient=pl.col("numerator") * times / below)
    frame = frame.with_columns(quotient=to_fifteen_digits(frame["quotient"]))
    # A spreadsheet's 0% for 0 of 0 is no figure: there were no cases.
    no_cases = (pl.col("value") == 0) & (pl.col("numerator") == 0) & (pl.col("denominator") == 0)
    return frame.with_columns(
        v=pl.when(no_cases.fill_null(False)).then(None).otherwise(pl.coalesce("value", "quotient")),
        counted=pl.col("value").is_null() & pl.col("quotient").is_not_null(),
    )
