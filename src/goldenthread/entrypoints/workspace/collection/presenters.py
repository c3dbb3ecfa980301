"""What was found in an upload, as its pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.design import words
from goldenthread.domain.collection.operations import LoadOutcome
from goldenthread.engines.spreadsheets.problems import Problem

LISTED = 200
"""Problems on a page; the rest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow:
    """A problem and where it stands."""

    file: str
    row: str
    column: str
    seen: str
    expected: str
    what_to_do: str


def problem_rows(problems: Sequence[Problem], *, severity: str) -> list[ProblemRow]:
    """Return the problems of one severity, in the order found."""
    return [
        ProblemRow(
            file=one.file if not one.sheet else f"{one.file}, sheet {one.sheet}",
            row="" if one.row is None else f"{one.row:,}",
            column=one.column or "",
            seen=one.seen,
            expected=one.expected,
            what_to_do=one.what_to_do,
        )
        for one in problems
        if one.severity == severity
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """What a file would change."""

    name: str
    kind: str
    rows: str
    new: str
    revised: str
    unchanged: str


def file_rows(outcome: LoadOutcome) -> list[FileRow]:
    """Return one line per file."""
    return [
        FileRow(
            name=one.file,
            kind=one.kind.replace("_", " "),
            rows=f"{one.rows:,}",
            new=f"{one.new:,}",
            revised=f"{one.revised:,}",
            unchanged=f"{one.unchanged:,}",
        )
        for one in outcome.counts
    ]


def totals(outcome: LoadOutcome) -> str:
    """Return what would change, in a sentence part: "12 new, 3 revised and 40 unchanged rows"."""
    new = sum(one.new for one in outcome.counts)
    revised = sum(one.revised for one in outcome.counts)
    unchanged = sum(one.unchanged for one in outcome.counts)
    return f"{words.joined([f'{new:,} new', f'{revised:,} revised', f'{unchanged:,} unchanged'])} rows"
