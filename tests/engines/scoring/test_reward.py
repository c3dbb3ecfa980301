"""Reward grant: shares of the pot, the 60% line, and what cannot be worked out."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engines.scoring.refusal import ScoringError
from goldenthread.engines.scoring.reward import reward


def deal(actual: list[Any], **columns: Any) -> pl.DataFrame:
    rows = {"pot": 1000.0, "without_deal": 50.0, "stretch": 60.0, "actual": actual} | columns
    return pl.DataFrame(rows, schema_overrides={"actual": pl.Float64})


@pytest.mark.parametrize(
    ("actual", "share", "grant"),
    [
        (57, 0.7, 700),
        (56, 0.6, 600),
        (55.99, 0.599, 0),
        (60, 1, 1000),
        (72, 2.2, 1000),
        (49, -0.1, 0),
        (None, None, None),
    ],
)
def test_the_share_of_the_stretch_and_what_it_earns(actual: float | None, share: float, grant: float) -> None:
    assert reward(deal([actual])).select("achieved_share", "grant").row(0) == (share, grant)


def test_lower_is_better_and_decimals_meet_the_line_exactly() -> None:
    assert reward(deal([74], without_deal=80.0, stretch=70.0))["grant"].to_list() == [600]
    assert reward(deal([0.16], without_deal=0.1, stretch=0.2))["grant"].to_list() == [600]
    assert reward(deal([1e15 - 4], without_deal=1e15 - 10, stretch=1e15))["grant"].to_list() == [600]


def test_sub_targets_share_the_pot_equally_or_by_weight() -> None:
    assert reward(deal([60, 60, None]))["grant"].to_list() == [pytest.approx(1000 / 3), pytest.approx(1000 / 3), None]
    assert reward(deal([60, 57], weight=[3, 1]))["grant"].to_list() == [750, 175]
    named = deal([60, 60, 60], target=["a", "a", "b"])
    assert reward(named)["grant"].to_list() == [500, 500, 1000]
    assert reward(deal([60, 60], pot=[10.0, 20.0]))["grant"].to_list() == [10, 20]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 200), min_size=1, max_size=8), st.integers(1, 10))
def test_equal_weights_equal_none_and_the_pot_is_never_exceeded(actual: list[int], weight: int) -> None:
    plain = reward(deal([float(number) for number in actual]))["grant"]
    weighted = reward(deal([float(number) for number in actual], weight=[weight] * len(actual)))["grant"]
    assert weighted.to_list() == plain.to_list()
    assert min(plain) >= 0
    assert plain.sum() <= 1000 + 1e-9


@pytest.mark.parametrize(
    ("columns", "column", "seen"),
    [
        ({"stretch": 50.0}, "stretch", "nothing to achieve"),
        ({"pot": -1.0}, "pot", "the pot -1 is negative"),
        ({"without_deal": [50.0, None]}, "without_deal", "the without deal is missing"),
        ({"weight": [1, None]}, "weight", "the weight is missing"),
        ({"weight": [0, 0]}, "weight", "are all 0"),
        ({"pot": ["1", "£5"]}, "pot", "'£5' is not a number"),
    ],
)
def test_what_cannot_be_worked_out_is_named(columns: dict[str, Any], column: str, seen: str) -> None:
    with pytest.raises(ScoringError) as refused:
        reward(deal([55, 56], **columns))
    assert {problem.column for problem in refused.value.problems} == {column}
    assert seen in refused.value.problems[0].seen
