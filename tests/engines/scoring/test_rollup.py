"""Roll-up over time and places: exact totals, honest gaps, and refusals that name their rows."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engines.scoring.refusal import ScoringError
from goldenthread.engines.scoring.rollup import rollup

PENCE = st.integers(-(10**8), 10**8)
QUARTERS = ["Q1 2022/23", "Q2 2022/23", "Q3 2022/23", "Q4 2022/23"]


def parts(values: list[Any], **columns: Any) -> pl.DataFrame:
    return pl.DataFrame({"g": "x", "value": values, **columns}, strict=False)


def only(frame: pl.DataFrame, **options: Any) -> dict[str, Any]:
    [row] = rollup(frame, by=["g"], first_row=2, **options).rows(named=True)
    return row


def test_each_rule() -> None:
    dated = parts(["3", "1", "2"], period=["Q3 2022/23", "Q1 2022/23", "Q2 2022/23"])
    for rule, value in {"sum": 6, "mean": 2, "last": 3}.items():
        assert only(dated, rule=rule)["value"] == value
    pairs = pl.DataFrame({"g": "x", "numerator": [1, 30], "denominator": [2, 50], "area": ["a", "b"]})
    found = only(pairs, rule="ratio", multiplier=100)
    assert (found["value"], found["numerator"], found["denominator"]) == (pytest.approx(59.6153846153846), 31, 52)
    assert only(pairs.with_columns(unit=pl.lit("%")))["value"] == pytest.approx(59.6153846153846)
    assert only(pairs.with_columns(unit=pl.lit("%")), rule="mean")["value"] == pytest.approx(59.6153846153846)
    assert "stand alone" in only(dated, rule="none")["error"]


@settings(max_examples=40, deadline=None)
@given(st.lists(PENCE, min_size=1, max_size=60), st.randoms())
def test_pounds_and_pence_are_exact_in_any_order(pence: list[int], dice: random.Random) -> None:
    money = [f"{Decimal(number) / 100:.2f}" for number in pence]
    assert only(parts(money), rule="sum")["value"] == float(Decimal(sum(pence)) / 100)
    dice.shuffle(money)
    assert only(parts(money), rule="sum")["value"] == float(Decimal(sum(pence)) / 100)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.integers(0, 99), min_size=1, max_size=4), min_size=1, max_size=4))
def test_a_total_of_totals_is_the_total(districts: list[list[int]]) -> None:
    rows = [{"g": "x", "district": n, "value": value} for n, values in enumerate(districts) for value in values]
    frame = pl.DataFrame(rows).with_row_index("area")
    lower = rollup(frame.drop("area").with_row_index("area"), by=["g", "district"], rule="sum")
    assert only(lower.select("g", "district", "value"), rule="sum")["value"] == only(frame, rule="sum")["value"]


def test_huge_beside_tiny_loses_only_what_a_number_cannot_hold() -> None:
    assert only(parts(["1e15", "1e-9", "-1e15"]), rule="sum")["value"] == 1e-9


def test_a_missing_part_makes_the_total_missing_unless_partial_is_allowed() -> None:
    frame = parts([1, 2, None, 4], period=QUARTERS)
    found = only(frame, rule="sum")
    assert (found["value"], found["n"], found["of"]) == (None, 3, 4)
    assert found["error"] == "not available: 1 of 4 parts missing (row 4)"
    found = only(frame, rule="sum", partial=True)
    assert (found["value"], found["parts"], found["error"]) == (7, "3 of 4 parts", None)
    assert only(frame, rule="mean", partial=True)["value"] == pytest.approx(7 / 3)
    assert only(frame, rule="last")["value"] == 4
    ended = parts([1, 2, 3, None], period=QUARTERS)
    assert only(ended, rule="last")["value"] is None
    assert only(ended, rule="last", partial=True)["value"] == 3
    assert "none of the parts" in only(parts([None, None]), rule="sum", partial=True)["error"]


@pytest.mark.parametrize(
    ("frame", "rule", "error"),
    [
        (parts([50, 60], unit="%"), "mean", "cannot be combined: no denominators (rows 2 and 3)"),
        (parts([50, 60]), "ratio", "cannot be combined: no denominators (rows 2 and 3)"),
        (
            parts([50, 60], numerator=[1, None], denominator=[2, None]),
            "ratio",
            "cannot be combined: no denominators (row 3)",
        ),
        (parts([50, 60], unit="%"), "sum", "cannot be combined: percentages and ratios do not add up"),
        (
            parts([1, 2], rule=["sum", "mean"]),
            None,
            "cannot be combined: its parts state different rules (sum and mean)",
        ),
        (parts([1, 2]), None, "cannot be combined: no rule says how"),
        (parts([1, 2], area="a"), "sum", "cannot be combined: the same part is given more than once (rows 2 and 3)"),
        (
            parts([1, 2], period=["Q1 2022/23", "May 2022"]),
            "sum",
            "cannot be combined: its parts are of different kinds of period (quarter and month)",
        ),
        (parts([1, 2]), "last", "cannot be combined: no period says which figure is the last (rows 2 and 3)"),
        (
            parts([1, 2], period="2022/23", area=["a", "b"]),
            "last",
            "cannot be combined: more than one figure is the last (rows 2 and 3)",
        ),
        (parts([None, None], numerator=[0, 0], denominator=[0, 0]), "ratio", "not available: no cases"),
        (
            parts([None, None], numerator=[1, 0], denominator=[0, 0]),
            "ratio",
            "cannot be combined: the denominators add up to 0",
        ),
    ],
)
def test_what_cannot_be_combined_says_why(frame: pl.DataFrame, rule: str | None, error: str) -> None:
    found = only(frame, rule=rule)
    assert (found["value"], found["error"]) == (None, error)


def test_one_bad_group_does_not_spoil_the_others() -> None:
    frame = pl.DataFrame({"g": ["b", "a", "a"], "value": [1, 2, None], "rule": "sum"})
    found = rollup(frame, by=["g"])
    assert found["g"].to_list() == ["b", "a"]
    assert found["value"].to_list() == [1, None]


def test_cells_and_options_that_cannot_be_used() -> None:
    with pytest.raises(ScoringError, match="row 1, column value: '1,000' is not a number"):
        rollup(parts(["1", "1,000"]), by=["g"], rule="sum")
    with pytest.raises(ScoringError, match="row 0, column denominator: the denominator -2 is negative"):
        rollup(parts([None], numerator=[1], denominator=[-2]), by=["g"])
    with pytest.raises(ScoringError, match="row 0, column period"):
        rollup(parts([1], period=["Q9 2022/23"]), by=["g"], rule="sum")
    with pytest.raises(ValueError, match="not there: nope"):
        rollup(parts([1]), by=["nope"])
    with pytest.raises(ValueError, match="is not a rule"):
        rollup(parts([1]), by=["g"], rule="median")
    assert rollup(parts([1]).clear(), by=["g"], rule="sum").height == 0
