"""How items hang together: links between plans, successions, see-also."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from goldenthread.domain.audit.operations import take_turn
from goldenthread.domain.delivery.operations import RefusedError, Writing
from goldenthread.domain.delivery.rules import Fault, unknown
from goldenthread.domain.framework.models import PlanItem, PlanItemRevision, RelatedItem, Succession, ThreadLink
from goldenthread.domain.framework.rules.threads import link_faults, succession_faults
from goldenthread.domain.organisation.operations import Changes

Rows = Sequence[Mapping[str, Any]]


def _known() -> tuple[dict[str, int], dict[str, int]]:
    """The id and the plan of every item by its code."""
    rows = list(PlanItem.objects.values_list("code", "pk", "plan_id"))
    return {code: pk for code, pk, _ in rows}, {code: plan for code, _, plan in rows}


def _lost(rows: Rows, known: Mapping[str, int], *columns: str) -> list[Fault]:
    return [
        unknown(row=place, column=column, code=row[column], what="item", known=known)
        for place, row in enumerate(rows)
        for column in columns
        if row[column] and row[column] not in known
    ]


@transaction.atomic
def save_links(
    *,
    rows: Rows,
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
    source: Mapping[str, Any] | None = None,
) -> Changes:
    """Say that ``child`` serves ``parent`` (codes) from ``starts`` to ``ends`` (or None), with one audit event.

    A row with the child, parent and start of a stored link changes its end. Raises RefusedError with every fault: a
    circle with its way named, items of one plan, an end before the start, the same link twice at a time.
    """
    writing = Writing(by=by, at=at, reason=reason, request_id=request_id, source=source or {})
    take_turn()
    ids, plan_of = _known()
    rows = [{"ends": None, **row} for row in rows]
    faults = _lost(rows, ids, "child", "parent")
    if faults:
        raise RefusedError(faults)
    inside: dict[str, str] = {}
    for code, parent in PlanItemRevision.objects.order_by("number").values_list("item__code", "parent__code"):
        inside[code] = parent
    inside = {code: parent for code, parent in inside.items() if parent}
    held = {
        (one.child.code, one.parent.code, one.starts): one
        for one in ThreadLink.objects.select_related("child", "parent")
    }
    stored = [(*key, one.ends) for key, one in held.items()]
    faults = link_faults(rows, plan_of=plan_of, inside=inside, stored=stored)
    if faults:
        raise RefusedError(faults)
    fresh, touched, changed = [], [], []
    for row in rows:
        one = held.get((row["child"], row["parent"], row["starts"]))
        name = f"{row['child']} serves {row['parent']}"
        if one is None:
            fresh.append((name, row))
        elif one.ends != row["ends"]:
            changed.append({"key": name, "before": {"ends": one.ends}, "after": {"ends": row["ends"]}})
            one.ends = row["ends"]
            touched.append(one)
    ThreadLink.objects.bulk_create(
        [
            ThreadLink(child_id=ids[row["child"]], parent_id=ids[row["parent"]], starts=row["starts"], ends=row["ends"])
            for _, row in fresh
        ],
        batch_size=500,
    )
    ThreadLink.objects.bulk_update(touched, ["ends"], batch_size=500)
    changes = Changes(
        new=tuple(name for name, _ in fresh),
        changed=tuple(changed),
        unchanged=len(rows) - len(fresh) - len(touched),
    )
    if changes.any:
        writing.event(action="thread stored", subject="thread", data=changes.as_data())
    return changes


@transaction.atomic
def end_link(
    *, child: str, parent: str, ends: date, by: Any, at: datetime, reason: str, request_id: str = ""
) -> Changes:
    """End the link that is open between two items on the day ``ends``. Raises LookupError if there is none."""
    take_turn()
    found = ThreadLink.objects.filter(child__code=child, parent__code=parent, ends__isnull=True).first()
    if found is None:
        raise LookupError(f"{child} does not serve {parent}.")
    row = {"child": child, "parent": parent, "starts": found.starts, "ends": ends}
    return save_links(rows=[row], by=by, at=at, reason=reason, request_id=request_id)


@transaction.atomic
def save_successions(
    *,
    rows: Rows,
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
    source: Mapping[str, Any] | None = None,
) -> Changes:
    """Say what became of items (``old``, ``new`` or empty, ``kind``, ``decided_on``, ``reason``), with one audit event.

    Raises RefusedError with every fault: an item carried twice, dropped and yet with a new one, of the same plan.
    """
    writing = Writing(by=by, at=at, reason=reason, request_id=request_id, source=source or {})
    take_turn()
    ids, plan_of = _known()
    rows = [{**row, "new": row.get("new") or "", "reason": row.get("reason") or reason} for row in rows]
    faults = _lost(rows, ids, "old", "new")
    if faults:
        raise RefusedError(faults)
    stored = [
        (old, new or "", kind) for old, new, kind in Succession.objects.values_list("old__code", "new__code", "kind")
    ]
    faults = succession_faults(rows, plan_of=plan_of, stored=stored)
    if faults:
        raise RefusedError(faults)
    held = set(stored)
    parts: dict[str, int] = {}
    for old, _, _ in stored:
        parts[old] = parts.get(old, 0) + 1
    fresh = []
    for row in rows:
        key = (row["old"], row["new"], row["kind"])
        if key in held:
            continue
        held.add(key)
        parts[row["old"]] = parts.get(row["old"], 0) + 1
        fresh.append((row, parts[row["old"]]))
    changes = Changes(
        new=tuple(f"{row['old']} {row['kind']} {row['new']}".strip() for row, _ in fresh),
        unchanged=len(rows) - len(fresh),
    )
    if changes.any:
        event = writing.event(action="successions stored", subject="thread", data=changes.as_data())
        Succession.objects.bulk_create(
            [
                Succession(
                    old_id=ids[row["old"]],
                    new_id=ids.get(row["new"]),
                    part=part,
                    kind=row["kind"],
                    decided_on=row["decided_on"],
                    reason=row["reason"],
                    entered_at=at,
                    entered_by=by,
                    event=event,
                )
                for row, part in fresh
            ],
            batch_size=500,
        )
    return changes


@transaction.atomic
def save_related(
    *,
    rows: Rows,
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
    source: Mapping[str, Any] | None = None,
) -> Changes:
    """Say which items to see together (``item``, ``other``, ``note``). Raises RefusedError for unknown codes."""
    writing = Writing(by=by, at=at, reason=reason, request_id=request_id, source=source or {})
    take_turn()
    ids, _ = _known()
    faults = _lost(rows, ids, "item", "other")
    faults += [
        Fault(
            row=place,
            column="other",
            seen=f"{row['item']} would be related to itself",
            expected="another item",
            what_to_do="Correct it.",
        )
        for place, row in enumerate(rows)
        if row["item"] == row["other"]
    ]
    if faults:
        raise RefusedError(faults)
    held = {(one.item.code, one.other.code): one for one in RelatedItem.objects.select_related("item", "other")}
    fresh, touched, changed = [], [], []
    for row in rows:
        one, note = held.get((row["item"], row["other"])), row.get("note") or ""
        if one is None:
            fresh.append(RelatedItem(item_id=ids[row["item"]], other_id=ids[row["other"]], note=note))
        elif one.note != note:
            changed.append({"key": f"{row['item']} {row['other']}", "before": one.note, "after": note})
            one.note = note
            touched.append(one)
    RelatedItem.objects.bulk_create(fresh)
    RelatedItem.objects.bulk_update(touched, ["note"])
    new = tuple(f"{row['item']} {row['other']}" for row in rows if (row["item"], row["other"]) not in held)
    changes = Changes(new=new, changed=tuple(changed), unchanged=len(rows) - len(fresh) - len(touched))
    if changes.any:
        writing.event(action="related items stored", subject="plans", data=changes.as_data())
    return changes
