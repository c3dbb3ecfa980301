"""`goldenthread rate` as a script calls it: files in, files out, and every refusal told by place."""

from __future__ import annotations

import io
from pathlib import Path

import polars as pl
import pytest

from goldenthread.entrypoints.commands.main import run

HEADER = "ref,value,target,floor,polarity,scheme"


def written(folder: Path, *lines: str, header: str = HEADER) -> str:
    path = folder / "figures.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return str(path)


def test_rates_each_row_and_keeps_the_rest(tmp_path: Path) -> None:
    source = written(tmp_path, "007,83.40,85,80,higher,floor", "0.10,,85,80,higher,floor", "x,16,15,14.99,lower,met")
    out = tmp_path / "rated.csv"
    assert run(["rate", source, "-o", str(out)]) == 0
    assert out.read_text(encoding="utf-8").splitlines() == [
        f"{HEADER},rating,reason",
        "007,83.40,85,80,higher,floor,amber,Amber: 83.4 is below the target of 85 but above the floor standard of 80.",
        "0.10,,85,80,higher,floor,no_data,No data: no figure has been supplied.",
        'x,16,15,14.99,lower,met,red,"Red: 16 is above the target of 15, so the target is not met; lower is better."',
    ]


def test_a_refused_file_changes_nothing_and_lists_every_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = written(tmp_path, "a,3,0,,higher,percent", "b,3,5,,higher,met", "c,3%,5,,up,met")
    out = tmp_path / "rated.csv"
    out.write_text("as it was", encoding="utf-8")
    assert run(["rate", source, "-o", str(out)]) == 1
    assert out.read_text(encoding="utf-8") == "as it was"
    assert capsys.readouterr().err.splitlines() == [
        (
            f"{source}, row 2, column target: a share of the target means nothing when the target is 0. "
            "Use the scheme absolute, with a tolerance in the measure's own unit."
        ),
        f"{source}, row 4, column polarity: 'up' is not a known polarity. Write higher, lower, target or none.",
        (
            f"{source}, row 4, column value: '3%' is not a number. "
            "Write digits only, such as 1234.5, without commas, currency or per cent signs."
        ),
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["figures.csv", "rated.csv"]


def test_parquet_to_parquet_keeps_types_and_order(tmp_path: Path) -> None:
    numbers = pl.int_range(0, 300_000, eager=True)
    frame = pl.DataFrame({"n": numbers, "value": numbers % 100}).with_columns(
        target=pl.lit(50.0), polarity=pl.lit("higher"), scheme=pl.lit("met")
    )
    frame.write_parquet(tmp_path / "in.parquet")
    assert run(["rate", str(tmp_path / "in.parquet"), "-o", str(tmp_path / "out.parquet")]) == 0
    rated = pl.read_parquet(tmp_path / "out.parquet")
    assert rated.select(frame.columns).equals(frame)
    assert rated.select(((pl.col("rating") == "green") == (pl.col("value") >= 50)).all()).item()


def test_standard_output_and_no_reasons(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["rate", written(tmp_path, "a,3,5,,higher,"), "--no-reasons", "--scheme", "met"]) == 0
    assert capfdbinary.readouterr().out == f"{HEADER},rating\r\na,3,5,,higher,,red\r\n".encode()


def test_a_multiplier_turns_parts_into_a_rate(tmp_path: Path) -> None:
    source = written(tmp_path, "12,4000,3,lower,met", header="numerator,denominator,target,polarity,scheme")
    out = tmp_path / "rated.csv"
    assert run(["rate", source, "-o", str(out), "--multiplier", "1000"]) == 0
    assert pl.read_csv(out)["reason"].to_list() == ["Green: 3 (12 of 4,000) is exactly on the target of 3."]


@pytest.mark.parametrize("options", [["--scheme", "fast"], ["--no-such-option"]])
def test_wrong_usage(tmp_path: Path, options: list[str]) -> None:
    assert run(["rate", written(tmp_path, "a,3,5,,higher,met"), *options]) == 2


def test_a_file_with_nothing_to_rate_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rate", written(tmp_path, "1,2", header="a,b")]) == 2
    assert "the columns seen are a, b" in capsys.readouterr().err


def test_help_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rate", "--help"]) == 0
    assert "Example: goldenthread rate" in capsys.readouterr().out


def test_refused_data_print_nothing_on_standard_output(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["rate", written(tmp_path, "a,3,5,,up,met")]) == 1
    assert capfdbinary.readouterr().out == b""


def test_refused_standard_input_is_told_as_a_file_is_and_blank_rows_count(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = f"{HEADER}\n\na,3,5,,up,met\n".encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed)))
    assert run(["rate", "-"]) == 1
    assert capsys.readouterr().err.startswith("standard input, row 3, column polarity: 'up' is not a known polarity.")
