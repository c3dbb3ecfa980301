"""Which sheets a report's workbook has, and what stands on each, before anything is written.

Rules: "Making spreadsheets accessible: a checklist of the basics" of the Analysis Function. Cover, contents, notes,
then one marked table a sheet: the tables of the report, the counts, the data of all charts, and the words.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from goldenthread.engines.charts.figures import UNITS
from goldenthread.engines.charts.record import Chart
from goldenthread.engines.documents.model import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Document,
    Facts,
    Figure,
    Paragraph,
    Row,
    Spread,
    Table,
    Text,
)
from goldenthread.engines.rendering.excel_cells import (
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    Value,
    column_values,
    look,
    remarks,
    stored,
)
from goldenthread.engines.rendering.office_text import blocks, clean, source_line, words

_LONGEST_NAME = 31
_JOINING = frozenset({"", "a", "an", "and", "by", "for", "from", "in", "of", "on", "or", "the", "their", "to", "with"})
_LONGEST_TEXT = 1_200
"""Characters of words in one cell: more would not fit the tallest row that a spreadsheet can show."""

_ROUNDED = "Some numbers have more than 15 digits; they are rounded to 15, the most that a spreadsheet can hold."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet with one table; ``part`` is the part of the report it shows, ``numeric`` marks columns of numbers."""

    name: str
    title: str
    table_name: str
    headers: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[Value, ...], ...]
    lines: tuple[str, ...] = ()
    part: str = ""


def sheets(document: Document) -> list[Sheet]:
    """Return every sheet that holds a table of the report, in reading order, then the charts' data, then the words."""
    blocks_ = [(path, block) for path, block in blocks(document) if isinstance(block, Table | Spread)]
    names = Names()
    named = [names.sheet(f"{number} {_short(path, block)}") for number, (path, block) in enumerate(blocks_, start=1)]
    places = {block.identifier: name for (_, block), name in zip(blocks_, named, strict=True)}
    found: list[Sheet] = []
    for (path, block), name in zip(blocks_, named, strict=True):
        sheet = _table(block, places) if isinstance(block, Table) else _spread(block, path)
        found.append(replace(sheet, name=name, part=path[0] or "Report", table_name=names.table(block.identifier)))
    charts = [block.chart for _, block in blocks(document) if isinstance(block, Figure)]
    if charts:
        found.append(replace(_charts(charts), name=names.sheet("Chart data"), table_name=names.table("chart_data")))
    said = tuple(_said(document))
    if said:
        text = Sheet(
            name=names.sheet("Text of the report"),
            title="Text of the report",
            table_name=names.table("text_of_the_report"),
            headers=("Part of the report", "Heading", "Text"),
            numeric=(False, False, False),
            rows=said,
            part="All parts",
        )
        found.append(text)
    return found


class Names:
    """Names that a workbook accepts, each given once, whatever the case of its letters."""

    def __init__(self) -> None:
        self._sheets = {"cover", "contents", "notes", "history"}
        self._tables: set[str] = {"contents", "notes"}

    def sheet(self, wanted: str) -> str:
        """Return a sheet's name: at most 31 characters, cut between words, none that is forbidden."""
        # A workbook counts letters beyond the first 65,536 twice; a sheet's name can do without them.
        plain = (
            " ".join(re.sub(r"[\[\]:*?/\\\U00010000-\U0010ffff]", " ", clean(wanted)).split()).strip("' ") or "Table"
        )
        name, number = _cut(plain, _LONGEST_NAME), 2
        while name.lower() in self._sheets:
            ending = f" ({number})"
            name, number = _cut(plain, _LONGEST_NAME - len(ending)) + ending, number + 1
        self._sheets.add(name.lower())
        return name

    def table(self, identifier: str) -> str:
        """Return a table's name: letters, digits and underscores, never read as a cell's address."""
        plain = re.sub(r"\W+", "_", identifier, flags=re.ASCII).strip("_")[:200]
        if not re.match(r"[A-Za-z]+_", plain):
            plain = f"data_{plain}".rstrip("_")
        name, number = plain, 2
        while name.lower() in self._tables:
            name, number = f"{plain}_{number}", number + 1
        self._tables.add(name.lower())
        return name


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    words = (text[: most + 1].rsplit(" ", 1)[0] if " " in text[: most + 1] else text)[:most].split(" ")
    # A name that ends in "and" or "of the" reads as if something were missing.
    while len(words) > 2 and words[-1].strip(",;-–'").lower() in _JOINING:
        words.pop()
    return " ".join(words).rstrip(" ,;-–'")


