"""Many figures on one page: one that cannot be rated does not spoil the others."""

import polars as pl

from goldenthread.engines.scoring import Rating, rate, rate_each

ROWS = pl.DataFrame(
    {
        "value": ["83.4", "61.54", "50"],
        "target": ["85", "0", "60"],
        "floor": ["80", None, "55"],
        "tolerance": [None, "10", None],
        "polarity": ["higher"] * 3,
        "scheme": ["floor", "percent", "floor"],
    }
)


def test_only_the_row_that_cannot_be_rated_says_so() -> None:
    found = rate_each(ROWS)
    assert [one.rating for one in found] == ["amber", "not_comparable", "red"]
    assert found[1].reason.startswith("Not comparable: ")


def test_it_agrees_with_the_whole_frame_where_all_can_be_rated() -> None:
    sound = ROWS[[0, 2]]
    assert rate_each(sound) == [Rating(*row) for row in rate(sound).select("rating", "reason").iter_rows()]


def test_nothing_to_rate() -> None:
    assert rate_each(ROWS.clear()) == []
