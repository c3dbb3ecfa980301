"""When a plan may be: its term against the terms of its like."""

from collections.abc import Mapping, Sequence
from typing import Any

from goldenthread.domain.delivery.rules import Fault

KIND_WORDS = {
    "vision": "vision",
    "partnership_agreement": "partnership agreement",
    "statement": "statement",
    "directorate_plan": "directorate plan",
    "medium_term_plan": "medium term plan",
    "unit_plan": "unit plan",
    "personal_objectives": "personal objectives",
}
"""What each kind of plan is called."""


def term_faults(rows: Sequence[Mapping[str, Any]], *, stored: Sequence[Mapping[str, Any]]) -> list[Fault]:
    """Return the faults of plans whose terms end before they start or overlap the term of another of their like.

    A plan has ``code``, ``kind``, ``unit``, ``officer``, ``starts`` and ``ends`` (both days included). Its like are the
    plans of the same kind, unit and officer, in ``rows`` or ``stored``; a row stands for the stored plan of its code.
    """
    found: list[Fault] = []
    mine = {row["code"] for row in rows}
    like: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for plan in stored:
        if plan["code"] not in mine:
            like.setdefault(_family(plan), []).append(plan)
    for place, row in enumerate(rows):
        if row["ends"] < row["starts"]:
            found.append(
                Fault(
                    row=place,
                    column="ends",
                    seen=f"{row['code']} ends on {row['ends']}, before it starts on {row['starts']}",
                    expected="an end after the start",
                    what_to_do="Correct one of the two days.",
                )
            )
            continue
        family = like.setdefault(_family(row), [])
        for other in family:
            if row["starts"] <= other["ends"] and other["starts"] <= row["ends"]:
                start, end = max(row["starts"], other["starts"]), min(row["ends"], other["ends"])
                found.append(
                    Fault(
                        row=place,
                        column="starts",
                        seen=f"{row['code']} and {other['code']} are both the {KIND_WORDS[row['kind']]} from {start} "
                        f"to {end}: a term that overlaps itself",
                        expected="one plan of a kind at a time for each owner",
                        what_to_do="Let one end before the other starts, or correct its kind or owner.",
                    )
                )
        family.append(row)
    return found


def _family(plan: Mapping[str, Any]) -> tuple[Any, ...]:
    return plan["kind"], plan["unit"], plan["officer"]
