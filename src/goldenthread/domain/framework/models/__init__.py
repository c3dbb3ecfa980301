"""The records of plans."""

from goldenthread.domain.framework.models.attached import ItemWork, Measure, MoneyLine, SuccessFactor
from goldenthread.domain.framework.models.plans import Plan, PlanItem, PlanItemRevision, PlanLevel, PlanPartner
from goldenthread.domain.framework.models.stretch import StretchTarget
from goldenthread.domain.framework.models.thread import RelatedItem, Succession, ThreadLink

__all__ = [
    "ItemWork",
    "Measure",
    "MoneyLine",
    "Plan",
    "PlanItem",
    "PlanItemRevision",
    "PlanLevel",
    "PlanPartner",
    "RelatedItem",
    "StretchTarget",
    "SuccessFactor",
    "Succession",
    "ThreadLink",
]
