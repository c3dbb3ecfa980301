"""What cannot be charted is refused by row; what is merely poor has a named answer."""

from __future__ import annotations

import polars as pl
import pytest

from goldenthread.engines.periods import PeriodError
from goldenthread.engines.scoring import ScoringError
from goldenthread.engines.scoring.xmr import xmr

MONTHS = [f"{2021 + n // 12}-{n % 12 + 1:02}" for n in range(24)]


def frame(**columns: object) -> pl.DataFrame:
    given = {"series": ["a"] * 4, "period": MONTHS[:4], "value": [1.0, 2.0, 3.0, 4.0], **columns}
    return pl.DataFrame(given)


@pytest.mark.parametrize(
    ("columns", "row", "column", "seen"),
    [
        ({"value": ["1", "2", "x", "4"]}, 2, "value", "'x' is not a number"),
        ({"value": [1.0, float("inf"), 2.0, 3.0]}, 1, "value", "not a finite number"),
        ({"value": [1.0, float("nan"), 2.0, 3.0]}, 1, "value", "not a finite number"),
        ({"value": [1.0, 1e200, 2.0, 3.0]}, 1, "value", "too large"),
        ({"target": ["1", "1", "1", "one"]}, 3, "target", "'one' is not a number"),
        ({"period": ["2021-01", "2021-02", "2021-01", "2021-04"]}, 2, "period", "more than one figure for '2021-01'"),
        ({"period": ["2021-01", "Q1 2021/22", "2021-03", "2021-04"]}, 1, "period", "another kind of period"),
        ({"period": ["2021-01", "soon", "2021-03", "2021-04"]}, 1, "period", "soon"),
        ({"period": ["2021-01", None, "2021-03", "2021-04"]}, 1, "period", "the period is missing"),
        ({"period": ["2018 to 2020", "2019 to 2021", "2022 to 2024", "2025 to 2027"]}, 1, "period", "overlaps"),
        ({"series": ["a", None, "a", "a"]}, 1, "series", "the series is missing"),
        ({"polarity": ["higher", "up", "higher", "higher"]}, 1, "polarity", "'up' is not a known polarity"),
        ({"polarity": ["higher", None, "lower", "higher"]}, 2, "polarity", "not the polarity of other rows"),
        ({"basis": ["ytd"] * 4}, 0, "basis", "year to date"),
        ({"basis": ["single", "rolling", "single", "single"]}, 1, "basis", "rolling"),
        ({"rebase": [None, "2021-02", None, None]}, 1, "rebase", "'2021-02' does not mark a row"),
        ({"rebase": [0, 2, 0, 0]}, 1, "rebase", "'2' does not mark a row"),
    ],
)
def test_refused_by_row(columns: dict[str, object], row: int, column: str, seen: str) -> None:
    with pytest.raises(ScoringError) as refused:
        xmr(frame(**columns))
    problem = refused.value.problems[0]
    assert (problem.row, problem.column) == (row, column)
    assert seen in problem.seen


def test_every_problem_is_listed_and_rows_count_as_given() -> None:
    shuffled = pl.DataFrame(
        {
            "series": ["b", "a", "b", "a", "b"],
            "period": ["2021-02", "2021-01", "2021-01", "2021-01", "2021-02"],
            "value": ["1", "2", "3", "4", "five"],
        }
    )
    with pytest.raises(ScoringError) as refused:
        xmr(shuffled)
    found = [(problem.row, problem.column) for problem in refused.value.problems]
    assert found == [(3, "period"), (4, "period"), (4, "value")]
    assert refused.value.total == 3


def test_a_rebase_that_is_not_in_the_data() -> None:
    two = pl.concat([frame(), frame(series=["b"] * 4, period=MONTHS[1:5])])
    assert xmr(two, rebase=["2021-03"]).points["mean"].n_unique() == 4
    with pytest.raises(ScoringError, match="row 4, column rebase: the rebase at 2021-01 is not in the data"):
        xmr(two, rebase=["2021-01"])
    with pytest.raises(ScoringError, match="rebase at Q1 2021/22 is not"):
        xmr(two, rebase=["Q1 2021/22"])
    with pytest.raises(PeriodError):
        xmr(two, rebase=["soon"])


