"""The words of rating and direction: what each code is called, and the shape, arrow and colour it always wears.

Pages, reports and charts take their words from here, so a rating reads the same wherever it is shown: a word, a shape
and a colour, never a colour alone. Arrows point up for improving and down for worsening whatever the polarity.
"""

from __future__ import annotations

from typing import Final, NamedTuple

RULE_VERSION: Final = "rating-1"
"""The version of the rating rules, stored beside every rating; it changes when any answer could change."""

DIRECTION_VERSION: Final = "direction-1"
"""The version of the direction rules, stored beside every direction."""


class RatingWord(NamedTuple):
    """How a rating is shown: its word, its shape, its colour class, and whether it counts as rated."""

    word: str
    symbol: str
    colour: str
    rated: bool


class DirectionWord(NamedTuple):
    """How a direction is shown: its arrow, its word and its colour class."""

    arrow: str
    word: str
    colour: str


RATING_WORDS: Final[dict[str, RatingWord]] = {
    "green": RatingWord("Green", "circle", "green", True),
    "amber": RatingWord("Amber", "triangle", "amber", True),
    "red": RatingWord("Red", "diamond", "red", True),
    "below": RatingWord("Below expected range", "bar-below", "neutral", False),
    "within": RatingWord("Within expected range", "bar-within", "neutral", False),
    "above": RatingWord("Above expected range", "bar-above", "neutral", False),
    "no_data": RatingWord("No data", "hollow", "grey", False),
    "not_due": RatingWord("Not due", "hollow", "grey", False),
    "no_target": RatingWord("No target", "hollow", "grey", False),
    "no_judgement": RatingWord("No judgement", "hollow", "grey", False),
    "not_comparable": RatingWord("Not comparable", "hollow", "grey", False),
}
"""Every rating code, in the order in which keys and counts are printed."""

RATED: Final = ("green", "amber", "red")
EXPECTED_RANGE: Final = ("below", "within", "above")
GREY: Final = ("no_data", "not_due", "no_target", "no_judgement", "not_comparable")

DIRECTION_WORDS: Final[dict[str, DirectionWord]] = {
    "improving": DirectionWord("↑", "Improving", "improving"),
    "worsening": DirectionWord("↓", "Worsening", "worsening"),
    "same": DirectionWord("→", "No change", "neutral"),
    "increasing": DirectionWord("↗", "Increasing", "neutral"),
    "decreasing": DirectionWord("↘", "Decreasing", "neutral"),
    "no_clear_trend": DirectionWord("↔", "No clear trend", "neutral"),
    "not_enough_data": DirectionWord("–", "Not enough data", "grey"),
    "refused": DirectionWord("–", "Not compared", "grey"),
}
"""Every direction code, in the order in which keys and counts are printed."""

POLARITIES: Final = ("higher", "lower", "target", "none")
SCHEMES: Final = ("floor", "percent", "absolute", "last_year", "range", "met")
STATUSES: Final = ("final", "provisional", "estimated", "not_available", "not_due", "suppressed")
BASES: Final = ("single", "snapshot", "ytd", "rolling")
