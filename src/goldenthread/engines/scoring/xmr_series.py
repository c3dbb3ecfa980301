"""Series in date order for XmR charts: read, refused where they cannot be charted, and laid end to end.

All series lie in one flat array, each in the order of its periods, so that a rule is a few operations on whole arrays
however many series there are. ``order`` leads back to the rows as they were given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from goldenthread.engines.scoring.reading import read_numbers, read_words
from goldenthread.engines.scoring.refusal import Problems
from goldenthread.engines.scoring.vocabulary import BASES, POLARITIES
from goldenthread.engines.scoring.xmr_periods import Periods, Whole, read_period, read_periods

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Codes = NDArray[np.uint8]

UNSTATED: Final = 255
NONE: Final = POLARITIES.index("none")
LARGEST: Final = 1e100
"""Beyond this a sum of squares or a difference could leave the range of a 64-bit float."""

_REFUSED_BASES: Final = {
    "ytd": "the figures are year to date: each contains the one before it, so neighbours are not independent.",
    "rolling": "the figures are rolling: neighbours share most of their months, so they are not independent.",
}
_MARKS: Final = {
    "1": True,
    "1.0": True,
    "true": True,
    "yes": True,
    "0": False,
    "0.0": False,
    "false": False,
    "no": False,
}


@dataclass(frozen=True, kw_only=True)
class Laid:
    """All series end to end in date order. Arrays by row, except ``starts`` and ``polarity``, by series."""

    series: pl.Series
    """The name of each series, by first appearance, as ``starts`` has them."""
    starts: Ints
    order: Ints | None
    """The given row of each laid row; None where the rows were in order already."""
    value: Floats
    target: Floats | None
    polarity: Codes
    adjoining: Bools
    """Whether the period is the one right after the row before it in the same series."""
    rebased: Bools
    place: Whole
    """The period's number in its series, counting the periods left out."""


def lay(frame: pl.DataFrame, *, rebase: Sequence[str] = ()) -> Laid:
    """Read the columns series, period (and type), value, target, polarity, basis and rebase; order the rows.

    ``rebase`` names periods at which every series starts a segment. Raises ScoringError, every row named, where a
    cell cannot be read or a series cannot be charted: two figures for a period, kinds of period or polarities mixed,
    year to date or rolling figures, overlapping periods, a rebase that is not in the data.
    """
    problems = Problems()
    value = _floats(frame, "value", problems=problems)
    target = _floats(frame, "target", problems=problems) if "target" in frame.columns else None
    polarity = _words(frame, "polarity", words=POLARITIES, problems=problems)
    basis = _words(frame, "basis", words=BASES, problems=problems)
    _refuse_bases(frame, basis, problems=problems)
    marked = _marks(frame, problems=problems)
    cells = problems.total
    names, run_starts, run_group = _runs(frame, problems=problems)
    group = np.repeat(run_group, np.diff(run_starts, append=frame.height))
    periods = read_periods(frame, group=group, problems=problems)
    if problems.total > cells:
        # Without series and periods there is no order, so what hangs on the order cannot be looked for.
        problems.raise_if_any()

    order, starts = _ordered(group, periods.number, run_starts=run_starts, count=len(names))
    laid = periods if order is None else periods.gathered(order)
    first = np.zeros(frame.height, dtype=np.bool_)
    first[starts] = True
    _refuse_periods(frame, laid, first=first, starts=starts, order=order, problems=problems)
    kinds = [
        _steady(codes, name=name, words=words, starts=starts, order=order, frame=frame, problems=problems)
        for name, words, codes in (("polarity", POLARITIES, polarity), ("basis", BASES, basis))
    ]
    marked = marked if order is None or marked is None else marked[order]
    rebased = np.zeros(frame.height, dtype=np.bool_) if marked is None else marked
    for text in rebase:
        rebased |= _named(text, laid, frame=frame, starts=starts, order=order, problems=problems)
    problems.raise_if_any()

    adjoining = ~first
    if laid.has_rhythm:
        adjoining[1:] &= ~laid.rhythmic()[1:] | (np.diff(laid.number) == 1)
    return Laid(
        series=names,
        starts=starts,
        order=order,
        value=value if order is None else value[order],
        target=target if order is None or target is None else target[order],
        polarity=np.where(kinds[0] == UNSTATED, NONE, kinds[0]).astype(np.uint8),
        adjoining=adjoining,
        rebased=rebased,
        place=laid.place(),
    )


