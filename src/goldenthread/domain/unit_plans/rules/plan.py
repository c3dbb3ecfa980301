"""What a unit plan must say before it is submitted, what its approval covers, and along which route it goes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from goldenthread.domain.approvals.rules import Stage
from goldenthread.domain.unit_plans.rules.words import SECTIONS

ROUTE = (
    Stage(code="head", name="Head of service", role="approver"),
    Stage(code="director", name="Director", role="director"),
    Stage(code="member", name="Cabinet member", role="member"),
)
"""The last stage delegates the authority for the budget."""
COSTS_NAME, ACTIONS_NAME = "Activity and what it costs", "Actions"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRow:
    """What the plan says on a topic; ``number`` is the revision that an editor has seen."""

    section: str
    text: str
    number: int
    entered_at: datetime
    entered_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRow:
    """An activity and what it costs in the year, in pounds and pence."""

    position: int
    activity: str
    amount: Decimal
    number: int


def missing(sections: Mapping[str, SectionRow], *, costs: Sequence[CostRow], actions: int) -> list[str]:
    """Return the names of what the plan does not say yet, in its order; ``actions`` is how many it has."""
    found = [name for code, name in SECTIONS.items() if code not in sections or not sections[code].text.strip()]
    if not costs:
        found.append(COSTS_NAME)
    if not actions:
        found.append(ACTIONS_NAME)
    return found


def submit_refusal(names: Sequence[str]) -> str | None:
    """Return the sentence why a plan in which ``names`` are missing cannot be submitted, or None."""
    if not names:
        return None
    said = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"The plan is not complete. It says nothing yet on: {said}. Write that, then submit it."


def total(costs: Iterable[CostRow]) -> Decimal:
    """Return what all activity costs together, exactly."""
    return sum((one.amount for one in costs), Decimal(0))


def covers(
    sections: Mapping[str, SectionRow], *, costs: Sequence[CostRow], items: Iterable[tuple[str, int]]
) -> dict[str, Any]:
    """Return what an approval of the plan covers: the number of every revision. ``items`` are (code, number)."""
    return {
        "sections": {code: sections[code].number for code in SECTIONS if code in sections},
        "costs": {str(one.position): one.number for one in costs},
        "items": dict(sorted(items)),
    }


def authority_refusal(amount: Decimal | None, *, text: str, most: Decimal) -> tuple[str, str] | None:
    """Return (field, sentence) why this authority cannot be delegated, or None. ``most`` is what the plan costs."""
    if amount is None or amount <= 0:
        return "amount", "Enter the amount that is delegated, in pounds and pence. It must be above zero."
    if amount > most:
        return "amount", f"The plan’s activity costs £{most:,.2f}, so no more than that can be delegated with it."
    if not text.strip():
        return "text", "Say for what the authority is delegated."
    return None


def review_refusal(
    *, kind: str, on: date, starts: date, ends: date, today: date, reviewed: bool, note: str
) -> tuple[str, str] | None:
    """Return (field, sentence) why a review cannot be kept, or None. ``reviewed``: the half-year review is there."""
    if on > today:
        return "on", "This day is still to come. Enter the day of the review."
    if not starts <= on <= ends:
        return "on", "This day is not in the year of the plan. Enter a day of that year."
    if kind == "half_year" and reviewed:
        return "kind", "The half-year review of this plan is recorded already. Record this one as a look in the year."
    if not note.strip():
        return "note", "Say how the plan stands. If all is on track, say that."
    return None
