"""The periods of charted series as numbers: each distinct label is read once, however many rows carry it.

Periods with a rhythm (weeks, months, quarters, half-years, years, terms) are numbered without holes, so a period left
out shows as a step of two. Days, ranges and survey waves have no rhythm of their own: there only the rows count, as in
the NHS package, and irregular dates are allowed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from goldenthread.engines.periods import AmbiguousPeriodError, Kind, Period, PeriodError, parse
from goldenthread.engines.scoring.refusal import Problems

_KINDS: Final = tuple(Kind)
_MONTHS: Final = {
    Kind.MONTH: 1, Kind.QUARTER: 3, Kind.CALENDAR_QUARTER: 3, Kind.TERM: 4, Kind.HALF_YEAR: 6,
    Kind.CALENDAR_HALF_YEAR: 6, Kind.FINANCIAL_YEAR: 12, Kind.CALENDAR_YEAR: 12, Kind.ACADEMIC_YEAR: 12,
}  # fmt: skip
Whole = NDArray[np.int32]
_WIDTH: Final = 5
_OVERLAPPING: Final = (Kind.RANGE, Kind.WAVE)


@dataclass(frozen=True, kw_only=True)
class Periods:
    """The period of each row: ``number`` orders the periods of a kind; the rest is looked up by ``code``."""

    number: Whole
    code: Whole
    kinds: Whole
    first_day: Whole
    last_day: Whole
    rhythm: NDArray[np.bool_]
    used: NDArray[np.bool_]

    @property
    def is_mixed(self) -> bool:
        """Whether there is more than one kind of period in the table."""
        return len(np.unique(self.kinds[self.used])) > 1

    @property
    def has_rhythm(self) -> bool:
        """Whether any period has neighbours of its own."""
        return bool(self.rhythm[self.used].any())

    @property
    def may_overlap(self) -> bool:
        """Whether any period could share days with the next of its kind."""
        overlapping = [_KINDS.index(kind) for kind in _OVERLAPPING]
        return bool(np.isin(self.kinds[self.used], overlapping).any())

    def gathered(self, order: NDArray[np.int64]) -> Periods:
        """The same periods for the rows in another order."""
        return replace(self, number=self.number[order], code=self.code[order])

    def kind(self) -> Whole:
        """The kind of each row, as a number."""
        return self.kinds[self.code]

    def kind_number(self, row: int) -> int:
        """The kind of one row, or -1 where there is none."""
        return int(self.kinds[self.code[row]]) if len(self.code) > row else -1

    def rhythmic(self) -> NDArray[np.bool_]:
        """Whether each row's period has neighbours of its own."""
        return self.rhythm[self.code]

    def days(self) -> tuple[Whole, Whole]:
        """The first and last day of each row's period."""
        return self.first_day[self.code], self.last_day[self.code]

    def place(self) -> Whole:
        """A count along each series: of periods where they have a rhythm, else of rows. Only differences matter."""
        rows = np.arange(len(self.number), dtype=np.int32)
        if not self.has_rhythm:
            return rows
        if self.rhythm[self.used].all():
            return self.number
        return np.where(self.rhythmic(), self.number, rows)


def read_periods(frame: pl.DataFrame, *, group: NDArray[np.int64], problems: Problems) -> Periods:
    """Read the column ``period`` (text, dates or years) with the optional ``type``; add what cannot be read.

    ``group`` is the series of each row: a label that could mean two things (2011-12) is read as the one kind of
    period that the rest of its series has.
    """
    code, samples = _coded(frame["period"])
    typed = "type" in frame.columns
    if typed:
        kind_code, kind_samples = _coded(frame["type"])
        code, samples = _dense(code.astype(np.int64) * len(kind_samples) + kind_code)
    used = samples >= 0
    texts = frame["period"].gather(samples[used]).cast(pl.String).to_list()
    types = frame["type"].gather(samples[used]).cast(pl.String).to_list() if typed else [None] * len(texts)
    table = np.zeros((len(samples), _WIDTH), dtype=np.int32)
    wrong: dict[int, str] = {}
    open_: dict[int, str] = {}
    for text, kind, row in zip(texts, types, np.flatnonzero(used).tolist(), strict=True):
        try:
            table[row] = _numbers(text, kind)
        except PeriodError as unread:
            wrong[row] = str(unread)
            if isinstance(unread, AmbiguousPeriodError) and not (kind or "").strip():
                open_[row] = str(text)
    if open_:
        code, table = _settled(code, table, group=group, open_=open_, wrong=wrong)
        used = np.bincount(code, minlength=len(table)) > 0
    for row, sentence in wrong.items():
        here = pl.Series(code == row)
        problems.add(where=here, column="period", cells=frame["period"], first=0, seen=sentence, what_to_do="")
    return Periods(
        number=table[:, 1][code],
        code=code,
        kinds=table[:, 0],
        first_day=table[:, 2],
        last_day=table[:, 3],
        rhythm=table[:, 4].astype(np.bool_),
        used=used,
    )


