"""The document model: a report before it has a format.

Everything is frozen and made of plain values, so that a document can be stored, compared and rendered again next
year to the same bytes. Headings have no level of their own: the depth of a section decides it, so a skipped level
cannot be written. Words are final here ("83.4%"), beside the exact number they stand for; a renderer decides
looks, never words and never numbers.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from goldenthread.engines.charts.record import Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strong:
    """Words that matter more than their neighbours."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead somewhere; ``text`` says where, ``href`` is a full address or ``#identifier``."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """A rating as word, shape and colour. ``code`` is a rating code of the scoring engine, ``word`` what is read."""

    code: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """A direction of travel as arrow and word. ``code`` is a direction code of the scoring engine."""

    code: str
    word: str


Inline = Text | Strong | Link | Rating | Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph; ``style`` "lead" is the opening sentence, "note" a small remark."""

    inlines: tuple[Inline, ...]
    style: Literal["body", "lead", "note"] = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list; numbered when the order matters."""

    items: tuple[tuple[Inline, ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A name and what it is, as in "Lead officer: Head of Assessment"."""

    name: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A list of names and what they are."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout:
    """A box with a heading that is part of the text, not of the outline: "Why is this Amber?"."""

    title: str
    blocks: tuple["Paragraph | Bullets", ...]
    tone: Literal["plain", "good", "warning", "bad"] = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table.

    ``name`` is unique in its table. ``kind`` "number" is right-aligned with tabular figures. ``width`` is the share
    of the page this column asks for, relative to its neighbours. ``unit`` and ``decimals`` describe the numbers
    when all cells share them.
    """

    name: str
    kind: Literal["text", "number", "rating", "direction", "date"] = "text"
    width: float = 1.0
    unit: str = ""
    decimals: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: the words shown and, where they stand for a number, the exact number with its unit and places.

    No words and no number is a cell without meaning and is refused: say "–" or "not due" and explain it.
    """

    inlines: tuple[Inline, ...]
    number: Decimal | None = None
    unit: str = ""
    decimals: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row; its first cell is the header of the row. ``group`` names a run of rows."""

    cells: tuple[Cell, ...]
    group: str = ""


class TableError(ValueError):
    """A table has rows that do not fit its columns, or no columns at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: ``identifier`` names its anchor, ``caption`` says what it shows, ``note`` stands below.

    ``short`` is the caption in a few words, for a tab of a workbook, which has room for thirty letters.

    Raises :class:`TableError` when a row has more or fewer cells than there are columns, or there are none.
    """

    identifier: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    source: str = ""
    short: str = ""

    def __post_init__(self) -> None:
        """Refuse a table that no format could show rightly: cells under the wrong heading mislead silently."""
        if not self.columns:
            raise TableError(f"The table “{self.caption}” has no columns, so it can show nothing. Give it columns.")
        for number, row in enumerate(self.rows, start=1):
            if len(row.cells) != len(self.columns):
                raise TableError(
                    f"Row {number} of the table “{self.caption}” has {len(row.cells)} cells for "
                    f"{len(self.columns)} columns. "
                    f"Give one cell for each column; say “–” where there is nothing to show."
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart with its text alternative, written from the data in one or two sentences."""

    chart: Chart
    alternative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How many of what: a bar of counts by rating, never without its words.

    ``counts`` are (rating code, word, count, words for the share); ``summary`` says the same in a sentence.
    """

    identifier: str
    summary: str
    counts: tuple[tuple[str, str, int, str], ...]


Block = Paragraph | Bullets | Facts | Callout | Table | Figure | Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part with a heading; sections inside it are one level deeper. ``new_page`` asks paper for a fresh page."""

    identifier: str
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()
    new_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole report.

    ``date`` (ISO day of the edition) is the only date a rendering may use, in the text and in the metadata of the
    file: no renderer looks at a clock. ``colour`` is the authority's own colour. ``facts`` stand on the front:
    period, edition, as known at, for whom. ``marking`` is printed on every page ("Draft", "Illustrative figures").
    """

    identifier: str
    title: str
    subtitle: str
    authority: str
    date: str
    edition: str
    author: str
    summary: str
    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()
    classification: str = "Unrestricted"
    marking: str = ""
    colour: str = "#12436D"
    language: str = "en-GB"
    keywords: tuple[str, ...] = field(default=())
    licence: str = ""
