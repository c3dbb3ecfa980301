"""`goldenthread direction` as a script calls it."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from goldenthread.entrypoints.commands.main import run

FIGURES = """series,period,value,target,polarity,basis
1,Q1 2022/23,80,85,higher,single
1,Q2 2022/23,83.4,85,higher,single
2,Q2 2021/22,100,,lower,ytd
2,Q2 2022/23,90,,lower,ytd
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "figures.csv"
    path.write_text(FIGURES, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("method", "expected"),
    [("previous", ["improving", "refused"]), ("last_year", ["not_enough_data", "improving"])],
)
def test_one_row_a_series(source: Path, tmp_path: Path, method: str, expected: list[str]) -> None:
    out = tmp_path / "directions.csv"
    assert run(["direction", str(source), "-o", str(out), "--method", method]) == 0
    found = pl.read_csv(out, infer_schema=False)
    assert found["series"].to_list() == ["1", "2"]
    assert found["direction"].to_list() == expected
    assert found["n"].to_list() == ["2", "2"]
    assert {"slope", "p_value", "reason"} <= set(found.columns)


def test_a_band_on_the_command_line(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "directions.csv"
    assert run(["direction", str(source), "-o", str(out), "--method", "previous", "--band", "3.4"]) == 0
    assert pl.read_csv(out)["direction"][0] == "same"


def test_an_unreadable_period_is_named_and_nothing_written(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source.write_text(FIGURES.replace("Q2 2021/22", "Q9 2021/22"), encoding="utf-8")
    out = tmp_path / "directions.csv"
    assert run(["direction", str(source), "-o", str(out), "--method", "previous"]) == 1
    assert "row 4, column period" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("options", [[], ["--method", "sideways"], ["--method", "previous", "--band", "-1"]])
def test_wrong_usage(source: Path, options: list[str]) -> None:
    assert run(["direction", str(source), *options]) == 2


def test_a_missing_column_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert run(["direction", str(path), "--method", "previous"]) == 2
    assert "period and value" in capsys.readouterr().err


def test_a_trend_on_the_command_line(tmp_path: Path) -> None:
    source, out = tmp_path / "figures.csv", tmp_path / "directions.csv"
    rows = [f"a,FY{2010 + n},{50 + n + n % 2},lower" for n in range(9)]
    source.write_text("\n".join(["series,period,value,polarity", *rows]), encoding="utf-8")
    assert run(["direction", str(source), "-o", str(out), "--method", "trend"]) == 0
    found = pl.read_csv(out).row(0, named=True)
    assert (found["direction"], found["n"], found["slope"]) == ("worsening", 9, pytest.approx(1))
    assert found["p_value"] < 0.01
    assert run(["direction", str(source), "--method", "trend", "--band", "1"]) == 2