@pytest.mark.parametrize(
    ("options", "words"),
    [({"baseline": 11}, "too short"), ({"baseline": 0}, "too short"), ({"min_points": 0}, "cannot rest on 0")],
)
def test_settings_that_make_no_chart(options: dict[str, int], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        xmr(frame(), **options)  # type: ignore[arg-type]


def test_a_table_without_its_columns() -> None:
    with pytest.raises(ValueError, match="no column value"):
        xmr(pl.DataFrame({"period": ["2021"]}))


@pytest.mark.parametrize("values", [[], [None], [None] * 20, [3.0], [3.0, None] * 10, [1.0, 2.0, 3.0]])
def test_too_little_has_a_named_answer(values: list[float | None]) -> None:
    given = pl.DataFrame(
        {"series": ["a"] * len(values), "period": MONTHS[: len(values)], "value": values},
        schema_overrides={"value": pl.Float64, "series": pl.String, "period": pl.String},
    )
    result = xmr(given)
    assert result.points.height == len(values)
    assert result.points["label"].null_count() == len(values)
    assert set(result.summary["variation"]) <= {"not_enough_points"}
    assert result.summary["n"].to_list() == ([sum(v is not None for v in values)] if values else [])


def test_points_that_never_touch_have_no_limits() -> None:
    given = pl.DataFrame({"period": MONTHS[::2], "value": [3.0, 4.0] * 6})
    row = xmr(given, min_points=2).summary.row(0, named=True)
    assert (row["variation"], row["reason"]) == (
        "not_enough_points", "12 points, none beside another: too few for limits.",
    )  # fmt: skip


def test_large_beside_small() -> None:
    given = pl.DataFrame({"period": MONTHS[:14], "value": [1e15, 1e-9] * 7, "polarity": ["higher"] * 14})
    points = xmr(given).points
    assert points["mean"].to_list() == pytest.approx([5e14] * 14)
    assert points["label"].null_count() == 14
    spike = pl.DataFrame({"period": MONTHS[:14], "value": [1e-9, 3e-9] * 6 + [1e15, 2e-9]})
    found = xmr(spike, baseline=12).points
    assert found["label"].to_list() == [None] * 12 + ["outside", None]
    assert found["upper_limit"][0] == pytest.approx(2e-9 + 2.66 * 2e-9)


def test_dates_and_years_are_periods_too() -> None:
    dates = pl.DataFrame({"period": MONTHS[:12], "value": range(12)}).with_columns(
        pl.format("{}-01", "period").str.to_date().alias("period")
    )
    assert xmr(dates, min_points=2).summary["n"].to_list() == [12]
    years = pl.DataFrame({"period": list(range(2000, 2014)), "value": [1, 2] * 7})
    assert xmr(years).summary["variation"].to_list() == ["common_cause"]
    written = pl.DataFrame({"period": ["2011-12", "2012-13"], "type": ["financial year"] * 2, "value": ["1", ""]})
    assert xmr(written).summary["n"].to_list() == [1]


def test_a_label_of_two_meanings_is_read_as_the_rest_of_its_series() -> None:
    months = [f"{2011 + n // 12}-{n % 12 + 1:02}" for n in range(6, 20)]
    years = [f"{2005 + n}-{6 + n:02}" for n in range(14)]
    both = pl.DataFrame(
        {"series": ["m"] * 14 + ["y"] * 14, "period": [*months, "2004/05", *years[1:]], "value": [1.0, 2.0] * 14}
    )
    assert "2011-12" in months
    assert "2011-12" in years
    found = xmr(both)
    assert found.summary["variation"].to_list() == ["common_cause"] * 2
    # December 2011 fills its place among the months: nothing is a gap, so the limits rest on every step.
    assert found.points["upper_limit"][0] == pytest.approx(1.5 + 2.66)
    with pytest.raises(ScoringError, match="row 0, column period"):
        xmr(pl.DataFrame({"period": ["2011-12"], "value": [1.0]}))
