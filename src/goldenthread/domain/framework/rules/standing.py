"""How the items of a plan stand, each with everything below it (rulebook, section 9).

A milestone, an action and a measure by an indicator count once each, with their rating or their state. An item that is
in force and has nothing that could be rated, nor any part that has, counts once as "no data": a promise without a way
to tell whether it is kept is told, not left out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_WORST = ("red", "amber", "green")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an item stands in its plan; ``active`` is False for what is closed."""

    id: int
    parent_id: int | None
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An item's spread: ``counts`` of ratings and states in it and below it; ``rating`` is the worst of them.

    ``rating`` is empty where nothing is rated.
    """

    counts: Mapping[str, int]
    rating: str


def worst(counts: Mapping[str, int]) -> str:
    """Return the worst rating that is counted: red, amber, green, or nothing."""
    return next((code for code in _WORST if counts.get(code)), "")


def standings(places: Sequence[Place], parts: Iterable[tuple[int, str]]) -> dict[int, Standing]:
    """Return how each item stands by its id; ``parts`` are (item, rating or state). One pass up the tree.

    A parent that is not among ``places`` is taken as none. Raises nothing: a circle, which the operations refuse,
    would only leave its items with their own parts.
    """
    own: dict[int, Counter[str]] = {place.id: Counter() for place in places}
    for key, code in parts:
        if key in own:
            own[key][code or "no_data"] += 1
    children: dict[int | None, list[int]] = {}
    for place in places:
        children.setdefault(place.parent_id if place.parent_id in own else None, []).append(place.id)
    active = {place.id: place.active for place in places}
    order: list[int] = []
    front = children.get(None, [])
    while front:
        order += front
        front = [child for key in front for child in children.get(key, ())]
    total = {key: Counter(counts) for key, counts in own.items()}
    parents = {child: key for key, below in children.items() for child in below}
    for key in reversed(order):
        if not total[key] and active[key]:
            total[key]["no_data"] += 1
        above = parents.get(key)
        if above is not None:
            total[above].update(total[key])
    return {key: Standing(counts=dict(counts), rating=worst(counts)) for key, counts in total.items()}