def _short(path: tuple[str, ...], block: Table | Spread) -> str:
    return (block.short or block.caption) if isinstance(block, Table) else f"Counts, {path[-1].lower()}"


def _unique(headers: Iterable[str]) -> tuple[str, ...]:
    """Return headers that differ, as a marked table demands, and none that is empty or longer than 255."""
    taken: set[str] = set()
    out = []
    for header in headers:
        plain = clean(header).strip()[:240] or "Column"
        name, number = plain, 2
        while name.lower() in taken:
            name, number = f"{plain} ({number})", number + 1
        taken.add(name.lower())
        out.append(name)
    return tuple(out)


def _table(block: Table, places: dict[str, str]) -> Sheet:
    rows = block.rows or (_no_rows(block),)
    parts: list[tuple[str, bool, list[Value]]] = []
    if any(row.group for row in rows):
        groups = [Value(text=clean(row.group).strip() or NOT_APPLICABLE) for row in rows]
        parts.append(("Group", False, groups))
    for index, column in enumerate(block.columns):
        cells = [row.cells[index] for row in rows]
        numeric = column.kind == "number"
        parts.append((_heading(column, cells), numeric, column_values(column, cells, sheets=places)))
        if index == 0 and len(_units(block, rows)) > 1:
            parts.append(("Unit", False, [_unit(row, block.columns) for row in rows]))
        extra = remarks(column, cells)
        if any(extra):
            values = [Value(text=remark or NOT_APPLICABLE) for remark in extra]
            parts.append((f"{column.name}: remark", False, values))
    lines = [f"Note: {clean(block.note)}" if block.note else "", source_line(block.source)]
    if any(
        cell.number is not None and not stored(cell.number)[1] for row in rows for cell in row.cells if _finite(cell)
    ):
        lines.append(_ROUNDED)
    return Sheet(
        name="",
        table_name="",
        title=clean(block.caption).strip() or "Table",
        headers=_unique(name for name, _, _ in parts),
        numeric=tuple(numeric for _, numeric, _ in parts),
        rows=tuple(zip(*(values for _, _, values in parts), strict=True)),
        lines=tuple(line for line in lines if line),
    )


def _finite(cell: Cell) -> bool:
    return cell.number is not None and cell.number.is_finite()


def _no_rows(block: Table) -> Row:
    return Row(
        cells=tuple(Cell(inlines=(Text(text="n/a" if index else "No rows"),)) for index in range(len(block.columns)))
    )


def _units(block: Table, rows: Iterable[Row]) -> set[str]:
    return {unit for row in rows for unit in _units_of(row, block.columns)}


def _units_of(row: Row, columns: tuple[Column, ...]) -> list[str]:
    return [
        cell.unit or column.unit
        for cell, column in zip(row.cells, columns, strict=True)
        if column.kind == "number" and _finite(cell)
    ]


def _unit(row: Row, columns: tuple[Column, ...]) -> Value:
    named = [UNITS.get(unit, unit or "number") for unit in dict.fromkeys(_units_of(row, columns))]
    return Value(text=", ".join(named) or NOT_APPLICABLE)


def _heading(column: Column, cells: Iterable[Cell]) -> str:
    """A column of figures names its unit where they share one that the number format does not make plain."""
    shared = {cell.unit or column.unit for cell in cells if _finite(cell)}
    if column.kind != "number" or len(shared) != 1:
        return column.name
    unit = shared.pop()
    if unit in {"percent", "money", "number", ""} or unit not in UNITS or UNITS[unit] in column.name.lower():
        return column.name
    return f"{column.name} ({UNITS[unit]})"


