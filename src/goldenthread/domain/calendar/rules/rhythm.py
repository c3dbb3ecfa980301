"""Which period an indicator is expected to have reported by a day."""

from datetime import date

from goldenthread.engines.periods import Kind, Period, containing, previous

KIND_OF_FREQUENCY: dict[str, Kind] = {
    "day": Kind.DAY,
    "week": Kind.WEEK,
    "month": Kind.MONTH,
    "quarter": Kind.QUARTER,
    "half_year": Kind.HALF_YEAR,
    "term": Kind.TERM,
    "year": Kind.FINANCIAL_YEAR,
    "academic_year": Kind.ACADEMIC_YEAR,
    "calendar_year": Kind.CALENDAR_YEAR,
    "survey": Kind.WAVE,
}
"""The kind of period behind each word for how often an indicator is measured. A year is a financial year."""

IRREGULAR = frozenset({Kind.DAY, Kind.WAVE})
"""Kinds without a rhythm: which of them is expected is known only from the figures themselves."""


def expected_period(*, frequency: str, by: date) -> Period | None:
    """Return the last whole period of ``frequency`` that ended on or before ``by``.

    The June of a first quarter, the financial year that ended before it. None for a frequency without a rhythm: a
    survey wave or a snapshot day is expected when it exists.
    """
    kind = KIND_OF_FREQUENCY[frequency]
    if kind in IRREGULAR:
        return None
    found = containing(by, kind=kind)
    return found if found.end <= by else previous(found)
