"""The parts of the council on a day: where each belonged, what stood below it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from goldenthread.domain.organisation.models import Unit, UnitPlacement
from goldenthread.domain.organisation.rules import Placed, parents_on, subtree, top


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A part of the council; ``directorate_code`` is the directorate at the top of its branch (or itself)."""

    id: int
    code: str
    name: str
    kind: str
    parent_id: int | None
    order: int
    directorate_code: str
    directorate_name: str
    directorate_order: int
    valid_from: date | None = None
    valid_to: date | None = None

    def stands_on(self, day: date) -> bool:
        """Say whether the unit exists on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A unit and what stands below it, in the council's order; ``depth`` counts from 0 at the top."""

    unit: UnitRow
    depth: int
    children: "tuple[Branch, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A unit that went from one parent to another on a day; None is the top of the council."""

    unit: UnitRow
    before: UnitRow | None
    after: UnitRow | None
    starts: date
    reason: str


def units(*, on: date | None = None) -> dict[int, UnitRow]:
    """Return every unit by id as it was placed on a day (today unless said otherwise), in two queries.

    Units that ended or have not begun are here too: see :meth:`UnitRow.stands_on`.
    """
    found = {unit.pk: unit for unit in Unit.objects.all()}
    parents = parents_on(
        {unit.pk: unit.parent_id for unit in found.values()}, placed=_placed(), day=on or timezone.localdate()
    )
    rows = {}
    for unit in found.values():
        directorate = found[top(parents, unit=unit.pk)]
        rows[unit.pk] = UnitRow(
            id=unit.pk,
            code=unit.code,
            name=unit.name,
            kind=unit.kind,
            parent_id=parents[unit.pk],
            order=unit.order,
            directorate_code=directorate.code,
            directorate_name=directorate.name,
            directorate_order=directorate.order,
            valid_from=unit.valid_from,
            valid_to=unit.valid_to,
        )
    return rows


def directorates(*, on: date | None = None) -> list[UnitRow]:
    """Return the units at the top of the tree on a day (today unless said otherwise), in the council's order."""
    return sorted((unit for unit in units(on=on).values() if unit.parent_id is None), key=_place)


def tree(*, on: date) -> tuple[Branch, ...]:
    """Return the council on a day, units that do not exist on it left out; two queries whatever the depth.

    A unit whose parent does not exist on the day stands at the top, so that nothing that exists is hidden.
    """
    there = {unit.id: unit for unit in units(on=on).values() if unit.stands_on(on)}
    below: dict[int | None, list[UnitRow]] = {}
    for unit in there.values():
        below.setdefault(unit.parent_id if unit.parent_id in there else None, []).append(unit)

    def branches(parent: int | None, depth: int) -> tuple[Branch, ...]:
        return tuple(
            Branch(unit=unit, depth=depth, children=branches(unit.id, depth + 1))
            for unit in sorted(below.get(parent, ()), key=_place)
        )

    return branches(None, 0)


def subtree_ids(unit: int, *, on: date) -> frozenset[int]:
    """Return the ids of a unit and of every unit below it on a day, in two queries."""
    base = dict(Unit.objects.values_list("pk", "parent_id"))
    return subtree(parents_on(base, placed=_placed(), day=on), root=unit)


def moves() -> list[Move]:
    """Return every move of a unit, the latest first, in four queries whatever their number."""
    base = {unit.id: unit for unit in units().values()}
    parents: dict[int, int | None] = dict(Unit.objects.values_list("pk", "parent_id"))
    found = []
    rows = UnitPlacement.objects.order_by("starts", "pk").values_list("unit_id", "parent_id", "starts", "reason")
    for unit, parent, starts, reason in rows:
        before = parents[unit]
        parents[unit] = parent
        found.append(
            Move(
                unit=base[unit],
                before=base[before] if before is not None else None,
                after=base[parent] if parent is not None else None,
                starts=starts,
                reason=reason,
            )
        )
    return found[::-1]


def _placed() -> list[Placed]:
    return [
        Placed(unit_id=unit, parent_id=parent, starts=starts)
        for unit, parent, starts in UnitPlacement.objects.values_list("unit_id", "parent_id", "starts")
    ]


def _place(unit: UnitRow) -> tuple[int, str]:
    return unit.order, unit.name
