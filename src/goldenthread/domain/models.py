"""The list of models, for Django alone: nobody else may import it."""

from goldenthread.domain.assessment.models import Assessment, Override, Result
from goldenthread.domain.audit.models import AuditEvent
from goldenthread.domain.calendar.models import Period
from goldenthread.domain.indicators.models import (
    Commentary,
    ComparatorArea,
    ComparatorGroup,
    ComparatorMember,
    ComparatorValue,
    Definition,
    Indicator,
    Observation,
    Target,
)
from goldenthread.domain.organisation.models import (
    Authority,
    Committee,
    Place,
    Post,
    PostHolding,
    RoleAssignment,
    Unit,
    UnitPlacement,
    User,
)
from goldenthread.domain.reporting.models import Edition, EditionFile, Publication

__all__ = [
    "Assessment",
    "AuditEvent",
    "Authority",
    "Commentary",
    "Committee",
    "ComparatorArea",
    "ComparatorGroup",
    "ComparatorMember",
    "ComparatorValue",
    "Definition",
    "Edition",
    "EditionFile",
    "Indicator",
    "Observation",
    "Override",
    "Period",
    "Place",
    "Post",
    "PostHolding",
    "Publication",
    "Result",
    "RoleAssignment",
    "Target",
    "Unit",
    "UnitPlacement",
    "User",
]
