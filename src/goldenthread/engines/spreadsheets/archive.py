"""Is a workbook safe to open? Asked of the archive before any reader touches it.

An XLSX file is a ZIP archive of XML. What is refused here could fill the memory (bombs, entities, one cell far
away), run code (macros), reach out (links, connections) or hide a result behind a sum (formulas).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final

from goldenthread.engines.spreadsheets.grid import UnreadableFileError, unreadable
from goldenthread.engines.spreadsheets.problems import LISTED, Problem

UNPACKED_LIMIT: Final = 200_000_000
"""Most bytes that a workbook may unpack to."""
MEMBERS_LIMIT: Final = 2_000
RATIO_LIMIT: Final = 200
"""Most times that a workbook above 10 MB may be larger unpacked than packed; real ones reach about 50."""
CELLS_LIMIT: Final = 20_000_000
_BIG = 10_000_000
_CHUNK = 1 << 20
_LONGEST_TAG = 4 << 20

_AS_VALUES = "Copy the sheet and paste it as values into a new workbook, then save that as XLSX or CSV."
_OUTSIDE = (
    (re.compile(r"vbaproject\.bin$|macrosheets/"), "it holds macros"),
    (re.compile(r"^xl/externallinks/"), "it links to other files"),
    (re.compile(r"^xl/(?:connections\.xml|querytables/)"), "it fetches data from elsewhere"),
    (re.compile(r"^xl/(?:embeddings|activex)/"), "it holds embedded objects"),
)
_PREFIX = rb"(?:[A-Za-z_][\w.-]*:)?"
_CELL_START = rb"<" + _PREFIX + rb"c(?=[\s>])[^<>]*>"
_FORMULA = re.compile(rb"<" + _PREFIX + rb"f[\s/>]")
_ROW = re.compile(rb"<" + _PREFIX + rb"row\s[^<>]*?\br\s*=\s*[\"'](\d+)[\"']")
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]+)(\d+)[\"']")
_CELL = re.compile(_CELL_START)
_STYLE = re.compile(rb"\ss\s*=\s*[\"'](\d+)[\"']")
_ERROR = re.compile(rb"\st\s*=\s*[\"']e[\"']")
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check_archive(data: bytes, *, name: str) -> None:
    """Say nothing, or raise UnreadableFileError with why the workbook is not opened. Sizes are checked first."""
    if name.lower().endswith((".xlsm", ".xltm", ".xlsb", ".ods")):
        seen = f"it is a .{name.rsplit('.', 1)[1].lower()} file"
        raise unreadable(file=name, seen=seen, expected="an .xlsx or .csv file", what_to_do=_AS_VALUES)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(archive, packed=len(data), name=name)
            _check_parts(archive, name=name)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as broken:
        seen = "it is damaged: the workbook cannot be unpacked"
        raise unreadable(file=name, seen=seen, what_to_do="Open it in Excel and save it again.") from broken


def _check_members(archive: zipfile.ZipFile, *, packed: int, name: str) -> None:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    ratios = [m.file_size / max(m.compress_size, 1) for m in members if m.file_size > _BIG]
    split = "Split it, or save it as CSV."
    if unpacked > UNPACKED_LIMIT:
        seen = f"it unpacks to {unpacked / 1e6:,.0f} MB"
        raise unreadable(file=name, seen=seen, expected=f"at most {UNPACKED_LIMIT // 10**6} MB", what_to_do=split)
    if len(members) > MEMBERS_LIMIT:
        seen = f"it holds {len(members):,} parts"
        raise unreadable(file=name, seen=seen, expected=f"at most {MEMBERS_LIMIT:,}", what_to_do=split)
    if max(ratios, default=0) > RATIO_LIMIT or (unpacked > _BIG and unpacked / max(packed, 1) > RATIO_LIMIT):
        seen = f"it unpacks to {unpacked / max(packed, 1):,.0f} times its size ({unpacked / 1e6:,.0f} MB)"
        raise unreadable(file=name, seen=seen, expected=f"at most {RATIO_LIMIT} times", what_to_do=split)
    names = [member.filename.lower().lstrip("/") for member in members]
    if len(set(names)) != len(names):
        raise unreadable(file=name, seen="two of its parts have the same name", what_to_do="Save it again in Excel.")
    if any(member.flag_bits & 1 for member in members):
        raise unreadable(file=name, seen="it is protected by a password", what_to_do="Save it without one.")
    for pattern, seen in _OUTSIDE:
        if any(pattern.search(member) for member in names):
            raise unreadable(file=name, seen=seen, expected="plain cells only", what_to_do=_AS_VALUES)
    if "xl/workbook.xml" not in names:
        seen = "it is an archive without a workbook in it"
        raise unreadable(file=name, seen=seen, expected="an .xlsx file", what_to_do="Save it as XLSX or CSV.")


def _check_parts(archive: zipfile.ZipFile, *, name: str) -> None:
    """Read every XML part through, which also proves that it unpacks to the size that it states."""
    percent = _percent_styles(archive)
    problems: list[Problem] = []
    total = 0
    for member in archive.infolist():
        is_sheet = re.search(r"(?:^|/)worksheets/[^/]+\.xml$", member.filename, re.IGNORECASE) is not None
        extent = _Extent()
        for position, piece in enumerate(_pieces(archive, member)):
            if (position == 0 and piece[:2] in (b"\xff\xfe", b"\xfe\xff")) or (b"\0" in piece[:64] and _is_xml(member)):
                raise unreadable(file=name, seen="it is written in an unusual encoding", what_to_do=_AS_VALUES)
            if _is_xml(member) and _ENTITY.search(piece):
                seen = "its XML declares entities, which a workbook never needs"
                raise unreadable(file=name, seen=seen, what_to_do=_AS_VALUES)
            if is_sheet:
                extent.grow(piece)
                for kind, where in _forbidden(piece, percent=percent):
                    total += 1
                    if len(problems) < LISTED:
                        problems.append(_cell_problem(name, member.filename, kind, where))
        if is_sheet and extent.cells > CELLS_LIMIT:
            seen = f"a sheet reaches to row {extent.rows:,} and column {extent.columns:,}"
            what = "Delete what stands far away from the table, or save it as CSV."
            raise unreadable(file=name, seen=seen, expected=f"at most {CELLS_LIMIT:,} cells", what_to_do=what)
    if problems:
        raise UnreadableFileError(problems, total=total)


def _is_xml(member: zipfile.ZipInfo) -> bool:
    return member.filename.lower().endswith((".xml", ".rels", ".vml"))


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part in pieces that end just before a tag, so that no tag is cut in half."""
    rest = b""
    with archive.open(member) as part:
        while chunk := part.read(_CHUNK):
            piece = rest + chunk
            cut = piece.rfind(b"<") if _is_xml(member) else len(piece)
            if len(piece) - cut > _LONGEST_TAG:
                raise ValueError("no spreadsheet writes a tag or a text of this length")
            rest = piece[max(cut, 0) :]
            yield piece[: max(cut, 0)]
    yield rest


