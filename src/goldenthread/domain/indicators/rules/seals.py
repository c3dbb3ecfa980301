"""What an audit event keeps of the revisions it made, so that a changed figure is found although nobody wrote it down.

An event that stored a million revisions keeps one SHA-256 for each ten thousand of them. The chain seals the event, the
event seals its revisions.
"""

import hashlib

import polars as pl

STRETCH = 10_000
"""Revisions under one digest: what a finding can name, and what is in memory while checking."""

NUMBERS = frozenset({"indicator_id", "place_id", "area_id", "period_id", "number", "entered_by_id"})
"""Columns that are written as numbers; every other one as text."""


def digests(frame: pl.DataFrame, *, first_id: int) -> list[str]:
    """Return the SHA-256 of each stretch of ``frame``, whose rows are the revisions from ``first_id`` on, in order.

    ``frame`` has the key, the number, the contents, ``reason``, ``entered_at`` and ``entered_by_id``, in that order:
    exact numbers and moments (UTC) as text. What is digested is CSV with every text in quotes, so that nothing at all
    and an empty text are told apart; both databases, and a frame before it is stored, give the same bytes.
    """
    return [
        hashlib.sha256(_bytes(frame.slice(start, STRETCH), first_id=first_id + start)).hexdigest()
        for start in range(0, frame.height, STRETCH)
    ]


def _bytes(part: pl.DataFrame, *, first_id: int) -> bytes:
    moment = pl.col("entered_at")
    texts = [name for name, dtype in part.schema.items() if name not in NUMBERS and dtype != pl.String]
    told = part.with_columns(
        pl.int_range(first_id, first_id + part.height, dtype=pl.Int64, eager=True).alias("id"),
        # A whole second is kept without its fraction by one database and with it by the other.
        pl.when(moment.str.len_bytes() == 19).then(moment + ".000000").otherwise(moment).alias("entered_at"),
        pl.col(texts).cast(pl.String),
    )
    return told.write_csv(include_header=False, quote_style="non_numeric", null_value="").encode()
