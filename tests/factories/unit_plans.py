"""The smallest good section, cost, authority and review of a unit plan."""

from datetime import date
from typing import Any

from goldenthread.domain.framework.models import Plan
from goldenthread.domain.unit_plans.models import (
    BudgetAuthority,
    OffTrack,
    UnitPlanCost,
    UnitPlanReview,
    UnitPlanSection,
)
from tests import factories
from tests.factories import approvals, plans


def unit_plan(*, code: str = "ADULT-2026", **fields: Any) -> Plan:
    """The operating plan of a unit for 2026/27, made once."""
    defaults: dict[str, Any] = {
        "title": "Adult social care: operating plan 2026/27",
        "unit": factories.unit(),
        "starts": date(2026, 4, 1),
        "ends": date(2027, 3, 31),
        "status": "draft",
    }
    return plans.plan(code=code, kind="unit_plan", **(defaults | fields))


def _in_plan(fields: dict[str, Any]) -> dict[str, Any]:
    made = {"number": 1, "entered_at": factories.NOON, **fields}
    if "plan" not in made:
        made["plan"] = unit_plan()
    made.setdefault("entered_by", factories.user())
    made.setdefault("event", factories.event())
    return made


def section(**fields: Any) -> UnitPlanSection:
    """What the plan says on value for money."""
    return UnitPlanSection.objects.create(
        **_in_plan({"section": "value_for_money", "text": "Shared visits.", **fields})
    )


def cost(**fields: Any) -> UnitPlanCost:
    """What home visits cost."""
    return UnitPlanCost.objects.create(
        **_in_plan({"position": 1, "activity": "Home visits", "amount": "125000.50", **fields})
    )


def authority(**fields: Any) -> BudgetAuthority:
    """Authority over the budget."""
    made: dict[str, Any] = {
        "amount": "125000.50",
        "text": "To spend on home visits.",
        "granted_on": date(2026, 4, 1),
        **fields,
    }
    if "plan" not in made:
        made["plan"] = unit_plan()
    if "approval" not in made:
        made["approval"] = approvals.approval()
    made.setdefault("granted_by", factories.user())
    made.setdefault("event", factories.event())
    return BudgetAuthority.objects.create(**made)


def review(**fields: Any) -> UnitPlanReview:
    """A look at the plan in July."""
    return UnitPlanReview.objects.create(
        **_in_plan({"kind": "in_year", "on": date(2026, 7, 1), "note": "All but one on track.", **fields})
    )


def off_track(**fields: Any) -> OffTrack:
    """Home visits are late."""
    made: dict[str, Any] = {"position": 1, "what": "Home visits", "reason": "Two vacancies.", **fields}
    if "review" not in made:
        made["review"] = review()
    return OffTrack.objects.create(**made)
