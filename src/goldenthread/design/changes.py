"""What changed its rating, the most important first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from django.utils.safestring import SafeString

from goldenthread.design.marks import rating_html

_COLOURS = frozenset({"red", "amber", "green"})
FIRST = 8
"""How many stand open; the rest can be unfolded."""


class Changed(Protocol):
    """What is read from a change of rating."""

    @property
    def reference(self) -> str: ...  # noqa: D102 - the names speak for themselves
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def was(self) -> str: ...  # noqa: D102
    @property
    def now(self) -> str: ...  # noqa: D102
    @property
    def why(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A rating that changed, and why it is what it is now."""

    name: str
    url: str
    was: SafeString
    now: SafeString
    why: str


def change_rows(found: Iterable[Changed], *, address: str) -> tuple[list[ChangeRow], list[ChangeRow]]:
    """Return the changes as marks, in two parts: the first few, and the rest.

    What turned Red comes first, then what left Red, then other changes of colour, then what lost its colour.
    """

    def weight(one: Changed) -> int:
        if one.now not in _COLOURS:
            return 4
        return 0 if one.now == "red" else 1 if one.was == "red" else 2 if one.was in _COLOURS else 3

    rows = [
        ChangeRow(
            name=one.name,
            url=address.replace("REFERENCE", quote(one.reference)),
            was=rating_html(one.was),
            now=rating_html(one.now),
            why=one.why,
        )
        for one in sorted(found, key=weight)
    ]
    return rows[:FIRST], rows[FIRST:]
