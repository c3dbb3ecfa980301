"""A file's cells as text, before anyone asks what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from goldenthread.engines.spreadsheets.problems import Problem

FIRST_ROW: Final = 2
"""The spreadsheet's number of the row under the header."""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A header and the rows under it.

    ``cells`` has one text column per header cell, named by its position ("0", "1", ...); an empty cell is null.
    The first of them is row 2 of the spreadsheet, ``FIRST_ROW``. ``blank`` lists the positions (from 0) of
    lines that held nothing at all, not even separators.
    """

    header: tuple[str, ...]
    cells: pl.DataFrame
    sheet: str | None = None
    blank: tuple[int, ...] = field(default=())


class UnreadableFileError(Exception):
    """A file that cannot be read as a table, with every problem that says why."""

    def __init__(self, problems: Sequence[Problem], *, total: int | None = None) -> None:
        """Keep the problems; ``total`` counts those not listed too."""
        super().__init__("; ".join(problem.sentence for problem in problems))
        self.problems = tuple(problems)
        self.total = len(self.problems) if total is None else total


def unreadable(
    *, file: str, seen: str, what_to_do: str, expected: str = "", row: int | None = None
) -> UnreadableFileError:
    """Make the refusal of a whole file for one reason."""
    problem = Problem(file=file, seen=seen, expected=expected, what_to_do=what_to_do, row=row)
    return UnreadableFileError([problem])


def column_letters(position: int) -> str:
    """Return the letters a spreadsheet shows over a column: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
