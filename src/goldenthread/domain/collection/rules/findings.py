"""Collecting what is wrong with a file: each check says where it looks, when it objects and in which words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import polars as pl

from goldenthread.engines.spreadsheets import Problem

MOST_LISTED = 1_000
"""How many rows of one check are spelt out; the rest are counted in one sentence."""

Row = Mapping[str, Any]
Words = str | Callable[[Row], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Rows in which ``when`` is true are refused (or questioned): what was ``seen`` in ``column``, and a way out."""

    column: str
    when: pl.Expr
    seen: Words
    expected: Words
    what_to_do: Words
    severity: Literal["refused", "questioned"] = "refused"


@dataclass(slots=True, kw_only=True)
class Findings:
    """The problems of one file, and the rows that cannot be stored because of them.

    ``names`` adds to narrow rows what the words need; it is asked only about rows that are shown.
    """

    file: str
    sheet: str | None = None
    problems: list[Problem] = field(default_factory=list)
    bad: set[int] = field(default_factory=set)
    names: Callable[[pl.DataFrame], pl.DataFrame] | None = None

    def whole_file(self, *, seen: str, expected: str, what_to_do: str, column: str | None = None) -> None:
        """Refuse the file as a whole."""
        self.problems.append(
            Problem(
                file=self.file,
                sheet=self.sheet,
                row=None,
                column=column,
                seen=seen,
                expected=expected,
                what_to_do=what_to_do,
                severity="refused",
            )
        )

    def note(self, check: Check, rows: pl.DataFrame) -> None:
        """Add one problem for each of ``rows`` (a column ``row`` and whatever the words need)."""
        shown = rows.head(MOST_LISTED)
        if self.names is not None:
            shown = self.names(shown)
        for row in shown.iter_rows(named=True):
            self.problems.append(
                Problem(
                    file=self.file,
                    sheet=self.sheet,
                    row=row["row"],
                    column=check.column,
                    seen=_said(check.seen, row),
                    expected=_said(check.expected, row),
                    what_to_do=_said(check.what_to_do, row),
                    severity=check.severity,
                )
            )
        if rows.height > MOST_LISTED:
            self.problems.append(
                Problem(
                    file=self.file,
                    sheet=self.sheet,
                    row=None,
                    column=check.column,
                    seen=f"{rows.height - MOST_LISTED:,} more rows have the same problem as row {rows['row'][0]}",
                    expected="",
                    what_to_do="",
                    severity=check.severity,
                )
            )
        if check.severity == "refused":
            self.bad |= set(rows["row"].to_list())

    def run(self, frame: pl.DataFrame, checks: Sequence[Check]) -> pl.DataFrame:
        """Run ``checks`` over ``frame`` and return the rows that none of them refused, in the same order.

        One pass finds which checks object at all, so that a sound file of a million rows is looked at once.
        """
        if frame.is_empty() or not checks:
            return frame
        objecting = frame.select(check.when.any().alias(str(number)) for number, check in enumerate(checks)).row(0)
        refused: set[int] = set()
        for check, objects in zip(checks, objecting, strict=True):
            if objects:
                rows = frame.filter(check.when)
                self.note(check, rows)
                if check.severity == "refused":
                    refused |= set(rows["row"].to_list())
        return without(frame, refused)


def without(frame: pl.DataFrame, rows: Iterable[int]) -> pl.DataFrame:
    """Return ``frame`` without these row numbers."""
    listed = pl.Series("row", list(rows), dtype=frame["row"].dtype)
    return frame.filter(~pl.col("row").is_in(listed.implode())) if listed.len() else frame


def _said(words: Words, row: Row) -> str:
    return words if isinstance(words, str) else words(row)


def quoted(column: str) -> Callable[[Row], str]:
    """Return words that show a row's own text in ``column``, cut short."""

    def words(row: Row) -> str:
        text = str(row[column])
        return f"“{text if len(text) <= 60 else text[:59] + '…'}”"

    return words
