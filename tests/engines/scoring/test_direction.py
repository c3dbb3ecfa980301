"""Direction of travel: what never matters, and what refuses a series or a table."""

from __future__ import annotations

import random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engines.scoring import DIRECTION_COLUMNS, ScoringError, direction
from goldenthread.engines.scoring.comparison import difference

QUARTERS = [f"Q{quarter} 20{year}/{year + 1}" for year in range(20, 24) for quarter in range(1, 5)]
FIGURES = st.lists(st.one_of(st.none(), st.integers(min_value=-50, max_value=50)), min_size=1, max_size=len(QUARTERS))


def series(values: list[int | None], *, name: str = "a", polarity: str = "higher") -> pl.DataFrame:
    rows = {"series": name, "period": QUARTERS[: len(values)], "value": values, "polarity": polarity}
    return pl.DataFrame(rows, schema_overrides={"value": pl.Float64})


@settings(max_examples=25, deadline=None)
@given(FIGURES, FIGURES, st.sampled_from(["previous", "last_year"]), st.randoms())
def test_the_order_of_rows_never_matters(
    one: list[int | None], two: list[int | None], method: str, dice: random.Random
) -> None:
    frame = pl.concat([series(one), series(two, name="b", polarity="lower")])
    places = list(range(frame.height))
    dice.shuffle(places)
    found = direction(frame, method=method)
    assert direction(frame[places], method=method).sort("series").equals(found.sort("series"))


@settings(max_examples=25, deadline=None)
@given(FIGURES, st.sampled_from(["previous", "last_year"]))
def test_turning_the_measure_round_keeps_better_better(values: list[int | None], method: str) -> None:
    turned = [None if value is None else -value for value in values]
    one = direction(series(values), method=method)["direction"]
    assert direction(series(turned, polarity="lower"), method=method)["direction"].equals(one)


@settings(max_examples=25, deadline=None)
@given(FIGURES)
def test_the_latest_against_the_one_before(values: list[int | None]) -> None:
    found = direction(series(values)).row(0, named=True)
    latest, before = values[-1], values[-2] if len(values) > 1 else None
    if latest is None or before is None:
        assert found["direction"] == "not_enough_data"
    else:
        assert found["direction"] == ("same" if latest == before else "improving" if latest > before else "worsening")
        assert (found["value"], found["previous_value"], found["change"]) == (latest, before, latest - before)
    assert found["n"] == sum(value is not None for value in values)


def test_the_columns_are_always_the_same() -> None:
    assert tuple(direction(series([1, 2])).columns) == DIRECTION_COLUMNS
    empty = direction(pl.DataFrame(schema={"series": pl.String, "period": pl.String, "value": pl.Float64}))
    assert (tuple(empty.columns), empty.height) == (DIRECTION_COLUMNS, 0)
    assert direction(series([1, 2]).lazy()).equals(direction(series([1, 2])))


def test_float_noise_is_no_change() -> None:
    frame = pl.DataFrame({"period": ["2020/21", "2021/22"], "value": [0.3, 0.1 + 0.2], "polarity": "higher"})
    assert direction(frame)["direction"].to_list() == ["same"]


def test_one_bad_series_does_not_spoil_the_others() -> None:
    frame = pl.concat([series([1, 2]), series([1, 2], name="b"), series([3], name="b")])
    found = direction(frame, first_row=2)
    assert found["direction"].to_list() == ["improving", "refused"]
    assert found["reason"][1] == "Refused: rows 4 and 6 are both for Q1 2020/21; keep one figure for each period."


@pytest.mark.parametrize(("column", "words"), [("polarity", ["higher", "lower"]), ("basis", ["single", "ytd"])])
def test_a_series_that_contradicts_itself_is_refused(column: str, words: list[str]) -> None:
    frame = series([1, 2]).with_columns(pl.Series(column, words))
    found = direction(frame, method="last_year")
    assert found["direction"].to_list() == ["refused"]
    assert f"changes its {column}" in found["reason"][0]


def test_what_cannot_be_read_refuses_the_table() -> None:
    frame = pl.DataFrame(
        {"period": ["Q9 2020/21", "Q1 2020/21", None], "value": ["1", "x", "2"], "polarity": "sideways"}
    )
    with pytest.raises(ScoringError) as refused:
        direction(frame)
    assert {(problem.row, problem.column) for problem in refused.value.problems} == {
        (0, "period"), (1, "value"), (2, "period"), (0, "polarity"), (1, "polarity"), (2, "polarity"),
    }  # fmt: skip


def test_an_ambiguous_period_is_settled_by_its_type() -> None:
    frame = pl.DataFrame({"period": ["2010-11", "2011-12"], "value": [1, 2]})
    with pytest.raises(ScoringError):
        direction(frame)
    found = direction(frame.with_columns(type=pl.lit("financial year")))
    assert found.select("period", "direction").row(0) == ("FY2011", "increasing")


def test_a_snapshot_of_a_leap_day_serves_the_year_after() -> None:
    frame = pl.DataFrame({"period": ["2024-02-29", "2025-02-28"], "value": [1, 2], "polarity": "higher"})
    assert direction(frame, method="last_year")["previous_period"].to_list() == ["2024-02-29"]


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="not a known method"):
        direction(series([1]), method="sideways")
    with pytest.raises(ValueError, match="must be 0 or more"):
        direction(series([1]), band=-1)


def test_an_ambiguous_period_is_settled_by_the_other_periods_of_its_series_and_by_nothing_else() -> None:
    months = ["2011-10", "2011-11", "2011-12"]
    years = ["2010-11", "2011-12", "2012-13"]
    both = pl.DataFrame({"series": ["m"] * 3 + ["y"] * 3, "period": months + years, "value": range(6)})
    assert direction(both)["period"].to_list() == ["2011-12", "FY2012"]
    assert direction(both)["n"].to_list() == [3, 3]
    undecided = pl.DataFrame({"series": ["a", "a", "b"], "period": ["2011-12", "2010-11", "April 2011"], "value": 1})
    with pytest.raises(ScoringError) as refused:
        direction(undecided)
    assert [problem.row for problem in refused.value.problems] == [0, 1]
    with pytest.raises(ScoringError, match="the type says quarter"):
        direction(both.with_columns(type=pl.lit("quarter")))


@pytest.mark.parametrize(
    ("later", "earlier", "change"),
    [
        ("0.3", "0.1", 0.2),
        ("0.0000000033", "0.000000003", 0.0000000003),
        ("1000000000000.1", "1000000000000", 0.1),
        ("85", "83.4", 1.6),
        ("1e-20", "3e-20", -2e-20),
        ("5", "5.0", 0.0),
        ("", "5", None),
    ],
)
def test_a_change_is_the_difference_of_the_decimals(later: str, earlier: str, change: float | None) -> None:
    frame = pl.DataFrame({"period": ["2020/21", "2021/22"], "value": [earlier, later]})
    assert direction(frame)["change"].to_list() == [change]


@pytest.mark.parametrize("value", [1.123456789012, 1e12, 0.1, None])
def test_a_missing_side_leaves_the_change_missing(value: float | None) -> None:
    missing = pl.Series([None], dtype=pl.Float64)
    known = pl.Series([value], dtype=pl.Float64)
    assert difference(known, missing).to_list() == [None]
    assert difference(missing, known).to_list() == [None]
