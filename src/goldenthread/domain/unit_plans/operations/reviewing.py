"""Monitoring by exception: what is off track, why, and a note by the unit manager."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from goldenthread.domain.audit.operations import record, take_turn
from goldenthread.domain.unit_plans import queries
from goldenthread.domain.unit_plans.models import OffTrack, UnitPlanReview
from goldenthread.domain.unit_plans.operations.refusing import UnitPlanError, writable
from goldenthread.domain.unit_plans.queries import OffTrackRow
from goldenthread.domain.unit_plans.rules import REVIEW_KINDS, review_refusal


@transaction.atomic
def record_review(
    *,
    plan: str,
    kind: str,
    on: date,
    note: str,
    exceptions: Sequence[OffTrackRow],
    by: Any,
    at: datetime,
    request_id: str = "",
) -> int:
    """Keep a review and return its number: ``kind`` is in_year or half_year, ``exceptions`` what is off track.

    Raises :class:`UnitPlanError` for a plan that was never approved, a day outside its year, a second half-year
    review, and an exception without a reason.
    """
    take_turn()
    row = writable(plan, by=by)
    if kind not in REVIEW_KINDS:
        raise UnitPlanError("Choose a look in the year or the half-year review.", field="kind")
    if not queries.authorities(row):
        raise UnitPlanError("Only a plan that was approved is monitored. Submit it first.")
    before = queries.reviews(plan=row.plan.id)
    refusal = review_refusal(
        kind=kind,
        on=on,
        starts=row.plan.starts,
        ends=row.plan.ends,
        today=timezone.localdate(at),
        reviewed=any(one.kind == "half_year" for one in before),
        note=note,
    )
    if refusal:
        raise UnitPlanError(refusal[1], field=refusal[0])
    bare = next((one for one in exceptions if not one.what.strip() or not one.reason.strip()), None)
    if bare is not None:
        named = f"“{bare.what.strip()}”" if bare.what.strip() else f"what is late because of “{bare.reason.strip()}”"
        raise UnitPlanError(f"Say of everything off track what it is and why. Look at {named}.", field="exceptions")
    number = before[0].number + 1 if before else 1
    event = record(
        action="unit plan reviewed",
        subject=row.subject,
        by=by,
        at=at,
        request_id=request_id,
        data={"kind": kind, "on": on, "off_track": [one.what.strip() for one in exceptions]},
    )
    made = UnitPlanReview.objects.create(
        plan_id=row.plan.id,
        number=number,
        kind=kind,
        on=on,
        note=note.strip(),
        entered_at=at,
        entered_by=by,
        event=event,
    )
    OffTrack.objects.bulk_create(
        OffTrack(
            review=made,
            position=position,
            what=one.what.strip(),
            reason=one.reason.strip(),
            action=one.action.strip(),
        )
        for position, one in enumerate(exceptions, start=1)
    )
    return number
