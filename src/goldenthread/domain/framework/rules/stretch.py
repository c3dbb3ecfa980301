"""What may be said of a stretch target, by itself and beside those that share its pot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from goldenthread.domain.delivery.rules import Fault

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class StretchRow:
    """A stretch target of an item (code) and an indicator (reference); ``approver`` is the title of the post."""

    item: str
    indicator: str
    without_deal: Decimal
    stretch: Decimal
    pot: Decimal
    weight: Decimal | None
    basis: str
    approver: str
    approved_on: date | None
    number: int
    entered_at: datetime


def stretch_faults(row: Row, *, place: int, polarity: str) -> list[Fault]:
    """Return what is wrong with one stretch target by itself; ``polarity`` is the indicator's, empty if not known.

    The stretch asks for more than would be reached anyway, the pot holds whole pence above zero, and it is said how
    the figures were agreed.
    """
    found: list[Fault] = []

    def add(column: str, seen: str, expected: str, what_to_do: str) -> None:
        found.append(Fault(row=place, column=column, seen=seen, expected=expected, what_to_do=what_to_do))

    without, stretch, pot = row["without_deal"], row["stretch"], row["pot"]
    for column in ("without_deal", "stretch", "pot"):
        if row[column] is None:
            add(column, "there is no figure", "the figure that was agreed", "Write it.")
    if without is not None and stretch is not None:
        better = {"higher": stretch > without, "lower": stretch < without}.get(polarity, True)
        if stretch == without:
            add(
                "stretch",
                f"the stretch target {stretch} is what would be reached without the deal",
                "more than would be reached anyway",
                "Check both figures.",
            )
        elif not better:
            add(
                "stretch",
                f"the stretch target {stretch} is worse than {without}, which would be reached without the deal: "
                f"{polarity} is better",
                "a better figure than would be reached anyway",
                "Check both figures; they may have changed places.",
            )
    if pot is not None and pot <= 0:
        add("pot", f"a pot of {pot}", "above zero", "Write the pot in pounds.")
    elif pot is not None and pot != round(pot, 2):
        add("pot", f"{pot} has parts of a penny", "whole pence", "Write pounds and pence.")
    if row["weight"] is not None and row["weight"] < 0:
        add("weight", f"the weight {row['weight']} is negative", "0 or more", "Correct the weight.")
    if not row["basis"].strip():
        add("basis", "nothing says how the figures were agreed", "how they were agreed", "Write it in a few words.")
    if not row["approver"]:
        add("approver", "nobody agreed it", "the code of the post that agreed it", "Write the code of the post.")
    return found


def sharing_faults(rows: Sequence[Row], *, held: Mapping[tuple[str, str], Row]) -> list[Fault]:
    """Return what is wrong with the weights of those that share a pot, stored ones (``held``, by key) included.

    Sub-targets of one item with the same pot are all weighted or none of them is, and not all at 0.
    """
    after = dict(held)
    places: dict[tuple[str, str], int] = {}
    for place, row in enumerate(rows):
        key = (row["item"], row["indicator"])
        after[key], places[key] = row, place
    pots: dict[tuple[str, Decimal], list[tuple[str, str]]] = {}
    for key, row in after.items():
        if not row["withdrawn"] and row["pot"] is not None:
            pots.setdefault((row["item"], row["pot"]), []).append(key)
    found = []
    for (item, pot), keys in pots.items():
        weights = [after[key]["weight"] for key in keys]
        some = any(weight is None for weight in weights) and any(weight is not None for weight in weights)
        nothing = all(weight is not None for weight in weights) and not sum(weights)
        mine = [places[key] for key in keys if key in places]
        if not mine or not (some or nothing):
            continue
        found.append(
            Fault(
                row=mine[0],
                column="weight",
                seen=f"{'not all' if some else 'no'} stretch targets of {item} that share the pot of {pot} have a "
                f"weight{'' if some else ' above 0'}",
                expected="a weight for every one of them, or for none",
                what_to_do="Weight every sub-target, or none.",
            )
        )
    return found
