"""Indicators and revisions as frames, and whether every stored revision is the one that its audit event made."""

from goldenthread.domain.indicators.lookups.frames import (
    CHUNK,
    CONTENTS,
    KEYS,
    definitions,
    indicators,
    revisions,
    table_name,
)
from goldenthread.domain.indicators.lookups.whole import counted, findings

__all__ = [
    "CHUNK",
    "CONTENTS",
    "KEYS",
    "counted",
    "definitions",
    "findings",
    "indicators",
    "revisions",
    "table_name",
]
