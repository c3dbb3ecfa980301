"""A good row of every record of unit plans, and what makes a second one good."""

from typing import Any

from tests.factories import approvals, unit_plans

SPECIMENS: dict[str, tuple[Any, dict[str, Any]]] = {
    "UnitPlanSection": (unit_plans.section, {"number": 2}),
    "UnitPlanCost": (unit_plans.cost, {"number": 2}),
    "BudgetAuthority": (unit_plans.authority, {"approval_id": lambda: approvals.approval(number=2).pk}),
    "UnitPlanReview": (unit_plans.review, {"number": 2}),
    "OffTrack": (unit_plans.off_track, {"position": 2}),
}
