"""Moving units: a restructure adds a placement and rewrites none."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from goldenthread.domain.audit.operations import record, take_turn
from goldenthread.domain.organisation.models import Unit, UnitPlacement
from goldenthread.domain.organisation.operations.upserts import Changes
from goldenthread.domain.organisation.rules import Placed, circle, day_in_words


class MoveError(ValueError):
    """A sentence: why a unit cannot move as asked."""


@transaction.atomic
def move_unit(
    *, unit: str, parent: str, starts: date, by: Any, at: datetime, reason: str, request_id: str = ""
) -> None:
    """Let a unit (by code) belong to ``parent`` (a code; "" is the top) from a day on, with everything below it.

    Raises :class:`MoveError` for an unknown unit, a directorate below another unit, a unit that has ended by then, or
    a move that would make a unit part of itself.
    """
    codes = {one.code: one for one in Unit.objects.all()}
    for code in (unit, parent):
        if code and code not in codes:
            raise MoveError(f"There is no unit with the code {code}.")
    found = codes[unit]
    if parent and found.kind == "directorate":
        raise MoveError(f"{found.name} is a directorate and stands at the top: it cannot belong to another unit.")
    if found.valid_to is not None and found.valid_to < starts:
        raise MoveError(f"{found.name} ended on {day_in_words(found.valid_to)}: choose an earlier day.")
    placed = [one for one in _placed() if (one.unit_id, one.starts) != (found.pk, starts)]
    target = codes[parent].pk if parent else None
    turning = circle(
        {one.pk: one.parent_id for one in codes.values()},
        placed=[*placed, Placed(unit_id=found.pk, parent_id=target, starts=starts)],
    )
    if turning is not None:
        raise MoveError(
            f"{codes[parent].name} belongs to {found.name} itself on {day_in_words(turning[0] or starts)}. "
            "Choose a unit that is not below it, or move that one first."
        )
    row = {"unit": unit, "parent": parent or None, "starts": starts, "reason": reason}
    save_moves(rows=[row], by=by, at=at, reason=reason, request_id=request_id)


@transaction.atomic
def save_moves(
    *,
    rows: Sequence[Mapping[str, Any]],
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
    source: Mapping[str, Any] | None = None,
) -> Changes:
    """Store placements (unit, parent, starts, reason) by unit and first day, with one event if anything changed.

    The caller has looked for circles. Raises ``KeyError`` for an unknown code.
    """
    take_turn()
    codes = dict(Unit.objects.values_list("code", "pk"))
    names = {pk: code for code, pk in codes.items()}
    stored = {(one.unit_id, one.starts): one for one in UnitPlacement.objects.all()}
    new, changed, unchanged = [], [], 0
    for row in rows:
        unit, parent = codes[row["unit"]], codes[row["parent"]] if row["parent"] else None
        key = f"{row['unit']}/{row['starts']}"
        found = stored.get((unit, row["starts"]))
        if found is None:
            UnitPlacement.objects.create(unit_id=unit, parent_id=parent, starts=row["starts"], reason=row["reason"])
            new.append(key)
            continue
        before = {"parent": names.get(found.parent_id or 0), "reason": found.reason}
        after = {"parent": row["parent"], "reason": row["reason"]}
        if before == after:
            unchanged += 1
            continue
        found.parent_id, found.reason = parent, row["reason"]
        found.save(update_fields=["parent", "reason"])
        changed.append({"key": key, "before": before, "after": after})
    changes = Changes(new=tuple(new), changed=tuple(changed), unchanged=unchanged)
    if changes.any:
        record(
            action="units moved",
            subject="units",
            by=by,
            at=at,
            reason=reason,
            request_id=request_id,
            data={**(source or {}), **changes.as_data()},
        )
    return changes


def _placed() -> list[Placed]:
    return [
        Placed(unit_id=unit, parent_id=parent, starts=starts)
        for unit, parent, starts in UnitPlacement.objects.values_list("unit_id", "parent_id", "starts")
    ]
