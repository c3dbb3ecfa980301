"""Items of plans: a code for life, and revisions of what it says."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from goldenthread.domain.audit.operations import take_turn
from goldenthread.domain.delivery.operations import RefusedError, Writing, append, codes_of
from goldenthread.domain.delivery.rules import Fault, unknown
from goldenthread.domain.framework.models import Plan, PlanItem, PlanItemRevision, PlanLevel
from goldenthread.domain.framework.rules.plan_faults import item_faults
from goldenthread.domain.framework.rules.threads import parent_faults
from goldenthread.domain.organisation.operations import Changes

POSTS = ("lead_officer", "chief_officer", "cabinet_member")
ITEM_WORDS: dict[str, Any] = {
    "parent": "",
    "label": "",
    "title": "",
    "description": "",
    "state": "active",
    "starts": None,
    "ends": None,
    "lead_officer": "",
    "chief_officer": "",
    "cabinet_member": "",
    "partner": "",
    "order": 0,
}
"""The fields of an item that may be absent, and what that means; parent, posts and partner are codes."""
_LINKS = ("level", "parent", "partner", *POSTS)
_CONTENTS = tuple(f"{name}_id" if name in _LINKS else name for name in ("level", *ITEM_WORDS))


@transaction.atomic
def save_items(
    *,
    rows: Sequence[Mapping[str, Any]],
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
    source: Mapping[str, Any] | None = None,
) -> Changes:
    """Store items by their ``code``, each changed one as a new revision, with one audit event.

    A row has ``code``, ``plan``, ``level`` (codes) and the fields of ITEM_WORDS; it may have ``reason``,
    ``entered_at``, ``entered_by_id``, ``seen`` and ``final`` (see ``delivery.operations.append``). A parent may be
    another row. Raises RefusedError with every fault, and ChangedMeanwhileError.
    """
    writing = Writing(by=by, at=at, reason=reason, request_id=request_id, source=source or {})
    take_turn()
    full = [{**ITEM_WORDS, **row} for row in rows]
    plans = {code: (pk, kind) for code, pk, kind in Plan.objects.values_list("code", "pk", "kind")}
    levels = {(kind, code): pk for kind, code, pk in PlanLevel.objects.values_list("kind", "code", "pk")}
    held = dict(PlanItem.objects.values_list("code", "plan__code"))
    posts, units = codes_of("Post"), codes_of("Unit")
    plan_of = {**held, **{row["code"]: row["plan"] for row in full if row["code"] not in held}}
    faults: list[Fault] = []
    for place, row in enumerate(full):
        faults += item_faults(row, place=place)
        faults += _placed(row, place=place, plans=plans, levels=levels, held=held)
        asked = [("parent", "item", plan_of), ("partner", "unit", units), *((name, "post", posts) for name in POSTS)]
        faults += [
            unknown(row=place, column=column, code=row[column], what=what, known=known)
            for column, what, known in asked
            if row[column] and row[column] not in known
        ]
    if faults:
        raise RefusedError(faults)
    inside = dict(
        PlanItemRevision.objects.filter(parent__isnull=False, item__plan__code__in={row["plan"] for row in full})
        .order_by("number")
        .values_list("item__code", "parent__code")
    )
    for row in full:
        inside.pop(row["code"], None)
        if row["parent"]:
            inside[row["code"]] = row["parent"]
    faults = parent_faults(full, plan_of=plan_of, inside=inside)
    if faults:
        raise RefusedError(faults)
    fresh = {row["code"]: row["plan"] for row in full if row["code"] not in held}
    PlanItem.objects.bulk_create(
        [PlanItem(code=code, plan_id=plans[plan][0]) for code, plan in fresh.items()], batch_size=500
    )
    ids = codes_of("PlanItem")
    for row in full:
        row["item_id"] = ids[row["code"]]
        row["level_id"] = levels[plans[row["plan"]][1], row["level"]]
        row["parent_id"] = ids.get(row["parent"])
        row["partner_id"] = units.get(row["partner"])
        row |= {f"{name}_id": posts.get(row[name]) for name in POSTS}
    return append(
        model=PlanItemRevision,
        key=("item_id",),
        contents=_CONTENTS,
        rows=full,
        name=lambda row: str(row["code"]),
        action="items of plans stored",
        subject=f"item {full[0]['code']}" if len(full) == 1 else "plans",
        writing=writing,
        private=lambda row: plans[row["plan"]][1] == "personal_objectives",
    )


def _placed(
    row: Mapping[str, Any],
    *,
    place: int,
    plans: Mapping[str, tuple[int, str]],
    levels: Mapping[tuple[str, str], int],
    held: Mapping[str, str],
) -> list[Fault]:
    """Return the faults of the item's plan and level."""
    if row["plan"] not in plans:
        return [unknown(row=place, column="plan", code=row["plan"], what="plan", known=plans)]
    if held.get(row["code"], row["plan"]) != row["plan"]:
        return [
            Fault(
                row=place,
                column="plan",
                seen=f"{row['code']} is an item of {held[row['code']]} for life",
                expected="the plan it has had from the start",
                what_to_do="Use a new code, and say in successions.csv that the old item was carried into it.",
            )
        ]
    kind = plans[row["plan"]][1]
    if (kind, row["level"]) in levels:
        return []
    known = [code for of, code in levels if of == kind]
    return [unknown(row=place, column="level", code=row["level"], what=f"level of a {kind}", known=known)]


@transaction.atomic
def revise_item(
    *, code: str, seen: int, changes: Mapping[str, Any], reason: str, by: Any, at: datetime, request_id: str = ""
) -> Changes:
    """Change some fields of one item (``level`` and those of ITEM_WORDS); ``seen`` is the revision the editor saw.

    Raises ChangedMeanwhileError where somebody else was quicker, with their words; RefusedError; LookupError.
    """
    take_turn()
    last = (
        PlanItemRevision.objects.filter(item__code=code)
        .select_related("item__plan", *_LINKS)
        .order_by("-number")
        .first()
    )
    if last is None:
        raise LookupError(f"There is no item {code}.")
    now = {
        name: (getattr(last, name).code if getattr(last, name) else "") if name in _LINKS else getattr(last, name)
        for name in ("level", *ITEM_WORDS)
    }
    row = {**now, **changes, "code": code, "plan": last.item.plan.code, "seen": seen}
    return save_items(rows=[row], by=by, at=at, reason=reason, request_id=request_id)
