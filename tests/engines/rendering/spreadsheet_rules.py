"""The Analysis Function's checklist "Making spreadsheets accessible", as far as a machine can check it.

Rules have the numbers of the project's list of the checklist. Rules 15 (plain wording), 33 (spelling) and 34 (the
checker inside Excel) need a person.
"""

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree import ElementTree

from tests.engines.rendering.contrast import on_white

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_READABLE = {"Arial", "Inter", "Verdana", "Calibri", "Helvetica", "Aptos"}
_MARKER = re.compile(r"\[note \d+\]")
_SHORT = re.compile(r"\[[^\[\]]+\]")
_SYMBOLS = re.compile(r"[#@~^|\\<>§¶]")
_HERE = {"here", "click here", "link", "this link", "more", "read more"}

CHECKED = frozenset({*range(1, 15), *range(16, 33), 35, 36})


@dataclass(frozen=True)
class Finding:
    rule: int
    where: str
    what: str


@dataclass
class Cell:
    text: str | None
    number: bool
    style: int

    @property
    def filled(self) -> bool:
        return self.number or bool((self.text or "").strip())


@dataclass
class Table:
    name: str
    top: int
    left: int
    bottom: int
    right: int
    headers: list[str]
    marked: bool
    filtered: bool


@dataclass
class Sheet:
    name: str
    visible: bool
    root: ElementTree.Element
    cells: dict[tuple[int, int], Cell]
    tables: list[Table]
    widths: dict[int, float]
    links: set[tuple[int, int]] = field(default_factory=set)

    @cached_property
    def filled(self) -> dict[tuple[int, int], Cell]:
        return {place: cell for place, cell in self.cells.items() if cell.filled}


@dataclass
class Font:
    size: float
    name: str
    slanted: bool
    underlined: bool
    raised: bool
    rgb: str
    theme: str


