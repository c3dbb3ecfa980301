"""The kinds of period, and the words by which people call them."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a period is. The value is the word that files carry in their ``type`` column."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    CALENDAR_QUARTER = "calendar_quarter"
    HALF_YEAR = "half_year"
    CALENDAR_HALF_YEAR = "calendar_half_year"
    FINANCIAL_YEAR = "financial_year"
    CALENDAR_YEAR = "calendar_year"
    ACADEMIC_YEAR = "academic_year"
    TERM = "term"
    RANGE = "range"
    WAVE = "wave"

    @property
    def words(self) -> str:
        """The kind in plain words, with its article: "a quarter of a financial year"."""
        return _WORDS[self]


YEARS = frozenset({Kind.FINANCIAL_YEAR, Kind.CALENDAR_YEAR, Kind.ACADEMIC_YEAR})

_WORDS = {
    Kind.DAY: "a day",
    Kind.WEEK: "a week",
    Kind.MONTH: "a month",
    Kind.QUARTER: "a quarter of a financial year",
    Kind.CALENDAR_QUARTER: "a quarter of a calendar year",
    Kind.HALF_YEAR: "half a financial year",
    Kind.CALENDAR_HALF_YEAR: "half a calendar year",
    Kind.FINANCIAL_YEAR: "a financial year",
    Kind.CALENDAR_YEAR: "a calendar year",
    Kind.ACADEMIC_YEAR: "an academic year",
    Kind.TERM: "a school term",
    Kind.RANGE: "a range",
    Kind.WAVE: "a survey wave",
}

_QUARTERS = frozenset({Kind.QUARTER, Kind.CALENDAR_QUARTER})
_HALVES = frozenset({Kind.HALF_YEAR, Kind.CALENDAR_HALF_YEAR})

TYPE_WORDS: dict[str, frozenset[Kind]] = {
    **dict.fromkeys(("day", "days", "daily", "date", "snapshot", "as at", "instant"), frozenset({Kind.DAY})),
    **dict.fromkeys(("week", "weeks", "weekly", "iso week"), frozenset({Kind.WEEK})),
    **dict.fromkeys(("month", "months", "monthly", "calendar month"), frozenset({Kind.MONTH})),
    # A bare "quarter" leaves the year to the label: Q1 2011/12 is financial, 2011 Q2 calendar.
    **dict.fromkeys(("quarter", "quarters", "quarterly"), _QUARTERS),
    **dict.fromkeys(("financial quarter", "fiscal quarter", "fy quarter"), frozenset({Kind.QUARTER})),
    **dict.fromkeys(("calendar quarter", "cy quarter"), frozenset({Kind.CALENDAR_QUARTER})),
    **dict.fromkeys(("half year", "half", "half yearly", "six months", "six monthly"), _HALVES),
    **dict.fromkeys(("financial half year", "fiscal half year"), frozenset({Kind.HALF_YEAR})),
    "calendar half year": frozenset({Kind.CALENDAR_HALF_YEAR}),
    **dict.fromkeys(("year", "annual", "annually", "yearly"), YEARS),
    **dict.fromkeys(("financial year", "financial", "fiscal year", "fiscal", "fy"), frozenset({Kind.FINANCIAL_YEAR})),
    **dict.fromkeys(("calendar year", "calendar", "cy"), frozenset({Kind.CALENDAR_YEAR})),
    **dict.fromkeys(("academic year", "academic", "school year", "school", "ay"), frozenset({Kind.ACADEMIC_YEAR})),
    **dict.fromkeys(("term", "terms", "termly", "school term", "academic term"), frozenset({Kind.TERM})),
    **dict.fromkeys(
        ("range", "span", "rolling", "rolling year", "rolling 12 months", "pooled", "multi year", "years"),
        frozenset({Kind.RANGE}),
    ),
    **dict.fromkeys(("wave", "survey wave", "custom survey wave", "survey", "custom"), frozenset({Kind.WAVE})),
}
"""Every word a ``type`` column may hold (case, underscores and hyphens do not matter) and what it allows."""


def kinds_called(word: str) -> frozenset[Kind] | None:
    """Return the kinds that a type word allows, or None for a word that is not known."""
    return TYPE_WORDS.get(" ".join(word.casefold().replace("_", " ").replace("-", " ").split()))
