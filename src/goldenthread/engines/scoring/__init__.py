"""Scoring: ratings against target and directions of travel. Frames in, frames out; no database, no clock."""

from goldenthread.engines.scoring.direction import DIRECTION_COLUMNS, METHODS, direction
from goldenthread.engines.scoring.rating import COLUMNS, Rating, find_problems, rate, rate_each, rate_one
from goldenthread.engines.scoring.refusal import Problem, ScoringError
from goldenthread.engines.scoring.summary import Summary, changes, share, summarise
from goldenthread.engines.scoring.vocabulary import (
    DIRECTION_VERSION,
    DIRECTION_WORDS,
    EXPECTED_RANGE,
    GREY,
    RATED,
    RATING_WORDS,
    RULE_VERSION,
    DirectionWord,
    RatingWord,
)

__all__ = [
    "COLUMNS",
    "DIRECTION_COLUMNS",
    "DIRECTION_VERSION",
    "DIRECTION_WORDS",
    "EXPECTED_RANGE",
    "GREY",
    "METHODS",
    "RATED",
    "RATING_WORDS",
    "RULE_VERSION",
    "DirectionWord",
    "Problem",
    "Rating",
    "RatingWord",
    "ScoringError",
    "Summary",
    "changes",
    "direction",
    "find_problems",
    "rate",
    "rate_each",
    "rate_one",
    "share",
    "summarise",
]
