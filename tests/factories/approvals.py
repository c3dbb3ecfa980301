"""The smallest good submission and decision."""

from typing import Any

from goldenthread.domain.approvals.models import Approval, Decision
from tests import factories


def approval(**fields: Any) -> Approval:
    """A unit plan submitted to its head of service."""
    defaults: dict[str, Any] = {
        "subject": "plan EDU-2026",
        "number": 1,
        "route": [{"code": "head", "name": "Head of service", "role": "approver"}],
        "stages": 1,
        "covers": {"revisions": [1]},
        "covers_digest": "0" * 64,
        "submitted_at": factories.NOON,
    }
    made = defaults | fields
    made.setdefault("submitted_by", factories.user())
    made.setdefault("event", factories.event())
    return Approval.objects.create(**made)


def decision(**fields: Any) -> Decision:
    """The head of service approves."""
    made: dict[str, Any] = {"stage": "head", "decision": "approved", "at": factories.NOON, **fields}
    if "approval" not in made:
        made["approval"] = approval()
    made.setdefault("by", factories.user())
    made.setdefault("event", factories.event())
    return Decision.objects.create(**made)
