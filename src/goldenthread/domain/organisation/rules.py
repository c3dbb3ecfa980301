"""The council as a record, and who holds a role on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A role, the unit it holds in (None: the whole council) and the days it holds on, both included."""

    role: str
    unit_id: int | None
    starts: date | None
    ends: date | None


def roles_on(held: Iterable[Held], *, day: date) -> frozenset[str]:
    """Return the roles that hold on ``day``."""
    return frozenset(
        one.role for one in held if (one.starts is None or one.starts <= day) and (one.ends is None or day <= one.ends)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityRow:
    """The council, its place and its rules."""

    name: str
    short_name: str
    place_id: int
    place_code: str
    place_name: str
    scheme: str
    tolerance: Decimal | None
    direction_method: str
    colour: str
    contact: str
    licence: str
    illustrative: bool
