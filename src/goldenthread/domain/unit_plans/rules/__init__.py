"""What a unit operating plan must say, and whether it may be submitted: no database, no clock."""

from goldenthread.domain.unit_plans.rules.plan import (
    ACTIONS_NAME,
    COSTS_NAME,
    ROUTE,
    CostRow,
    SectionRow,
    authority_refusal,
    covers,
    missing,
    review_refusal,
    submit_refusal,
    total,
)
from goldenthread.domain.unit_plans.rules.words import OTHER_SECTIONS, REVIEW_KINDS, SECTIONS, TOPICS

__all__ = [
    "ACTIONS_NAME",
    "COSTS_NAME",
    "OTHER_SECTIONS",
    "REVIEW_KINDS",
    "ROUTE",
    "SECTIONS",
    "TOPICS",
    "CostRow",
    "SectionRow",
    "authority_refusal",
    "covers",
    "missing",
    "review_refusal",
    "submit_refusal",
    "total",
]
