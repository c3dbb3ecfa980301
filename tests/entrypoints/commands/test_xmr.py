"""`goldenthread xmr` as a script calls it."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tests.entrypoints.commands.conftest import Run

MONTHS = [f"2022-{month:02}" for month in range(1, 13)] + ["2023-01"]
VALUES = ["9", "11"] * 6 + ["27"]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    rows = [f"{period},{value},12,higher,a note" for period, value in zip(MONTHS, VALUES, strict=True)]
    path = tmp_path / "figures.csv"
    path.write_text("\n".join(["period,value,target,polarity,note", *rows]) + "\n", encoding="utf-8")
    return path


def test_points_and_icons(source: Path, tmp_path: Path, goldenthread: Run) -> None:
    points, icons = tmp_path / "points.csv", tmp_path / "icons.csv"
    done = goldenthread("xmr", source, "-o", points, "--summary", icons, "--baseline", 12)
    assert (done.code, done.err) == (0, "")
    found = pl.read_csv(points)
    assert found.columns == [
        "period", "value", "target", "polarity", "note", "mean", "lower_limit", "upper_limit", "lower_2_sigma",
        "upper_2_sigma", "label", "side", "rules", "point_type",
    ]  # fmt: skip
    last = found.row(12, named=True)
    assert (last["mean"], last["lower_limit"], last["upper_limit"]) == pytest.approx((10, 4.68, 15.32))
    assert (last["label"], last["side"], last["rules"], last["point_type"]) == (
        "outside", "high", "outside", "improvement",
    )  # fmt: skip
    assert found["label"].null_count() == 12
    summary = pl.read_csv(icons).row(0, named=True)
    assert (summary["n"], summary["variation"], summary["assurance"]) == (13, "improvement_high", "hit_or_miss")


def test_points_to_standard_output(source: Path, goldenthread: Run) -> None:
    done = goldenthread("xmr", source)
    assert done.code == 0
    assert done.out.splitlines()[0].endswith("label,side,rules,point_type")
    assert len(done.out.splitlines()) == 14


def test_screening_can_be_left_out(source: Path, tmp_path: Path, goldenthread: Run) -> None:
    reach = {}
    for option in ("--screen", "--no-screen"):
        assert goldenthread("xmr", source, "-o", tmp_path / "points.csv", option).code == 0
        row = pl.read_csv(tmp_path / "points.csv").row(0, named=True)
        reach[option] = row["upper_limit"] - row["mean"]
    assert reach["--screen"] == pytest.approx(2.66 * 2)
    assert reach["--no-screen"] == pytest.approx(2.66 * 38 / 12)


def test_fewer_points_than_an_icon_needs(source: Path, tmp_path: Path, goldenthread: Run) -> None:
    icons = tmp_path / "icons.csv"
    for wanted, variation in (("14", "not_enough_points"), ("13", "improvement_high")):
        goldenthread("xmr", source, "-o", tmp_path / "p.csv", "--summary", icons, "--min-points", wanted)
        assert pl.read_csv(icons)["variation"].to_list() == [variation]


def test_a_rebase_for_every_series(source: Path, tmp_path: Path, goldenthread: Run) -> None:
    points = tmp_path / "points.csv"
    assert goldenthread("xmr", source, "-o", points, "--rebase", "March 2022").code == 0
    assert pl.read_csv(points)["mean"].n_unique() == 2
    refused = goldenthread("xmr", source, "-o", points, "--rebase", "2019-03")
    assert refused.code == 1
    assert "row 2, column rebase: the rebase at 2019-03 is not in the data" in refused.err
    assert goldenthread("xmr", source, "-o", points, "--rebase", "soon").code == 2


def test_every_row_that_cannot_be_charted_is_named(source: Path, tmp_path: Path, goldenthread: Run) -> None:
    lines = source.read_text(encoding="utf-8").splitlines()
    lines[3], lines[5] = lines[3].replace(",9,", ",inf,"), lines[5].replace("2022-05", "May of 2022?")
    source.write_text("\n".join(lines), encoding="utf-8")
    done = goldenthread("xmr", source, "-o", tmp_path / "points.csv", "--summary", tmp_path / "icons.csv")
    assert done.code == 1
    assert "figures.csv, row 4, column value: 'inf' is not a finite number." in done.err
    assert "figures.csv, row 6, column period:" in done.err
    assert not (tmp_path / "points.csv").exists()
    assert not (tmp_path / "icons.csv").exists()


@pytest.mark.parametrize(
    "options", [["--baseline", "11"], ["--min-points", "0"], ["--summary", "-"], ["--baseline", "many"]]
)
def test_wrong_usage(source: Path, goldenthread: Run, options: list[str]) -> None:
    assert goldenthread("xmr", source, *options).code == 2


def test_a_missing_column_is_wrong_usage(tmp_path: Path, goldenthread: Run) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    done = goldenthread("xmr", path)
    assert done.code == 2
    assert "period and value" in done.err
