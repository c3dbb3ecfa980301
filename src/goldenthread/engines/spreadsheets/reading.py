"""An upload into rows and located problems: the one door through which a person's spreadsheet comes in."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from goldenthread.engines.spreadsheets.columns import ColumnSpec, heading_key
from goldenthread.engines.spreadsheets.delimited import read_delimited
from goldenthread.engines.spreadsheets.grid import FIRST_ROW, Grid, UnreadableFileError, column_letters, unreadable
from goldenthread.engines.spreadsheets.problems import Ledger, Problem, quoted
from goldenthread.engines.spreadsheets.validation import check_column
from goldenthread.engines.spreadsheets.workbook import read_workbook

ROW: Final = "row"
"""The column that read_sheet adds: the row number as the spreadsheet shows it, for problems found later."""
_HEADER_SEARCH = 20


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What a file held, and everything wrong with it.

    ``frame`` has ``row`` and the declared columns in their declared order (a decimal also as ``<name>_float``);
    a cell that was refused is null there. ``problems`` lists at most a thousand, in the order of the file;
    ``refused`` and ``questioned`` count them all.
    """

    name: str
    frame: pl.DataFrame
    problems: tuple[Problem, ...]
    refused: int
    questioned: int
    sheet: str | None = None

    @property
    def is_sound(self) -> bool:
        """Nothing was refused."""
        return self.refused == 0


