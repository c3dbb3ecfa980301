"""The finding that stands as the title of a chart, and the chart itself."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from goldenthread.domain.assessment.rules import Scored
from goldenthread.domain.indicators.rules import Point
from goldenthread.domain.reporting.rules.words import places, range_words, shown
from goldenthread.engines.charts import ChartPoint, SeriesChart, alternative
from goldenthread.engines.charts.figures import UNITS, figure
from goldenthread.engines.documents import Figure
from goldenthread.engines.periods import Kind, Period, from_code, next_

_MARKED = {"provisional": "provisional", "estimated": "estimated"}


def finding(one: Scored) -> str:
    """Return the one thing a reader should take from the chart, in words: "83.4%, 1.6 points below target"."""
    if one.value is None:
        return f"No figure for {one.period_label}" if one.period_label else "No figures yet"
    now = shown(one.value, one)
    if one.scheme == "range" and (one.lower is not None or one.upper is not None):
        words = {"below": "below", "within": "within", "above": "above"}.get(one.rating)
        if words:
            return f"{now}, {words} the expected range"
    if one.target is None and one.polarity == "target" and (one.lower is not None or one.upper is not None):
        below = one.lower is not None and one.value < one.lower
        above = one.upper is not None and one.value > one.upper
        return f"{now}, {'below' if below else 'above' if above else 'within'} the target band of {range_words(one)}"
    if one.target is not None:
        if one.value == one.target:
            return f"{now}, exactly on target"
        side = "above" if one.value > one.target else "below"
        return f"{now}, {_gap(abs(one.value - one.target), one)} {side} target"
    # A cumulative figure starts anew each April: only the same stretch of last year is like it.
    cumulative = one.basis == "ytd"
    earlier = one.last_year if cumulative else one.previous
    label = one.last_year_label if cumulative else one.previous_label
    if earlier is None:
        return f"{now} in {one.period_label}"
    if one.value == earlier:
        return f"{now}, the same as in {label}"
    return f"{now}, {'up' if one.value > earlier else 'down'} from {shown(earlier, one)} in {label}"


def _gap(difference: Decimal, one: Scored) -> str:
    unit = "points" if one.measure == "percent" else one.measure
    return figure(difference, unit=unit, decimals=places(one))


def drawn(one: Scored, *, points: Sequence[Point], keep: int, place: str) -> Figure | None:
    """Return the chart of the latest ``keep`` periods with its text alternative; None where there is nothing to draw.

    A period without a figure stays in the chart as a gap: the line is never drawn across what is not known.
    """
    points = with_gaps([*points, *_missing_now(one, points)])[-keep:]
    if not any(point.value is not None for point in points):
        return None
    while points[0].value is None:
        points = points[1:]
    first, last = points[0].label, points[-1].label
    when = first if first == last else f"{first} to {last}"
    unit = "" if _names_unit(one) else f", {UNITS.get(one.measure, one.measure)}"
    chart = SeriesChart(
        identifier=f"chart-{one.reference}",
        title=finding(one),
        subtitle=f"{one.name}{unit}, {place}, {when}",
        unit=one.measure,
        decimals=places(one),
        points=tuple(
            ChartPoint(
                label=point.label,
                value=point.value,
                target=point.target,
                floor=point.floor,
                lower=point.lower,
                upper=point.upper,
                mark=_MARKED.get(point.status, ""),
                breaks=point.breaks,
            )
            for point in points
        ),
        value_name=one.name,
        cumulative=one.basis == "ytd",
        range_name="expected range" if one.scheme == "range" else "target band",
    )
    return Figure(chart=chart, alternative=alternative(chart))


def _names_unit(one: Scored) -> bool:
    """Say whether the name of an indicator tells its unit already, or the unit has no word worth reading."""
    return one.measure in ("number", "rate", "score") or (
        one.measure == "percent" and one.name.lower().startswith(("percentage", "per cent", "%"))
    )


def _missing_now(one: Scored, points: Sequence[Point]) -> list[Point]:
    """An empty point for the very period that is reported, where nothing is recorded for it: a gap that is seen."""
    if one.period is None or not points or points[-1].end >= one.period.end:
        return []
    now = _empty(points[-1], one.period)
    return [replace(now, target=one.target, floor=one.floor, lower=one.lower, upper=one.upper)]


def with_gaps(points: Sequence[Point]) -> list[Point]:
    """Return the points with an empty one for every period between them that has no record.

    Survey waves and days have no rhythm, so nothing is missing between them.
    """
    filled: list[Point] = []
    for point in points:
        if filled:
            filled.extend(_between(filled[-1], point))
        filled.append(point)
    return filled


def _between(earlier: Point, later: Point) -> list[Point]:
    start = from_code(earlier.period_code)
    if start.kind in (Kind.DAY, Kind.WAVE, Kind.RANGE):
        return []
    # A line is carried over a gap only where both sides agree on it: the target of a quarter nobody knows is not drawn.
    lines: dict[str, Any] = {
        name: getattr(earlier, name) if getattr(earlier, name) == getattr(later, name) else None
        for name in ("target", "floor", "lower", "upper")
    }
    missing = []
    period = next_(start)
    while period.end < later.end:
        missing.append(replace(_empty(earlier, period), **lines))
        period = next_(period)
    return missing


def _empty(like: Point, period: Period) -> Point:
    return replace(
        like,
        period_code=period.code,
        label=period.label,
        start=period.start,
        end=period.end,
        value=None,
        numerator=None,
        denominator=None,
        status="",
        status_reason="",
        note="",
        as_at=None,
        entered_at=None,
        revision=0,
        breaks=False,
    )
