"""Submitting a unit plan, and deciding on it; the last approval delegates the authority for the budget."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from goldenthread.domain.approvals import operations as approvals
from goldenthread.domain.approvals.operations import ApprovalError
from goldenthread.domain.approvals.rules import Submission
from goldenthread.domain.audit.operations import record, take_turn
from goldenthread.domain.unit_plans.models import BudgetAuthority
from goldenthread.domain.unit_plans.operations.refusing import UnitPlanError, plan_of, writable
from goldenthread.domain.unit_plans.permissions import may_decide
from goldenthread.domain.unit_plans.rules import ROUTE, authority_refusal, submit_refusal


@transaction.atomic
def submit(*, plan: str, by: Any, at: datetime, note: str = "", request_id: str = "") -> Submission:
    """Submit a complete plan to the head of service, then the director, then the Cabinet member.

    Raises :class:`UnitPlanError` with every topic that is missing, and with the approval's own sentence.
    """
    take_turn()
    row = writable(plan, by=by)
    refusal = submit_refusal(row.missing)
    if refusal:
        raise UnitPlanError(refusal)
    try:
        return approvals.submit(
            subject=row.subject, route=ROUTE, covers=row.covers, by=by, at=at, note=note, request_id=request_id
        )
    except ApprovalError as error:
        raise UnitPlanError(str(error), field="note") from error


@transaction.atomic
def decide(
    *,
    plan: str,
    stage: str,
    decision: str,
    by: Any,
    at: datetime,
    reason: str = "",
    amount: Decimal | None = None,
    text: str = "",
    request_id: str = "",
) -> Submission:
    """Approve, return or withdraw a plan at the stage that ``by`` saw.

    The Cabinet member's approval names the ``amount`` delegated, at most what the plan costs, and in ``text`` for
    what. Raises :class:`UnitPlanError` for whoever may not decide there, and with the approval's own sentence.
    """
    take_turn()
    row = plan_of(plan, by=by)
    if decision != "withdrawn" and not may_decide(by, plan=row.plan, stage=stage):
        raise UnitPlanError("This decision is for somebody else to take: see with whom the plan is.")
    delegates = decision == "approved" and stage == ROUTE[-1].code
    try:
        done = approvals.decide(
            subject=row.subject,
            stage=stage,
            decision=decision,
            by=by,
            at=at,
            current=row.covers,
            reason=reason,
            request_id=request_id,
        )
    except ApprovalError as error:
        raise UnitPlanError(str(error), field="reason" if "needs a reason" in str(error) else "") from error
    if delegates:
        refusal = authority_refusal(amount, text=text, most=row.total)
        if refusal or amount is None:
            field, sentence = refusal or ("amount", "Enter the amount.")
            raise UnitPlanError(sentence, field=field)
        event = record(
            action="budget authority delegated",
            subject=row.subject,
            by=by,
            at=at,
            request_id=request_id,
            data={"amount": amount, "text": text.strip()},
        )
        BudgetAuthority.objects.create(
            plan_id=row.plan.id,
            approval_id=done.id,
            amount=amount,
            text=text.strip(),
            granted_on=timezone.localdate(at),
            granted_by=by,
            event=event,
        )
    return done