def read_grid(source: Path | bytes, *, name: str) -> Grid:
    """Read a CSV or XLSX file into text cells, whatever its columns mean. Raises UnreadableFileError.

    What the file is, its first bytes say; its name only refuses kinds that are never read.
    """
    data = source if isinstance(source, bytes) else source.read_bytes()
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        seen = "it is an old Excel file (.xls) or a workbook with a password"
        what = "Save it as XLSX without a password."
        raise unreadable(file=name, seen=seen, expected="an .xlsx or .csv file", what_to_do=what)
    if data.startswith(b"PK"):
        return read_workbook(data, name=name)
    if name.lower().endswith((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")) and data:
        seen = "it is not a workbook, whatever its name says"
        raise unreadable(file=name, seen=seen, what_to_do="Save it as XLSX or CSV.")
    return read_delimited(data, name=name)


def read_sheet(path_or_bytes: Path | bytes, *, name: str, columns: Sequence[ColumnSpec]) -> Sheet:
    """Read an upload against the columns of its kind, and find all that is wrong with it at once.

    ``name`` is what the person calls the file. Nothing is raised for a bad file: it comes back with no rows and
    the reason. Headings match whatever their capitals, spaces, hyphens and underscores, or by synonym.
    """
    ledger = Ledger()
    try:
        grid = read_grid(path_or_bytes, name=name)
    except UnreadableFileError as refused:
        ledger.note(refused.problems, total=refused.total)
        return _sheet(name, _no_rows(columns), ledger, sheet=None)
    places = _places(grid, columns=columns, name=name, ledger=ledger)
    rows = pl.int_range(FIRST_ROW, FIRST_ROW + grid.cells.height, dtype=pl.UInt32, eager=True).alias(ROW)
    used = [str(place) for place in places.values()]
    cells = grid.cells.select(used)
    if used and cells.height:
        empty = cells.select(pl.all_horizontal(pl.all().is_null() | (pl.all().str.strip_chars() == ""))).to_series()
        if empty.any():
            cells, rows = cells.filter(~empty), rows.filter(~empty)
    found = [rows]
    for spec in columns:
        if spec.name in places:
            column = cells[str(places[spec.name])]
            found += check_column(column, spec=spec, rows=rows, file=name, sheet=grid.sheet, ledger=ledger)
        else:
            found += [_absent(field, kind, height=rows.len()) for field, kind in _fields(spec).items()]
    if not rows.len() and not ledger.refused:
        seen, what = "there are no rows under the header", "Add the data, or leave the file out."
        ledger.add(Problem(file=name, sheet=grid.sheet, seen=seen, expected="at least one row", what_to_do=what))
    return _sheet(name, pl.DataFrame(found), ledger, sheet=grid.sheet)


def _sheet(name: str, frame: pl.DataFrame, ledger: Ledger, *, sheet: str | None) -> Sheet:
    return Sheet(
        name=name,
        frame=frame,
        problems=ledger.listed,
        refused=ledger.refused,
        questioned=ledger.questioned,
        sheet=sheet,
    )


def _fields(spec: ColumnSpec) -> dict[str, pl.DataType]:
    """The frame's columns that a declared column becomes."""
    if spec.kind == "decimal":
        return {spec.name: pl.String(), f"{spec.name}_float": pl.Float64()}
    kinds = {"integer": pl.Int64(), "date": pl.Date()}
    return {spec.name: kinds.get(spec.kind, pl.String())}


def _no_rows(columns: Sequence[ColumnSpec]) -> pl.DataFrame:
    fields = {field: kind for spec in columns for field, kind in _fields(spec).items()}
    return pl.DataFrame(schema={ROW: pl.UInt32(), **fields})


def _absent(name: str, kind: pl.DataType, *, height: int) -> pl.Series:
    return pl.Series(name, [None], dtype=kind).new_from_index(0, height)


def _places(grid: Grid, *, columns: Sequence[ColumnSpec], name: str, ledger: Ledger) -> dict[str, int]:
    """Match the header's cells to the declared columns; note unknown, missing, repeated and nameless ones."""

    def refuse(seen: str, what_to_do: str, *, column: str | None, expected: str = "") -> None:
        ledger.add(
            Problem(
                file=name,
                sheet=grid.sheet,
                row=1,
                column=column,
                seen=seen,
                expected=expected,
                what_to_do=what_to_do,
            )
        )

    known = {heading_key(word): spec.name for spec in columns for word in (spec.name, *spec.synonyms)}
    keys = [heading_key(cell) for cell in grid.header]
    lower = None if any(key in known for key in keys) else _header_below(grid, known=known)
    if lower is not None:
        what = f"Delete the rows above it, so that row {lower} becomes row 1."
        refuse(f"the header stands in row {lower}", what, column=None, expected="the header in row 1")
        return {}
    places: dict[str, int] = {}
    names = ", ".join(spec.name for spec in columns)
    for place, (key, heading) in enumerate(zip(keys, grid.header, strict=True)):
        letters = column_letters(place)
        if not key:
            if grid.cells[str(place)].null_count() < grid.cells.height:
                refuse("the column has no heading", "Give it a heading, or delete it.", column=letters)
        elif key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            meant = f"Did you mean {known[near[0]]}? " if near else ""
            seen = f"the heading {quoted(heading)} is not known"
            refuse(seen, f"{meant}Rename or delete it.", column=letters, expected=f"one of {names}")
        elif known[key] in places:
            first = column_letters(places[known[key]])
            seen = f"the column {known[key]} is there twice (columns {first} and {letters})"
            refuse(seen, "Delete one of the two.", column=letters, expected="each column once")
        else:
            places[known[key]] = place
    for spec in columns:
        if spec.required and spec.name not in places:
            headings = ", ".join(quoted(cell) for cell in grid.header if cell) or "none"
            what = f"Add it: {spec.description}" if spec.description else "Add it."
            refuse(f"the column is missing (headings seen: {headings})", what, column=spec.name)
    return places


def _header_below(grid: Grid, *, known: dict[str, str]) -> int | None:
    """Return the row that looks like the header: at least half of its cells are headings that are known."""
    for position, row in enumerate(grid.cells.head(_HEADER_SEARCH).iter_rows()):
        cells = [heading_key(cell) for cell in row if cell]
        if cells and sum(cell in known for cell in cells) * 2 >= len(cells):
            return FIRST_ROW + position
    return None
