"""A good row of every record of returns and timetables, and what makes a second one good."""

from typing import Any

from tests import factories
from tests.factories import returns

SPECIMENS: dict[str, tuple[Any, dict[str, Any]]] = {
    "Timetable": (returns.timetable, {"number": 2, "reason": "The meeting moved."}),
    "Return": (returns.owed, {"post_id": lambda: factories.post(code="NEXT").pk}),
    "Expected": (
        lambda: returns.expected(version=1, saved_at=factories.NOON, saved_by=factories.user()),
        {"breakdown": "Female"},
    ),
    "FigureQuestion": (returns.question, {"number": 2}),
    "Lock": (returns.lock, {"period_id": lambda: factories.period("FY2026-Q3").pk}),
}
