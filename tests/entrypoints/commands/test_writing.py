"""Tables out: exact numbers, kinds by ending, nothing torn."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from goldenthread.entrypoints.commands import writing
from goldenthread.entrypoints.commands.refusals import RefusedDataError, WrongUsageError
from goldenthread.entrypoints.commands.tables import read_table, write_table

TEXT = pl.DataFrame({"ref": ["007", None, " x "], "note": ["0.10", 'a "b", c', "d\ne"]})


def test_csv_is_rfc_4180(tmp_path: Path) -> None:
    write_table(TEXT, str(tmp_path / "t.csv"))
    assert (tmp_path / "t.csv").read_bytes() == b'ref,note\r\n007,0.10\r\n,"a ""b"", c"\r\n x ,"d\ne"\r\n'


def test_numbers_are_written_in_full_and_in_plain_digits(tmp_path: Path) -> None:
    numbers = [0.1, 1e-7, 1e16, 0.1 + 0.2, 123456789.123456789, 2 / 3, -1e-12]
    path = tmp_path / "t.csv"
    write_table(pl.DataFrame({"n": numbers}), str(path))
    lines = path.read_text().split()[1:]
    assert [float(line) for line in lines] == numbers
    assert not any("e" in line.lower() for line in lines)


def test_xlsx_numbers_and_dates_are_cells_of_their_kind(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"n": [0.1, None], "day": [date(2011, 6, 30), None], "text": ["=1+1", "1"], "inf": [float("inf"), 1.0]}
    )
    path = str(tmp_path / "t.xlsx")
    write_table(frame, path)
    assert read_table(path).rows() == [("0.1", "2011-06-30", "=1+1", "inf"), (None, None, "1", "1")]


@pytest.mark.parametrize("at_once", [0, 1_000])
def test_xlsx_numbers_lose_no_digit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(writing, "_XLSX_IN_MEMORY", at_once)
    numbers = [0.1 + 0.2, 2 / 3, 1e-12, 123456789012345.67, 5.0]
    path = str(tmp_path / "t.xlsx")
    write_table(pl.DataFrame({"n": numbers, "text": ["a"] * 5, "i": [2**53 + 1] * 5}), path)
    back = read_table(path)
    assert [float(cell) for cell in back["n"]] == numbers
    assert back["i"][0] == "9007199254740993"
    assert back["text"].to_list() == ["a"] * 5


def test_xlsx_says_what_does_not_fit(tmp_path: Path) -> None:
    with pytest.raises(WrongUsageError, match="40,000 characters"):
        write_table(pl.DataFrame({"a": ["x" * 40_000]}), str(tmp_path / "t.xlsx"))
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    for path, words in [("t.xls", "choose .csv"), ("no/t.csv", "no folder"), (".", "is a folder")]:
        with pytest.raises(WrongUsageError, match=words):
            write_table(TEXT, str(tmp_path / path))
    with pytest.raises(WrongUsageError, match="lists in the column a"):
        write_table(pl.DataFrame({"a": [[1]]}), str(tmp_path / "t.csv"))
    assert list(tmp_path.iterdir()) == []


def test_a_failed_run_tears_nothing(tmp_path: Path) -> None:
    target = tmp_path / "t.csv"
    target.write_text("old")

    def breaks(frame: pl.DataFrame) -> pl.DataFrame:
        raise RuntimeError("half way")

    broken = TEXT.lazy().map_batches(breaks, schema=TEXT.schema)
    with pytest.raises((RefusedDataError, RuntimeError, pl.exceptions.PolarsError)):
        write_table(broken, str(target))
    assert target.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["t.csv"]


def test_an_existing_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "t.csv"
    target.touch(mode=0o600)
    write_table(TEXT, str(target))
    assert target.stat().st_mode & 0o777 == 0o600
