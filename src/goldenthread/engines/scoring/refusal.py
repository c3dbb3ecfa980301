"""What is wrong with the rows of a table, so that all of it can be told at once and by place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

LISTED = 200
"""How many problems are listed one by one; the total is always given."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One cell that cannot be used. ``row`` counts the observations from 0; the rest is for a person to read."""

    row: int
    column: str
    seen: str
    what_to_do: str


class ScoringError(ValueError):
    """Rows were refused: ``problems`` lists them by row (the first two hundred), ``total`` counts them all."""

    def __init__(self, *, problems: Iterable[Problem], total: int) -> None:
        """Keep the problems, and say the first of them in the message."""
        self.problems = tuple(problems)
        self.total = total
        first = self.problems[0]
        more = f" (and {total - 1:,} more)" if total > 1 else ""
        super().__init__(f"row {first.row}, column {first.column}: {first.seen} {first.what_to_do}{more}")


class Problems:
    """Gathers problems batch by batch without keeping more than can be read."""

    def __init__(self) -> None:
        """Start with none."""
        self.listed: list[Problem] = []
        self.total = 0

    def add(self, *, where: pl.Series, column: str, cells: pl.Series, seen: str, what_to_do: str, first: int) -> None:
        """Add a problem for each true row of ``where``; ``seen`` may hold ``{}`` for the cell's own content.

        ``first`` is the number, in the whole table, of this batch's first row.
        """
        rows = where.arg_true()
        self.total += rows.len()
        for row, cell in zip(rows.head(LISTED).to_list(), cells.gather(rows.head(LISTED)).to_list(), strict=True):
            shown = f"{cell:.15g}" if isinstance(cell, float) else str(cell)
            self.listed.append(
                Problem(row=first + row, column=column, seen=seen.replace("{}", shown), what_to_do=what_to_do)
            )

    def raise_if_any(self) -> None:
        """Raise ScoringError with what was gathered, in the order of the rows."""
        if self.total:
            ordered = sorted(self.listed, key=lambda problem: (problem.row, problem.column))
            raise ScoringError(problems=ordered[:LISTED], total=self.total)
