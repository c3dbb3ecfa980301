"""A good row of every record of approvals, and what makes a second one good."""

from typing import Any

from tests.factories import approvals

SPECIMENS: dict[str, tuple[Any, dict[str, Any]]] = {
    "Approval": (approvals.approval, {"number": 2}),
    "Decision": (approvals.decision, {"stage": "director"}),
}
