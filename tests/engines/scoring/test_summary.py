"""Counts, shares of the rated alone, and what changed."""

from __future__ import annotations

import polars as pl
import pytest

from goldenthread.engines.scoring import RATING_WORDS, changes, share, summarise


def test_shares_are_of_the_rated_and_counts_stand_beside() -> None:
    ratings = ["green"] * 20 + ["amber"] * 12 + ["red"] * 6 + ["no_data", "not_due", "within"]
    found = summarise(pl.DataFrame({"rating": ratings}))
    assert found.shares == {"green": 53, "amber": 32, "red": 16}
    assert (found.rated, found.unrated, found.in_range, found.total) == (38, 2, 1, 41)
    assert list(found.counts) == list(RATING_WORDS)
    assert found.counts["no_target"] == 0


def test_nothing_rated_has_no_shares() -> None:
    assert summarise(pl.DataFrame({"rating": ["no_data"]})).shares == {"green": None, "amber": None, "red": None}


def test_a_half_is_rounded_upwards() -> None:
    assert [share(part=1, whole=8), share(part=1, whole=200), share(part=3, whole=7)] == [13, 1, 43]


def test_a_word_that_is_no_rating_is_refused() -> None:
    with pytest.raises(ValueError, match="Not a rating: blue"):
        summarise(pl.DataFrame({"rating": ["green", "blue"]}))


def test_what_changed_and_which_way() -> None:
    before = pl.DataFrame(
        {"indicator": ["a", "b", "c", "d", "e", "gone"], "rating": ["amber", "amber", "green", "red", "no_data", "red"]}
    )
    after = pl.DataFrame(
        {"indicator": ["new", "e", "d", "c", "b", "a"], "rating": ["red", "green", "no_data", "green", "red", "green"]}
    )
    assert changes(before, after, by=["indicator"]).rows() == [
        ("e", "no_data", "green", "rated"),
        ("d", "red", "no_data", "unrated"),
        ("b", "amber", "red", "worse"),
        ("a", "amber", "green", "better"),
    ]
    with pytest.raises(ValueError, match="do not tell the rows"):
        changes(before, pl.concat([after, after]), by=["indicator"])
