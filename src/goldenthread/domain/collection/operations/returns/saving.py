"""Saving what an officer typed, as typed: nothing is judged here, and nothing is ever lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from goldenthread.domain.audit.operations import record, take_turn
from goldenthread.domain.collection.models import Expected
from goldenthread.domain.collection.queries import ReturnNotFoundError, ReturnRow
from goldenthread.domain.collection.rules import drafts


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody typed for one figure, and the version of the draft that they had before their eyes."""

    fields: Mapping[str, str]
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A figure that somebody else changed meanwhile: theirs is kept, yours comes back to be compared."""

    expected_id: int
    theirs: Mapping[str, str]
    yours: Mapping[str, str]
    version: int
    saved_by: str
    saved_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What became of a save: the figures whose draft changed, and those that somebody else was changing too."""

    saved: tuple[int, ...]
    conflicts: tuple[Conflict, ...]


@transaction.atomic
def save(*, owed: ReturnRow, typed: Mapping[int, Typed], by: Any, at: datetime, request_id: str = "") -> Saved:
    """Keep what was typed for figures (ids) of one return; a figure that did not change is not touched.

    Two people on one figure: whoever saves second is answered with the first's words and loses nothing of their own.
    Raises ReturnNotFoundError for a figure of another return, and drafts.DraftError for what cannot be kept.
    """
    take_turn()
    rows = {one.pk: one for one in Expected.objects.filter(owed_id=owed.id, pk__in=typed).select_related("saved_by")}
    if set(typed) - rows.keys():
        raise ReturnNotFoundError("One of these figures belongs to another return. Open your own return and try again.")
    conflicts, changed, before, after = [], [], {}, {}
    for key, one in typed.items():
        row, fields = rows[key], drafts.tidied(one.fields)
        if fields == row.draft:
            continue
        if one.version != row.version:
            conflicts.append(_conflict(row, yours=fields))
            continue
        before[key], after[key] = row.draft, fields
        row.draft, row.version, row.saved_at, row.saved_by = fields, row.version + 1, at, by
        changed.append(row)
    if changed:
        record(
            action="return saved",
            subject=owed.subject,
            by=by,
            at=at,
            request_id=request_id,
            data={"before": before, "after": after},
        )
        Expected.objects.bulk_update(changed, ["draft", "version", "saved_at", "saved_by"], batch_size=200)
    return Saved(saved=tuple(row.pk for row in changed), conflicts=tuple(conflicts))


def _conflict(row: Expected, *, yours: Mapping[str, str]) -> Conflict:
    return Conflict(
        expected_id=row.pk,
        theirs=row.draft,
        yours=yours,
        version=row.version,
        saved_by=row.saved_by.name if row.saved_by else "",
        saved_at=row.saved_at,
    )
