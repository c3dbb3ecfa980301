"""The council as a record."""

from dataclasses import dataclass
from decimal import Decimal


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
