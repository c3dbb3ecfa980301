"""Read what people write as a period, and refuse what could mean two things.

Rulebook section 1. The choices where it is silent: a plain year in a quarter or half-year is a calendar year
("2011 Q2", "Q2 2011"), as a plain year by itself is; two digits of a year are 1970 to 2069; day and month are in
British order; four digits, a hyphen and a month ("2008-11") are that month, whose code they are, unless the two are
consecutive years ("2011-12"), and a range only where the type says so; a range that is exactly a native period is that
period.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from goldenthread.engines.periods.forms import exact_options, read_single
from goldenthread.engines.periods.kinds import TYPE_WORDS, YEARS, Kind, kinds_called
from goldenthread.engines.periods.period import (
    Period,
    PeriodError,
    first_of_month,
    from_code,
    month_count,
    of_days,
    whole_months,
)
from goldenthread.engines.periods.wording import plain_wording
from goldenthread.engines.periods.years import MONTH, MONTH_NUMBERS, Option, without_family

_SURE_CODE = re.compile(
    r"(?:FY|CY|AY)\d{4}(?:-[HQT]\d)?|\d{4}-W\d\d|(?:WAVE)?\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d", re.ASCII
)
_TAIL = re.compile(r"\d{4}(?: ?[/-] ?(?:\d{4}|\d{2}))?$|(?<=[a-z][ -])\d\d$")
_DAY_TAIL = re.compile(r"[a-z]+[ -]?(?:\d{4}|\d{2})$|(?<=\d)/\d{1,2}/\d{4}$")
_DIGIT = re.compile(r"\d")
_MONTHS_NOTED = re.compile(rf"{MONTH} ?(?:-|to) ?{MONTH.replace('month', 'last')}")
_YEARS_ONLY = frozenset({Kind.FINANCIAL_YEAR})
_LONGEST = 80
_LONGEST_TYPED = 300


class AmbiguousPeriodError(PeriodError):
    """The text has two meanings, and no type has said which."""


class Parsed(NamedTuple):
    """A period, and the note that stood behind it ("provisional", "Note 5"), empty where there was none."""

    period: Period
    note: str


def parse(text: str, *, kind: Kind | str | None = None) -> Parsed:
    """Read a period as people write it.

    ``kind`` is what the figures' own type says: a Kind, taken exactly, or a word of ``TYPE_WORDS`` ("quarter"
    allows both kinds of quarter). It decides where a label could mean two things.
    Raises PeriodError, a sentence, where the text is no period or contradicts the type, and AmbiguousPeriodError
    where it stays ambiguous.
    """
    wanted = _wanted(kind)
    seen = text.strip()[:_LONGEST]
    if seen and (len(text) > _LONGEST_TYPED or not _DIGIT.search(seen)):
        raise _unread(seen)
    if not seen:
        raise PeriodError("The period is empty. Write it like Q1 2011/12, April 2011 or 2011/12.")
    plain, note = plain_wording(text)
    if len(plain) > _LONGEST:
        raise _unread(seen)
    if wanted == frozenset({Kind.WAVE}) and not seen.startswith("WAVE"):
        return _wave(plain, note, typed=" ".join(text.split()))
    try:
        options = [_code_options(seen)] if _SURE_CODE.fullmatch(seen) else _options(plain, wanted=wanted)
    except PeriodError as refused:
        raise PeriodError(f"'{seen}' cannot be read. {refused}") from refused
    if not options:
        raise _unread(seen)
    options = _agreeing(options, note=note, seen=seen)
    return Parsed(_chosen(options, wanted=wanted, seen=seen, kind=kind), note)


def _wanted(kind: Kind | str | None) -> frozenset[Kind] | None:
    if isinstance(kind, Kind):
        return frozenset({kind})
    if kind is None or not kind.strip():
        return None
    wanted = kinds_called(kind)
    if wanted is None:
        known = ", ".join(word.replace(" ", "_") for word in TYPE_WORDS if word in _MAIN)
        raise PeriodError(f"The type '{kind.strip()[:_LONGEST]}' is not known. Use one of: {known}.")
    return wanted


_MAIN = {kind.value.replace("_", " ") for kind in Kind} | {"year"}


def _code_options(code: str) -> Option:
    period = from_code(code)
    return (period, *exact_options(start=period.start, end=period.end)) if period.kind is Kind.RANGE else (period,)


def _options(text: str, *, wanted: frozenset[Kind] | None) -> list[Option]:
    """Every reading of a text: as one period, else as two with something between them."""
    if single := read_single(text, wanted=wanted):
        return single
    if found := re.fullmatch(r"(\d{4}-\d\d-\d\d)/p(\d+)([dwmy])", text):
        return _iso_interval(found)
    family, rest = without_family(text)
    rest = re.sub(r"^(?:from|between|period) ", "", rest)
    for separator in (r" (?:to|until|through|and) | - |\.\.", r"[-/]"):
        pairs = [pair for left, right in _splits(rest, separator) for pair in _pairs(left, right)]
        options = [span for first, last in pairs if (span := _span(first, last, family=family))]
        if options:
            return list(dict.fromkeys(options))
        if pairs and all(b.end < a.start for first, last in pairs for a in first for b in last):
            raise PeriodError("It ends before it starts: write the earlier one first.")
    return []


def _agreeing(options: list[Option], *, note: str, seen: str) -> list[Option]:
    """Let months in brackets have their say: "Q1 2011 (Apr-Jun)" is financial, "Q1 2011/12 (Jan-Mar)" is refused."""
    noted = _MONTHS_NOTED.fullmatch(plain_wording(note).text)
    if noted is None:
        return options
    months = MONTH_NUMBERS[noted["month"]], MONTH_NUMBERS[noted["last"]]
    kept = [tuple(p for p in option if (p.start.month, p.end.month) == months) for option in options]
    if not any(kept):
        raise PeriodError(f"'{seen}' names months ({note}) that are not those of {options[0][0].label}. Correct one.")
    return [option for option in kept if option]


def _splits(text: str, pattern: str) -> Iterator[tuple[str, str]]:
    for found in re.finditer(pattern, text):
        left, right = text[: found.start()].strip(), text[found.end() :].strip()
        if left and right:
            yield left, right


def _pairs(left: str, right: str) -> list[tuple[Option, Option]]:
    """Read both sides of a range: "2018" and "2020", "April" and "June 2011", "1" and "30 June 2011"."""
    try:
        # "2018/19 - 20/21": what follows a full year pair may be short.
        short = _YEARS_ONLY if "/" in left else None
        last = (
            read_single(right, wanted=short) if re.fullmatch(r"\d\d/\d\d", right) else read_single(right, wanted=None)
        )
        first = last and (read_single(left, wanted=None) or read_single(_completed(left, right), wanted=None))
    except PeriodError:
        return []
    return [(a, b) for a in first for b in last]


def _span(first: Option, last: Option, *, family: Kind | None) -> Option:
    """Join two readings of one kind. A plain year in a range is a calendar year, unless its family is named."""
    found: list[Period] = []
    for a in first:
        if a.kind in YEARS and a.kind is not (family or first[0].kind):
            continue
        for b in last:
            if b.kind is a.kind and a.start <= b.start and a.end <= b.end:
                found.extend(exact_options(start=a.start, end=b.end))
    return tuple(dict.fromkeys(found))


def _completed(left: str, right: str) -> str:
    """Give the left side what only the right side says: its year, or its month and year."""
    if re.search(r"\d{4}", left):
        return ""
    tail = _DAY_TAIL.search(right) if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", left) else _TAIL.search(right)
    return f"{left} {tail[0]}" if tail else ""


def _iso_interval(found: re.Match[str]) -> list[Option]:
    """``2026-07-01/P3M``: a start and a duration, as our own files carry it."""
    start, count, unit = date.fromisoformat(found[1]), int(found[2]), found[3]
    if unit in "my" and start.day == 1:
        after = first_of_month(months=month_count(start) + count * (12 if unit == "y" else 1))
    elif unit in "dw":
        after = start + timedelta(days=count * (7 if unit == "w" else 1))
    else:
        raise PeriodError("A duration in months starts on the first of a month.")
    return [exact_options(start=start, end=after - timedelta(days=1))]


def _unit(period: Period) -> Kind:
    """What kind of year a range is made of, so that a type of "calendar_year" accepts "2018 to 2020"."""
    if period.kind is not Kind.RANGE:
        return period.kind
    months = whole_months(period)
    if months is None or months % 12:
        return Kind.RANGE
    return {1: Kind.CALENDAR_YEAR, 4: Kind.FINANCIAL_YEAR, 9: Kind.ACADEMIC_YEAR}.get(period.start.month, Kind.RANGE)


def _allowed(period: Period, wanted: frozenset[Kind], *, meant: Period) -> bool:
    """A type of year also allows a range of such years, but only where the label can mean nothing nearer."""
    return period.kind in wanted or (period is meant and period.kind is Kind.RANGE and _unit(period) in wanted)


def _chosen(options: list[Option], *, wanted: frozenset[Kind] | None, seen: str, kind: Kind | str | None) -> Period:
    """Pick the one period that is meant. Raises PeriodError where the type contradicts it or several remain."""
    picks: list[Period] = []
    for option in options:
        pick = next((p for p in option if wanted is None or _allowed(p, wanted, meant=option[0])), None)
        if pick is not None and pick not in picks:
            picks.append(pick)
    if not picks:
        says = " or ".join(p.kind.words for p in dict.fromkeys(option[0] for option in options))
        raise PeriodError(f"'{seen}' is {says}, but the type says {kind}. Correct whichever of the two is wrong.")
    if len(picks) > 1:
        could = " or ".join(f"{p.label} ({p.kind.words})" for p in picks)
        types = " or ".join(dict.fromkeys(p.kind.value for p in picks))
        settle = f"Set the type to {types}, or write" if " or " in types else "Write"
        raise AmbiguousPeriodError(f"'{seen}' could be {could}. {settle} '{picks[0].label}' or '{picks[-1].label}'.")
    return picks[0]


def _wave(plain: str, note: str, *, typed: str) -> Parsed:
    """Read a survey wave: its dates, with or without its name: "Wave 3 (1 May 2018 to 30 June 2018)"."""
    name = ""
    try:
        found = _options(plain, wanted=None)
    except PeriodError:
        found = []
    if not found and note:
        found, name = _options(plain_wording(note).text, wanted=None), typed[: typed.rfind(note)].rstrip(" ([")
        note = ""
    if not found and ":" in typed:
        name, _, dates = typed.partition(":")
        found = _options(plain_wording(dates).text, wanted=None)
    if len(found) != 1:
        raise PeriodError(f"'{typed}' does not give a survey wave's dates: write Wave 3 (1 May 2018 to 30 June 2018).")
    period = found[0][0]
    return Parsed(of_days(kind=Kind.WAVE, start=period.start, end=period.end, name=name.strip()), note)


def _unread(seen: str) -> PeriodError:
    return PeriodError(f"'{seen}' is not a period. Write it like Q1 2011/12, 2011/12, April 2011 or 30 June 2011.")
