"""Who may run a consultation: number drafts, keep the log, answer, record endorsements."""

from typing import Any

from goldenthread.domain.framework.rules.rows import PlanRow
from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.organisation.permissions import units_where


def may_run(user: Any, *, plan: PlanRow) -> bool:
    """Say whether ``user`` may run the consultation on ``plan``: a role that gives it, over the unit that owns it.

    The plan of the whole council needs a role over the whole council. Personal objectives are not consulted on.
    """
    if plan.classification == "personal":
        return False
    covered = units_where(user, "goldenthread.run_consultation")
    if covered is None or plan.unit is None:
        return covered is None
    return any(unit.code == plan.unit[0] for unit in organisation.units().values() if unit.id in covered)
