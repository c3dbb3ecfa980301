"""What became of a closed plan: how many of its promises were kept.

A promise is an item without parts: a theme is judged by its targets, not counted beside them. Shares are of all
promises, whatever became of them, so that dropping one does not improve them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.domain.framework.rules.words import ITEM_STATES


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """An item of a closed plan with its state."""

    id: int
    parent_id: int | None
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How many promises ended in a state, and their share in whole per cent, halves up."""

    state: str
    count: int
    share: int


def promises(items: Sequence[Promise]) -> frozenset[int]:
    """Return the ids of the items without parts."""
    parents = {one.parent_id for one in items}
    return frozenset(one.id for one in items if one.id not in parents)


def outcomes(items: Sequence[Promise]) -> list[Outcome]:
    """Return the outcomes that occurred, in the order of ITEM_STATES but what is still active last."""
    counted = promises(items)
    counts = Counter(one.state for one in items if one.id in counted)
    total = sum(counts.values())
    order = (*(state for state in ITEM_STATES if state != "active"), "active")
    return [
        Outcome(state=state, count=counts[state], share=(200 * counts[state] + total) // (2 * total))
        for state in order
        if counts[state]
    ]
