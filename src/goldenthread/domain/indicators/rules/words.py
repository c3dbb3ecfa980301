"""The words that describe an indicator, its figures and its targets; those that a rating reads are the engine's own."""

from goldenthread.engines.scoring.vocabulary import BASES, POLARITIES, SCHEMES, STATUSES

KINDS = ("performance", "activity", "contextual")
FREQUENCIES = (
    "day",
    "week",
    "month",
    "quarter",
    "half_year",
    "term",
    "year",
    "academic_year",
    "calendar_year",
    "survey",
)
VALUED_STATUSES = ("final", "provisional", "estimated")
APPORTIONS = ("none", "same", "even", "shares")
TARGET_BASES = ("trend", "benchmark", "statutory", "judgement", "published")

__all__ = [
    "APPORTIONS",
    "BASES",
    "FREQUENCIES",
    "KINDS",
    "POLARITIES",
    "SCHEMES",
    "STATUSES",
    "TARGET_BASES",
    "VALUED_STATUSES",
]
