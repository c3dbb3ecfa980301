"""Milestones and actions: made, revised, tied to what they need, shown by evidence."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from goldenthread.domain.audit.operations import take_turn
from goldenthread.domain.delivery.models import WorkDependency, WorkEvidence, WorkItem, WorkRevision
from goldenthread.domain.delivery.operations.revising import RefusedError, Writing, append, codes_of
from goldenthread.domain.delivery.rules import Fault, circle, faults_of, unapproved, unknown
from goldenthread.domain.organisation.operations import Changes

POSTS = ("approver", "decided_by", "lead_officer", "chief_officer", "cabinet_member")
WORDS: dict[str, Any] = {
    "title": "",
    "description": "",
    "starts": None,
    "baseline": None,
    "forecast": None,
    "actual": None,
    "state": "not_started",
    "progress": 0,
    "self_rating": "",
    "self_reason": "",
    "approver": "",
    "decision": "",
    "decided_on": None,
    "decided_by": "",
    "lead_officer": "",
    "chief_officer": "",
    "cabinet_member": "",
}
"""The fields of a milestone or action and what an absent one means; posts are codes."""
_CONTENTS = tuple(f"{name}_id" if name in POSTS else name for name in WORDS)


@transaction.atomic
def save_work(
    *,
    rows: Sequence[Mapping[str, Any]],
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
    source: Mapping[str, Any] | None = None,
) -> Changes:
    """Store milestones and actions by their ``code``, each changed one as a new revision, with one audit event.

    A row has ``code``, ``kind`` and the fields of WORDS; an absent forecast is the baseline. It may have ``reason``,
    ``entered_at``, ``entered_by_id``, ``seen`` and ``final`` (see ``append``). Raises RefusedError with every fault,
    and ChangedMeanwhileError.
    """
    writing = Writing(by=by, at=at, reason=reason, request_id=request_id, source=source or {})
    take_turn()
    kinds = {code: (pk, kind) for code, pk, kind in WorkItem.objects.values_list("code", "pk", "kind")}
    posts = codes_of("Post")
    faults: list[Fault] = []
    full: list[dict[str, Any]] = []
    for place, given in enumerate(rows):
        row = {**WORDS, **given}
        row["forecast"] = row["forecast"] or row["baseline"]
        missing = [name for name in ("starts", "baseline") if row[name] is None]
        for column in missing:
            faults.append(_missing(place, column))
        for column in POSTS:
            if row[column] and row[column] not in posts:
                faults.append(unknown(row=place, column=column, code=row[column], what="post", known=posts))
            row[f"{column}_id"] = posts.get(row[column])
        held = kinds.get(row["code"])
        if held is not None and held[1] != row["kind"]:
            faults.append(
                Fault(
                    row=place,
                    column="kind",
                    seen=f"{row['code']} is of kind {held[1]} and would become {row['kind']}",
                    expected="the kind it has had from the start",
                    what_to_do="Keep the kind, or use a new code.",
                )
            )
        if not missing:
            faults += faults_of(row, place=place, today=timezone.localdate(at))
        row["place"] = place
        full.append(row)
    if faults:
        raise RefusedError(faults)
    new = {row["code"]: row["kind"] for row in full if row["code"] not in kinds}
    WorkItem.objects.bulk_create([WorkItem(code=code, kind=kind) for code, kind in new.items()], batch_size=500)
    ids = codes_of("WorkItem")

    def settle(row: dict[str, Any], before: Any) -> list[Fault]:
        promised = before.baseline if before is not None else None
        row["extra"] = {"rebaselined": promised not in {None, row["baseline"]}}
        return unapproved(row, place=row["place"], before=promised)

    return append(
        model=WorkRevision,
        key=("work_id",),
        contents=_CONTENTS,
        rows=[row | {"work_id": ids[row["code"]]} for row in full],
        name=lambda row: str(row["code"]),
        action="milestones and actions stored",
        subject="work" if len(full) != 1 else f"work {full[0]['code']}",
        writing=writing,
        settle=settle,
    )


def _missing(place: int, column: str) -> Fault:
    return Fault(row=place, column=column, seen="there is no day", expected="a day", what_to_do="Write the day.")


@transaction.atomic
def revise_work(
    *, code: str, seen: int, changes: Mapping[str, Any], reason: str, by: Any, at: datetime, request_id: str = ""
) -> Changes:
    """Change some fields of one milestone or action; ``seen`` is the number of the revision the editor saw.

    An approver and a decision are of one revision and do not carry over to the next, except that a state which needs
    a decision keeps it. Raises RefusedError, ChangedMeanwhileError, and LookupError for an unknown code.
    """
    take_turn()
    last = WorkRevision.objects.filter(work__code=code).select_related("work", *POSTS).order_by("-number").first()
    if last is None:
        raise LookupError(f"There is no milestone or action {code}.")
    now = {name: getattr(last, name) for name in WORDS if name not in POSTS}
    now |= {name: getattr(last, name).code if getattr(last, name) else "" for name in POSTS}
    now["approver"] = ""
    row = {**now, **changes, "code": code, "kind": last.work.kind, "seen": seen}
    return save_work(rows=[row], by=by, at=at, reason=reason, request_id=request_id)


@transaction.atomic
def save_dependencies(
    *,
    rows: Sequence[Mapping[str, Any]],
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
    source: Mapping[str, Any] | None = None,
) -> Changes:
    """Say that ``work`` needs ``needs`` (codes), for each row. Raises RefusedError, naming the way round a circle."""
    writing = Writing(by=by, at=at, reason=reason, request_id=request_id, source=source or {})
    take_turn()
    ids = codes_of("WorkItem")
    held = set(WorkDependency.objects.values_list("work__code", "needs__code"))
    above: dict[str, set[str]] = {}
    for work, needs in (*held, *((row["work"], row["needs"]) for row in rows)):
        above.setdefault(work, set()).add(needs)
    faults = [
        unknown(row=place, column=column, code=row[column], what="milestone or action", known=ids)
        for place, row in enumerate(rows)
        for column in ("work", "needs")
        if row[column] not in ids
    ]
    for place, row in enumerate(rows):
        way = circle(start=row["work"], parents=above)
        if way and way[1] == row["needs"]:
            faults.append(
                Fault(
                    row=place,
                    column="needs",
                    seen=f"{row['work']} would have to wait for itself: {' needs '.join(way)}",
                    expected="no circle",
                    what_to_do="Take one of these dependencies out.",
                )
            )
    if faults:
        raise RefusedError(faults)
    fresh = sorted({(row["work"], row["needs"]) for row in rows} - held)
    WorkDependency.objects.bulk_create(
        [WorkDependency(work_id=ids[work], needs_id=ids[needs]) for work, needs in fresh]
    )
    changes = Changes(new=tuple(f"{work} needs {needs}" for work, needs in fresh), unchanged=len(rows) - len(fresh))
    if changes.any:
        writing.event(action="dependencies stored", subject="work", data=changes.as_data())
    return changes


@transaction.atomic
def end_dependency(*, work: str, needs: str, by: Any, at: datetime, reason: str, request_id: str = "") -> None:
    """Take away that ``work`` needs ``needs``; the event keeps that it did. Raises LookupError if it does not."""
    take_turn()
    found = WorkDependency.objects.filter(work__code=work, needs__code=needs)
    if not found.delete()[0]:
        raise LookupError(f"{work} does not need {needs}.")
    writing = Writing(by=by, at=at, reason=reason, request_id=request_id)
    writing.event(action="dependency ended", subject=f"work {work}", data={"needs": needs})


@transaction.atomic
def add_evidence(
    *,
    rows: Sequence[Mapping[str, Any]],
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
    source: Mapping[str, Any] | None = None,
) -> Changes:
    """Add evidence (``work``, ``text``, ``link``, ``on``) to milestones and actions; the same twice is kept once."""
    writing = Writing(by=by, at=at, reason=reason, request_id=request_id, source=source or {})
    take_turn()
    ids = codes_of("WorkItem")
    faults = [
        unknown(row=place, column="work", code=row["work"], what="milestone or action", known=ids)
        for place, row in enumerate(rows)
        if row["work"] not in ids
    ]
    if faults:
        raise RefusedError(faults)
    held = set(WorkEvidence.objects.values_list("work__code", "text", "link", "on"))
    asked = dict.fromkeys((row["work"], row["text"], row.get("link") or "", row["on"]) for row in rows)
    fresh = [one for one in asked if one not in held]
    changes = Changes(new=tuple(f"{one[0]} {one[3]}" for one in fresh), unchanged=len(rows) - len(fresh))
    if changes.any:
        event = writing.event(action="evidence added", subject="work", data=changes.as_data())
        WorkEvidence.objects.bulk_create(
            [
                WorkEvidence(work_id=ids[work], text=text, link=link, on=on, entered_at=at, entered_by=by, event=event)
                for work, text, link, on in fresh
            ],
            batch_size=500,
        )
    return changes