def _floats(frame: pl.DataFrame, name: str, *, problems: Problems) -> Floats:
    numbers = read_numbers(frame[name], column=name, problems=problems, first=0)
    floats = numbers.to_numpy()
    large = np.abs(floats) > LARGEST
    if large.any():
        problems.add(
            where=pl.Series(large), column=name, cells=frame[name], first=0, seen="'{}' is too large to be a figure.",
            what_to_do="Check the cell; figures up to 10 to the power of 100 can be charted.",
        )  # fmt: skip
    return floats


def _words(frame: pl.DataFrame, name: str, *, words: Sequence[str], problems: Problems) -> Codes | None:
    if name not in frame.columns:
        return None
    codes = read_words(frame[name], column=name, words=words, problems=problems, first=0)
    return codes.fill_null(UNSTATED).to_numpy()


def _refuse_bases(frame: pl.DataFrame, basis: Codes | None, *, problems: Problems) -> None:
    for word, sentence in _REFUSED_BASES.items():
        where = None if basis is None else basis == BASES.index(word)
        if where is not None and where.any():
            problems.add(
                where=pl.Series(where), column="basis", cells=frame["basis"], first=0, seen=sentence,
                what_to_do="Give the figure of each single period instead.",
            )  # fmt: skip


def _marks(frame: pl.DataFrame, *, problems: Problems) -> Bools | None:
    """Which rows start a segment."""
    if "rebase" not in frame.columns or frame["rebase"].null_count() == frame.height:
        return None
    cells = frame["rebase"]
    texts = cells.cast(pl.String).str.strip_chars().str.to_lowercase()
    marks = texts.replace_strict(_MARKS, default=None, return_dtype=pl.Boolean)
    unread = marks.is_null() & (texts != "").fill_null(False)
    if unread.any():
        problems.add(
            where=unread, column="rebase", cells=cells, first=0, seen="'{}' does not mark a row.",
            what_to_do="Write 1 on the row that starts a new segment, and leave the others empty.",
        )  # fmt: skip
    return marks.fill_null(False).to_numpy()


def _runs(frame: pl.DataFrame, *, problems: Problems) -> tuple[pl.Series, Ints, Ints]:
    """Names of the series by first appearance; where runs of rows of one series start; and whose they are."""
    height = frame.height
    if "series" not in frame.columns:
        return (
            pl.Series("series", [""]).head(height),
            np.zeros(min(height, 1), np.int64),
            np.zeros(min(height, 1), np.int64),
        )
    cells = frame["series"]
    if cells.null_count():
        problems.add(
            where=cells.is_null(), column="series", cells=cells, first=0, seen="the series is missing.",
            what_to_do="Name the series that this figure belongs to.",
        )  # fmt: skip
    starts = np.flatnonzero(np.diff(cells.rle_id().to_numpy().astype(np.int64), prepend=-1))
    firsts = cells.gather(starts)
    names = firsts.unique(maintain_order=True)
    if len(names) == len(firsts):
        return names, starts, np.arange(len(names))
    numbered = pl.DataFrame({"name": names, "number": np.arange(len(names))})
    joined = pl.DataFrame({"name": firsts}).join(
        numbered, on="name", how="left", maintain_order="left", nulls_equal=True
    )
    return names, starts, joined["number"].to_numpy()


def _ordered(group: Ints, number: Whole, *, run_starts: Ints, count: int) -> tuple[Ints | None, Ints]:
    """The order of the rows by series and period (None where they stand so already), and where each series starts."""
    if len(run_starts) == count:
        rising = np.diff(number) > 0
        rising[run_starts[1:] - 1] = True
        if rising.all():
            return None, run_starts
    low = number.min()
    key = group * (number.max() - low + 1) + (number - low)
    order = np.argsort(key, kind="stable")
    counts = np.bincount(group, minlength=count)
    return order, np.concatenate(([0], np.cumsum(counts)[:-1]))


