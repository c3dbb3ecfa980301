"""Indicators and revisions as frames, and whether every stored revision is the one that its audit event made."""

from goldenthread.domain.indicators.lookups.comparators import COLUMNS as COMPARATOR_COLUMNS
from goldenthread.domain.indicators.lookups.comparators import comparator_areas, comparators
from goldenthread.domain.indicators.lookups.frames import (
    CHUNK,
    CONTENTS,
    KEYS,
    definitions,
    indicators,
    owners,
    revisions,
    table_name,
)
from goldenthread.domain.indicators.lookups.whole import counted, findings

__all__ = [
    "CHUNK",
    "COMPARATOR_COLUMNS",
    "CONTENTS",
    "KEYS",
    "comparator_areas",
    "comparators",
    "counted",
    "definitions",
    "findings",
    "indicators",
    "owners",
    "revisions",
    "table_name",
]
