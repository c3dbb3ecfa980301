"""What is owed for a reporting period, and how a figure that is owed stands."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from goldenthread.domain.calendar.rules import KIND_OF_FREQUENCY
from goldenthread.domain.calendar.rules.rhythm import IRREGULAR
from goldenthread.engines.periods import Period, containing, previous

STATES: Final = {
    "not_due": "Not due yet",
    "due": "To enter",
    "late": "Late",
    "in": "In",
    "queried": "Queried",
    "signed": "Signed off",
    "locked": "Locked",
}
"""Every state of a figure that is owed, in the order of its life, with the words people read."""

WAITING: Final = frozenset({"due", "late"})
"""States in which the officer still has to enter the figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The facts from which the state of one figure follows."""

    period_end: date
    due_on: date
    entered: bool
    queried: bool
    signed: bool
    locked: bool


def owed_periods(*, frequency: str, reporting: Period) -> list[Period]:
    """Return the periods of ``frequency`` that end within ``reporting``, the earliest first: a figure is owed for each.

    Three months for a monthly indicator in a quarter, one year for an annual one in the quarter in which it ends, none
    for a frequency without a rhythm.
    """
    kind = KIND_OF_FREQUENCY[frequency]
    if kind in IRREGULAR:
        return []
    found: list[Period] = []
    one = containing(reporting.end, kind=kind)
    if one.end > reporting.end:
        one = previous(one)
    while reporting.start <= one.end <= reporting.end:
        found.append(one)
        one = previous(one)
    return found[::-1]


def state(of: Standing, *, today: date) -> str:
    """Return how a figure stands (a key of STATES): what happened to it last counts, then the calendar.

    A figure is not due before its own period is over; from the day after ``due_on`` it is late.
    """
    if of.entered:
        if of.queried:
            return "queried"
        if of.locked:
            return "locked"
        return "signed" if of.signed else "in"
    if today <= of.period_end:
        return "not_due"
    return "late" if today > of.due_on else "due"


def freshness(*, states: dict[str, int]) -> int | None:
    """Return the completeness score of ``states`` (counts by state): the share in of all that are due, in per cent.

    Whole per cent, rounded half up; None where nothing is due yet. What is not due yet counts neither way.
    """
    due = sum(count for state, count in states.items() if state != "not_due")
    if not due:
        return None
    there = due - sum(states.get(state, 0) for state in WAITING)
    return (200 * there + due) // (2 * due)
