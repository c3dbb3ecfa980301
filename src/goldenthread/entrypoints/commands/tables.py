"""Tables into the commands: CSV, Parquet, JSON and XLSX, `-` for standard input (``writing`` has the way out).

CSV, JSON and XLSX cells stay the text that was typed ("007" and "0.10" stay themselves): a command casts the
columns it calculates with and passes the rest through. Parquet keeps its own types. An empty field is a missing
value.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Final

import polars as pl

from goldenthread.engines.spreadsheets import FIRST_ROW, Grid, UnreadableFileError, read_grid
from goldenthread.entrypoints.commands.refusals import Finding, RefusedDataError, WrongUsageError
from goldenthread.entrypoints.commands.writing import PIPE, write_table

__all__ = [
    "PIPE",
    "file_name",
    "read_numbered_table",
    "read_table",
    "require_columns",
    "row_number",
    "scan_numbered_table",
    "scan_table",
    "write_table",
]

STREAMED_FROM: Final = 200_000_000
"""A CSV file of this many bytes is streamed, if a quick look finds it plain; a smaller one is read at once."""
_LOOK = 1 << 22
_PARQUET = (".parquet", ".pq")


def read_table(path: str, *, required: Sequence[str] = ()) -> pl.DataFrame:
    """Read a whole table, rows in the file's order; text columns, except Parquet, which keeps its types.

    Raises WrongUsageError where the file or a required column is missing, RefusedDataError where it cannot be read.
    """
    return read_numbered_table(path, required=required)[0]


def read_numbered_table(path: str, *, required: Sequence[str] = ()) -> tuple[pl.DataFrame, pl.Series]:
    """Read a table as read_table does, with each row's number as a spreadsheet shows it (the header is row 1)."""
    name = file_name(path)
    if path == PIPE:
        frame, rows = _read_bytes(sys.stdin.buffer.read(), name=name, ending="")
    else:
        _must_exist(path)
        ending = Path(path).suffix.lower()
        whole = _read_parquet(path, name=name) if ending in _PARQUET else None
        frame, rows = _read_bytes(Path(path).read_bytes(), name=name, ending=ending) if whole is None else whole
    require_columns(frame.columns, required=required, file=name)
    return frame, rows


def scan_table(path: str, *, required: Sequence[str] = ()) -> pl.LazyFrame:
    """Read like read_table, but lazily: a Parquet file of ten million rows, or a large plain CSV, streams through."""
    return scan_numbered_table(path, required=required)[0]


def scan_numbered_table(path: str, *, required: Sequence[str] = ()) -> tuple[pl.LazyFrame, pl.Series | None]:
    """Read like scan_table, with the rows' numbers; None for a streamed table, whose rows count from FIRST_ROW."""
    ending = Path(path).suffix.lower()
    if path != PIPE:
        _must_exist(path)
    if path != PIPE and ending in _PARQUET:
        scan = pl.scan_parquet(path)
    elif path != PIPE and ending not in (".json", ".xlsx") and _streams(Path(path)):
        scan = pl.scan_csv(path, infer_schema=False, null_values=[""])
    else:
        frame, rows = read_numbered_table(path, required=required)
        return frame.lazy(), rows
    try:
        columns = scan.collect_schema().names()
    except (pl.exceptions.PolarsError, OSError) as broken:
        raise _broken_parquet(path) from broken
    require_columns(columns, required=required, file=path)
    return scan, None


def row_number(place: int, *, rows: pl.Series | None) -> int:
    """Return the number that a spreadsheet shows for a row of the table, counted from 0: blank rows count there."""
    return FIRST_ROW + place if rows is None else int(rows[place])


def file_name(path: str) -> str:
    """Return what a message calls a file."""
    return "standard input" if path == PIPE else path


def require_columns(columns: Sequence[str], *, required: Sequence[str], file: str) -> None:
    """Raise WrongUsageError, naming the columns seen, unless every required column is there."""
    missing = [column for column in required if column not in columns]
    if missing:
        wanted = " and ".join([", ".join(missing[:-1]), missing[-1]] if len(missing) > 1 else missing)
        noun = "columns" if len(missing) > 1 else "column"
        seen = ", ".join(columns) if columns else "none"
        raise WrongUsageError(f"{file} has no {noun} {wanted}. The columns seen are: {seen}.")


