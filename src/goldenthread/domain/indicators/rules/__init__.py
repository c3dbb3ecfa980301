"""Words, records and pure decisions: which definition holds, which target, which series is broken."""

from goldenthread.domain.indicators.rules.holding import (
    DefinitionRow,
    TargetRow,
    apportioned,
    break_between,
    definition_for,
    target_for,
)
from goldenthread.domain.indicators.rules.rows import (
    CommentaryRow,
    Figure,
    IndicatorRow,
    PlaceValue,
    Point,
    Revision,
    TargetRevision,
)
from goldenthread.domain.indicators.rules.words import (
    APPORTIONS,
    BASES,
    FREQUENCIES,
    KINDS,
    POLARITIES,
    SCHEMES,
    STATUSES,
    TARGET_BASES,
    VALUED_STATUSES,
)

__all__ = [
    "APPORTIONS",
    "BASES",
    "FREQUENCIES",
    "KINDS",
    "POLARITIES",
    "SCHEMES",
    "STATUSES",
    "TARGET_BASES",
    "VALUED_STATUSES",
    "CommentaryRow",
    "DefinitionRow",
    "Figure",
    "IndicatorRow",
    "PlaceValue",
    "Point",
    "Revision",
    "TargetRevision",
    "TargetRow",
    "apportioned",
    "break_between",
    "definition_for",
    "target_for",
]
