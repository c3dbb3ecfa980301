"""Adding many records of one run at once, inside its transaction: plain rows instead of a record each."""

import json
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db import connection, models


def next_id(model: type[models.Model]) -> int:
    """Return the id that the next record gets. Take the chain's turn first: nobody else may add."""
    last = model._default_manager.aggregate(last=models.Max("id"))["last"]
    return int(last or 0) + 1


def append(model: type[models.Model], *, fields: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Add ``rows``, each with the values of ``fields`` (attribute names, the id first), in their order.

    A row holds texts, whole numbers, decimals, JSON objects and None. Must run in the transaction in which the turn
    of the chain was taken. Raises the database's ``IntegrityError`` where a constraint refuses a row.
    """
    table = model._meta.db_table
    columns = ", ".join(connection.ops.quote_name(_column(model, name)) for name in fields)
    plain: list[list[Any]] = [
        [_PLAIN[type(cell)](cell) if type(cell) in _PLAIN else cell for cell in row] for row in rows
    ]
    if not plain:
        return
    with connection.wrap_database_errors, connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in plain:
                    copy.write_row(row)
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, plain[-1][0]])
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(" ".join(("INSERT INTO", table, f"({columns})", "VALUES", f"({marks})")), plain)


def _column(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name.removesuffix("_id") if name != "id" else name)
    return str(field.column)


_PLAIN: dict[type, Callable[[Any], str]] = {Decimal: lambda number: format(number, "f"), dict: json.dumps}
"""How a cell is written that is no text, whole number or None."""
