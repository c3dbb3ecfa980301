"""Tables in and out of the commands: CSV, Parquet, JSON and XLSX by a file's ending, `-` for the pipes.

Reading keeps CSV, JSON and XLSX cells as the text that was typed ("007" and "0.10" stay themselves): a command
casts the columns it calculates with and passes the rest through. Parquet keeps its own types. An empty field is
a missing value. Writing goes to a file beside the target and is renamed when whole, so a failed run tears nothing.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import polars as pl

from goldenthread.entrypoints.commands.refusals import Finding, RefusedDataError, WrongUsageError

PIPE = "-"
XLSX_ROWS = 1_048_576


def read_table(path: str, *, required: Sequence[str] = ()) -> pl.DataFrame:
    """Read a whole table, rows in the file's order; text columns, except Parquet, which keeps its types.

    Raises WrongUsageError where the file or a required column is missing, RefusedDataError where it cannot be read.
    """
    name = "standard input" if path == PIPE else path
    if path == PIPE:
        frame = _read_bytes(sys.stdin.buffer.read(), name=name, ending="")
    else:
        _must_exist(path)
        frame = _read_file(path)
    require_columns(frame.columns, required=required, file=name)
    return frame


def scan_table(path: str, *, required: Sequence[str] = ()) -> pl.LazyFrame:
    """Like read_table, but lazy: a Parquet file of ten million rows streams through, other kinds are read whole."""
    if path == PIPE or not _is_parquet(path):
        return read_table(path, required=required).lazy()
    try:
        frame = pl.scan_parquet(path)
        columns = frame.collect_schema().names()
    except (pl.exceptions.PolarsError, OSError) as broken:
        raise _broken_parquet(path) from broken
    require_columns(columns, required=required, file=path)
    return frame


def require_columns(columns: Sequence[str], *, required: Sequence[str], file: str) -> None:
    """Raise WrongUsageError, naming the columns seen, unless every required column is there."""
    missing = [column for column in required if column not in columns]
    if missing:
        wanted = " and ".join([", ".join(missing[:-1]), missing[-1]] if len(missing) > 1 else missing)
        noun = "columns" if len(missing) > 1 else "column"
        seen = ", ".join(columns) if columns else "none"
        raise WrongUsageError(f"{file} has no {noun} {wanted}. The columns seen are: {seen}.")


def write_table(frame: pl.DataFrame | pl.LazyFrame, path: str) -> None:
    """Write a table: the kind follows the ending (.csv, .parquet, .json, .xlsx; anything else is CSV), `-` is CSV.

    A lazy frame is streamed to Parquet and CSV. Numbers keep their full precision. Raises WrongUsageError where the
    place cannot be written to or the kind cannot hold the table.
    """
    if path == PIPE:
        _write_csv(frame, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    ending = Path(path).suffix.lower()
    if ending in (".xls", ".xlsm", ".xlsb", ".ods"):
        raise WrongUsageError(f"Cannot write {path}: choose .csv, .parquet, .json or .xlsx.")
    writer = _WRITERS.get(ending, _write_csv)
    with _replacing(path) as target:
        writer(frame, target)


def _must_exist(path: str) -> None:
    place = Path(path)
    if not place.exists():
        raise WrongUsageError(f"There is no file {path}.")
    if place.is_dir():
        raise WrongUsageError(f"{path} is a folder; a file is needed.")
    if not os.access(path, os.R_OK):
        raise WrongUsageError(f"The file {path} may not be read by this user.")


def _is_parquet(path: str) -> bool:
    _must_exist(path)
    return Path(path).suffix.lower() in (".parquet", ".pq")


def _broken_parquet(name: str) -> RefusedDataError:
    return _refused(name, "it is not a readable Parquet file.", "Make the file again, or save it as CSV.")


def _refused(name: str, seen: str, what_to_do: str) -> RefusedDataError:
    return RefusedDataError([Finding(file=name, seen=seen, what_to_do=what_to_do)])


def _read_file(path: str) -> pl.DataFrame:
    if _is_parquet(path):
        try:
            return pl.read_parquet(path)
        except (pl.exceptions.PolarsError, OSError) as broken:
            raise _broken_parquet(path) from broken
    return _read_bytes(Path(path).read_bytes(), name=path, ending=Path(path).suffix.lower())


def _read_bytes(data: bytes, *, name: str, ending: str) -> pl.DataFrame:
    if not data:
        raise _refused(name, "the file is empty (0 bytes).", "Save it again with a header row and the data.")
    if data[:4] == b"PAR1":
        try:
            return pl.read_parquet(io.BytesIO(data))
        except pl.exceptions.PolarsError as broken:
            raise _broken_parquet(name) from broken
    if ending == ".json":
        return _read_json(data, name=name)
    return _read_csv(data, name=name)


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


def _read_csv(data: bytes, *, name: str) -> pl.DataFrame:
    try:
        return pl.read_csv(io.BytesIO(data), infer_schema=False, null_values=[""])
    except pl.exceptions.PolarsError as broken:
        raise _refused(name, "it is not a readable CSV file.", "Save it as CSV UTF-8.") from broken


@contextmanager
def _replacing(path: str) -> Iterator[BinaryIO]:
    """A file beside the target that takes its name only when it is whole; a device or a pipe is written to directly."""
    place = Path(path).resolve()
    if place.is_dir():
        raise WrongUsageError(f"{path} is a folder; give the name of a file to write.")
    if not place.parent.is_dir():
        raise WrongUsageError(f"There is no folder {place.parent} to write {place.name} in.")
    if place.exists() and not place.is_file():
        with place.open("wb") as device:
            yield device
        return
    try:
        handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.", suffix=".part")
    except OSError as denied:
        raise WrongUsageError(f"Cannot write in {place.parent}: {(denied.strerror or '').lower()}.") from denied
    try:
        with os.fdopen(handle, "wb") as target:
            yield target
        Path(temporary).chmod(place.stat().st_mode & 0o777 if place.exists() else 0o666 & ~_umask())
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _write_csv(frame: pl.DataFrame | pl.LazyFrame, target: BinaryIO) -> None:
    # RFC 4180 ends lines with CR LF. Numbers are written in plain digits, as many as it takes to read them back.
    if isinstance(frame, pl.LazyFrame):
        frame.sink_csv(target, line_terminator="\r\n", float_scientific=False)
    else:
        frame.write_csv(target, line_terminator="\r\n", float_scientific=False)


def _write_parquet(frame: pl.DataFrame | pl.LazyFrame, target: BinaryIO) -> None:
    if isinstance(frame, pl.LazyFrame):
        frame.sink_parquet(target)
    else:
        frame.write_parquet(target)


def _write_json(frame: pl.DataFrame | pl.LazyFrame, target: BinaryIO) -> None:
    target.write(frame.lazy().collect().write_json().encode())


def _write_xlsx(frame: pl.DataFrame | pl.LazyFrame, target: BinaryIO) -> None:
    import xlsxwriter

    whole = frame.lazy().collect()
    if whole.height >= XLSX_ROWS:
        raise WrongUsageError(f"{whole.height:,} rows do not fit in an XLSX sheet; write .csv or .parquet instead.")
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet("data")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for column, series in enumerate(whole.get_columns()):
            sheet.write_string(0, column, series.name)
            for row, cell in enumerate(series.to_list(), start=1):
                if cell is None or cell == "":
                    continue
                if isinstance(cell, bool):
                    sheet.write_boolean(row, column, cell)
                elif isinstance(cell, (int, float)) and abs(cell) < float("inf") and cell == float(cell):
                    sheet.write_number(row, column, cell)
                elif series.dtype == pl.Date:
                    sheet.write_datetime(row, column, cell, day)
                else:
                    sheet.write_string(row, column, str(cell))


_WRITERS: dict[str, Callable[[pl.DataFrame | pl.LazyFrame, BinaryIO], None]] = {
    ".parquet": _write_parquet,
    ".pq": _write_parquet,
    ".json": _write_json,
    ".xlsx": _write_xlsx,
}
