"""`goldenthread periods` from file to file."""

from pathlib import Path

import polars as pl

from tests.entrypoints.commands.conftest import Run

ADDED = "code,type,start,end,label,interval,error"


def test_adds_its_columns_and_passes_the_rest_through(goldenthread: Run, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text('ref,period,note\n007,Q1 2011/12,"a, b"\n008,April 2011,0.10\n')
    found = goldenthread("periods", tmp_path / "in.csv")
    assert (found.code, found.err) == (0, "")
    assert found.out.splitlines() == [
        f"ref,period,note,{ADDED}",
        '007,Q1 2011/12,"a, b",FY2011-Q1,quarter,2011-04-01,2011-06-30,Q1 2011/12,2011-04-01/P3M,',
        "008,April 2011,0.10,2011-04,month,2011-04-01,2011-04-30,April 2011,2011-04-01/P1M,",
    ]


def test_a_row_that_cannot_be_read_keeps_its_place(goldenthread: Run, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("period,type\n2011/13,\n2011-12,month\n\n2011-12,\n")
    found = goldenthread("periods", tmp_path / "in.csv", "-o", tmp_path / "out.csv")
    assert (found.code, found.out) == (1, "")
    table = pl.read_csv(tmp_path / "out.csv")
    assert table["code"].to_list() == [None, "2011-12", None]
    lines = found.err.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        f"{tmp_path}/in.csv, row 2, column period",
        f"{tmp_path}/in.csv, row 5, column period",
    ]
    assert "not consecutive" in lines[0]
    assert "financial_year or month" in lines[1]


def test_every_ending(goldenthread: Run, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("period\n2011/12\n")
    before = tmp_path / "in.csv"
    for ending in ("parquet", "json", "xlsx"):
        after = tmp_path / f"t.{ending}"
        assert goldenthread("periods", before, "-o", after).code == 0
        before = after
    assert goldenthread("periods", before).out.splitlines()[1] == (
        "2011/12,FY2011,financial_year,2011-04-01,2012-03-31,2011/12,2011-04-01/P1Y,"
    )


def test_the_column_period_is_needed(goldenthread: Run, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("quarter,value\nQ1,2\n")
    found = goldenthread("periods", tmp_path / "in.csv", "-o", tmp_path / "out.csv")
    assert found.code == 2
    assert "has no column period. The columns seen are: quarter, value." in found.err
    assert not (tmp_path / "out.csv").exists()


def test_no_rows(goldenthread: Run, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("period\n")
    found = goldenthread("periods", tmp_path / "in.csv")
    assert (found.code, found.out) == (0, f"period,{ADDED}\n".replace("\n", "\r\n"))
