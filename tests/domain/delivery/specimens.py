"""A good row of every record of milestones and actions, and what makes a second one good."""

from typing import Any

from tests.factories import plans

SPECIMENS: dict[str, tuple[Any, dict[str, Any]]] = {
    "WorkItem": (plans.work, {"code": "OTHER"}),
    "WorkRevision": (
        lambda: plans.work_revision(work=plans.work(), number=2, reason="Rain."),
        {"number": 3},
    ),
    "WorkDependency": (plans.dependency, {"needs_id": lambda: plans.work(code="M3").pk}),
    "WorkEvidence": (plans.work_evidence, {}),
}
