"""Tables in and out: text kept exactly, kinds by ending, nothing torn."""

import io
import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from goldenthread.entrypoints.commands import tables
from goldenthread.entrypoints.commands.refusals import RefusedDataError, WrongUsageError
from goldenthread.entrypoints.commands.tables import read_numbered_table, read_table, scan_table, write_table

TEXT = pl.DataFrame({"ref": ["007", None, " x "], "note": ["0.10", 'a "b", c', "d\ne"]})


@pytest.mark.parametrize("ending", ["csv", "txt", "json", "parquet", "xlsx"])
@pytest.mark.parametrize("lazy", [False, True])
def test_text_comes_back_untouched(tmp_path: Path, ending: str, lazy: bool) -> None:
    path = str(tmp_path / f"t.{ending}")
    write_table(TEXT.lazy() if lazy else TEXT, path)
    assert read_table(path).equals(TEXT)
    assert scan_table(path).collect().equals(TEXT)


def test_parquet_keeps_its_types(tmp_path: Path) -> None:
    frame = pl.DataFrame({"n": [1, None], "x": [0.5, 1.5], "day": [date(2011, 6, 30), None]})
    path = str(tmp_path / "t.parquet")
    write_table(frame, path)
    assert read_table(path).schema == frame.schema
    write_table(scan_table(path), str(tmp_path / "u.csv"))
    assert read_table(str(tmp_path / "u.csv")).rows() == [("1", "0.5", "2011-06-30"), (None, "1.5", None)]


def test_json_is_a_list_of_records(tmp_path: Path) -> None:
    write_table(pl.DataFrame({"a": ["x"], "n": [1.5]}), str(tmp_path / "t.json"))
    assert json.loads((tmp_path / "t.json").read_text()) == [{"a": "x", "n": 1.5}]
    (tmp_path / "u.json").write_text('[{"n": 0.10, "ok": true}, {"n": null, "m": "007"}]')
    assert read_table(str(tmp_path / "u.json")).rows(named=True) == [
        {"n": "0.10", "ok": "true", "m": None},
        {"n": None, "ok": None, "m": "007"},
    ]


def test_blank_lines_are_no_rows_and_the_numbers_say_so(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"\xef\xbb\xbfa,b\r\n1,2\r\n\r\n3,\r\n\r\n")
    frame, rows = read_numbered_table(str(path))
    assert frame.rows() == [("1", "2"), ("3", None)]
    assert rows.to_list() == [2, 4]


def test_columns_without_heading(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,,\n1,2,\n")
    assert read_table(str(path)).columns == ["a", ""]
    path.write_text("a,a\n1,2\n")
    with pytest.raises(RefusedDataError, match="more than one column is headed 'a'"):
        read_table(str(path))


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n")
    assert read_table(str(path)).shape == (0, 2)


def test_standard_input_and_output(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    class Input:
        buffer = io.BytesIO(b"a\n007\n")

    monkeypatch.setattr(tables.sys, "stdin", Input)
    write_table(read_table("-"), "-")
    assert capfdbinary.readouterr().out == b"a\r\n007\r\n"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("t.csv", b"", "0 bytes"),
        ("t.csv", b"a,b\n1,\xa3\n", "Windows-1252"),
        ("t.csv", b"a,b\n1\n", "row 2: the row has 1 field"),
        ("t.csv", bytes(range(256)), "binary|UTF|CSV|first row"),
        ("t.parquet", b"junk", "not a readable Parquet file"),
        ("t.parquet", b"PAR1 and then nothing", "not a readable Parquet file"),
        ("t.xlsx", b"PK\x03\x04", "damaged"),
        ("t.xlsx", b"a,b\n", "not a workbook"),
        ("t.json", b"{", "not readable JSON"),
        ("t.json", b'{"a": 1}', "not a list of records"),
        ("t.json", b'[{"a": [1]}]', "record 1 holds a list"),
    ],
)
def test_unreadable_files_are_refused(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    for read in (read_table, scan_table):
        with pytest.raises(RefusedDataError, match=words):
            read(str(path))


def test_missing_files_and_columns_are_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(WrongUsageError, match="There is no file"):
        read_table(str(tmp_path / "none.csv"))
    with pytest.raises(WrongUsageError, match="is a folder"):
        read_table(str(tmp_path))
    (tmp_path / "t.csv").write_text("a,b\n")
    with pytest.raises(WrongUsageError, match=r"no columns x and y\. The columns seen are: a, b\."):
        read_table(str(tmp_path / "t.csv"), required=["x", "a", "y"])


def test_the_input_may_be_the_output(tmp_path: Path) -> None:
    path = str(tmp_path / "t.csv")
    write_table(TEXT, path)
    write_table(scan_table(path), path)
    assert read_table(path).equals(TEXT)


@pytest.mark.parametrize("content", [b"a,b\n1,x\n2,\n", b'a,b\n1,"x"\n2,\n', b"a,b\n1,x\n2\n", b"a,b\n1,x\n2,\xa3\n"])
def test_a_large_csv_reads_the_same_as_a_small_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)

    def outcome() -> object:
        try:
            return scan_table(str(path)).collect().rows()
        except RefusedDataError as refused:
            return str(refused)

    small = outcome()
    monkeypatch.setattr(tables, "STREAMED_FROM", 0)
    assert outcome() == small
    assert tables._streams(path) == (content == b"a,b\n1,x\n2,\n")
