"""Unit plans from files: what they say and cost as revisions, their reviews as they were recorded."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from goldenthread.domain.audit.operations import take_turn
from goldenthread.domain.audit.rules import content_seal
from goldenthread.domain.delivery.operations import RefusedError, Writing, append
from goldenthread.domain.delivery.rules import Fault, unknown
from goldenthread.domain.framework import queries as framework
from goldenthread.domain.framework.rules.rows import PlanRow
from goldenthread.domain.organisation.operations import Changes
from goldenthread.domain.unit_plans import queries
from goldenthread.domain.unit_plans.models import OffTrack, UnitPlanCost, UnitPlanReview, UnitPlanSection
from goldenthread.domain.unit_plans.queries import OffTrackRow
from goldenthread.domain.unit_plans.rules import review_refusal
from goldenthread.domain.unit_plans.rules.file_faults import cost_faults, kind_fault, refused, review_faults

Row = Mapping[str, Any]
Rows = Sequence[Row]


def _plans(rows: Rows, *, by: Any) -> tuple[dict[str, PlanRow], list[Fault]]:
    """Return the plans that are unit plans, by code, and a fault for every row about anything else."""
    known = {plan.code: plan for plan in framework.plans(for_user=by)}
    mine = {code: plan for code, plan in known.items() if plan.kind == "unit_plan"}
    faults = [
        kind_fault(row, place=place)
        if row["plan"] in known
        else unknown(row=place, column="plan", code=row["plan"], what="unit plan", known=mine)
        for place, row in enumerate(rows)
        if row["plan"] not in mine
    ]
    return mine, faults


def _subject(rows: Rows) -> str:
    return f"plan {rows[0]['plan']}" if len({row["plan"] for row in rows}) == 1 else "unit plans"


@transaction.atomic
def save_sections(
    *, rows: Rows, by: Any, at: datetime, reason: str = "", request_id: str = "", source: Row | None = None
) -> Changes:
    """Store what plans say by ``plan``, ``topic`` and ``text``, each change as a new revision, with one audit event.

    Rows may have ``reason``, ``entered_at``, ``entered_by_id`` and ``final``. A change needs no reason. Raises
    RefusedError with every fault.
    """
    return _append(
        rows,
        model=UnitPlanSection,
        key="section",
        contents=("text",),
        faults=lambda row, place: [],
        action="unit plans written",
        writing=Writing(by=by, at=at, reason=reason, request_id=request_id, source=source or {}),
    )


@transaction.atomic
def save_costs(
    *, rows: Rows, by: Any, at: datetime, reason: str = "", request_id: str = "", source: Row | None = None
) -> Changes:
    """Store activities by ``plan`` and ``position`` as :func:`save_sections` stores words.

    The other fields are ``activity``, ``amount`` (a Decimal in pounds) and ``withdrawn``.
    """
    return _append(
        rows,
        model=UnitPlanCost,
        key="position",
        contents=("activity", "amount", "withdrawn"),
        faults=lambda row, place: cost_faults(row, place=place),
        action="unit plans costed",
        writing=Writing(by=by, at=at, reason=reason, request_id=request_id, source=source or {}),
    )


def _append(
    rows: Rows,
    *,
    model: Any,
    key: str,
    contents: tuple[str, ...],
    faults: Callable[[Row, int], list[Fault]],
    action: str,
    writing: Writing,
) -> Changes:
    take_turn()
    plans, found = _plans(rows, by=writing.by)
    found += [fault for place, row in enumerate(rows) for fault in faults(row, place)]
    if found:
        raise RefusedError(found)
    return append(
        model=model,
        key=("plan_id", key),
        contents=contents,
        rows=[{**row, "plan_id": plans[row["plan"]].id, key: row.get("topic") or row.get(key)} for row in rows],
        name=lambda row: f"{row['plan']} {row[key]}",
        action=action,
        subject=_subject(rows),
        writing=writing,
        reasons=False,
    )


@transaction.atomic
def save_reviews(
    *, rows: Rows, by: Any, at: datetime, reason: str = "", request_id: str = "", source: Row | None = None
) -> Changes:
    """Store reviews by ``plan`` and ``review``, a row for each thing off track, with one audit event.

    A review is taken as it was recorded, also where the approval of its plan is not in this system. Raises
    RefusedError with every fault, also for a review that is kept already and says something else.
    """
    writing = Writing(by=by, at=at, reason=reason, request_id=request_id, source=source or {})
    take_turn()
    plans, faults = _plans(rows, by=by)
    reviews: dict[tuple[str, int], list[tuple[int, Row]]] = {}
    for place, row in enumerate(rows):
        reviews.setdefault((row["plan"], row["review"]), []).append((place, row))
    for said in reviews.values():
        faults += review_faults(said)
    if faults:
        raise RefusedError(faults)
    fresh, unchanged = [], 0
    held = {code: _held(plans[code]) for code in {code for code, _ in reviews}}
    for (code, number), said in sorted(reviews.items()):
        fault, new = _settled(plans[code], number, said, held=held[code], today=timezone.localdate(at))
        faults += fault
        if new:
            held[code][number] = _told(said)
            fresh.append((plans[code], number, said))
        else:
            unchanged += len(said)
    if faults:
        raise RefusedError(faults)
    names = [f"{plan.code} {number} {row['position'] or 0}" for plan, number, said in fresh for _, row in said]
    changes = Changes(new=tuple(names), unchanged=unchanged)
    if fresh:
        _keep(fresh, writing=writing, changes=changes, subject=_subject(rows))
    return changes


_Told = tuple[str, Any, str, tuple[OffTrackRow, ...]]


def _told(said: Sequence[tuple[int, Row]]) -> _Told:
    first = said[0][1]
    ordered = sorted((row for _, row in said if row["position"]), key=lambda row: int(row["position"]))
    found = tuple(OffTrackRow(what=row["what"], reason=row["why"], action=row["action"]) for row in ordered)
    return first["kind"], first["on"], first["note"], found


def _held(plan: PlanRow) -> dict[int, _Told]:
    kept = queries.reviews(plan=plan.id)
    return {one.number: (one.kind, one.on, one.note, one.exceptions) for one in kept}


def _settled(
    plan: PlanRow, number: int, said: Sequence[tuple[int, Row]], *, held: Mapping[int, _Told], today: Any
) -> tuple[list[Fault], bool]:
    """Return what is wrong with a review beside those held, and whether it is a new one."""
    place, _ = said[0]
    kind, on, note, _ = told = _told(said)
    if number in held:
        words = f"Review {number} of {plan.code} is kept as it was recorded, and this row says something else. "
        other = refused("review", words + "Enter it under a new number.", place=place)
        return ([] if held[number] == told else [other]), False
    if number != len(held) + 1:
        words = f"Review {number} of {plan.code} would follow review {len(held)}. Number them without a gap."
        return [refused("review", words, place=place)], False
    refusal = review_refusal(
        kind=kind,
        on=on,
        starts=plan.starts,
        ends=plan.ends,
        today=today,
        reviewed=any(one[0] == "half_year" for one in held.values()),
        note=note,
    )
    return ([refused(*refusal, place=place)] if refusal else []), refusal is None


def _keep(
    fresh: Sequence[tuple[PlanRow, int, Sequence[tuple[int, Row]]]], *, writing: Writing, changes: Changes, subject: str
) -> None:
    contents = [
        (plan.code, number, kind, on, note) for plan, number, said in fresh for kind, on, note, _ in [_told(said)]
    ]
    found = [
        (plan.code, number, one.what, one.reason, one.action) for plan, number, said in fresh for one in _told(said)[3]
    ]
    data = {**changes.as_data(), "content": content_seal([*contents, *found])}
    event = writing.event(action="unit plan reviews stored", subject=subject, data=data)
    for plan, number, said in fresh:
        first = said[0][1]
        kind, on, note, exceptions = _told(said)
        made = UnitPlanReview.objects.create(
            plan_id=plan.id,
            number=number,
            kind=kind,
            on=on,
            note=note,
            entered_at=first.get("entered_at") or writing.at,
            entered_by_id=first.get("entered_by_id") or writing.by.pk,
            event=event,
        )
        OffTrack.objects.bulk_create(
            OffTrack(review=made, position=position, what=one.what, reason=one.reason, action=one.action)
            for position, one in enumerate(exceptions, start=1)
        )