class _Extent:
    """How far a sheet's cells reach."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._letters: set[bytes] = set()

    @property
    def cells(self) -> int:
        """The size of the rectangle that holds every cell."""
        return self.rows * self.columns

    def grow(self, piece: bytes) -> None:
        """Take in the cell references of a piece of a sheet."""
        found = _REFERENCE.findall(piece)
        self.rows = max([self.rows, *map(int, _ROW.findall(piece))])
        if found:
            self.rows = max(self.rows, max(int(digits) for _, digits in found))
            for letters in {letters for letters, _ in found} - self._letters:
                self._letters.add(letters)
                self.columns = max(self.columns, _column_number(letters))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _forbidden(piece: bytes, *, percent: frozenset[bytes]) -> Iterator[tuple[str, str]]:
    """Yield each formula, each error that a formula left, and each cell that shows a percentage.

    An error would be read as an empty cell; 85% is stored as 0.85, which nobody sees.
    """
    if b"f>" in piece or b"f " in piece or b"f/>" in piece:
        for found in _FORMULA.finditer(piece):
            yield "formula", _reference(piece[piece.rfind(b"<", 0, found.start()) : found.start()])
    if _ERROR.search(piece):
        for found in _CELL.finditer(piece):
            if _ERROR.search(found[0]):
                yield "error", _reference(found[0])
    if percent and any(b's="' + style + b'"' in piece or b"s='" + style + b"'" in piece for style in percent):
        for found in _CELL.finditer(piece):
            style = _STYLE.search(found[0])
            if style and style[1] in percent and not found[0].endswith(b"/>"):
                yield "percent", _reference(found[0])


def _reference(cell: bytes) -> str:
    found = _REFERENCE.search(cell)
    return (found[1] + found[2]).decode() if found else ""


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """Return the numbers of the cell styles that show a percentage."""
    try:
        styles = archive.read("xl/styles.xml")
    except KeyError:
        return frozenset()
    formats = {b"9", b"10"}
    for found in re.finditer(rb"<" + _PREFIX + rb"numFmt\s[^<>]*>", styles):
        number = re.search(rb'numFmtId\s*=\s*"(\d+)"', found[0])
        code = re.search(rb'formatCode\s*=\s*"([^"]*)"', found[0])
        if number and code and b"%" in code[1]:
            formats.add(number[1])
    table = re.search(rb"<" + _PREFIX + rb"cellXfs[\s>].*?</" + _PREFIX + rb"cellXfs>", styles, re.DOTALL)
    kinds = re.findall(rb"<" + _PREFIX + rb"xf\s[^<>]*>", table[0]) if table else []
    chosen = [re.search(rb'numFmtId\s*=\s*"(\d+)"', kind) for kind in kinds]
    return frozenset(str(place).encode() for place, found in enumerate(chosen) if found and found[1] in formats)


def _cell_problem(name: str, part: str, kind: str, where: str) -> Problem:
    letters, digits = where.rstrip("0123456789"), where.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    row = int(digits) if digits else None
    sheet = part.rsplit("/", 1)[-1].removesuffix(".xml")
    if kind == "formula":
        seen, what = "the cell holds a formula", _AS_VALUES
    elif kind == "error":
        seen, what = "the cell holds an error, such as #DIV/0!", "Mend it, or leave the cell empty."
    else:
        seen = "the cell is formatted as a percentage, so its stored value is a hundredth of what it shows"
        what = "Format the column as a number and write 85 for 85%."
    return Problem(
        file=name,
        sheet=sheet,
        row=row,
        column=letters or None,
        seen=seen,
        expected="a plain value",
        what_to_do=what,
    )
