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
COMPARATOR_STATUSES = (*VALUED_STATUSES, "suppressed", "not_available")
COMPARATOR_KINDS = ("all", "type", "nearest_neighbours")
COMPARATOR_ROLES = ("member", "median", "lower_quartile", "upper_quartile", "average")
"""A member is compared; the others are lines that somebody published for the whole group."""
TARGET_BASES = ("trend", "benchmark", "statutory", "judgement", "published")

__all__ = [
    "APPORTIONS",
    "BASES",
    "COMPARATOR_KINDS",
    "COMPARATOR_ROLES",
    "COMPARATOR_STATUSES",
    "FREQUENCIES",
    "KINDS",
    "POLARITIES",
    "SCHEMES",
    "STATUSES",
    "TARGET_BASES",
    "VALUED_STATUSES",
]
