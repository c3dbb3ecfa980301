"""The words that describe an indicator, its figures and its targets."""

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
POLARITIES = ("higher", "lower", "target", "none")
BASES = ("single", "snapshot", "ytd", "rolling")
SCHEMES = ("floor", "percent", "absolute", "last_year", "range", "met")
STATUSES = ("final", "provisional", "estimated", "not_available", "not_due", "suppressed")
VALUED_STATUSES = ("final", "provisional", "estimated")
APPORTIONS = ("none", "same", "even", "shares")
TARGET_BASES = ("trend", "benchmark", "statutory", "judgement", "published")
