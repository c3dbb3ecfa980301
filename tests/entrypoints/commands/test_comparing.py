"""`goldenthread interval`, `yearly-trend`, `rank`, `rollup`, `forecast` and `reward` as a script calls them."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tests.entrypoints.commands.conftest import Run

INTERVAL = "area,numerator,denominator,benchmark,polarity\nA,333,1000,0.5,lower\nB,5,10,0.5,lower\n"
YEARS = "series,period,numerator,denominator,polarity\n" + "".join(
    f"{name},{year},{cases},1000,higher\n"
    for name, all_cases in {"up": (100, 150, 200, 250, 300), "flat": (100, 101, 99, 100, 100)}.items()
    for year, cases in zip(range(2018, 2023), all_cases, strict=True)
)
RANK = "group,area,value,polarity,note\n1,a,5,higher,x\n1,b,7,higher,\n1,c,7,higher,\n1,d,,higher,\n2,a,1,lower,\n"
ROLLUP = "indicator,year,area,value,rule\nK1,2022,a,0.10,sum\nK1,2022,b,0.20,sum\nK2,2022,a,1,sum\nK2,2022,b,,sum\n"
FORECAST = "series,period,value,target,polarity\n" + "".join(
    f"K1,Q{n % 4 + 1} {2021 + n // 4}/{22 + n // 4},{value},90,higher\n"
    for n, value in enumerate((10, 20, 30, 40, 11, 22, 33))
)
REWARD = "pot,without_deal,stretch,actual,weight\n1000,50,60,57,\n500,50,60,55,\n"
FILES = {
    "interval": INTERVAL,
    "yearly-trend": YEARS,
    "rank": RANK,
    "rollup": ROLLUP,
    "forecast": FORECAST,
    "reward": REWARD,
}
OPTIONS: dict[str, list[str]] = {
    "interval": ["--kind", "proportion"],
    "yearly-trend": ["--kind", "proportion"],
    "rollup": ["--by", "indicator", "year"],
}
ADDED = {
    "interval": ["value", "lower", "upper", "comparison"],
    "yearly-trend": ["series", "trend", "chi_squared", "significant", "reason"],
    "rank": ["rank", "of", "tied", "quartile", "median"],
    "rollup": ["indicator", "year", "value", "error"],
    "forecast": ["series", "year_end", "lower", "upper", "method", "predicted"],
    "reward": ["achieved_share", "grant"],
}


def put(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "in.csv"
    path.write_text(text, encoding="utf-8")
    return path


def answer(goldenthread: Run, tmp_path: Path, command: str, *options: str) -> pl.DataFrame:
    out = tmp_path / "out.csv"
    outcome = goldenthread(command, put(tmp_path, FILES[command]), "-o", out, *OPTIONS.get(command, []), *options)
    assert (outcome.code, outcome.err) == (0, "")
    return pl.read_csv(out, infer_schema=False)


@pytest.mark.parametrize("command", list(FILES))
def test_the_columns_promised(goldenthread: Run, tmp_path: Path, command: str) -> None:
    assert set(ADDED[command]) <= set(answer(goldenthread, tmp_path, command).columns)


def test_intervals_pass_other_columns_through(goldenthread: Run, tmp_path: Path) -> None:
    found = answer(goldenthread, tmp_path, "interval", "--multiplier", "1", "--confidence", "0.998")
    assert found.columns[:5] == ["area", "numerator", "denominator", "benchmark", "polarity"]
    assert found["comparison"].to_list() == ["better", "similar"]
    assert float(found["lower"][0]) == pytest.approx(0.28871587982772, rel=1e-9)


def test_one_trend_a_series(goldenthread: Run, tmp_path: Path) -> None:
    found = answer(goldenthread, tmp_path, "yearly-trend")
    assert found["series"].to_list() == ["up", "flat"]
    assert found["trend"].to_list() == ["improving", "no_significant_change"]
    assert found["significant"].to_list() == ["true", "false"]


def test_ranks_keep_the_order_and_leave_the_missing_out(goldenthread: Run, tmp_path: Path) -> None:
    found = answer(goldenthread, tmp_path, "rank")
    assert found["area"].to_list() == ["a", "b", "c", "d", "a"]
    assert found["rank"].to_list() == ["3", "1", "1", None, "1"]
    assert found["note"].to_list() == ["x", None, None, None, None]


@pytest.mark.parametrize(
    "by", [["--by", "indicator", "year"], ["--by", "indicator", "--by", "year"], ["--by", "indicator,year"]]
)
def test_a_roll_up_by_several_columns(goldenthread: Run, tmp_path: Path, by: list[str]) -> None:
    outcome = goldenthread("rollup", put(tmp_path, ROLLUP), *by)
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert lines[1].startswith("K1,2022,0.3,")
    assert lines[2].endswith("not available: 1 of 2 parts missing (row 5)")
    assert ",1 of 2 parts,1,2," in goldenthread("rollup", tmp_path / "in.csv", *by, "--partial").out


def test_a_forecast_and_a_grant(goldenthread: Run, tmp_path: Path) -> None:
    found = answer(goldenthread, tmp_path, "forecast").row(0, named=True)
    assert (float(found["year_end"]), found["method"], found["predicted"]) == (110, "profile_share", "likely")
    assert [float(grant) for grant in answer(goldenthread, tmp_path, "reward")["grant"]] == [700, 0]


@pytest.mark.parametrize(
    ("command", "text", "said"),
    [
        ("interval", INTERVAL.replace("B,5", "B,50"), "row 3, column numerator: the numerator 50 is above"),
        ("yearly-trend", YEARS.replace("flat,2018", "flat,Q9 2018/19"), "row 7, column period"),
        ("rank", RANK.replace("1,c", "1,b"), "row 4, column area: 'b' is in its group more than once."),
        ("rollup", ROLLUP.replace("0.20", "£0.20"), "row 3, column value: '£0.20' is not a number."),
        ("forecast", FORECAST.replace("33,90", "inf,90"), "row 8, column value: 'inf' is not a finite number."),
        ("reward", REWARD.replace("500,50,60", "500,60,60"), "row 3, column stretch"),
    ],
)
def test_refused_data_is_named_and_nothing_is_written(
    goldenthread: Run, tmp_path: Path, command: str, text: str, said: str
) -> None:
    out = tmp_path / "out.csv"
    outcome = goldenthread(command, put(tmp_path, text), "-o", out, *OPTIONS.get(command, []))
    assert outcome.code == 1
    assert said in outcome.err
    assert not out.exists()


@pytest.mark.parametrize(
    "line",
    [
        ["interval", "--kind", "median"], ["interval"], ["interval", "--kind", "mean"],
        ["interval", "--kind", "rate", "--confidence", "2"], ["yearly-trend", "--kind", "mean"],
        ["rollup"], ["rollup", "--by", "nope"], ["rollup", "--by", "area", "--rule", "median"],
        ["forecast", "--method", "guess"], ["reward"],
    ],
)  # fmt: skip
def test_wrong_usage(goldenthread: Run, tmp_path: Path, line: list[str]) -> None:
    text = "area,numerator,denominator,value,period\na,1,2,3,2022/23\n"
    assert goldenthread(line[0], put(tmp_path, text), *line[1:]).code == 2
