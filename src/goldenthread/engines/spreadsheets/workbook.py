"""XLSX bytes into a grid of text, once the archive is known to be safe."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

import polars as pl
import python_calamine as calamine

from goldenthread.engines.spreadsheets.archive import check_archive
from goldenthread.engines.spreadsheets.grid import Grid, UnreadableFileError, column_letters, unreadable
from goldenthread.engines.spreadsheets.problems import LISTED, Problem

_BATCH = 20_000


def read_workbook(data: bytes, *, name: str) -> Grid:
    """Read the one sheet of a workbook that holds anything. Raises UnreadableFileError where it may not be read.

    Numbers become the shortest decimal that reads back as the same number, dates ISO dates. Rows keep the numbers
    that the spreadsheet shows.
    """
    check_archive(data, name=name)
    try:
        with calamine.load_workbook(io.BytesIO(data)) as book:
            sheet = _only_sheet(book, name=name)
            return _grid(sheet, name=name)
    except (calamine.CalamineError, OSError, ValueError) as broken:
        seen = "the workbook cannot be read"
        raise unreadable(file=name, seen=seen, what_to_do="Open it in Excel and save it again as XLSX.") from broken


def _only_sheet(book: calamine.CalamineWorkbook, *, name: str) -> calamine.CalamineSheet:
    filled: list[calamine.CalamineSheet] = []
    hidden: list[str] = []
    for about in book.sheets_metadata:
        if about.typ is not calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        if sheet.start is None:
            continue
        filled.append(sheet)
        if about.visible is not calamine.SheetVisibleEnum.Visible:
            hidden.append(about.name)
    if not filled:
        raise unreadable(file=name, seen="the workbook is empty", what_to_do="Save it with a header row and the data.")
    if hidden:
        seen = f"it holds data on a hidden sheet ({', '.join(hidden)})"
        raise unreadable(file=name, seen=seen, expected="one sheet, in sight", what_to_do="Show or delete that sheet.")
    if len(filled) > 1:
        names = ", ".join(sheet.name for sheet in filled)
        seen = f"it holds data on {len(filled)} sheets ({names})"
        what = f"Keep the sheet to be read, for example {filled[0].name}, and save each of the others as its own file."
        raise unreadable(file=name, seen=seen, expected="one sheet", what_to_do=what)
    return filled[0]


def _grid(sheet: calamine.CalamineSheet, *, name: str) -> Grid:
    merged = sheet.merged_cell_ranges or []
    if merged:
        problems = [
            Problem(
                file=name,
                sheet=sheet.name,
                row=top + 1,
                column=column_letters(left),
                seen=f"cells are merged ({column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1})",
                expected="every value in its own cell",
                what_to_do="Unmerge them and fill each cell.",
            )
            for (top, left), (bottom, right) in merged[:LISTED]
        ]
        raise UnreadableFileError(problems, total=len(merged))
    # Rows come from row 1 on, columns from the first that is filled; letters must agree with what the reader sees.
    left = sheet.start[1] if sheet.start else 0
    rows = sheet.iter_rows()
    header = ("",) * left + tuple(_text(cell) or "" for cell in next(rows))
    frames = [pl.DataFrame(schema={str(n): pl.String for n in range(len(header))})]
    frames.extend(_batches(rows, left=left, width=len(header)))
    return Grid(header=header, cells=pl.concat(frames), sheet=sheet.name)


def _batches(rows: Iterable[Sequence[object]], *, left: int, width: int) -> Iterator[pl.DataFrame]:
    schema = {str(n): pl.String for n in range(width)}
    empty: list[str | None] = [None] * left
    batch: list[list[str | None]] = []
    for row in rows:
        batch.append(empty + [_text(cell) for cell in row])
        if len(batch) == _BATCH:
            yield pl.DataFrame(batch, schema=schema, orient="row")
            batch = []
    if batch:
        yield pl.DataFrame(batch, schema=schema, orient="row")


def _text(cell: object) -> str | None:
    return None if cell == "" else _RENDER.get(type(cell), str)(cell)


def _number(cell: object) -> str:
    text = repr(cell)
    if "e" in text or "n" in text:
        text = format(Decimal(text), "f")
    return text.removesuffix(".0")


def _moment(cell: object) -> str:
    assert isinstance(cell, dt.datetime)  # noqa: S101  the table below calls this for nothing else
    return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(sep=" ")


_RENDER: dict[type, Callable[[object], str]] = {
    str: str,
    float: _number,
    bool: lambda cell: "true" if cell else "false",
    dt.datetime: _moment,
}
