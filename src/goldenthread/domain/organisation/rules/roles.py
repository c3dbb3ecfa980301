"""Which roles a person holds on a day, and in which parts of the council."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.domain.organisation.rules.tree import subtree


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A role, the unit it holds in (None: the whole council) and the days it holds on, both included."""

    role: str
    unit_id: int | None
    starts: date | None
    ends: date | None


def held_on(held: Iterable[Held], *, day: date) -> list[Held]:
    """Return what is held on ``day``."""
    return [one for one in held if (one.starts is None or one.starts <= day) and (one.ends is None or day <= one.ends)]


def roles_on(held: Iterable[Held], *, day: date) -> frozenset[str]:
    """Return the roles that hold on ``day``, wherever they hold."""
    return frozenset(one.role for one in held_on(held, day=day))


def units_covered(
    held: Iterable[Held], *, roles: Collection[str], parents: Mapping[int, int | None], day: date
) -> frozenset[int] | None:
    """Return the units in which one of ``roles`` holds on ``day``: None is the whole council, empty is nowhere.

    A role without a unit covers the whole council, a role in a unit that unit and everything below it, as ``parents``
    (unit to parent) stood on the day. A partner's role covers its own unit only, never the whole council.
    """
    covered: set[int] = set()
    for one in held_on(held, day=day):
        if one.role not in roles:
            continue
        if one.unit_id is not None:
            covered |= subtree(parents, root=one.unit_id)
        elif one.role != "partner":
            return None
    return frozenset(covered)
