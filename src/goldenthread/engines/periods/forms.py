"""The shapes in which single periods are written: quarters, halves, terms, months, weeks, days, "year ending"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from goldenthread.engines.periods.kinds import Kind
from goldenthread.engines.periods.navigation import native
from goldenthread.engines.periods.period import (
    MONTHS,
    Period,
    PeriodError,
    containing,
    first_of_month,
    iso_week,
    month_count,
    of_days,
    of_months,
)
from goldenthread.engines.periods.years import (
    MONTH,
    MONTH_NUMBERS,
    Option,
    WrittenYear,
    full_year,
    read_year,
    written_year,
)

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_ORDINAL = r"(?:the )?(?P<ordinal>" + "|".join(_ORDINALS) + ")"
_QUARTER = r"(?:q|qtr|quarter)[ .]?(?P<number>\d)"
_HALF = r"(?:h|half[ -]?year|half)[ .]?(?P<number>\d)"
_SEASON = r"(?P<season>[a-z]+)(?P<term> term)?"
_GAP = r"(?: ?[-/:] ?| of | in | )"
_SEASONS = {"autumn": 1, "spring": 2, "summer": 3, "michaelmas": 1, "lent": 2}
_COUNTS = {"three": 3, "six": 6, "nine": 9, "twelve": 12}

_FLOAT = re.compile(r"(?<=^\d{6})\.0+$|(?<=^\d{8})\.0+$")

Reader = Callable[[str, frozenset[Kind] | None], list[Option]]


def read_single(text: str, *, wanted: frozenset[Kind] | None) -> list[Option]:
    """Read a label that names one period; an empty list where it has none of the known shapes.

    ``text`` is plain wording (small letters, single spaces); ``wanted`` the kinds that the type allows.
    Raises PeriodError where the shape is known and the content impossible, such as quarter 5.
    """
    text = _FLOAT.sub("", text)
    for reader in _READERS:
        if options := reader(text, wanted):
            return options
    return []


def _years(text: str, wanted: frozenset[Kind] | None) -> list[Option]:
    return read_year(text.removeprefix("year "), wanted=wanted)


def _split_year(text: str, head: str) -> tuple[re.Match[str], WrittenYear] | None:
    """Find a head such as "q1" before or after a year."""
    for pattern in (f"{head}{_GAP}?(?P<rest>.*)", f"(?P<rest>.*?){_GAP}?{head}"):
        found = re.fullmatch(pattern, text)
        year = written_year(found["rest"]) if found else None
        if found and year:
            return found, year
    return None


def _fractions(text: str, *, head: str, word: str, financial: Kind, calendar: Kind) -> list[Option]:
    """Quarters and halves: two years make them financial, one year calendar unless the type says otherwise."""
    ordinal = rf"{_ORDINAL} {word}"
    found = _split_year(text, head) or _split_year(text, ordinal)
    if found is None:
        return []
    match, year = found
    named = match.groupdict()
    number = int(named["number"]) if named.get("number") else _ORDINALS[named["ordinal"]]
    if year.family is Kind.ACADEMIC_YEAR or (year.family is Kind.CALENDAR_YEAR and year.paired):
        raise PeriodError(f"It mixes two kinds of year: write {_letter(word)}1 2011/12 or {_letter(word)}1 2011.")
    kinds: tuple[Kind, ...] = (calendar, financial)
    if year.paired or year.family is Kind.FINANCIAL_YEAR:
        kinds = (financial,)
    elif year.family is Kind.CALENDAR_YEAR:
        kinds = (calendar,)
    return [tuple(of_months(kind=kind, year=year.start, number=number) for kind in kinds)]


def _letter(word: str) -> str:
    return "Q" if word.startswith("q") else "H"


def _quarters(text: str, wanted: frozenset[Kind] | None) -> list[Option]:
    return _fractions(
        text, head=_QUARTER, word="(?:quarter|qtr)", financial=Kind.QUARTER, calendar=Kind.CALENDAR_QUARTER
    )


def _halves(text: str, wanted: frozenset[Kind] | None) -> list[Option]:
    return _fractions(
        text,
        head=_HALF,
        word="half(?:[ -]?year)?",
        financial=Kind.HALF_YEAR,
        calendar=Kind.CALENDAR_HALF_YEAR,
    )


def _terms(text: str, wanted: frozenset[Kind] | None) -> list[Option]:
    found = _split_year(text, _SEASON)
    if found and found[0]["season"] in _SEASONS:
        match, year = found
        number = _SEASONS[match["season"]]
        if year.family not in (None, Kind.ACADEMIC_YEAR):
            raise PeriodError("It mixes a school term with another kind of year: write Autumn term 2011/12.")
        # Spring and summer 2012 belong to the academic year that began in 2011.
        named = year.paired or year.family is Kind.ACADEMIC_YEAR
        start = year.start if named or number == 1 else year.start - 1
        return [(of_months(kind=Kind.TERM, year=start, number=number),)]
    numbered = _split_year(text, r"(?:t|term) ?(?P<number>\d)")
    if numbered is None:
        return []
    match, year = numbered
    if year.family is not Kind.ACADEMIC_YEAR and not (year.paired and wanted == frozenset({Kind.TERM})):
        # Many schools count six terms, so a number alone says nothing.
        raise PeriodError(
            f"It does not say which terms are counted: write Autumn term {year.start}/{(year.start + 1) % 100:02}."
        )
    return [(of_months(kind=Kind.TERM, year=year.start, number=int(match["number"])),)]


_MONTH_FIRST = re.compile(MONTH + r"[ /-]?'?(?P<year>\d{4}|\d{2})")
_MONTH_LAST = re.compile(r"(?P<year>\d{4})[ /-]?" + MONTH)
_MONTH_DIGITS = re.compile(r"(?P<month>\d{1,2}) ?[/.-] ?(?P<year>\d{4})")
_MONTH_IN_YEAR = re.compile(MONTH + r" (?P<first>\d{4})/(?P<second>\d{4}|\d{2})")


def _months(text: str, wanted: frozenset[Kind] | None) -> list[Option]:
    if found := _MONTH_FIRST.fullmatch(text) or _MONTH_LAST.fullmatch(text):
        return [_month(full_year(found["year"]), MONTH_NUMBERS[found["month"]])]
    if found := _MONTH_DIGITS.fullmatch(text):
        return [_month(int(found["year"]), int(found["month"]))]
    if found := _MONTH_IN_YEAR.fullmatch(text):
        year = written_year(f"{found['first']}/{found['second']}")
        number = MONTH_NUMBERS[found["month"]]
        return [_month(year.start + (number < 4), number)] if year else []
    return []


def _month(year: int, number: int) -> Option:
    if not 1 <= number <= 12:
        raise PeriodError(f"There is no month {number}: months go from 1 to 12, and the day comes first.")
    return (of_months(kind=Kind.MONTH, year=year, number=number),)


_DAY_BEFORE = r"(?:(?:position |snapshot )?(?:as )?(?:at|of|on):? )?(?:(?P<weekday>[a-z]+day) )?(?:the )?"
_ISO_DAY = re.compile(
    r"(?P<year>\d{4})(?P<gap>[/-]?)(?P<month>\d\d)(?P=gap)(?P<day>\d\d)(?:[t ]00:00(?::00(?:\.0+)?)?z?)?"
)
_BRITISH_DAY = re.compile(
    r"(?P<day>\d{1,2}) ?(?P<gap>[/.-]) ?(?P<month>\d{1,2}) ?(?P=gap) ?(?P<year>\d{4}|\d{2})(?: 00:00(?::00)?)?"
)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ /.-]?(?:of )?" + MONTH + r"[ /-]?'?(?P<year>\d{4}|\d{2})")
_MONTH_DAY = re.compile(MONTH + r" (?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<year>\d{4})")


def _days(text: str, wanted: frozenset[Kind] | None) -> list[Option]:
    before = re.match(_DAY_BEFORE, text)
    weekday = before["weekday"] if before else None
    rest = text[before.end() :] if before else text
    found = next((f for p in (_ISO_DAY, _BRITISH_DAY, _DAY_FIRST, _MONTH_DAY) if (f := p.fullmatch(rest))), None)
    if found is None:
        return []
    month = MONTH_NUMBERS.get(found["month"]) or int(found["month"])
    day = _date(year=full_year(found["year"]), month=month, day=int(found["day"]))
    if weekday and (weekday not in _WEEKDAYS or day.weekday() != _WEEKDAYS.index(weekday)):
        raise PeriodError(f"It names the wrong day: {_written(day)} is a {_WEEKDAYS[day.weekday()].capitalize()}.")
    # A spreadsheet turns "Apr-11" into 1 April 2011; a type of month says what was meant.
    first = _month(day.year, day.month) if day.day == 1 and before and not before[0] else ()
    return [(containing(day, kind=Kind.DAY), *first)]


def _date(*, year: int, month: int, day: int) -> date:
    """Make a date, or say in British order why there is none. A day is never swapped with a month."""
    of_months(kind=Kind.CALENDAR_YEAR, year=year)
    if not 1 <= month <= 12:
        raise PeriodError(f"There is no month {month}: dates are read day first, as 30/06/2011 or 2011-06-30.")
    last = (first_of_month(months=12 * year + month) - timedelta(days=1)).day
    if not 1 <= day <= last:
        raise PeriodError(f"There is no such date: {MONTHS[month - 1]} {year} has {last} days.")
    return date(year, month, day)


_WEEK = r"(?:w|wk|week)[ .]?(?:no\.? ?)?(?P<number>\d{1,2})"
_WEEK_FIRST = re.compile(_WEEK + r"[ /-]?(?:of )?(?P<year>\d{4})")
_WEEK_LAST = re.compile(r"(?P<year>\d{4})[ /-]?" + _WEEK)
_WEEK_OF = re.compile(
    r"(?:w(?:ee)?k )?(?P<end>ending|w/e|we)(?: on)? (?P<rest>.+)"
    r"|(?:w(?:ee)?k )?(?P<start>commencing|beginning|starting|w/c|wc|w/b)(?: on)? (?P<again>.+)"
)


def _weeks(text: str, wanted: frozenset[Kind] | None) -> list[Option]:
    if found := _WEEK_FIRST.fullmatch(text) or _WEEK_LAST.fullmatch(text):
        return [(iso_week(year=int(found["year"]), number=int(found["number"])),)]
    found = _WEEK_OF.fullmatch(text)
    if found is None or not text.startswith(("w", "week")):
        return []
    option = _days(found["rest"] or found["again"], None)
    if not option:
        return []
    day = option[0][0].start
    start = day - timedelta(days=6) if found["end"] else day
    return [(native(start=start, end=start + timedelta(days=6), kinds=(Kind.WEEK,)),)]


_ENDING = re.compile(
    r"(?:rolling |financial )?(?P<what>year|y/e|f?ye|quarter|half[ -]year|month|(?P<count>\d{1,2}|[a-z]+)[ -]months?)"
    r"(?: (?:ending|ended|to|end))?(?: the)? (?P<rest>[a-z0-9].+)"
)
_NATIVE_KINDS = (
    Kind.FINANCIAL_YEAR, Kind.CALENDAR_YEAR, Kind.ACADEMIC_YEAR, Kind.HALF_YEAR, Kind.CALENDAR_HALF_YEAR,
    Kind.QUARTER, Kind.CALENDAR_QUARTER, Kind.MONTH,
)  # fmt: skip


def _endings(text: str, wanted: frozenset[Kind] | None) -> list[Option]:
    """Read "year ending March 2012", "12 months to June 2011", "quarter ended 30 June 2011"."""
    found = _ENDING.fullmatch(text)
    if found is None:
        return []
    count = found["count"]
    fixed = {"year": 12, "y/e": 12, "ye": 12, "fye": 12, "quarter": 3, "month": 1}.get(found["what"], 6)
    months = fixed if count is None else int(count) if count.isdigit() else _COUNTS.get(count, 0)
    option = _months(found["rest"], None) or _days(found["rest"], None)
    if not option or not months:
        return []
    end = option[0][0].end
    if (end + timedelta(days=1)).day != 1:
        raise PeriodError("It does not end with a month: write both dates, as 5 May 2011 to 4 May 2012.")
    start = first_of_month(months=month_count(end) + 1 - months)
    return [exact_options(start=start, end=end)]


def exact_options(*, start: date, end: date) -> Option:
    """Return every period with exactly these dates, the one that is meant first.

    A range that is exactly a native period is that period: "Apr 2011 - Jun 2011" has the code of Q1 2011/12, so
    that a figure cannot be stored twice under two names. Financial comes before calendar, because the financial
    year is native. The range itself, a term, a week or a day of the same dates is meant only when the type says so.
    """
    found: list[Period] = []
    for kind in _NATIVE_KINDS:
        period = containing(start, kind=kind)
        if (period.start, period.end) == (start, end):
            found.append(period)
    found.append(of_days(kind=Kind.RANGE, start=start, end=end))
    for kind in (Kind.TERM, Kind.WEEK, Kind.DAY):
        period = containing(start, kind=kind)
        if (period.start, period.end) == (start, end):
            found.append(period)
    return tuple(found)


def _written(day: date) -> str:
    return containing(day, kind=Kind.DAY).label


_READERS: tuple[Reader, ...] = (_years, _quarters, _months, _days, _halves, _weeks, _terms, _endings)
