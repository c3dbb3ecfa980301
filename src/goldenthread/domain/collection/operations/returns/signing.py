"""Sign-off in stages: head of service, then director; the state machine is that of all approvals."""

from datetime import datetime
from typing import Any

from goldenthread.domain.approvals import operations as approvals
from goldenthread.domain.approvals.rules import Stage, Submission
from goldenthread.domain.collection.queries import ReturnRow, covers

STAGES = (
    Stage(code="head_of_service", name="Head of service", role="approver"),
    Stage(code="director", name="Director", role="director"),
)
"""Who signs a return, in order. Targets and overrides go on to the Cabinet member, each with its own approver."""


def decide(
    *,
    owed: ReturnRow,
    stage: str,
    decision: str,
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
) -> Submission:
    """Approve or return a return at ``stage``. Who may, the caller has asked. Raises ApprovalError as approvals do."""
    return approvals.decide(
        subject=owed.subject,
        stage=stage,
        decision=decision,
        by=by,
        at=at,
        current=covers(returns=[owed.id])[owed.id],
        reason=reason,
        request_id=request_id,
    )


def withdraw(*, owed: ReturnRow, stage: str, by: Any, at: datetime, request_id: str = "") -> Submission:
    """Take back a submission before it is signed; only whoever submitted it can. Raises ApprovalError."""
    return decide(owed=owed, stage=stage, decision="withdrawn", by=by, at=at, request_id=request_id)
