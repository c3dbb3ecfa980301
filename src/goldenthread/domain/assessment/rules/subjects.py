"""What is known of an indicator before its figures are looked at: what it means, what was promised, where it breaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from goldenthread.domain.assessment.rules.judging import UNIT_WORDS, Judged
from goldenthread.domain.indicators.rules import DefinitionRow, TargetRow, target_for
from goldenthread.engines.periods import YEARS, Period, PeriodError, containing, contains, parts, position_in_year
from goldenthread.engines.periods import year_of as own_year


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One indicator whose run of figures is judged up to ``expected``.

    ``unit`` is the measure in words, ``roll_up`` how its periods combine over a year, ``breaks`` the days from which
    figures are not like those before. ``target`` is the one in force for a single period, ``target_alone`` what a year
    to date one grows by in it; ``year`` is the year that ``expected`` is heading for and ``year_target`` what was
    promised for it.
    """

    indicator_id: int
    expected: Period
    polarity: str
    basis: str
    unit: str
    decimals: int
    roll_up: str
    proportion: bool
    breaks: tuple[date, ...]
    targets: Sequence[TargetRow]
    target: Decimal | None
    year: Period | None
    year_target: Decimal | None
    has_figure: bool
    target_alone: Decimal | None = None


def breaks_of(definitions: Sequence[DefinitionRow]) -> tuple[date, ...]:
    """Return the days from which figures cannot be set beside earlier ones: said so, or counted on another basis."""
    return tuple(
        one.valid_from
        for before, one in zip([None, *definitions], definitions, strict=False)
        if one.breaks_series or (before is not None and before.basis != one.basis)
    )


def single_target(targets: Sequence[TargetRow], *, period: Period, basis: str, adds_up: bool) -> Decimal | None:
    """Return the target of ``period`` alone: of a cumulative count, what its target grows by in that period."""
    found = target_for(targets, period=period, basis=basis)
    if found is None or found.value is None or basis != "ytd" or not adds_up:
        return found.value if found else None
    try:
        place = position_in_year(period)
        before = parts(own_year(period), kind=period.kind)[place - 2] if place > 1 else None
    except (PeriodError, IndexError):
        return None
    if before is None:
        return found.value
    earlier = target_for(targets, period=before, basis=basis)
    return found.value - earlier.value if earlier is not None and earlier.value is not None else None


def year_ahead(expected: Period, *, by: date) -> Period | None:
    """Return the year that a forecast made at ``by`` is for, None for periods that do not make up a year."""
    try:
        position_in_year(expected)
        year = own_year(expected)
    except PeriodError:
        return None
    return containing(by, kind=expected.kind) if expected.kind in YEARS else year


def year_target(
    targets: Sequence[TargetRow], *, year: Period | None, expected: Period, basis: str, adds_up: bool
) -> Decimal | None:
    """Return what was promised for the whole ``year``.

    The year's own target; else, where its periods add up, the sum of theirs, all of them; else the target in force at
    the year's end, or now. Source: rulebook, sections 4 and 8.
    """
    if year is None:
        return None
    within = [one for one in targets if contains(year, one.period) or contains(one.period, year)]
    own = next((one for one in within if (one.period.start, one.period.end) == (year.start, year.end)), None)
    if own is not None and not (own.apportion == "same" and adds_up and basis != "ytd"):
        return own.value
    if not within or expected.kind in YEARS:
        return None
    pieces = parts(year, kind=expected.kind)
    if adds_up and basis != "ytd":
        found = [target_for(within, period=piece, basis=basis) for piece in pieces]
        values = [one.value for one in found if one is not None and one.value is not None]
        return sum(values, Decimal(0)) if len(values) == len(pieces) else None
    for period in (pieces[-1], *(() if adds_up else (expected,))):
        held = target_for(within, period=period, basis=basis)
        if held is not None:
            return held.value
    return None


def subject_of(
    judged: Judged,
    *,
    definitions: Sequence[DefinitionRow],
    targets: Sequence[TargetRow],
    roll_up: str,
    proportion: bool,
    by: date,
) -> Subject | None:
    """Return what the methods must know of a judged indicator at day ``by``; None where nothing is expected of it."""
    expected, definition = judged.expected, judged.definition
    if expected is None:
        return None
    measure = definition.measure if definition else "number"
    basis = definition.basis if definition else "single"
    adds_up = roll_up == "sum" and measure != "percent"
    year = year_ahead(expected, by=by)
    return Subject(
        indicator_id=judged.indicator_id,
        expected=expected,
        polarity=definition.polarity if definition else "none",
        basis=basis,
        unit=UNIT_WORDS.get(measure, measure),
        decimals=definition.decimals if definition else 0,
        roll_up=roll_up,
        proportion=proportion,
        breaks=breaks_of(definitions),
        targets=targets,
        target=single_target(targets, period=expected, basis=basis, adds_up=adds_up),
        year=year,
        year_target=year_target(targets, year=year, expected=expected, basis=basis, adds_up=adds_up),
        has_figure=judged.figure is not None and judged.figure.value is not None,
        target_alone=_growth(targets, period=expected) if basis == "ytd" and not adds_up else None,
    )


def _growth(targets: Sequence[TargetRow], *, period: Period) -> Decimal | None:
    """What a year to date target grows by in a period; None where it does not grow: it is the same all year then."""
    found = single_target(targets, period=period, basis="ytd", adds_up=True)
    return found if found is not None and found > 0 else None
