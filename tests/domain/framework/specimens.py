"""A good row of every record of plans, and what makes a second one good."""

from datetime import date
from typing import Any

from tests import factories
from tests.factories import plans


def _other_item() -> Any:
    return plans.item(code="OTHER", title="Another promise").pk


SPECIMENS: dict[str, tuple[Any, dict[str, Any]]] = {
    "PlanLevel": (plans.level, {"code": "other"}),
    "Plan": (plans.personal_plan, {"code": "OTHER"}),
    "PlanPartner": (
        plans.plan_partner,
        {"unit_id": lambda: factories.unit(code="POLICE", name="Police", kind="partner").pk},
    ),
    "PlanItem": (plans.item, {"code": "OTHER"}),
    "PlanItemRevision": (
        lambda: plans.item_revision(item=plans.item(), number=2, reason="Clearer."),
        {"number": 3},
    ),
    "SuccessFactor": (plans.success_factor, {"number": 2, "reason": "Clearer."}),
    "Measure": (plans.measure, {"number": 2, "reason": "Clearer."}),
    "StretchTarget": (plans.stretch, {"number": 2, "reason": "Agreed anew."}),
    "MoneyLine": (plans.money, {"number": 2, "reason": "Budget."}),
    "ItemWork": (plans.item_work, {"work_id": lambda: plans.work(code="M3").pk}),
    "ThreadLink": (
        lambda: plans.link(child=plans.item(), parent=plans.item(code="V1", of=plans.plan(code="V", kind="vision"))),
        {"starts": date(2027, 4, 1)},
    ),
    "Succession": (plans.succession, {"old_id": _other_item}),
    "RelatedItem": (plans.related, {"other_id": _other_item}),
}
