"""Counts and their sentence."""

from dataclasses import dataclass, field

import pytest

from goldenthread.design import counts


@dataclass(frozen=True)
class Sum:
    """A summary of the assessment's shape."""

    total: int
    rated: int
    counts: dict[str, int]
    shares: dict[str, str]
    grey: dict[str, int] = field(default_factory=dict)
    expected_range: dict[str, int] = field(default_factory=dict)
    directions: dict[str, int] = field(default_factory=dict)
    late: int = 0


def _sum(green: int, amber: int, red: int, *, more: int = 0) -> Sum:
    rated = green + amber + red
    shares = {
        code: f"{100 * count // rated}%" if rated else "–"
        for code, count in zip("gar", (green, amber, red), strict=True)
    }
    return Sum(
        total=rated + more,
        rated=rated,
        counts={"green": green, "amber": amber, "red": red},
        shares={"green": shares["g"], "amber": shares["a"], "red": shares["r"]},
        grey={"no_data": more} if more else {},
        directions={"improving": 2, "worsening": 1},
    )


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (
            _sum(20, 12, 6),
            _sum(18, 14, 6),
            "Of 38 rated indicators, 20 are on target in Q1, two more than the quarter before; six are Red.",
        ),
        (
            _sum(1, 0, 1),
            _sum(2, 0, 0),
            "Of 2 rated indicators, one is on target in Q1, one fewer than the quarter before; one is Red.",
        ),
        (
            _sum(2, 1, 0),
            _sum(2, 0, 1),
            "Of 3 rated indicators, two are on target in Q1, as many as the quarter before; none is Red.",
        ),
        (
            _sum(2, 1, 0),
            _sum(4, 4, 1),
            "Of 3 rated indicators, two are on target in Q1, four of 9 the quarter before; none is Red.",
        ),
        (_sum(0, 0, 0, more=3), None, "None of the 3 indicators has a rating in Q1 yet."),
        (_sum(0, 0, 0), None, "There are no indicators here for Q1."),
    ],
)
def test_the_finding(now: Sum, before: Sum | None, said: str) -> None:
    assert counts.sentence(now, period="Q1", before=before) == said


def test_tiles_say_counts_and_shares_of_the_rated() -> None:
    tiles = counts.tiles(_sum(6, 3, 1, more=2), before=_sum(5, 4, 1))
    assert [tile.number for tile in tiles] == ["6", "3", "1", "2", "2 / 0 / 1"]
    assert tiles[0].note == "60% of the 10 rated, 5 the quarter before"
    assert tiles[3].note == "2 no data"


def test_the_bar_is_as_long_as_its_counts() -> None:
    import re

    assert counts.bar(_sum(0, 0, 0)) == ""
    lengths = [float(found) for found in re.findall(r'<rect [^>]*?width="([\d.]+)"', counts.bar(_sum(5, 0, 5)))]
    assert lengths == [500, 496]


def test_small_scorecards_say_what_is_not_rated_and_link_safely() -> None:
    whole, gaps = counts.small_scorecards(
        [("A", "Adults", _sum(2, 1, 0)), ("B&C", "Both", _sum(1, 0, 1, more=2))], url="/s/"
    )
    assert (whole.name, whole.url, whole.counts) == ("Adults", "/s/?directorate=A", "2 Green, 1 Amber and 0 Red")
    assert (gaps.url, gaps.counts) == ("/s/?directorate=B%26C", "1 Green, 0 Amber, 1 Red and 2 not rated")
