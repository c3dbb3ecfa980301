"""What a column and a kind of file are."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a file: ``type`` is text, choice, yes_no, date, moment, number or integer.

    ``choices`` are the words a choice may hold, ``longest`` the most characters a text may have, ``default`` what an
    empty cell means.
    """

    name: str
    meaning: str
    example: str = ""
    type: str = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    longest: int = 0
    default: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """A kind of file: the columns that make its ``key``, what a row is, and whether changes are kept as revisions.

    ``numbered`` kinds may come in several files of one load (``observations-1.csv``, ``observations-2.csv``).
    """

    name: str
    key: tuple[str, ...]
    a_row_is: str
    columns: tuple[Column, ...]
    revisions: bool = False

    def column(self, name: str) -> Column:
        """Return the column called ``name``. Raises ``KeyError``."""
        return {column.name: column for column in self.columns}[name]


def column(name: str, meaning: str, example: str = "", **more: Any) -> Column:
    """Make a column of a file; ``more`` are the other fields of :class:`Column`."""
    return Column(name=name, meaning=meaning, example=example, **more)
