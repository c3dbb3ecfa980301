"""What may be said of a milestone or action."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from goldenthread.domain.delivery.rules.faults import Fault
from goldenthread.domain.delivery.rules.words import DECIDED_STATES, KINDS, SELF_RATINGS, STATES


def faults_of(row: Mapping[str, Any], *, place: int, today: date) -> list[Fault]:
    """Return what is wrong with one milestone or action, apart from codes that lead nowhere.

    ``row`` has the fields of a revision (posts as codes) and ``kind``. Dates lie on or after ``starts``; complete
    needs its day, which is not after ``today``; deferred and dropped need a decision.
    """
    found: list[Fault] = []

    def fault(column: str, seen: str, expected: str, what_to_do: str) -> None:
        found.append(Fault(row=place, column=column, seen=seen, expected=expected, what_to_do=what_to_do))

    for column, words in (("kind", KINDS), ("state", STATES)):
        if row[column] not in words:
            fault(column, f"“{row[column]}” is no {column} of work", f"one of {', '.join(words)}", "Correct the word.")
    if not str(row["title"]).strip():
        fault("title", "there is no title", "a title", "Say what will be done.")
    for column, what in (("baseline", "promised for"), ("forecast", "forecast for"), ("actual", "done on")):
        day = row[column]
        if day is not None and day < row["starts"]:
            fault(
                column,
                f"{row['code']} is {what} {day}, before it starts on {row['starts']}",
                "a day on or after the start",
                "Correct one of the two days.",
            )
    if row["actual"] is not None and row["actual"] > today:
        fault("actual", f"{row['actual']} lies in the future", "a day that has come", "Write the day it was done.")
    if (row["state"] == "complete") != (row["actual"] is not None):
        fault(
            "actual",
            f"{row['code']} is {str(row['state']).replace('_', ' ')}, "
            + ("and nothing says since when" if row["actual"] is None else "and has a day on which it was done"),
            "the day it was done, for complete work only",
            "Write the day, or correct the state.",
        )
    if not 0 <= row["progress"] <= 100:
        fault("progress", f"a progress of {row['progress']}", "0 to 100", "Write how much is done, in per cent.")
    if row["self_rating"] and row["self_rating"] not in SELF_RATINGS:
        fault("self_rating", f"“{row['self_rating']}” is no rating", ", ".join(SELF_RATINGS), "Correct the word.")
    if row["self_rating"] and not row["self_reason"]:
        fault("self_reason", "a rating of one's own without a reason", "a reason", "Say why it is rated so.")
    if row["state"] in DECIDED_STATES and not (row["decision"] and row["decided_on"] and row["decided_by"]):
        fault(
            "decision",
            f"{row['code']} is {row['state']}, and nobody decided it",
            "what was decided, when and by which post",
            "Write decision, decided_on and decided_by.",
        )
    return found


def unapproved(row: Mapping[str, Any], *, place: int, before: date | None) -> list[Fault]:
    """Return the fault of a promise that moves from ``before`` (None for new work) without an approver."""
    if before is None or before == row["baseline"] or row["approver"]:
        return []
    return [
        Fault(
            row=place,
            column="approver",
            seen=f"the promise of {row['code']} moves from {before} to {row['baseline']}, and nobody approved it",
            expected="the post that approved the new promise",
            what_to_do="Write the approver, or keep the promise and change the forecast.",
        )
    ]
