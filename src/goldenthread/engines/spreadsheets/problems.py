"""What is wrong with an upload: where it stands, what was seen, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

Severity = Literal["refused", "questioned"]
LISTED: Final = 1_000
"""How many problems are kept for the list; the rest are counted."""
_SHOWN = 60


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One problem of one file, worded for the person who made the file.

    ``row`` is counted as their spreadsheet shows it (the header is row 1); None where the whole file is meant.
    ``seen`` is the cell's own text, cut short. ``severity`` "questioned" may be accepted with a reason.
    """

    file: str
    seen: str
    expected: str
    what_to_do: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    severity: Severity = "refused"

    @property
    def place(self) -> str:
        """The file, sheet, row and column, as far as they are known."""
        parts = [self.file]
        if self.sheet:
            parts.append(f"sheet {self.sheet}")
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column is not None:
            parts.append(f"column {self.column}")
        return ", ".join(parts)

    @property
    def sentence(self) -> str:
        """The whole problem as one line."""
        expected = f" Expected: {self.expected}." if self.expected else ""
        return f"{self.place}: {self.seen}.{expected} {self.what_to_do}".rstrip()


def quoted(cell: str) -> str:
    """Show a cell's text safely: in quotation marks, cut short, hidden characters made visible."""
    shown = cell if len(cell) <= _SHOWN else f"{cell[: _SHOWN - 1]}…"
    return "'" + "".join(c if c.isprintable() else f"[U+{ord(c):04X}]" for c in shown) + "'"


class Ledger:
    """Collects problems: keeps the first thousand and counts every one."""

    def __init__(self) -> None:
        """Start empty."""
        self._kept: list[Problem] = []
        self.refused = 0
        self.questioned = 0

    def add(self, problem: Problem) -> None:
        """Keep one problem."""
        self.note([problem], total=1)

    def note(self, problems: Iterable[Problem], *, total: int) -> None:
        """Keep problems of one severity that stand for ``total`` of their like, some of which were not spelt out."""
        severity: Severity = "refused"
        for problem in problems:
            severity = problem.severity
            self._kept.append(problem)
        if severity == "refused":
            self.refused += total
        else:
            self.questioned += total

    @property
    def listed(self) -> tuple[Problem, ...]:
        """The problems in the order of the file, at most a thousand."""
        return tuple(sorted(self._kept, key=lambda problem: problem.row or 0)[:LISTED])