class Book:
    """A workbook as its XML says it is."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.strings = [
            "".join(node.text or "" for node in item.iter(f"{_MAIN}t")) for item in self._xml("xl/sharedStrings.xml")
        ]
        self.workbook = self._xml("xl/workbook.xml")
        self.styles = self._xml("xl/styles.xml")
        self.sheets = list(self._sheets())

    def _xml(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.parts[name])  # noqa: S314 - our own file

    def _related(self, name: str) -> dict[str, str]:
        folder, file = posixpath.split(name)
        relations = f"{folder}/_rels/{file}.rels"
        if relations not in self.parts:
            return {}
        return {
            node.get("Id", ""): posixpath.normpath(posixpath.join(folder, node.get("Target", "").removeprefix("/xl/")))
            for node in self._xml(relations)
        }

    def _sheets(self) -> Iterator[Sheet]:
        related = self._related("xl/workbook.xml")
        for node in self.workbook.iter(f"{_MAIN}sheet"):
            name = related[node.get(f"{_REL}id", "")]
            root = self._xml(name)
            targets = self._related(name)
            yield Sheet(
                name=node.get("name", ""),
                visible=node.get("state", "visible") == "visible",
                root=root,
                cells={place(cell.get("r", "")): self._cell(cell) for cell in root.iter(f"{_MAIN}c")},
                tables=[
                    self._table(self._xml(targets[item.get(f"{_REL}id", "")]))
                    for item in root.iter(f"{_MAIN}tablePart")
                ],
                widths={
                    column: float(item.get("width", "0"))
                    for item in root.iter(f"{_MAIN}col")
                    for column in range(int(item.get("min", "1")), int(item.get("max", "1")) + 1)
                },
                links={place(item.get("ref", "")) for item in root.iter(f"{_MAIN}hyperlink")},
            )

    def _cell(self, node: ElementTree.Element) -> Cell:
        kind, style = node.get("t", "n"), int(node.get("s", "0"))
        value = node.findtext(f"{_MAIN}v")
        if kind == "s":
            return Cell(self.strings[int(value or 0)], False, style)
        if kind == "inlineStr":
            return Cell("".join(part.text or "" for part in node.iter(f"{_MAIN}t")), False, style)
        return Cell(None, value is not None, style)

    def _table(self, root: ElementTree.Element) -> Table:
        first, _, last = root.get("ref", "").partition(":")
        (top, left), (bottom, right) = place(first), place(last)
        return Table(
            name=root.get("displayName", ""),
            top=top,
            left=left,
            bottom=bottom,
            right=right,
            headers=[node.get("name", "") for node in root.iter(f"{_MAIN}tableColumn")],
            marked=root.get("headerRowCount", "1") == "1",
            filtered=root.find(f"{_MAIN}autoFilter") is not None,
        )

    @cached_property
    def formats(self) -> list[ElementTree.Element]:
        return list(self.styles.find(f"{_MAIN}cellXfs") or [])

    @cached_property
    def fonts(self) -> list[Font]:
        return [_font(node) for node in self.styles.find(f"{_MAIN}fonts") or []]

    def font(self, cell: Cell) -> Font:
        return self.fonts[int(self.formats[cell.style].get("fontId", "0"))]

    def wrapped(self, cell: Cell) -> bool:
        alignment = self.formats[cell.style].find(f"{_MAIN}alignment")
        return alignment is not None and alignment.get("wrapText") == "1"

    def style_name(self, cell: Cell) -> str:
        named = {node.get("xfId"): node.get("name", "") for node in self.styles.iter(f"{_MAIN}cellStyle")}
        return named.get(self.formats[cell.style].get("xfId", "0"), "")


def _font(node: ElementTree.Element) -> Font:
    def value(tag: str, attribute: str = "val") -> str:
        found = node.find(f"{_MAIN}{tag}")
        return "" if found is None else found.get(attribute, "")

    return Font(
        size=float(value("sz") or 0),
        name=value("name"),
        slanted=node.find(f"{_MAIN}i") is not None,
        underlined=node.find(f"{_MAIN}u") is not None,
        raised=node.find(f"{_MAIN}vertAlign") is not None,
        rgb=value("color", "rgb"),
        theme=value("color", "theme"),
    )


def place(reference: str) -> tuple[int, int]:
    """Row and column of a reference such as "C7", both from 1."""
    match = re.match(r"([A-Z]+)(\d+)", reference)
    assert match, reference
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def check(data: bytes) -> list[Finding]:
    """Return every breach of the checklist in a workbook; none for a workbook that follows it."""
    book = Book(data)
    return [*_whole(book), *_shared(book), *(finding for sheet in book.sheets for finding in _sheet(book, sheet))]


def _whole(book: Book) -> Iterator[Finding]:
    tables = [table.name for sheet in book.sheets for table in sheet.tables]
    for name, count in Counter(name.lower() for name in tables).items():
        if count > 1 or re.fullmatch(r"table\d*", name):
            yield Finding(2, name, "a table's name says nothing or is given twice")
    for name, count in Counter(sheet.name.lower() for sheet in book.sheets).items():
        if count > 1 or re.fullmatch(r"sheet\d*", name):
            yield Finding(27, name, "a sheet's name says nothing or is given twice")
    for name in book.parts:
        if "/media/" in name:
            yield Finding(25, name, "an image")
        if "vbaProject" in name:
            yield Finding(26, name, "a macro")
    core = book.parts.get("docProps/core.xml", b"").decode()
    for tag in ("dc:title", "dc:creator", "dc:language"):
        if not re.search(rf"<{tag}>[^<]+</{tag}>", core):
            yield Finding(35, "document information", f"{tag} is missing")
    view = book.workbook.find(f"{_MAIN}bookViews/{_MAIN}workbookView")
    if view is not None and view.get("activeTab", "0") != "0":
        yield Finding(36, "workbook", "does not open on its first sheet")
    used = {
        int(book.formats[cell.style].get(key, "0"))
        for sheet in book.sheets
        for cell in sheet.cells.values()
        for key in ("fillId",)
    }
    fills = list(book.styles.find(f"{_MAIN}fills") or [])
    for index in used:
        pattern = fills[index].find(f"{_MAIN}patternFill")
        if pattern is None or pattern.get("patternType", "none") != "none":
            yield Finding(22, f"fill {index}", "a background")
    borders = list(book.styles.find(f"{_MAIN}borders") or [])
    for index, border in enumerate(borders):
        if any(side.get("style", "none") != "none" for side in border):
            yield Finding(21, f"border {index}", "a visual divider")


def _shared(book: Book) -> Iterator[Finding]:
    """Notes and shorthand: everything used is explained on the Notes sheet, and every note there is used."""
    notes = next((sheet for sheet in book.sheets if sheet.name == "Notes"), None)
    explained = {cell.text for (_, column), cell in notes.filled.items() if column == 1} if notes else set()
    others = [cell.text or "" for sheet in book.sheets if sheet is not notes for cell in sheet.filled.values()]
    markers = {marker for text in others for marker in _MARKER.findall(text)}
    short = {text for text in others if _SHORT.fullmatch(text)} - markers
    if (markers or short) and notes is None:
        yield Finding(14, "workbook", "notes or shorthand without a Notes sheet")
    for marker in markers ^ {text for text in explained if text and _MARKER.fullmatch(text)}:
        yield Finding(12, marker, "a note without a marker or a marker without a note")
    for text in short - explained:
        yield Finding(8, text, "shorthand without a key")


def _sheet(book: Book, sheet: Sheet) -> Iterator[Finding]:
    def found(rule: int, what: str) -> Finding:
        return Finding(rule, sheet.name, what)

    root = sheet.root
    if not sheet.filled:
        yield found(28, "a blank sheet")
    title = sheet.filled.get((1, 1))
    if title is None or book.style_name(title) != "Heading 1":
        yield found(18, "A1 holds no title in the style Heading 1")
    for tag, rule in (
        ("mergeCell", 3),
        ("autoFilter", 7),
        ("pane", 7),
        ("headerFooter", 20),
        ("drawing", 20),
        ("legacyDrawing", 20),
        ("conditionalFormatting", 23),
    ):
        if root.find(f".//{_MAIN}{tag}") is not None:
            yield found(rule, tag)
    if not sheet.visible or root.findall(".//*[@hidden='1']"):
        yield found(9, "something is hidden")
    for column, width in sheet.widths.items():
        if not 8 <= width <= 61:
            yield found(10, f"column {column} is {width:g} wide")
    if any(node.get("activeCell", "A1") != "A1" for node in root.iter(f"{_MAIN}selection")):
        yield found(36, "the cursor is not in A1")
    if len(sheet.tables) > 1:
        yield found(32, "more than one table")
    yield from _looks(book, sheet)
    for table in sheet.tables:
        yield from _table(sheet, table)
    rows = Counter(row for row, _ in sheet.filled)
    for row, count in rows.items():
        if count > 1 and not any(table.top <= row <= table.bottom for table in sheet.tables):
            yield found(1, f"row {row} is part of no marked table")


def _looks(book: Book, sheet: Sheet) -> Iterator[Finding]:
    for spot, cell in sheet.filled.items():
        where, font, text = f"{sheet.name} {spot}", book.font(cell), cell.text or ""
        if font.raised:
            yield Finding(11, where, "superscript")
        linked = spot in sheet.links
        if font.size < 12 or font.slanted or font.name not in _READABLE or (font.underlined and not linked):
            yield Finding(17, where, f"hard to read: {font}")
        if font.rgb and on_white(font.rgb[-6:]) < 4.5:
            yield Finding(24, where, f"too pale: {font.rgb}")
        if linked and (text.lower().strip(".") in _HERE or re.match(r"(https?://|www\.|mailto:)", text)):
            yield Finding(16, where, f"a link that says {text}")
        if not _visible(book, sheet, spot, text, cell):
            yield Finding(6, where, "text is cut off")


def _visible(book: Book, sheet: Sheet, spot: tuple[int, int], text: str, cell: Cell) -> bool:
    row, column = spot
    width = sheet.widths.get(column, 8.43)
    if len(text) <= width:
        return True
    if book.wrapped(cell):
        return max(len(word) for word in text.split()) <= width or width >= 60
    return not any((row, other) in sheet.filled for other in range(column + 1, column + 12))


def _table(sheet: Sheet, table: Table) -> Iterator[Finding]:
    def found(rule: int, what: str) -> Finding:
        return Finding(rule, f"{sheet.name}, {table.name}", what)

    rows, columns = range(table.top, table.bottom + 1), range(table.left, table.right + 1)
    for row in rows:
        if not any((row, column) in sheet.filled for column in columns):
            yield found(4, f"row {row} is blank")
    for column in columns:
        if not any((row, column) in sheet.filled for row in rows[1:]):
            yield found(4, f"column {column} is blank")
    for row in rows:
        for column in columns:
            if (row, column) not in sheet.filled:
                yield found(8, f"the cell in row {row}, column {column} is blank")
    shown = [(sheet.cells.get((table.top, column)) or Cell(None, False, 0)).text or "" for column in columns]
    if (
        not table.marked
        or shown != table.headers
        or not all(shown)
        or len({name.lower() for name in shown}) < len(shown)
    ):
        yield found(5, f"header row: {shown} against {table.headers}")
    for header in shown:
        if re.search(r"[*†‡]", header):
            yield found(11, f"a symbol for a note in {header}")
        if _SYMBOLS.search(header):
            yield found(19, f"a symbol in {header}")
    if table.filtered:
        yield found(7, "a filter")
    for column in columns:
        cells = [sheet.cells[(row, column)] for row in rows[1:] if (row, column) in sheet.filled]
        if any(cell.number for cell in cells):
            for cell in cells:
                if not cell.number and not _SHORT.fullmatch(cell.text or ""):
                    yield found(13, f"{cell.text} in a column of numbers")
    if any((row, 1) not in sheet.filled for row in range(1, table.top)):
        yield found(29, "column A has a gap above the table")
    if table.left != 1:
        yield found(30, "the table does not start at the left edge")
    if any(row > table.bottom for row, _ in sheet.filled):
        yield found(31, "something stands below the table")
