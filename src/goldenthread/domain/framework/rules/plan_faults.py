"""What may be said of a plan, an item and what hangs on it."""

from collections.abc import Callable, Mapping
from typing import Any

from goldenthread.domain.delivery.rules import Fault
from goldenthread.domain.framework.rules.words import CLASSIFICATIONS, ITEM_STATES, MEASURE_KINDS, PLAN_KINDS, STATUSES

Row = Mapping[str, Any]


def _faults(place: int) -> tuple[list[Fault], Callable[[str, str, str, str], None]]:
    found: list[Fault] = []

    def add(column: str, seen: str, expected: str, what_to_do: str) -> None:
        found.append(Fault(row=place, column=column, seen=seen, expected=expected, what_to_do=what_to_do))

    return found, add


def _words(row: Row, add: Callable[[str, str, str, str], None], **choices: tuple[str, ...]) -> None:
    for column, words in choices.items():
        if row[column] not in words:
            add(column, f"“{row[column]}” is not known here", f"one of {', '.join(words)}", "Correct the word.")


def plan_faults(row: Row, *, place: int) -> list[Fault]:
    """Return what is wrong with one plan by itself: its words, and whose it is."""
    found, add = _faults(place)
    _words(row, add, kind=PLAN_KINDS, status=STATUSES, classification=CLASSIFICATIONS)
    if not row["title"]:
        add("title", "there is no title", "a title", "Write what the plan is called.")
    personal = row["kind"] == "personal_objectives"
    if personal != (row["classification"] == "personal"):
        add(
            "classification",
            f"{row['kind'].replace('_', ' ')} of class {row['classification']}",
            "class personal for personal objectives, and for nothing else",
            "Correct the class or the kind.",
        )
    if personal != bool(row["officer"]):
        add(
            "officer",
            "personal objectives without their officer" if personal else "an officer, and no personal objectives",
            "the address of the officer, for personal objectives only",
            "Write whose objectives they are." if personal else "Delete the officer.",
        )
    if row["manager"] and not row["officer"]:
        add("manager", "a manager without an officer", "both or none", "Write the officer, or delete the manager.")
    if row["manager"] and row["manager"] == row["officer"]:
        add("manager", "nobody is their own manager", "another person", "Correct one of the two.")
    return found


def item_faults(row: Row, *, place: int) -> list[Fault]:
    """Return what is wrong with one item by itself."""
    found, add = _faults(place)
    _words(row, add, state=ITEM_STATES)
    if not row["title"]:
        add("title", "there is no title", "a title", "Say what is promised.")
    if row["starts"] and row["ends"] and row["ends"] < row["starts"]:
        add(
            "ends",
            f"{row['code']} ends on {row['ends']}, before it starts on {row['starts']}",
            "an end after the start",
            "Correct one of the two days.",
        )
    if row["parent"] == row["code"]:
        add("parent", f"{row['code']} would be part of itself", "another item", "Correct the parent.")
    return found


def measure_faults(row: Row, *, place: int) -> list[Fault]:
    """Return what is wrong with one measure: each kind needs its own fields and has no others'."""
    found, add = _faults(place)
    _words(row, add, kind=MEASURE_KINDS)
    kind = row["kind"]
    if (kind == "indicator") != bool(row["indicator"]):
        add(
            "indicator",
            "a measure by indicator that names none" if kind == "indicator" else f"{kind} that names an indicator",
            "the reference of an indicator, for that kind only",
            "Write the reference." if kind == "indicator" else "Delete the indicator, or correct the kind.",
        )
    if kind != "indicator" and not row["text"]:
        add("text", f"{kind} without words", "what is looked at", "Write it.")
    if kind == "evaluation" and row["due_on"] is None:
        add("due_on", "an evaluation without the day it is due", "a day", "Write the day.")
    if kind != "evaluation" and row["done_on"] is not None:
        add("done_on", f"{kind} that was done", "that day for evaluations only", "Delete the day.")
    if row["done_on"] is not None and not row["finding"]:
        add("finding", "an evaluation that was done, and found nothing", "what it found", "Write the finding.")
    return found


def money_faults(row: Row, *, place: int) -> list[Fault]:
    """Return what is wrong with a sum of money: it is above zero, in whole pence."""
    found, add = _faults(place)
    amount = row["amount"]
    if amount is None or amount <= 0:
        add("amount", f"a sum of {'nothing' if amount is None else amount}", "above zero", "Write the sum in pounds.")
    elif amount != round(amount, 2):
        add("amount", f"{amount} has parts of a penny", "whole pence", "Write pounds and pence.")
    return found
