"""Decisions about dates: which period is expected, and by when everything must be done for a meeting."""

from goldenthread.domain.calendar.rules.rhythm import IRREGULAR, KIND_OF_FREQUENCY, expected_period
from goldenthread.domain.calendar.rules.timetable import (
    STAGES,
    Due,
    Stage,
    Timetable,
    TimetableError,
    back_scheduled,
    due_for,
)

__all__ = [
    "IRREGULAR",
    "KIND_OF_FREQUENCY",
    "STAGES",
    "Due",
    "Stage",
    "Timetable",
    "TimetableError",
    "back_scheduled",
    "due_for",
    "expected_period",
]
