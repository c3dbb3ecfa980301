"""The tree of units on a day: a base, and placements that hold from a day on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """From ``starts`` on, until its next placement, the unit belongs to ``parent_id`` (None: it stands at the top)."""

    unit_id: int
    parent_id: int | None
    starts: date


def parents_on(base: Mapping[int, int | None], *, placed: Iterable[Placed], day: date) -> dict[int, int | None]:
    """Return each unit's parent on ``day``: its latest placement by then, or else its ``base``."""
    latest: dict[int, Placed] = {}
    for one in placed:
        if one.starts <= day and (one.unit_id not in latest or latest[one.unit_id].starts < one.starts):
            latest[one.unit_id] = one
    return {unit: latest[unit].parent_id if unit in latest else parent for unit, parent in base.items()}


def subtree(parents: Mapping[int, int | None], *, root: int) -> frozenset[int]:
    """Return ``root`` and every unit below it."""
    below: dict[int, list[int]] = {}
    for unit, parent in parents.items():
        if parent is not None:
            below.setdefault(parent, []).append(unit)
    found = {root}
    waiting = [root]
    while waiting:
        for child in below.get(waiting.pop(), ()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return frozenset(found)


def top(parents: Mapping[int, int | None], *, unit: int) -> int:
    """Return the unit at the top of the branch of ``unit``."""
    seen = {unit}
    while (parent := parents.get(unit)) is not None and parent not in seen:
        seen.add(parent)
        unit = parent
    return unit


def circle(base: Mapping[int, int | None], *, placed: Iterable[Placed]) -> tuple[date | None, frozenset[int]] | None:
    """Return the first day on which units belong to themselves, with these units; None when that never happens.

    The day is None for a circle in the base itself.
    """
    known = list(placed)
    for day in [None, *sorted({one.starts for one in known})]:
        parents = dict(base) if day is None else parents_on(base, placed=known, day=day)
        turning = frozenset(unit for unit in parents if _returns(parents, unit))
        if turning:
            return day, turning
    return None


def _returns(parents: Mapping[int, int | None], start: int) -> bool:
    seen: set[int] = set()
    unit = parents.get(start)
    while unit is not None and unit not in seen:
        if unit == start:
            return True
        seen.add(unit)
        unit = parents.get(unit)
    return False
