"""Adding revisions by the hundred thousand, through Django's own connection and inside its transaction.

PostgreSQL takes them by COPY. SQLite takes many rows in one INSERT: a statement of one row that may be refused opens a
journal of its own, which costs as much as the row. What is the same in a whole chunk is bound once.
"""

import itertools
from collections.abc import Iterator
from typing import Any

import polars as pl
from django.db import connection

from goldenthread.domain.indicators.lookups import table_name

CHUNK = 50_000
"""Rows turned into Python values, or into CSV, at a time."""

_ROWS_A_STATEMENT = 1_000
_VARIABLES_A_STATEMENT = 30_000
"""Fewer than SQLite's default limit of 32,766."""


def next_id(*, table: str) -> int:
    """Return the id that the next revision of ``table`` gets. Take the chain's turn first: nobody else may add."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) + 1 FROM {table_name(table)}")  # noqa: S608  a constant
        return int(cursor.fetchone()[0])


def append_revisions(*, table: str, frame: pl.DataFrame, first_id: int, event: int) -> None:
    """Add every row of ``frame`` to ``table`` as a revision of audit event ``event``, with ids from ``first_id`` on.

    ``frame`` has the table's columns but ``id`` and ``event_id``: exact numbers and moments as text, dates as dates.
    Must run in the transaction in which the turn of the chain was taken and the event recorded. Raises the database's
    ``IntegrityError`` where a constraint refuses a row; the caller's transaction then ends.
    """
    name = table_name(table)
    for start in range(0, frame.height, CHUNK):
        part = frame.slice(start, CHUNK)
        ids = pl.int_range(first_id + start, first_id + start + part.height, dtype=pl.Int64, eager=True).alias("id")
        part = part.with_columns(ids, pl.lit(event, pl.Int64).alias("event_id"))
        if connection.vendor == "postgresql":
            _copy(name, part)
        else:
            _insert(name, part.with_columns(pl.col(pl.Date).cast(pl.String)))
    if connection.vendor == "postgresql" and frame.height:
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [name, first_id + frame.height - 1])


def _copy(name: str, part: pl.DataFrame) -> None:
    columns = ", ".join(connection.ops.quote_name(column) for column in part.columns)
    # Quoted whatever it holds, so that a text that looks like the mark for nothing stays a text.
    content = part.write_csv(include_header=False, quote_style="non_numeric", null_value="").encode()
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {name} ({columns}) FROM STDIN (FORMAT csv)") as copy,
    ):
        copy.write(content)


def _insert(name: str, part: pl.DataFrame) -> None:
    alike = part.select(pl.all().eq_missing(pl.all().first()).all()).row(0)
    same = [column for column, one in zip(part.columns, alike, strict=True) if one and part.height > 1]
    differing = [column for column in part.columns if column not in same]
    constants = part.select(same).row(0) if same else ()
    columns = ", ".join(connection.ops.quote_name(column) for column in [*same, *differing])
    # The fixed places come first; a bare "?" takes the number after the highest used, where the row's own values are.
    one_row = "(" + ", ".join([*[f"?{number + 1}" for number in range(len(same))], *["?"] * len(differing)]) + ")"
    together = min(_ROWS_A_STATEMENT, (_VARIABLES_A_STATEMENT - len(same)) // len(differing))
    whole = part.height // together * together
    values = part.select(differing)
    connection.ensure_connection()
    with connection.wrap_database_errors:
        for block, rows in ((values.head(whole), together), (values.slice(whole), part.height - whole)):
            if block.height:
                sql = f"INSERT INTO {name} ({columns}) VALUES {', '.join([one_row] * rows)}"  # noqa: S608  our columns
                connection.connection.executemany(sql, _statements(block, constants=constants, rows=rows))


def _statements(block: pl.DataFrame, *, constants: tuple[Any, ...], rows: int) -> Iterator[tuple[Any, ...]]:
    flat = itertools.chain.from_iterable(block.iter_rows())
    width = block.width * rows
    for _ in range(block.height // rows):
        yield (*constants, *itertools.islice(flat, width))
