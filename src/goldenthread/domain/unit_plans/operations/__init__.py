"""The only writes about unit plans: what they say and cost, their approval, their reviews."""

from goldenthread.domain.unit_plans.operations.approving import decide, submit
from goldenthread.domain.unit_plans.operations.files import save_costs, save_reviews, save_sections
from goldenthread.domain.unit_plans.operations.refusing import UnitPlanError
from goldenthread.domain.unit_plans.operations.reviewing import record_review
from goldenthread.domain.unit_plans.operations.writing import add_action, save_cost, save_section

__all__ = [
    "UnitPlanError",
    "add_action",
    "decide",
    "record_review",
    "save_cost",
    "save_costs",
    "save_reviews",
    "save_section",
    "save_sections",
    "submit",
]
