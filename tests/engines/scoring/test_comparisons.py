"""Two figures beside each other: only intervals that stand apart are a change."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engines.scoring.comparisons import significant_change
from goldenthread.engines.scoring.refusal import ScoringError

SWAPPED = {"better": "worse", "worse": "better", "higher": "lower", "lower": "higher"}


def change(one: tuple[float, float], other: tuple[float, float], polarity: str | None) -> str | None:
    frame = pl.DataFrame({"lower": one[0], "upper": one[1], "other_lower": other[0], "other_upper": other[1]})
    word: str | None = significant_change(frame.with_columns(polarity=pl.lit(polarity, pl.String)))["change"][0]
    return word


@pytest.mark.parametrize(
    ("one", "other", "polarity", "word"),
    [
        ((5, 6), (1, 4), "higher", "better"),
        ((5, 6), (1, 4), "lower", "worse"),
        ((1, 4), (5, 6), "higher", "worse"),
        ((5, 6), (1, 4), None, "higher"),
        ((1, 4), (5, 6), "none", "lower"),
        ((4, 6), (1, 4), "higher", "no_significant_change"),
        ((2, 3), (1, 4), "higher", "no_significant_change"),
    ],
)
def test_apart_touching_and_overlapping(
    one: tuple[float, float], other: tuple[float, float], polarity: str | None, word: str
) -> None:
    assert change(one, other, polarity) == word


@given(st.lists(st.integers(-20, 20), min_size=4, max_size=4), st.sampled_from(["higher", "lower", "none"]))
def test_the_other_way_round_says_the_opposite(ends: list[int], polarity: str) -> None:
    one, other = (min(ends[:2]), max(ends[:2])), (min(ends[2:]), max(ends[2:]))
    word = change(one, other, polarity)
    assert change(other, one, polarity) == SWAPPED.get(str(word), word)


def test_a_missing_limit_has_no_answer_and_a_crossed_interval_is_refused() -> None:
    frame = pl.DataFrame({"lower": [None, 3.0], "upper": [2.0, 4.0], "other_lower": [1.0, 1.0]})
    assert significant_change(frame)["change"].to_list() == [None, None]
    with pytest.raises(ScoringError, match="row 0, column lower: the lower limit 3 is above its upper limit"):
        significant_change(pl.DataFrame({"lower": [3.0], "upper": [2.0], "other_lower": [1.0], "other_upper": [2.0]}))
