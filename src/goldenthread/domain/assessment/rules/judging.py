"""The judgement of one reporting period: figures, definitions and targets in, ratings and directions with reasons out.

Pure: whoever asks passes in the records and today's date. One frame holds every indicator, so sixty cost little more
than one.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

import polars as pl

from goldenthread.domain.indicators.rules import (
    DefinitionRow,
    TargetRow,
    break_between,
    definition_for,
    target_for,
)
from goldenthread.engines.charts.figures import telling_places
from goldenthread.engines.periods import Period, same_period_last_year
from goldenthread.engines.scoring import DIRECTION_VERSION, RULE_VERSION, direction, rate_each

VERSION = f"{RULE_VERSION} {DIRECTION_VERSION}"
"""The rule version stored beside every result."""

_EDGE = re.compile(r"(closer to|further from) the target of .+? than")

UNIT_WORDS = {"points": "percentage points", "kilograms": "kg"}
"""Words for units whose code is not the word people read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A figure as known: its revision, its period, its value and parts."""

    id: int
    period: Period
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What there is to judge of one indicator in one reporting period.

    ``expected`` is the indicator's own period that should have a figure by now, None when there has never been one.
    ``figures`` are in order of date and do not reach beyond it; ``due_days`` after its end the figure is late.
    """

    indicator_id: int
    expected: Period | None
    due_days: int
    figures: Sequence[Known]
    definitions: Sequence[DefinitionRow]
    targets: Sequence[TargetRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The answer for one case, with everything that went in."""

    indicator_id: int
    expected: Period | None
    figure: Known | None
    definition: DefinitionRow | None
    target: TargetRow | None
    scheme: str
    tolerance: Decimal | None
    previous: Decimal | None
    previous_period: str
    last_year: Decimal | None
    last_year_period: str
    due_on: date | None
    late_days: int
    rating: str
    reason: str
    direction_previous: str
    direction_previous_reason: str
    direction_last_year: str
    direction_last_year_reason: str
    inputs_digest: str = field(repr=False)


@dataclass(slots=True)
class _Open:
    """A case while it is being judged."""

    case: Case
    definition: DefinitionRow | None
    figure: Known | None
    target: TargetRow | None
    scheme: str
    tolerance: Decimal | None
    previous: Known | None
    last_year: Known | None
    broken_on: date | None
    due_on: date | None
    late_days: int
    status: str


def judge(cases: Sequence[Case], *, today: date, scheme: str, tolerance: Decimal | None) -> list[Judged]:
    """Return the judgement of every case, in the order given.

    ``scheme`` and ``tolerance`` are the authority's and hold where a definition names none. Nothing is left out and
    nothing is guessed: a figure that is not there is "not due" until the day it is due and "no data" from then on.
    """
    opened = [_opened(case, today=today, scheme=scheme, tolerance=tolerance) for case in cases]
    if not opened:
        return []
    ratings = _ratings(opened)
    points = _points(opened)
    before = _directions(opened, points=points, method="previous")
    year = _directions(opened, points=points, method="last_year")
    return [
        _judged(one, rating=ratings[place], before=before[place], year=year[place]) for place, one in enumerate(opened)
    ]


def _opened(case: Case, *, today: date, scheme: str, tolerance: Decimal | None) -> _Open:
    expected = case.expected
    by_code = {figure.period.code: figure for figure in case.figures}
    figure = by_code.get(expected.code) if expected else None
    definition = definition_for(case.definitions, period=expected) if expected else None
    target = (
        target_for(case.targets, period=expected, basis=definition.basis if definition else "single")
        if expected
        else None
    )
    own_scheme = definition.scheme if definition else ""
    own_tolerance = definition.tolerance if definition else None
    if target is not None and target.tolerance is not None:
        own_tolerance = target.tolerance
    if own_tolerance is None and own_scheme in ("", scheme):
        own_tolerance = tolerance
    earlier = [known for known in case.figures if expected and known.period.end < expected.end]
    year_ago = same_period_last_year(expected) if expected else None
    last_year = by_code.get(year_ago.code) if year_ago else None
    broken_on = None
    if expected is not None and last_year is not None:
        broken_on = break_between(case.definitions, earlier=last_year.period, later=expected)
    due_on = expected.end + timedelta(days=case.due_days) if expected else None
    missing = figure is None
    late = (today - due_on).days if missing and due_on else 0
    return _Open(
        case=case,
        definition=definition,
        figure=figure,
        target=target,
        scheme=own_scheme or scheme,
        tolerance=own_tolerance,
        previous=earlier[-1] if earlier else None,
        last_year=last_year,
        broken_on=broken_on,
        due_on=due_on,
        late_days=max(late, 0),
        status="not_due" if missing and late <= 0 else (figure.status if figure else ""),
    )


def _ratings(opened: Sequence[_Open]) -> list[tuple[str, str]]:
    rows = [
        {
            "value": _text(one.figure.value if one.figure else None),
            "numerator": _text(one.figure.numerator if one.figure and _is_share(one) else None),
            "denominator": _text(one.figure.denominator if one.figure and _is_share(one) else None),
            "target": _text(one.target.value if one.target else None),
            "floor": _text(one.target.floor if one.target else None),
            "lower": _text(one.target.lower if one.target else None),
            "upper": _text(one.target.upper if one.target else None),
            "tolerance": _text(one.tolerance),
            "last_year": _text(one.last_year.value if one.last_year and one.broken_on is None else None),
            "polarity": one.definition.polarity if one.definition else "none",
            "scheme": one.scheme,
            "status": one.status or None,
            "unit": _unit(one.definition),
            "decimals": _places(one),
        }
        for one in opened
    ]
    frame = pl.DataFrame(rows, schema=_RATED, orient="row")
    return [_told(one, *answer) for one, answer in zip(opened, rate_each(frame), strict=True)]


def _told(one: _Open, rating: str, reason: str) -> tuple[str, str]:
    """Say of a missing figure when it is due and how late it is: the engine does not know the calendar."""
    expected = one.case.expected
    if one.figure is not None:
        return rating, reason
    if expected is None:
        return "no_data", "No data: no figure has been entered yet."
    if one.status == "not_due":
        return "not_due", f"Not due: the figure for {expected.label} is due by {_day(one.due_on)}."
    days = f"{one.late_days} day" if one.late_days == 1 else f"{one.late_days:,} days"
    return "no_data", f"No data: the figure for {expected.label} was due by {_day(one.due_on)} and is {days} late."


def _points(opened: Sequence[_Open]) -> pl.DataFrame:
    """Return, for each case, the points that either method compares: the expected one, the last before, a year before.

    What lies beyond a change of definition is left out: it is not comparable.
    """
    rows: list[tuple[object, ...]] = []
    for place, one in enumerate(opened):
        expected = one.case.expected
        if expected is None or one.definition is None:
            continue
        common = (one.definition.polarity, one.definition.basis, _unit(one.definition), one.definition.decimals)
        compared = {known.id: known for known in (one.last_year, one.previous, one.figure) if known is not None}
        if one.figure is None:
            rows.append((str(place), expected.code, expected.kind.value, None, None, *common))
        for known in compared.values():
            if break_between(one.case.definitions, earlier=known.period, later=expected):
                continue
            target = (
                one.target
                if known is one.figure
                else target_for(one.case.targets, period=known.period, basis=one.definition.basis)
            )
            rows.append(
                (
                    str(place),
                    known.period.code,
                    known.period.kind.value,
                    _text(known.value),
                    _text(_aim(target, value=known.value, polarity=one.definition.polarity)),
                    *common,
                )
            )
    return pl.DataFrame(rows, schema=_COMPARED, orient="row")


def _aim(target: TargetRow | None, *, value: Decimal | None, polarity: str) -> Decimal | None:
    """What a figure is measured against: the target, or the nearest edge of a band; inside it, the figure itself."""
    if target is None or target.value is not None or polarity != "target" or value is None:
        return target.value if target else None
    if target.lower is not None and value < target.lower:
        return target.lower
    return target.upper if target.upper is not None and value > target.upper else value


def _banded(one: _Open, reason: str) -> str:
    """Say band where the target is one: its edge stands for it in the engine."""
    if (
        one.definition is None
        or one.definition.polarity != "target"
        or one.target is None
        or one.target.value is not None
    ):
        return reason
    return _EDGE.sub(r"\1 the target band than", reason).replace("as close to its target as", "as close to its band as")


def _directions(opened: Sequence[_Open], *, points: pl.DataFrame, method: str) -> list[tuple[str, str]]:
    told: dict[int, tuple[str, str]] = {}
    if points.height:
        found = direction(points, method=method).select("series", "direction", "reason")
        told = {int(series): (answer, reason) for series, answer, reason in found.iter_rows()}
    answers = []
    for place, one in enumerate(opened):
        answer = told.get(place, ("not_enough_data", "Not enough data: no figure has been entered yet."))
        answer = answer[0], _banded(one, answer[1])
        if answer[0] == "not_enough_data" and one.figure is not None and one.case.expected is not None:
            broken = _break_before(one, method=method)
            if broken is not None:
                answer = (
                    "not_enough_data",
                    f"Not comparable: the definition changed on {_day(broken)}, so earlier figures are not like these.",
                )
        answers.append(answer)
    return answers


def _break_before(one: _Open, *, method: str) -> date | None:
    compared = one.last_year if method == "last_year" else one.previous
    if compared is None or one.case.expected is None:
        return None
    return break_between(one.case.definitions, earlier=compared.period, later=one.case.expected)


def _judged(one: _Open, *, rating: tuple[str, str], before: tuple[str, str], year: tuple[str, str]) -> Judged:
    parts: Mapping[str, object] = {
        "version": VERSION,
        "expected": one.case.expected.code if one.case.expected else "",
        "figure": one.figure.id if one.figure else 0,
        "definition": one.definition.id if one.definition else 0,
        "target": one.target.id if one.target else 0,
        "previous": one.previous.id if one.previous else 0,
        "last_year": one.last_year.id if one.last_year else 0,
        "scheme": one.scheme,
        "tolerance": str(one.tolerance),
        "rating": rating,
        "before": before,
        "year": year,
    }
    return Judged(
        indicator_id=one.case.indicator_id,
        expected=one.case.expected,
        figure=one.figure,
        definition=one.definition,
        target=one.target,
        scheme=one.scheme,
        tolerance=one.tolerance,
        previous=one.previous.value if one.previous else None,
        previous_period=one.previous.period.label if one.previous else "",
        last_year=one.last_year.value if one.last_year else None,
        last_year_period=one.last_year.period.label if one.last_year else "",
        due_on=one.due_on,
        late_days=one.late_days,
        rating=rating[0],
        reason=rating[1],
        direction_previous=before[0],
        direction_previous_reason=before[1],
        direction_last_year=year[0],
        direction_last_year_reason=year[1],
        inputs_digest=hashlib.sha256(repr(sorted(parts.items())).encode()).hexdigest(),
    )


def _text(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")


def _is_share(one: _Open) -> bool:
    """Say whether "1,214 of 1,549" reads as what it is: a share has parts that people count, a price has not."""
    known = one.figure is not None and one.figure.value is not None
    return not known or (one.definition is not None and one.definition.measure == "percent")


def _places(one: _Open) -> int | None:
    if one.definition is None:
        return None
    target = one.target
    lines = (target.value, target.floor, target.lower, target.upper) if target else ()
    return telling_places(one.figure.value if one.figure else None, lines=lines, decimals=one.definition.decimals)


def _unit(definition: DefinitionRow | None) -> str:
    measure = definition.measure if definition else "number"
    return UNIT_WORDS.get(measure, measure)


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


_RATED = {
    "value": pl.String,
    "numerator": pl.String,
    "denominator": pl.String,
    "target": pl.String,
    "floor": pl.String,
    "lower": pl.String,
    "upper": pl.String,
    "tolerance": pl.String,
    "last_year": pl.String,
    "polarity": pl.String,
    "scheme": pl.String,
    "status": pl.String,
    "unit": pl.String,
    "decimals": pl.Int64,
}
_COMPARED = {
    "series": pl.String,
    "period": pl.String,
    "type": pl.String,
    "value": pl.String,
    "target": pl.String,
    "polarity": pl.String,
    "basis": pl.String,
    "unit": pl.String,
    "decimals": pl.Int64,
}
