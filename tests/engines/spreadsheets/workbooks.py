"""Workbooks for the tests: sound ones from XlsxWriter, unsound ones by changing their parts."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter

Row = Sequence[Any]


def workbook(
    *rows: Row, change: Callable[[Any, Any], None] | None = None, more: dict[str, list[Row]] | None = None
) -> bytes:
    """One sheet with these rows; ``change`` may do more to the book and the sheet; ``more`` adds sheets."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("figures")
        for name, others in {"figures": rows, **(more or {})}.items():
            target = sheet if name == "figures" else book.add_worksheet(name)
            for number, row in enumerate(others):
                target.write_row(number, 0, row)
        if change:
            change(book, sheet)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes, *, replace: bool = True) -> bytes:
    """The same archive with one part replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            if member.filename != name or not replace:
                new.writestr(member.filename, old.read(member))
        new.writestr(name, content)
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    """One part of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)
