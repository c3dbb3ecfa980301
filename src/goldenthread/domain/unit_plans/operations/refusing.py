"""What every operation here refuses in the same way."""

from typing import Any

from goldenthread.domain.unit_plans import queries
from goldenthread.domain.unit_plans.permissions import may_write
from goldenthread.domain.unit_plans.queries import UnitPlanRow


class UnitPlanError(ValueError):
    """A sentence: why something cannot be kept, and what to do. ``field`` names the field it is about, if one."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


def plan_of(code: str, *, by: Any) -> UnitPlanRow:
    """Return the plan. Raises :class:`UnitPlanError` where there is none that ``by`` can read."""
    found = queries.unit_plan(code=code, for_user=by)
    if found is None:
        raise UnitPlanError(f"There is no unit plan {code} that you can read.")
    return found


def writable(code: str, *, by: Any) -> UnitPlanRow:
    """Return the plan for somebody who writes it. Raises :class:`UnitPlanError` for anybody else."""
    found = plan_of(code, by=by)
    if not may_write(by, plan=found.plan):
        raise UnitPlanError("This plan is written by others. Ask its lead officer.")
    return found
