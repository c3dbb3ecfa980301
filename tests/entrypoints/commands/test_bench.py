"""`goldenthread bench`: reproducible observations, and every engine measured on them."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from goldenthread.engines.scoring.made import SCHEMA, observations
from goldenthread.entrypoints.commands.bench import ENGINES, Measured, part_of
from tests.entrypoints.commands.conftest import Run


def test_make_writes_the_same_bytes_each_time(goldenthread: Run, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("one.parquet", "two.parquet")]
    for file in files:
        assert goldenthread("bench", "make", "--series", 3, "--periods", 5, "-o", file).code == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    table = pl.read_parquet(files[0])
    assert table.schema == SCHEMA
    assert table.height == 15


def test_make_writes_csv_to_standard_output(goldenthread: Run) -> None:
    found = goldenthread("bench", "make", "--series", 1, "--periods", 2)
    assert found.code == 0
    assert found.out.splitlines()[0] == ",".join(SCHEMA)
    assert len(found.out.splitlines()) == 3


def test_make_refuses_what_cannot_be_made(goldenthread: Run) -> None:
    found = goldenthread("bench", "make", "--series", 0, "--periods", 2)
    assert (found.code, found.err) == (2, "Error: A table of 0 series cannot be made: use 1 or more.\n")


@pytest.mark.parametrize("name", ENGINES)
def test_each_engine_takes_what_is_made(name: str) -> None:
    engine = ENGINES[name]
    assert set(engine.needed) <= set(engine.read) <= set(SCHEMA)
    engine.work(observations(series=8, periods=15).select(engine.read))


@pytest.mark.parametrize(("most", "series"), [(2, ["b", "a"]), (3, ["b", "a", "c"]), (None, ["b", "a", "c"])])
def test_a_share_is_the_first_series_whole_and_in_their_order(
    tmp_path: Path, most: int | None, series: list[str]
) -> None:
    file = tmp_path / "mixed.csv"
    file.write_text("series,value,note\nb,1,\na,2,\nc,3,\nb,4,\nc,5,\n")
    engine = Measured(("value",), ("series", "value"), lambda table: table.collect(), most)
    table, found = part_of(str(file), engine=engine)
    names = [name for name in "bacbc" if name in series]
    assert table.collect()["series"].to_list() == names
    assert table.collect().columns == ["series", "value"]
    assert found == {"rows": len(names)} | ({"series": 2} if most == 2 else {})


@pytest.mark.slow
def test_run_prints_what_each_engine_takes_and_names_those_left_out(goldenthread: Run, tmp_path: Path) -> None:
    file = tmp_path / "parts.csv"
    file.write_text("area,numerator,denominator\n" + "a,333,1000\n" * 500)
    found = goldenthread("bench", "run", file)
    assert found.code == 0
    lines = {line[:20].strip(): line[20:].split() for line in found.out.splitlines()[2:]}
    assert list(lines) == ["", "plain scan", *ENGINES]
    assert "".join(lines["rank"]).endswith("thefilehasnocolumngrouporvalue.")
    for name in ("plain scan", "interval"):
        rows, seconds, each, peak, unit, ratio = lines[name]
        assert (rows, unit) == ("500", "MB")
        assert float(seconds) >= 0
        assert int(each.replace(",", "")) > 0
        assert 20 < int(peak) < 2_000
        assert float(ratio.replace(",", "")) > 0
    assert lines["plain scan"][-1] == "1.0"


@pytest.mark.slow
def test_run_names_an_engine_that_refuses_the_file(goldenthread: Run, tmp_path: Path) -> None:
    file = tmp_path / "parts.csv"
    file.write_text("numerator,denominator\n1,2\n3,2\n")
    found = goldenthread("bench", "run", file)
    assert found.code == 1
    line = next(line for line in found.out.splitlines() if line.startswith("interval"))
    assert "not measured: 1 problem, the first in row 3, column numerator" in line


def test_run_needs_a_file_that_is_there(goldenthread: Run, tmp_path: Path) -> None:
    assert goldenthread("bench", "run", tmp_path / "no.parquet").code == 2
    assert goldenthread("bench", "run", "-").code == 2


@pytest.mark.parametrize("command", ["make", "run"])
def test_help_has_an_example(goldenthread: Run, command: str) -> None:
    found = goldenthread("bench", command, "--help")
    assert found.code == 0
    assert f"Example: goldenthread bench {command} " in found.out
