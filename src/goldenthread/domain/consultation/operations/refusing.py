"""What every operation here refuses in the same way."""

from typing import Any

from goldenthread.domain.framework import queries as framework
from goldenthread.domain.framework.rules.rows import PlanRow


class ConsultationError(ValueError):
    """A sentence: why something cannot be kept, and what to do. ``field`` names the field it is about, if one."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


def plan_of(code: str, *, by: Any) -> PlanRow:
    """Return the plan. Raises :class:`ConsultationError` for one that is not there or is somebody's own objectives."""
    plan = framework.plan(code=code, for_user=by)
    if plan is None:
        raise ConsultationError(f"There is no plan {code} that you can read.")
    if plan.classification == "personal":
        raise ConsultationError("Personal objectives are private: nobody is consulted on them.")
    return plan
