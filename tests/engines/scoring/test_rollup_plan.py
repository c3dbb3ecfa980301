"""Roll-up of plans: the spread is always told, weights are normalised, and no Red hides."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engines.scoring.refusal import ScoringError
from goldenthread.engines.scoring.rollup_plan import PLAN_RULES, roll_up_plan

RATINGS = st.lists(st.sampled_from(["green", "amber", "red", "no_data", "complete", None]), min_size=1, max_size=9)


def plan(ratings: list[Any], **columns: Any) -> pl.DataFrame:
    return pl.DataFrame({"plan": "p", "rating": ratings, **columns}, schema_overrides={"rating": pl.String})


def only(frame: pl.DataFrame, **options: Any) -> dict[str, Any]:
    [row] = roll_up_plan(frame, by=["plan"], **options).rows(named=True)
    return row


def test_the_spread_and_the_worst() -> None:
    found = only(plan(["green"] * 4 + ["amber"] * 2 + ["red", None]))
    assert found["spread"] == "4 Green, 2 Amber, 1 Red, 1 no data"
    assert (found["rating"], found["hidden_red"], found["counted"]) == ("red", False, 7)


@pytest.mark.parametrize(("rule", "rating"), [("majority", "green"), ("weighted_mean", "amber")])
def test_another_rule_raises_the_alarm_of_a_hidden_red(rule: str, rating: str) -> None:
    found = only(plan(["green"] * 4 + ["amber"] * 2 + ["red"]), rule=rule)
    assert (found["rating"], found["hidden_red"]) == (rating, True)
    assert found["reason"].endswith("One of them is Red.")


@settings(max_examples=40, deadline=None)
@given(RATINGS, st.integers(1, 9), st.sampled_from(PLAN_RULES))
def test_equal_weights_are_no_weights(ratings: list[str | None], weight: int, rule: str) -> None:
    assert only(plan(ratings, weight=[weight] * len(ratings)), rule=rule) == only(plan(ratings), rule=rule)


@settings(max_examples=40, deadline=None)
@given(RATINGS, st.sampled_from(PLAN_RULES))
def test_a_red_is_shown_or_told(ratings: list[str | None], rule: str) -> None:
    found = only(plan(ratings), rule=rule)
    assert found["red"] == ratings.count("red")
    if found["red"]:
        assert (found["rating"] == "red") != found["hidden_red"]
        assert f"{found['red']} Red" in found["reason"]


def test_a_child_without_a_result_takes_its_weight_with_it() -> None:
    weighted = plan(["green", "amber", None], weight=[3, 1, 100])
    assert only(weighted)["weighted_mean"] == 0.875
    progress = plan(["green", "amber", "red"], weight=[3.0, 1.0, 4.0], result=[100.0, 60.0, None])
    assert only(progress)["weighted_mean"] == 90


def test_nothing_rated_is_not_rated() -> None:
    found = only(plan(["complete", "deferred"]), rule="weighted_mean")
    assert (found["rating"], found["weighted_mean"]) == (None, None)
    assert found["reason"] == "Not rated: none of its parts counts (0 Green, 0 Amber, 0 Red, 1 complete, 1 deferred)."
    assert only(plan(["red"], weight=[0]), rule="weighted_mean")["hidden_red"]


def test_faults_are_named() -> None:
    with pytest.raises(ScoringError, match="row 1, column weight: the weight is missing"):
        only(plan(["green", "red"], weight=[1, None]))
    with pytest.raises(ScoringError, match="row 0, column weight: the weight -1 is negative"):
        only(plan(["green"], weight=[-1]))
    with pytest.raises(ScoringError, match="row 0, column rating: 'blue' is not a known rating"):
        only(plan(["blue"]))
    with pytest.raises(ValueError, match="not a rule for plans"):
        only(plan(["green"]), rule="best_of")
