"""Periods for a whole column at once. Each distinct label is read once, however many rows carry it."""

from __future__ import annotations

from typing import Final

import polars as pl

from goldenthread.engines.periods.parsing import parse
from goldenthread.engines.periods.period import PeriodError

ADDED: Final = {
    "code": pl.String,
    "type": pl.String,
    "start": pl.Date,
    "end": pl.Date,
    "label": pl.String,
    "interval": pl.String,
    "error": pl.String,
}
"""The columns that parse_frame adds, in order."""


def parse_frame(frame: pl.DataFrame, *, period: str = "period", type: str = "type") -> pl.DataFrame:  # noqa: A002  the column's documented name
    """Return the frame with code, type, start, end, label, interval and error added; rows and their order stay.

    ``period`` is any text (or a number or date, which is read as its text); ``type``, where the frame has such
    a column, decides ambiguous labels. Both dates are inclusive. A row that cannot be read has a sentence in
    ``error``, nothing in the other columns, and keeps its own type. Columns of the same names are replaced.
    """
    keys = pl.DataFrame({"_period": _text(frame[period])})
    keys = keys.with_columns(
        _text(frame[type]).alias("_type") if type in frame.columns else pl.lit(None, pl.String).alias("_type")
    )
    distinct = keys.unique(maintain_order=True)
    rows = [_read(label, kind) for label, kind in distinct.iter_rows()]
    read = pl.concat([distinct, pl.DataFrame(rows, schema=ADDED, orient="row")], how="horizontal")
    joined = keys.join(read, on=["_period", "_type"], how="left", nulls_equal=True, maintain_order="left")
    kept = frame.drop([column for column in ADDED if column in frame.columns and column != period])
    return pl.concat([kept, joined.select(list(ADDED))], how="horizontal")


def _text(column: pl.Series) -> pl.Series:
    return column.cast(pl.String)


def _read(label: str | None, kind: str | None) -> tuple[object, ...]:
    try:
        found = parse(label or "", kind=kind).period
    except PeriodError as refused:
        return (None, kind, None, None, None, None, str(refused))
    return (found.code, found.kind.value, found.start, found.end, found.label, found.interval, None)