def _given(mask: Bools, *, order: Ints | None) -> pl.Series:
    """A mask over laid rows as one over the given rows."""
    return pl.Series(mask if order is None else _given_codes(mask, order=order))


def _given_codes(laid: Any, *, order: Ints) -> Any:
    back = np.empty_like(laid)
    back[order] = laid
    return back


def _first_rows(starts: Ints, *, order: Ints | None) -> Ints:
    """The given row of each series that comes first in the table."""
    return starts if order is None else np.minimum.reduceat(order, starts)


def _refuse_periods(
    frame: pl.DataFrame, laid: Periods, *, first: Bools, starts: Ints, order: Ints | None, problems: Problems
) -> None:
    def add(mask: Bools, seen: str, what_to_do: str) -> None:
        if mask.any():
            problems.add(
                where=_given(mask, order=order), column="period", cells=frame["period"], first=0, seen=seen,
                what_to_do=what_to_do,
            )  # fmt: skip

    if laid.is_mixed:
        kind = laid.kind()
        # The kind of the row that came first in the table counts, not that of the earliest period.
        by_row = kind if order is None else _given_codes(kind, order=order)
        of_series = np.repeat(by_row[_first_rows(starts, order=order)], np.diff(starts, append=len(first)))
        mixed = kind != of_series
        add(mixed, "'{}' is another kind of period than others of its series.", "Chart one kind of period in a series.")
        if mixed.any():
            return
    same = np.diff(laid.number, prepend=laid.number[:1] - 1) == 0
    add(same & ~first, "the series has more than one figure for '{}'.", "Keep one figure for each period.")
    if laid.may_overlap:
        start, end = laid.days()
        over = ~first & ~same
        over[1:] &= start[1:] <= end[:-1]
        add(
            over, "'{}' overlaps the period before it, so the figures are rolling.",
            "Give the figures of single periods that follow one another.",
        )  # fmt: skip


def _steady(
    codes: Codes | None, *, name: str, words: Sequence[str], starts: Ints, order: Ints | None, frame: pl.DataFrame,
    problems: Problems,
) -> Codes:  # fmt: skip
    """The one code that each series states in any of its rows, or UNSTATED; two of them are refused."""
    if codes is None or not len(starts):
        return np.full(len(starts), UNSTATED, dtype=np.uint8)
    laid = codes if order is None else codes[order]
    least = np.minimum.reduceat(laid, starts)
    of_series = np.repeat(least, np.diff(starts, append=len(laid)))
    differs = (laid != of_series) & (laid != UNSTATED)
    if differs.any():
        problems.add(
            where=_given(differs, order=order), column=name, cells=frame[name], first=0,
            seen=f"'{{}}' is not the {name} of other rows of the series.",
            what_to_do=f"Give a series one {name}; start another series where it changes.",
        )  # fmt: skip
    return least


def _named(
    text: str, laid: Periods, *, frame: pl.DataFrame, starts: Ints, order: Ints | None, problems: Problems
) -> Bools:
    """The rows of a period named for a rebase; a series without it is refused at its first row."""
    kind, number = read_period(text)
    found: Bools = laid.number == number
    if laid.is_mixed or laid.kind_number(0) != kind:
        found &= laid.kind() == kind
    absent = ~np.logical_or.reduceat(found, starts) if len(starts) else np.zeros(0, dtype=np.bool_)
    if absent.any():
        where = np.zeros(len(found), dtype=np.bool_)
        where[starts[absent]] = True
        cells: Any = frame["series"] if "series" in frame.columns else frame["period"]
        problems.add(
            where=_given(where, order=order), column="rebase", cells=cells, first=0,
            seen=f"the rebase at {text} is not in the data of its series.",
            what_to_do="Rebase at a period that the series has a row for.",
        )  # fmt: skip
    return found
