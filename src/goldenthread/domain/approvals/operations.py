"""Submitting something for approval, and deciding on it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from goldenthread.domain.approvals import queries, rules
from goldenthread.domain.approvals.models import Approval, Decision
from goldenthread.domain.approvals.rules import Stage, Submission
from goldenthread.domain.audit.operations import record, take_turn


class ApprovalError(ValueError):
    """A sentence: why this cannot be submitted or decided as asked, and what to do."""


@transaction.atomic
def submit(
    *,
    subject: str,
    route: Sequence[Stage],
    covers: Mapping[str, Any],
    by: Any,
    at: datetime,
    note: str = "",
    request_id: str = "",
) -> Submission:
    """Submit ``subject`` along ``route``, as it reads in ``covers`` (JSON that names its exact revisions).

    Raises :class:`ApprovalError` while an earlier submission is open or approved and nothing has changed, and for a
    returned one that comes back unchanged without a note. Who may submit the caller has asked.
    """
    take_turn()
    before = queries.latest([subject]).get(subject)
    refusal = rules.submit_refusal(before, subject=subject, route=route, covers=covers, note=note)
    if refusal:
        raise ApprovalError(refusal)
    number = before.number + 1 if before else 1
    event = record(
        action="submitted for approval",
        subject=subject,
        by=by,
        at=at,
        reason=note.strip(),
        request_id=request_id,
        data={"number": number, "covers": dict(covers), "route": [stage.code for stage in route]},
    )
    Approval.objects.create(
        subject=subject,
        number=number,
        route=[stage.as_data() for stage in route],
        stages=len(route),
        covers=dict(covers),
        covers_digest=rules.digest(covers),
        submitted_by=by,
        submitted_at=at,
        note=note.strip(),
        event=event,
    )
    return queries.latest([subject])[subject]


@transaction.atomic
def decide(
    *,
    subject: str,
    stage: str,
    decision: str,
    by: Any,
    at: datetime,
    current: Mapping[str, Any],
    reason: str = "",
    request_id: str = "",
) -> Submission:
    """Approve, return or withdraw the latest submission of ``subject`` at ``stage``, the stage that ``by`` saw.

    ``current`` is what the subject covers now. Raises :class:`ApprovalError` with who was first when somebody else
    decided meanwhile, for the submitter's own approval, for one person at two successive stages, for a lapsed
    submission, and for a return without a reason. Who may decide at a stage the caller has asked.
    """
    take_turn()
    one = queries.latest([subject]).get(subject)
    refusal = rules.decide_refusal(one, stage=stage, decision=decision, by_id=by.pk, current=current, reason=reason)
    if one is None or refusal:
        raise ApprovalError(refusal)
    event = record(
        action=decision,
        subject=subject,
        by=by,
        at=at,
        reason=reason.strip(),
        request_id=request_id,
        data={"number": one.number, "stage": stage, "covers_digest": one.covers_digest},
    )
    Decision.objects.create(
        approval_id=one.id, stage=stage, decision=decision, reason=reason.strip(), by=by, at=at, event=event
    )
    return queries.latest([subject])[subject]
