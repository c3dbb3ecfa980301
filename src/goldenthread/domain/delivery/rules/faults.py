"""What is wrong with rows that were to be stored, each with a way out; and walking round in a circle."""

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One row that cannot be stored: its place among the rows given, the field, what was seen and what to do.

    ``missing`` is the code that leads nowhere, where that is the fault.
    """

    row: int
    column: str
    seen: str
    expected: str
    what_to_do: str
    missing: str = ""

    @property
    def sentence(self) -> str:
        """The fault in two sentences, for a page: what is wrong, and the way out."""
        return f"{self.seen[:1].upper()}{self.seen[1:]}. {self.what_to_do}"


def unknown(*, row: int, column: str, code: str, what: str, known: Collection[str]) -> Fault:
    """Return the fault of a code that leads nowhere, with the nearest that does."""
    near = difflib.get_close_matches(code, known, n=1, cutoff=0.7) if len(known) <= 5_000 else []
    return Fault(
        row=row,
        column=column,
        missing=code,
        seen=f"there is no {what} “{code}”",
        expected=f"the code of a {what} that is stored",
        what_to_do=f"Did you mean {near[0]}? If not, add it first." if near else "Correct it, or add it first.",
    )


def circle(*, start: str, parents: Mapping[str, Iterable[str]], first: str = "") -> tuple[str, ...]:
    """Return the shortest way from ``start`` up through ``parents`` back to ``start``, both ends named; () if none.

    ``first`` is the step to take first; without it every parent of ``start`` is tried.
    """
    ways: dict[str, tuple[str, ...]] = {start: (start,)}
    front = [start]
    while front:
        further: list[str] = []
        for code in front:
            for above in (first,) if first and code == start else sorted(parents.get(code, ())):
                if above == start:
                    return (*ways[code], start)
                if above not in ways:
                    ways[above] = (*ways[code], above)
                    further.append(above)
        front = further
    return ()


def acyclic(parents: Mapping[str, Iterable[str]]) -> bool:
    """Return whether nothing leads back to itself, looking at everything once."""
    waiting: dict[str, int] = {}
    for child, above in parents.items():
        waiting.setdefault(child, 0)
        for code in above:
            waiting[code] = waiting.get(code, 0) + 1
    free = [code for code, below in waiting.items() if not below]
    done = 0
    while free:
        done += 1
        for code in parents.get(free.pop(), ()):
            waiting[code] -= 1
            if not waiting[code]:
                free.append(code)
    return done == len(waiting)