def _must_exist(path: str) -> None:
    place = Path(path)
    if not place.exists():
        raise WrongUsageError(f"There is no file {path}.")
    if place.is_dir():
        raise WrongUsageError(f"{path} is a folder; a file is needed.")
    if not os.access(path, os.R_OK):
        raise WrongUsageError(f"The file {path} may not be read by this user.")


def _broken_parquet(name: str) -> RefusedDataError:
    return _refused(name, "it is not a readable Parquet file.", "Make the file again, or save it as CSV.")


def _refused(name: str, seen: str, what_to_do: str) -> RefusedDataError:
    return RefusedDataError([Finding(file=name, seen=seen, what_to_do=what_to_do)])


def _numbered(frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    return frame, pl.int_range(FIRST_ROW, FIRST_ROW + frame.height, dtype=pl.UInt32, eager=True)


def _read_parquet(source: str | BinaryIO, *, name: str) -> tuple[pl.DataFrame, pl.Series]:
    try:
        return _numbered(pl.read_parquet(source))
    except (pl.exceptions.PolarsError, OSError) as broken:
        raise _broken_parquet(name) from broken


def _read_bytes(data: bytes, *, name: str, ending: str) -> tuple[pl.DataFrame, pl.Series]:
    if data[:4] == b"PAR1":
        return _read_parquet(io.BytesIO(data), name=name)
    if ending == ".json" and data:
        return _numbered(_read_json(data, name=name))
    try:
        return _from_grid(read_grid(data, name=name), name=name)
    except UnreadableFileError as refused:
        findings = [
            Finding(
                file=problem.file,
                row=problem.row,
                column=problem.column,
                seen=f"{problem.seen}." + (f" Expected: {problem.expected}." if problem.expected else ""),
                what_to_do=problem.what_to_do,
            )
            for problem in refused.problems
        ]
        raise RefusedDataError(findings, total=refused.total) from refused


def _from_grid(grid: Grid, *, name: str) -> tuple[pl.DataFrame, pl.Series]:
    """Give the columns their headings. A column without heading and cells is left out; two of a name are refused."""
    kept = [
        place
        for place, heading in enumerate(grid.header)
        if heading or (grid.cells.height and grid.cells[str(place)].null_count() < grid.cells.height)
    ]
    headings = [grid.header[place] for place in kept]
    repeated = sorted({heading for heading in headings if headings.count(heading) > 1})
    if repeated:
        listed = ", ".join(repr(heading) for heading in repeated)
        raise _refused(name, f"more than one column is headed {listed}.", "Rename or delete one of each.")
    frame, rows = _numbered(grid.cells.select(str(place) for place in kept))
    frame.columns = headings
    if grid.blank:
        filled = ~pl.int_range(frame.height, eager=True).is_in(list(grid.blank))
        frame, rows = frame.filter(filled), rows.filter(filled)
    return frame, rows


def _streams(path: Path) -> bool:
    """Say whether a CSV file is so large and so plain that it may be streamed: UTF-8, no quotes, no short rows."""
    if path.stat().st_size < STREAMED_FROM:
        return False
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    commas = lines = width = 0
    last = b""
    with path.open("rb") as file:
        while piece := file.read(_LOOK):
            try:
                decoder.decode(piece)
            except UnicodeDecodeError:
                return False
            if b'"' in piece or b"\0" in piece or (not width and b"\n" not in piece):
                return False
            width = width or piece.partition(b"\n")[0].count(b",")
            commas += piece.count(b",")
            lines += piece.count(b"\n")
            last = piece[-1:]
    return width > 0 and commas == width * (lines + (last != b"\n"))


def _read_json(data: bytes, *, name: str) -> pl.DataFrame:
    try:
        rows = json.loads(data.decode("utf-8-sig"), parse_float=str, parse_int=str)
    except (UnicodeDecodeError, ValueError, RecursionError) as broken:
        raise _refused(name, "it is not readable JSON.", "Write a list of records in UTF-8.") from broken
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _refused(name, "it is not a list of records.", 'Write it as [{"column": "value"}, ...].')
    columns = list(dict.fromkeys(column for row in rows for column in row))
    cells = {
        column: [_json_text(row.get(column), name=name, row=n) for n, row in enumerate(rows, start=1)]
        for column in columns
    }
    return pl.DataFrame(cells, schema=dict.fromkeys(columns, pl.String))


def _json_text(cell: object, *, name: str, row: int) -> str | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return cell
    raise _refused(name, f"record {row} holds a list or a record inside a field.", "Use plain fields only.")
