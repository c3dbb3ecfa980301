"""CSV bytes into a grid of text, or a sentence that says why not (RFC 4180, UTF-8 with or without its mark).

The fast reader fills short rows silently, so rows are counted as well: where the last column has no empty cell
no row was short; where the separators add up none was; else the file is read again, slowly and strictly.
"""

from __future__ import annotations

import codecs
import csv
import io

import polars as pl

from goldenthread.engines.spreadsheets.grid import Grid, UnreadableFileError, unreadable
from goldenthread.engines.spreadsheets.problems import LISTED, Problem

_AS_UTF8 = "In Excel choose Save as, then 'CSV UTF-8 (comma delimited)'."
_MAGIC = {
    b"PK\x03\x04": "a workbook or an archive",
    b"\xd0\xcf\x11\xe0": "an old Excel file or a protected workbook",
    b"%PDF": "a PDF",
    b"PAR1": "a Parquet file",
    b"\x1f\x8b": "a compressed file",
    b"\x89PNG": "a picture",
}
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "upright bars"}
_FIELD = 1_000_000


def read_delimited(data: bytes, *, name: str) -> Grid:
    """Read CSV into text cells. Raises UnreadableFileError with every problem of its form that was found."""
    text = _settled(data, name=name)
    header = _header(text, name=name)
    try:
        cells = pl.read_csv(
            io.BytesIO(text),
            infer_schema=False,
            has_header=False,
            null_values=[""],
            raise_if_empty=False,
        )
    except (pl.exceptions.PolarsError, UnicodeDecodeError) as broken:
        _raise_for_encoding(text, name=name)
        _read_strictly(text, name=name, width=len(header))
        raise unreadable(file=name, seen="it is not readable as CSV", what_to_do=_AS_UTF8) from broken
    if cells.width != len(header):
        _read_strictly(text, name=name, width=len(header))
    height = cells.height
    blank: tuple[int, ...] = ()
    if len(header) > 1 and cells[:, -1].null_count() and not _adds_up(text, width=len(header), height=height):
        blank = _read_strictly(text, name=name, width=len(header))
    cells = cells.slice(1)
    cells.columns = [str(position) for position in range(cells.width)]
    return Grid(header=header, cells=cells, blank=blank)


def _settled(data: bytes, *, name: str) -> bytes:
    """Refuse what is no text in UTF-8; take off the mark; settle line ends of the oldest kind."""
    if not data or data.isspace():
        size = "the file is empty (0 bytes)" if not data else "the file holds nothing but blank lines"
        raise unreadable(file=name, seen=size, what_to_do="Save it again with a header row and the data.")
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            seen = f"it is {what}, whatever its name says"
            raise unreadable(file=name, seen=seen, expected="a CSV file", what_to_do=_AS_UTF8)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise unreadable(file=name, seen="it is encoded as UTF-16", expected="UTF-8", what_to_do=_AS_UTF8)
    if b"\0" in data:
        seen = "it holds binary data, not text"
        raise unreadable(file=name, seen=seen, expected="a CSV file in UTF-8", what_to_do=_AS_UTF8)
    text = data.removeprefix(codecs.BOM_UTF8)
    return text if b"\n" in text or b"\r" not in text else text.replace(b"\r", b"\n")


def _header(text: bytes, *, name: str) -> tuple[str, ...]:
    """Read the first row, and refuse a file that is cut into columns by something other than commas."""
    try:
        lines = io.TextIOWrapper(io.BytesIO(text[:_FIELD]), encoding="utf-8", errors="strict", newline="")
        header = tuple(cell.strip() for cell in next(csv.reader(lines, strict=True)))
    except (UnicodeDecodeError, csv.Error, StopIteration) as broken:
        _raise_for_encoding(text, name=name)
        seen = f"its first row cannot be read ({broken})"
        raise unreadable(file=name, seen=seen, what_to_do="Mend the header row.", row=1) from broken
    if len(header) == 1:
        for separator, words in _SEPARATORS.items():
            if separator in header[0]:
                raise unreadable(
                    file=name,
                    seen=f"its columns are separated by {words}",
                    expected="commas between the columns",
                    what_to_do=f"Save it again as comma separated. {_AS_UTF8}",
                    row=1,
                )
    return header


def _adds_up(text: bytes, *, width: int, height: int) -> bool:
    """No row has too many separators, so where their sum is right none has too few."""
    return b'"' not in text and text.count(b",") == (width - 1) * height


def _raise_for_encoding(text: bytes, *, name: str) -> None:
    try:
        codecs.decode(text, "utf-8")
    except UnicodeDecodeError as wrong:
        row = text.count(b"\n", 0, wrong.start) + 1
        start = text.rfind(b"\n", 0, wrong.start) + 1
        column = text.count(b",", start, wrong.start)
        looks = text[max(start, wrong.start - 12) : wrong.start + 12].decode("cp1252", errors="replace")
        raise UnreadableFileError(
            [
                Problem(
                    file=name,
                    row=row,
                    column=str(column + 1),
                    seen=f"it is not encoded as UTF-8; it looks like Windows-1252 (near '{looks.strip()}')",
                    expected="UTF-8",
                    what_to_do=_AS_UTF8,
                )
            ]
        ) from wrong


def _read_strictly(text: bytes, *, name: str, width: int) -> tuple[int, ...]:
    """Read row by row; return the positions of blank lines. Raises UnreadableFileError for every misshapen row."""
    problems: list[Problem] = []
    blank: list[int] = []
    total = 0
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(text), encoding="utf-8", newline=""), strict=True)
    row = 0
    try:
        for row, fields in enumerate(reader, start=1):
            if not fields:
                blank.append(row - 2)
            elif len(fields) != width:
                total += 1
                if len(problems) < LISTED:
                    problems.append(_misshapen(name, row, found=len(fields), width=width))
    except csv.Error as broken:
        total += 1
        seen = f"its quotation marks do not match ({broken})"
        what = "Put quotation marks around the whole field, and double each mark inside it."
        problems.append(Problem(file=name, row=row + 1, seen=seen, expected="", what_to_do=what))
    if problems:
        raise UnreadableFileError(problems, total=total)
    return tuple(blank)


def _misshapen(name: str, row: int, *, found: int, width: int) -> Problem:
    fields = "1 field" if found == 1 else f"{found} fields"
    what = (
        "Check for a comma inside a field: such a field needs quotation marks around it."
        if found > width
        else ("Add the missing commas, so that every row has as many fields as the header.")
    )
    expected = f"{width}, as in the header"
    return Problem(file=name, row=row, seen=f"the row has {fields}", expected=expected, what_to_do=what)
