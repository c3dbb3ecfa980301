"""Storing the council: places, itself, units, committees, posts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from goldenthread.domain.audit.operations import record
from goldenthread.domain.organisation.models import Authority, Committee, Place, Post, Unit
from goldenthread.domain.organisation.operations.upserts import Changes, upsert

TABLES: dict[str, tuple[type[Model], str, dict[str, type[Model]]]] = {
    "places": (Place, "code", {"parent": Place, "successor": Place}),
    "authority": (Authority, "id", {"place": Place}),
    "units": (Unit, "code", {"parent": Unit}),
    "committees": (Committee, "code", {}),
    "posts": (Post, "code", {"unit": Unit}),
}
"""Each table's model, key and the fields that hold another record's code."""


@transaction.atomic
def save_rows(
    *,
    table: str,
    rows: Sequence[Mapping[str, Any]],
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
    source: Mapping[str, Any] | None = None,
) -> Changes:
    """Store ``rows`` of ``table`` (see TABLES) by their key, with one audit event if anything changed.

    A row maps every field to its value, linked records to their code. ``source`` (a file's name and hash) is kept in
    the event beside what was before and after. Raises ``KeyError`` for an unknown table or code.
    """
    model, key, links = TABLES[table]
    if key == "id":
        rows = [{"id": 1, **row} for row in rows]
    changes = upsert(model=model, key=key, rows=rows, links=links)
    if changes.any:
        record(
            action=f"{table} stored",
            subject=table,
            by=by,
            at=at,
            reason=reason,
            request_id=request_id,
            data={**(source or {}), **changes.as_data()},
        )
    return changes