def _settled(
    code: Whole, table: Whole, *, group: NDArray[np.int64], open_: dict[int, str], wrong: dict[int, str]
) -> tuple[Whole, Whole]:
    """New codes for the labels that the rest of their series settles, with their numbers below the table."""
    unsure = np.isin(code, list(open_))
    sure = ~np.isin(code, list(wrong))
    kinds = table[:, 0][code]
    least = np.full(int(group.max()) + 1, len(_KINDS), dtype=np.int32)
    most = np.full(len(least), -1, dtype=np.int32)
    np.minimum.at(least, group[sure], kinds[sure])
    np.maximum.at(most, group[sure], kinds[sure])
    rows = np.flatnonzero(unsure & (least == most)[group])
    pairs = code[rows].astype(np.int64) * len(_KINDS) + least[group[rows]]
    code, added = code.copy(), []
    for pair in np.unique(pairs).tolist():
        label, kind = divmod(pair, len(_KINDS))
        try:
            added.append(_numbers(open_[label], _KINDS[kind]))
        except PeriodError:
            continue
        code[rows[pairs == pair]] = len(table) + len(added) - 1
    return code, np.concatenate([table, np.array(added, dtype=np.int32).reshape(-1, _WIDTH)])


def read_period(text: str) -> tuple[int, int]:
    """The kind and number of one period, as in ``Periods``. Raises PeriodError."""
    kind, number, *_ = _numbers(text, None)
    return kind, number


def _coded(cells: pl.Series) -> tuple[Whole, NDArray[np.int64]]:
    """A code for each row, and for each code a row that holds it (-1 where none does)."""
    if cells.dtype == pl.String:
        cells = cells.cast(pl.Categorical)
    if cells.dtype in (pl.Categorical, pl.Enum, pl.Date):
        cells = cells.to_physical()
    if not cells.dtype.is_integer():
        cells = cells.cast(pl.String).cast(pl.Categorical).to_physical()
    numbers = cells.cast(pl.Int64)
    if numbers.null_count():
        high = numbers.max()
        numbers = numbers.fill_null(high + 1 if isinstance(high, int) else 0)
    return _dense(numbers.to_numpy())


def _dense(numbers: NDArray[np.int64]) -> tuple[Whole, NDArray[np.int64]]:
    """Codes from 0 for whole numbers, which are thinned out only where they lie far apart."""
    low, high = int(numbers.min()), int(numbers.max())
    if high - low > 4 * len(numbers) + 1000:
        numbers = np.unique(numbers, return_inverse=True)[1]
        low, high = 0, int(numbers.max())
    codes = (numbers - low).astype(np.int32)
    samples = np.full(high - low + 1, -1, dtype=np.int64)
    samples[codes] = np.arange(len(codes))
    return codes, samples


@lru_cache(maxsize=20_000)
def _numbers(text: str | None, kind: str | None) -> tuple[int, int, int, int, int]:
    if not (text or "").strip():
        raise PeriodError("the period is missing. Write it, for example Q1 2022/23.")
    period = parse(str(text), kind=kind).period
    step = _number(period)
    first, last = period.start.toordinal(), period.end.toordinal()
    return _KINDS.index(period.kind), first if step is None else step, first, last, step is not None


def _number(period: Period) -> int | None:
    if period.kind is Kind.WEEK:
        return period.start.toordinal() // 7
    months = _MONTHS.get(period.kind)
    return None if months is None else (12 * period.start.year + period.start.month - 1) // months
