"""What is wrong with a row about a unit plan in a file: no database, no clock."""

from collections.abc import Mapping, Sequence
from typing import Any

from goldenthread.domain.delivery.rules import Fault

Row = Mapping[str, Any]
HIGHEST = 2_147_483_647
ALIKE = ("kind", "on", "note", "entered_at", "entered_by_id")
"""What every row of a review says of it in the same way."""


def _fault(place: int, column: str, seen: str, expected: str, what_to_do: str) -> Fault:
    return Fault(row=place, column=column, seen=seen, expected=expected, what_to_do=what_to_do)


def kind_fault(row: Row, *, place: int) -> Fault:
    """Return the fault of a plan that is no unit operating plan."""
    return _fault(
        place,
        "plan",
        f"{row['plan']} is no unit operating plan",
        "the code of a plan of the kind unit_plan",
        "Correct the code, or the kind in plans.csv.",
    )


def cost_faults(row: Row, *, place: int) -> list[Fault]:
    """Return what is wrong with an activity: its place counts from 1, its cost is not below zero, in whole pence."""
    found = []
    if not 1 <= row["position"] <= HIGHEST:
        found.append(_fault(place, "position", f"the place {row['position']}", "1, 2, 3 …", "Correct the number."))
    amount = row["amount"]
    if amount < 0:
        found.append(_fault(place, "amount", f"a cost of {amount}", "zero or more", "Write the cost in pounds."))
    elif amount != round(amount, 2):
        seen = f"{amount} has parts of a penny"
        found.append(_fault(place, "amount", seen, "whole pence", "Write pounds and pence."))
    return found


def review_faults(rows: Sequence[tuple[int, Row]]) -> list[Fault]:
    """Return what is wrong with the rows of one review, each with its place among the rows given, in their order.

    They say the same of the review. What is off track is numbered from 1 without a gap and has its reason; a review
    that found nothing has one row without a position.
    """
    first_place, first = rows[0]
    found = []
    for place, row in rows:
        for name in ALIKE:
            if row.get(name) != first.get(name):
                column = "entered_by" if name == "entered_by_id" else name
                seen = f"review {row['review']} of {row['plan']} has a different {column} in another row"
                found.append(
                    _fault(place, column, seen, "the same in every row of a review", "Correct one of the two.")
                )
                break
    positions = [row["position"] for _, row in rows]
    if len(positions) > 1 or positions[0] is not None:
        found += _numbered(rows)
    elif any(first[name] for name in ("what", "why", "action")):
        seen = "something off track without a position"
        found.append(_fault(first_place, "position", seen, "1, 2, 3 …", "Number what is off track."))
    return found


def _numbered(rows: Sequence[tuple[int, Row]]) -> list[Fault]:
    found = []
    ordered = sorted(rows, key=lambda one: (one[1]["position"] is not None, one[1]["position"] or 0))
    for wanted, (place, row) in enumerate(ordered, start=1):
        if row["position"] != wanted:
            told = "empty" if row["position"] is None else row["position"]
            seen = f"the position is {told}, and {wanted} comes next"
            found.append(_fault(place, "position", seen, "1, 2, 3 … without a gap", "Number what is off track."))
            break
    for place, row in ordered:
        for column, lacking in (
            ("what", "nothing says what is off track"),
            ("why", "nothing says why it is off track"),
        ):
            if not row[column]:
                found.append(_fault(place, column, lacking, "a few words", "Write it, or delete the row."))
    return found


def refused(field: str, sentence: str, *, place: int) -> Fault:
    """Return the fault that a page tells as ``sentence`` beside ``field``."""
    seen, _, rest = sentence.partition(". ")
    return _fault(place, field, seen.rstrip("."), "a review that can be kept", rest or "Correct the row.")