def _spread(block: Spread, path: tuple[str, ...]) -> Sheet:
    shares = [re.fullmatch(r"(\d+(?:\.\d+)?)%", share) for _, _, _, share in block.counts]
    # A share in words ("one half") among shares in figures makes the column one of words.
    numeric = all(match or not share for match, (_, _, _, share) in zip(shares, block.counts, strict=True))
    rows = []
    for (_, word, count, share), match in zip(block.counts, shares, strict=True):
        told = Value(text=clean(share) or NOT_APPLICABLE)
        if match and numeric:
            number = Decimal(match[1])
            told = Value(number=float(number), look=look(unit="percent", decimals=None, number=number))
        rows.append((Value(text=clean(word)), Value(number=float(count), look="#,##0"), told))
    return Sheet(
        name="",
        table_name="",
        title=f"{path[-1]}: how many of each rating",
        headers=("Rating", "Number of indicators", "Share of the rated"),
        numeric=(False, True, numeric),
        rows=tuple(rows) or ((Value(text="No rows"), Value(text=NOT_APPLICABLE), Value(text=NOT_APPLICABLE)),),
        lines=(clean(block.summary),) if block.summary else (),
    )


_CHART_COLUMNS = (
    ("Value", "value"),
    ("Target", "target"),
    ("Floor standard", "floor"),
    ("Lower limit", "lower"),
    ("Upper limit", "upper"),
)


def _charts(charts: list[Chart]) -> Sheet:
    """One tidy table for all charts: one row for each period of each, so that it can be filtered and charted again."""
    used = [
        (header, name)
        for header, name in _CHART_COLUMNS
        if name == "value" or any(getattr(point, name) is not None for chart in charts for point in chart.points)
    ]
    rows = []
    exact = True
    for chart in charts:
        first = (
            Value(text=clean(chart.title).strip() or NOT_APPLICABLE),
            Value(text=clean(chart.value_name).strip() or "Value"),
            Value(text=clean(chart.subtitle).strip() or NOT_APPLICABLE),
        )
        for point in chart.points:
            figures = []
            for _, name in used:
                number: Decimal | None = getattr(point, name)
                if number is None or not number.is_finite():
                    figures.append(Value(text=NOT_AVAILABLE if name == "value" else NOT_APPLICABLE))
                    continue
                exact = exact and stored(number)[1]
                places = max(chart.decimals, min(max(0, -int(number.normalize().as_tuple().exponent)), 4))
                figures.append(
                    Value(number=stored(number)[0], look=look(unit=chart.unit, decimals=places, number=number))
                )
            remark = "; ".join(
                part
                for part in (clean(point.mark).strip(), "break in series: not comparable" if point.breaks else "")
                if part
            )
            unit = Value(text=UNITS.get(chart.unit, chart.unit) or "number")
            rows.append((*first, Value(text=clean(point.label)), unit, *figures, Value(text=remark or NOT_APPLICABLE)))
    sources = dict.fromkeys(source_line(chart.source) for chart in charts if chart.source)
    return Sheet(
        name="",
        table_name="",
        title="Data of the charts",
        headers=("Chart", "Measure", "Description", "Period", "Unit", *(header for header, _ in used), "Remark"),
        numeric=(False,) * 5 + (True,) * len(used) + (False,),
        rows=tuple(rows) or ((Value(text="No rows"), *(Value(text=NOT_APPLICABLE),) * (len(used) + 5)),),
        lines=("One row for each period of each chart.", *sources, *(() if exact else (_ROUNDED,))),
        part="All parts",
    )


def _said(document: Document) -> Iterator[tuple[Value, ...]]:
    for path, block in blocks(document):
        for text in _sentences(block):
            for piece in textwrap.wrap(text, _LONGEST_TEXT, break_on_hyphens=False):
                yield Value(text=path[0] or NOT_APPLICABLE), Value(text=path[-1] or NOT_APPLICABLE), Value(text=piece)


def _sentences(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield words(block.inlines)
    elif isinstance(block, Bullets):
        for number, item in enumerate(block.items, start=1):
            yield f"{number}. {words(item)}" if block.numbered else words(item)
    elif isinstance(block, Facts):
        for fact in block.facts:
            yield f"{clean(fact.name)}: {words(fact.inlines)}"
    elif isinstance(block, Callout):
        for inner in block.blocks:
            for sentence in _sentences(inner):
                yield f"{clean(block.title)}: {sentence}"
    elif isinstance(block, Figure):
        yield f"{clean(block.chart.title)}: {clean(block.alternative)}"
