"""Axes of a chart: where the vertical axis starts and ends, and which periods are named below it."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal

from goldenthread.engines.charts.record import SeriesChart

_MONTH = re.compile(
    r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|ember|ober)\b",
)
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class ChartError(ValueError):
    """A chart cannot be drawn: a figure in it is not a finite number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The vertical axis: ``low`` and ``high`` in the unit of the chart, ``ticks`` between them, ``step`` apart."""

    low: float
    high: float
    step: Decimal
    ticks: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodLabel:
    """A period named below the axis: ``part`` ("Q1") over ``year`` ("2022/23", empty when named already).

    ``minor`` labels are the first to go where there is little room.
    """

    index: int
    part: str
    year: str
    minor: bool


def clean(words: str) -> str:
    """Return ``words`` without the characters that no XML file may hold."""
    return _UNSAFE.sub("", words)


def figures_of(chart: SeriesChart) -> tuple[Decimal, ...]:
    """Return every figure the chart shows; raise :class:`ChartError` for one that is infinite or not a number."""
    found = []
    for point in chart.points:
        for name in ("value", "target", "floor", "lower", "upper"):
            number: Decimal | None = getattr(point, name)
            if number is None:
                continue
            if not number.is_finite() or abs(number.adjusted()) > 300:
                raise ChartError(
                    f"The {name} of {point.label} in “{chart.title}” is {number}, which cannot be drawn. "
                    f"Give a finite number, or leave it out to show a gap."
                )
            found.append(number)
    return tuple(found)


def vertical(chart: SeriesChart, *, wanted: int = 4) -> Span:
    """Return the vertical axis with about ``wanted`` steps of 1, 2 or 5 times a power of ten.

    It starts at zero when the figures come near zero, else just below them: a rise of a point in 75% must be seen.
    A percentage is never given room below 0% or above 100% that its figures do not use.
    """
    figures = figures_of(chart)
    if not figures:
        return Span(low=0, high=1, step=Decimal(1), ticks=())
    low, high = min(figures), max(figures)
    if low >= 0 and low <= (high / 3):
        low = Decimal(0)
    if high <= 0 and high >= (low / 3):
        high = Decimal(0)
    # Figures alike in their first nine digits are one height on any picture.
    if high - low <= max(abs(high), abs(low)) * Decimal("1e-9"):
        pad = abs(low) / 10 or Decimal(1)
        low, high = low - pad, high + pad
    step = _step((high - low) / wanted, seconds=chart.unit == "seconds" and high - low >= 60)
    # Half a case is no tick for a count of cases.
    step = max(step, Decimal(1).scaleb(-chart.decimals))
    first, last = math.floor(low / step), math.ceil(high / step)
    # A line that runs along the edge of the picture is hard to see, so a figure on the last tick gets one more step.
    if last * step == max(figures) != 0:
        last += 1
    if first * step == min(figures) != 0:
        first -= 1
    if min(figures) >= 0:
        first = max(first, 0)
    if chart.unit == "percent" and max(figures) <= 100 < last * step:
        last = math.ceil(100 / step)
    ticks = tuple(step * number for number in range(first, last + 1))
    return Span(low=float(ticks[0]), high=float(ticks[-1]), step=step, ticks=ticks)


def _step(raw: Decimal, *, seconds: bool) -> Decimal:
    if seconds:
        for whole in (15, 30, 60, 120, 300, 600, 1800, 3600):
            if raw <= whole:
                return Decimal(whole)
    size = Decimal(1).scaleb(raw.adjusted())
    return next(size * factor for factor in (1, 2, 5, 10) if raw <= size * factor)


def label_parts(label: str) -> tuple[str, str]:
    """Return a period label as two short lines: "Q1 2022/23" is ("Q1", "2022/23"), "2022/23" is ("2022/23", "")."""
    words = _MONTH.sub(r"\1", clean(label)).replace(" term", "").split()
    if len(words) < 2:
        return (words[0] if words else "", "")
    return " ".join(words[:-1]), words[-1]


def horizontal(chart: SeriesChart, *, step: float, narrow: float) -> tuple[PeriodLabel, ...]:
    """Return the periods named below the axis, uncluttered: the first of each year, the last, others if they fit.

    ``step`` is the room per period and ``narrow`` the least room for a short label, in the units of the picture.
    """
    parts = [label_parts(point.label) for point in chart.points]
    if not parts:
        return ()
    last = len(parts) - 1
    starts = [index for index in range(len(parts)) if index == 0 or parts[index][1] != parts[index - 1][1]]
    if not any(year for _, year in parts):
        starts = list(range(len(parts)))
    widest = max(len(line) for index in starts for line in parts[index])
    room = max(narrow, 10.5 * widest + 10)
    major = _thinned(starts, last=last, step=step, room=room)
    # Where not even every year is named, quarters between some of them would only confuse.
    fillers = _fillers(parts, major, step=step, narrow=narrow) if major.issuperset(starts[:-1]) else set()
    shown = sorted({*major, *fillers})
    labels, named = [], ""
    for index in shown:
        part, year = parts[index]
        minor = index not in major
        if minor and year != named:
            continue
        labels.append(PeriodLabel(index=index, part=part, year="" if year == named else year, minor=minor))
        named = year
    return tuple(labels)


def _thinned(starts: list[int], *, last: int, step: float, room: float) -> set[int]:
    """Every k-th start, counted so that each keeps its room; the last period is always named and wins its place."""
    kept: list[int] = []
    for index in starts:
        if not kept or (index - kept[-1]) * step >= room:
            kept.append(index)
    while len(kept) > 1 and kept[-1] != last and (last - kept[-1]) * step < room:
        kept.pop()
    if last not in kept and (last - kept[-1]) * step >= room:
        kept.append(last)
    return set(kept)


def _fillers(parts: list[tuple[str, str]], major: set[int], *, step: float, narrow: float) -> set[int]:
    """Every period between the majors, or every second, when all of them fit; otherwise none."""
    if not any(year for _, year in parts):
        return set()
    widest = max(len(part) for part, _ in parts)
    room = max(narrow, 8.0 * widest + 6)
    for stride in (1, 2, 3):
        if stride * step >= room:
            return {
                index
                for index in range(0, len(parts), stride)
                if all(abs(index - other) * step >= room for other in major)
            }
    return set()
