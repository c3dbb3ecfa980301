"""Years and months as people write them: 2011/12, 2011-12, 1985-87, 2021.0, 1993 01, FY 2011/12.

A reading is a list of options that truly differ. Each option is a tuple of periods, of which the first is meant
unless the type says otherwise. More than one option is an ambiguity, which only a type can settle.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from goldenthread.engines.periods.kinds import Kind
from goldenthread.engines.periods.period import Period, PeriodError, of_days, of_months

Option = tuple[Period, ...]

MONTH_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
MONTH = r"(?P<month>" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\.?"

_PAIR = re.compile(r"(?P<first>\d{4})(?P<gap> ?/ ?| ?- ?| to )(?P<second>\d{4}|\d{2})")
_SHORT_PAIR = re.compile(r"'?(?P<first>\d\d) ?[/-] ?'?(?P<second>\d\d)")
_PLAIN = re.compile(r"(?P<year>\d{4})(?:\.0+)?")
_DIGITS = re.compile(r"(?P<year>\d{4})(?P<gap>[ -]?m|[ -](?=\d{1,2}$)|(?=\d\d$))(?P<month>\d{1,2})")
_FAMILY = {"f": Kind.FINANCIAL_YEAR, "c": Kind.CALENDAR_YEAR, "a": Kind.ACADEMIC_YEAR}
_FAMILY_WORD = r"(?P<family>fy|f/y|(?:financial|fiscal|calendar|academic)(?: years?)?|cy|ay|school years?)"
_FAMILY_FIRST = re.compile(_FAMILY_WORD + r" ?:? ?(?P<rest>\d.*)")
_FAMILY_LAST = re.compile(r"(?P<rest>\d.*?) ?" + _FAMILY_WORD)


class WrittenYear(NamedTuple):
    """A year inside a longer label: where it starts, whether two years were written, which family was named."""

    start: int
    paired: bool
    family: Kind | None


def full_year(digits: str) -> int:
    """Return the year of two or four digits: 00 to 69 are 2000 to 2069, 70 to 99 are 1970 to 1999."""
    number = int(digits)
    if len(digits) == 4:
        return number
    return number + (2000 if number < 70 else 1900)


def without_family(text: str) -> tuple[Kind | None, str]:
    """Take off "financial year", "FY", "academic year" and the like, from the front or the end."""
    found = _FAMILY_FIRST.fullmatch(text) or _FAMILY_LAST.fullmatch(text)
    if found is None:
        return None, text
    word = found["family"]
    return _FAMILY["a" if word[0] == "s" else word[0]], found["rest"]


def written_year(text: str) -> WrittenYear | None:
    """Read the year part of a quarter, half-year or term; None where it is no year.

    Raises PeriodError for two years that do not follow one another.
    """
    family, rest = without_family(text)
    if found := _PLAIN.fullmatch(rest):
        return WrittenYear(int(found["year"]), False, family)
    if found := _PAIR.fullmatch(rest):
        first, second = int(found["first"]), found["second"]
        if not _consecutive(first, second):
            raise PeriodError(f"{first} and {second} are not consecutive years: write {_pair(first)}.")
    elif found := _SHORT_PAIR.fullmatch(rest):
        first, second = full_year(found["first"]), found["second"]
        if not _consecutive(first, second):
            return None
    else:
        return None
    return WrittenYear(first, True, family)


def read_year(text: str, *, wanted: frozenset[Kind] | None) -> list[Option]:
    """Read a label that is a year, a pair of years, or a year and a month in digits; empty where it is none."""
    family, rest = without_family(text)
    if family is not None:
        if re.fullmatch(r"\d\d", rest):
            raise PeriodError("It could be the year that starts or ends then: write it as 2011/12.")
        year = written_year(text)
        if year is None:
            return []
        if year.paired and family is Kind.CALENDAR_YEAR:
            raise PeriodError(f"It names two years; a calendar year is one: write {year.start}.")
        return [(of_months(kind=family, year=year.start),)]
    if found := _PLAIN.fullmatch(text):
        return [_years(int(found["year"]), Kind.CALENDAR_YEAR, Kind.FINANCIAL_YEAR, Kind.ACADEMIC_YEAR)]
    if found := _PAIR.fullmatch(text):
        return _read_pair(int(found["first"]), found["gap"], found["second"], wanted=wanted)
    if found := _DIGITS.fullmatch(text):
        return _read_digits(int(found["year"]), found["gap"], found["month"])
    short = _SHORT_PAIR.fullmatch(text)
    if short and wanted is not None and not wanted & {Kind.MONTH, Kind.DAY}:
        first = full_year(short["first"])
        if _consecutive(first, short["second"]):
            return [_years(first, Kind.FINANCIAL_YEAR, Kind.ACADEMIC_YEAR)]
    return []


def _read_pair(first: int, gap: str, second: str, *, wanted: frozenset[Kind] | None) -> list[Option]:
    """Two years, or a year and a month, with a slash, a hyphen or "to" between."""
    month = int(second) if len(second) == 2 and 1 <= int(second) <= 12 else None
    consecutive = _consecutive(first, second)
    if "/" in gap:
        if month and wanted == frozenset({Kind.MONTH}):
            return [_month(first, month)]
        if not consecutive:
            range_too = f", or {first} to {full_year(second)} for a range" if full_year(second) > first else ""
            raise PeriodError(f"{first} and {second} are not consecutive years. Write {_pair(first)}{range_too}.")
        return [_years(first, Kind.FINANCIAL_YEAR, Kind.ACADEMIC_YEAR)]
    if gap == "-" and month and not consecutive and wanted is None:
        # The code of a month, 2011-04. Only where the years follow one another is the label open.
        return [_month(first, month)]
    last = int(second) if len(second) == 4 else first - first % 100 + int(second)
    if last <= first and (second == "00" or (month and wanted is not None)) and first % 100 > 80:
        last += 100
    span = (_calendar_years(first, last),) if last > first else ()
    options: list[Option] = []
    if gap == "-" and month:
        options.append(_month(first, month))
    if consecutive:
        options.insert(0, (*_years(first, Kind.FINANCIAL_YEAR, Kind.ACADEMIC_YEAR), *span))
    elif span:
        options.append(span)
    if not options:
        raise PeriodError("It ends before it starts: write the earlier year first.")
    return options


def _read_digits(year: int, gap: str, month: str) -> list[Option]:
    """``1993 01``, ``2011-4``, ``2011m04``, ``201104``: a month; six digits or a space may also be two years."""
    options = [_month(year, int(month))] if 1 <= int(month) <= 12 else []
    if len(month) == 2 and "m" not in gap and _consecutive(year, month):
        pair = _years(year, Kind.FINANCIAL_YEAR, Kind.ACADEMIC_YEAR)
        # Published series write months with a space; nobody writes two years so, unless the type says it.
        return [options[0] + pair] if options and gap == " " else [pair, *options]
    return options


def _years(year: int, *kinds: Kind) -> Option:
    return tuple(of_months(kind=kind, year=year) for kind in kinds)


def _month(year: int, number: int) -> Option:
    return (of_months(kind=Kind.MONTH, year=year, number=number),)


def _calendar_years(first: int, last: int) -> Period:
    start = of_months(kind=Kind.CALENDAR_YEAR, year=first).start
    end = of_months(kind=Kind.CALENDAR_YEAR, year=last).end
    return of_days(kind=Kind.RANGE, start=start, end=end)


def _consecutive(first: int, second: str) -> bool:
    return int(second) == (first + 1 if len(second) == 4 else (first + 1) % 100)


def _pair(first: int) -> str:
    return f"{first}/{(first + 1) % 100:02}"
