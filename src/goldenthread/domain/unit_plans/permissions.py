"""Who may write a unit plan, and who may decide at which stage: roles over the unit, and the posts the plan names."""

from typing import Any

from django.utils import timezone

from goldenthread.domain.framework.rules.rows import PlanRow
from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.organisation.permissions import may, units_where

_STAGES = {
    "head": "goldenthread.approve_unit_plan_as_head",
    "director": "goldenthread.approve_unit_plan_as_director",
    "member": "goldenthread.approve_unit_plan_as_member",
}


def may_write(user: Any, *, plan: PlanRow) -> bool:
    """Say whether ``user`` may write ``plan``: a role that gives it over its unit, or the post that leads it."""
    return _over(user, "goldenthread.write_unit_plan", plan=plan) or _holds(user, plan.lead_officer)


def may_decide(user: Any, *, plan: PlanRow, stage: str) -> bool:
    """Say whether ``user`` may decide on ``plan`` at a stage.

    Head of service and director: the role over the unit. Cabinet member: the role, and the post that the plan names,
    where it names one. Whether the person submitted the plan the approval itself asks.
    """
    if stage not in _STAGES:
        return False
    if stage == "member":
        return may(user, _STAGES[stage]) and (plan.cabinet_member is None or _holds(user, plan.cabinet_member))
    return _over(user, _STAGES[stage], plan=plan)


def _over(user: Any, permission: str, *, plan: PlanRow) -> bool:
    covered = units_where(user, permission)
    if covered is None or plan.unit is None:
        return covered is None
    return any(unit.code == plan.unit[0] for unit in organisation.units().values() if unit.id in covered)


def _holds(user: Any, post: tuple[str, str] | None) -> bool:
    if post is None or not getattr(user, "is_active", False):
        return False
    today = timezone.localdate()
    return any(
        one.code == post[0]
        for as_deputy in (False, True)
        for one in organisation.posts_of(user, on=today, as_deputy=as_deputy)
    )
