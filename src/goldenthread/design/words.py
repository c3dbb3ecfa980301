"""Dates, moments and codes as a reader sees them: "1 July 2022", "1 July 2022, 9:30am", "floor standard"."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

STATUS_WORDS = {
    "final": "final",
    "provisional": "provisional",
    "estimated": "estimated",
    "not_available": "not available",
    "not_due": "not due",
    "suppressed": "suppressed",
    "": "not supplied",
}
SCHEME_WORDS = {
    "floor": "floor standard",
    "percent": "tolerance as a share of the target",
    "absolute": "tolerance in the indicator’s own unit",
    "last_year": "better than the same period last year",
    "range": "expected range",
    "met": "met or not met",
}
SCHEME_SENTENCES = {
    "floor": "Green means the target is met; Amber that it is missed but the floor standard is met; Red that the floor "
    "standard is missed. Exactly on a line counts as met.",
    "percent": "Green means the target is met; Amber that it is missed by no more than the tolerance, counted as a "
    "share of the target; Red that it is missed by more.",
    "absolute": "Green means the target is met; Amber that it is missed by no more than the tolerance; Red that it is "
    "missed by more.",
    "last_year": "Green means the target is met; Amber that it is missed but the figure is no worse than a year "
    "before; Red that it is missed and worse than a year before.",
    "range": "The figure is shown as below, within or above the range that was expected. It gets no colour, because "
    "neither more nor less is better.",
    "met": "Green means the target is met; Red that it is not. There is no Amber.",
}
POLARITY_WORDS = {
    "higher": "Higher is better",
    "lower": "Lower is better",
    "target": "Closer to the target is better",
    "none": "Neither higher nor lower is better",
}
BASIS_WORDS = {
    "single": "Each period on its own",
    "snapshot": "As it stood on the last day of the period",
    "ytd": "Added up from the start of the year",
    "rolling": "The 12 months up to the end of the period",
}
TARGET_BASIS_WORDS = {
    "trend": "set from the trend",
    "benchmark": "set against a benchmark",
    "statutory": "set by law",
    "judgement": "set by judgement",
    "published": "as published",
}
KIND_WORDS = {"performance": "Performance", "activity": "Activity", "contextual": "Background"}
FREQUENCY_WORDS = {
    "month": "every month",
    "quarter": "every quarter",
    "half_year": "every half-year",
    "term": "every school term",
    "year": "every financial year",
    "academic_year": "every academic year",
    "calendar_year": "every calendar year",
    "week": "every week",
    "day": "on given days",
    "survey": "at each survey",
}
DIRECTION_METHOD_WORDS = {
    "previous": "compared with the period before",
    "last_year": "compared with the same period last year",
    "trend": "by the trend of its latest figures",
}


def day(value: date | None, *, missing: str = "–") -> str:
    """Return a date as people write it: "1 July 2022"; a moment is taken in the council's own time."""
    if value is None:
        return missing
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime | None, *, missing: str = "–") -> str:
    """Return a moment in the council's own time: "1 July 2022, 9:30am"; midnight and noon are named."""
    if value is None:
        return missing
    return f"{day(value)}, {clock(value)}"


def clock(value: datetime) -> str:
    """Return the time of a moment in the council's own time: "9:30am"; midnight and noon are named."""
    local = timezone.localtime(value)
    if (local.hour, local.minute) in {(0, 0), (12, 0)}:
        return "midnight" if local.hour == 0 else "noon"
    return f"{local.hour % 12 or 12}:{local.minute:02}{'am' if local.hour < 12 else 'pm'}"


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun: "1 figure", "3 figures", "1,204 figures"."""
    return f"{number:,} {one if number == 1 else many}"


_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def spelled(number: int) -> str:
    """Return a number under ten as a word, as in running text; others in figures."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else f"{number:,}"


def joined(parts: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
