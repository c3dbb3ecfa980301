"""Tables out of the commands: the kind by the file's ending, `-` for standard output.

A file is written beside its target and takes its name when whole, so a failed run tears nothing.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO, Final

import polars as pl

from goldenthread.entrypoints.commands.refusals import Finding, RefusedDataError, WrongUsageError

PIPE: Final = "-"
XLSX_ROWS: Final = 1_048_576
XLSX_TEXT: Final = 32_767
_XLSX_IN_MEMORY = 500_000


def write_table(frame: pl.DataFrame | pl.LazyFrame, path: str) -> None:
    """Write a table: the kind follows the ending (.csv, .parquet, .json, .xlsx; anything else is CSV), `-` is CSV.

    A lazy frame is streamed to Parquet and CSV. Numbers keep their full precision. Raises WrongUsageError where the
    place cannot be written to or the kind cannot hold the table.
    """
    ending = Path(path).suffix.lower()
    if ending in (".xls", ".xlsm", ".xlsb", ".ods"):
        raise WrongUsageError(f"Cannot write {path}: choose .csv, .parquet, .json or .xlsx.")
    writer = _WRITERS.get(ending, _write_csv)
    try:
        if path == PIPE:
            _write_out(frame)
        else:
            with _replacing(path) as target:
                writer(frame, target)
    except OSError as broken:
        # Polars reports a reader who has left (`| head`) without the number by which Python knows it; and without
        # a number the exit code is ours to choose.
        if isinstance(broken, BrokenPipeError) or "os error 32" in str(broken):
            raise BrokenPipeError from broken
        raise
    except pl.exceptions.ComputeError as broken:
        # A streamed file is read only now; what it holds shows only now.
        seen = f"it cannot be read to its end ({str(broken).splitlines()[0]})."
        raise RefusedDataError([Finding(file="the input", seen=seen)]) from broken


def _write_out(frame: pl.DataFrame | pl.LazyFrame) -> None:
    """Write CSV to standard output, of a streamed table only when it is whole: refused data print no header."""
    if isinstance(frame, pl.LazyFrame):
        with tempfile.TemporaryFile() as whole:
            _write_csv(frame, whole)
            whole.seek(0)
            shutil.copyfileobj(whole, sys.stdout.buffer)
    else:
        _write_csv(frame, sys.stdout.buffer)
    sys.stdout.buffer.flush()


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
    nested = [name for name, kind in frame.lazy().collect_schema().items() if kind.is_nested()]
    if nested:
        raise WrongUsageError(f"CSV cannot hold the lists in the column {nested[0]}; write .parquet or .json.")
    # RFC 4180 ends lines with CR LF. Numbers are written in plain digits, as many as it takes to read them back.
    if isinstance(frame, pl.LazyFrame):
        frame.sink_csv(target, line_terminator="\r\n", float_scientific=False)
    else:
        frame.write_csv(target, line_terminator="\r\n", float_scientific=False)


def _write_parquet(frame: pl.DataFrame | pl.LazyFrame, target: BinaryIO) -> None:
    # LZ4 costs a third of the work that the usual compression does, for a file half as large again; and nobody asks for
    # the first and last of ten million sentences.
    if isinstance(frame, pl.LazyFrame):
        frame.sink_parquet(target, compression="lz4", statistics=False)
    else:
        frame.write_parquet(target, compression="lz4")


def _write_json(frame: pl.DataFrame | pl.LazyFrame, target: BinaryIO) -> None:
    target.write(frame.lazy().collect().write_json().encode())


class _Exact(float):
    """A number that XlsxWriter writes with every digit; its own format stops at the sixteenth."""

    def __format__(self, format_spec: str) -> str:
        return repr(float(self))


def _write_xlsx(frame: pl.DataFrame | pl.LazyFrame, target: BinaryIO) -> None:
    import xlsxwriter

    whole = frame.lazy().collect()
    if whole.height >= XLSX_ROWS:
        raise WrongUsageError(f"{whole.height:,} rows do not fit in an XLSX sheet; write .csv or .parquet instead.")
    large = whole.height * whole.width > _XLSX_IN_MEMORY
    options = {"constant_memory": large, "in_memory": not large, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet("data")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, whole.columns)
        for row, cells in enumerate(whole.iter_rows(), start=1):
            for column, cell in enumerate(cells):
                if isinstance(cell, bool):
                    sheet.write_boolean(row, column, cell)
                elif isinstance(cell, (int, float)) and abs(cell) < float("inf") and cell == float(cell):
                    sheet.write_number(row, column, _Exact(cell))
                elif isinstance(cell, date) and not isinstance(cell, datetime):
                    sheet.write_datetime(row, column, datetime.combine(cell, time()), day)
                elif cell is not None and cell != "":
                    _write_text(sheet, row, column, str(cell))


def _write_text(sheet: Any, row: int, column: int, text: str) -> None:
    if len(text) > XLSX_TEXT:
        raise WrongUsageError(
            f"A text of {len(text):,} characters does not fit in an XLSX cell; write .csv or .parquet."
        )
    sheet.write_string(row, column, text)


_WRITERS: dict[str, Callable[[pl.DataFrame | pl.LazyFrame, BinaryIO], None]] = {
    ".parquet": _write_parquet,
    ".pq": _write_parquet,
    ".json": _write_json,
    ".xlsx": _write_xlsx,
}
