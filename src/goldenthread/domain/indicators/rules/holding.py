"""Which definition and which target hold for a period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from goldenthread.engines.periods import Period, PeriodError, contains, parts

_PLACES = Decimal("1E-12")
"""A part of a target that does not come out even (a third) is kept to this many places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionRow:
    """What an indicator means from ``valid_from`` on."""

    id: int
    indicator_id: int
    valid_from: date
    number: int
    description: str
    numerator_label: str
    denominator_label: str
    source: str
    source_url: str
    measure: str
    decimals: int
    polarity: str
    basis: str
    scheme: str
    tolerance: Decimal | None
    breaks_series: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow:
    """What was promised for one period; ``period`` with its dates, numbers in the indicator's unit."""

    id: int
    indicator_id: int
    period: Period
    value: Decimal | None
    floor: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    tolerance: Decimal | None
    apportion: str
    shares: tuple[Decimal, ...] = ()


def definition_for(definitions: Sequence[DefinitionRow], *, period: Period) -> DefinitionRow | None:
    """Return the definition that holds for ``period``: the last one that was valid when the period began.

    A period before the first definition has the first one; without any definition there is none. ``definitions`` are
    of one indicator, one per ``valid_from``, oldest first: a later one never reaches back.
    """
    if not definitions:
        return None
    held = [one for one in definitions if one.valid_from <= period.start]
    return held[-1] if held else definitions[0]


def break_between(definitions: Iterable[DefinitionRow], *, earlier: Period, later: Period) -> date | None:
    """Return the day on which a change of definition made figures of the two periods not comparable, or None."""
    days = [
        one.valid_from for one in definitions if one.breaks_series and earlier.start < one.valid_from <= later.start
    ]
    return max(days) if days else None


def target_for(targets: Iterable[TargetRow], *, period: Period, basis: str) -> TargetRow | None:
    """Return the target that holds for ``period``: its own, else its share of the target of a longer period.

    ``targets`` are those of one key (indicator, place, breakdown). "even" divides a longer target equally (450 a year
    is 112.5 a quarter) and "shares" by its profile; for a year-to-date indicator (``basis`` "ytd") the parts so far
    are added up. Source: rulebook, section 4.
    """
    longer: TargetRow | None = None
    for target in targets:
        if (target.period.kind, target.period.start, target.period.end) == (period.kind, period.start, period.end):
            return target
        if (
            target.apportion != "none"
            and contains(target.period, period)
            and (longer is None or target.period.end - target.period.start < longer.period.end - longer.period.start)
        ):
            longer = target
    return apportioned(longer, period=period, basis=basis) if longer else None


def apportioned(target: TargetRow, *, period: Period, basis: str) -> TargetRow | None:
    """Return what ``target``, set for a longer period, means for ``period``, or None where it cannot be divided."""
    if target.apportion == "same":
        return target
    try:
        pieces = parts(target.period, kind=period.kind)
    except PeriodError:
        return None
    place = next((number for number, piece in enumerate(pieces) if piece.start == period.start), None)
    if place is None:
        return None
    if target.apportion == "even":
        top = Decimal(place + 1 if basis == "ytd" else 1)
        bottom = Decimal(len(pieces))
    else:
        if len(target.shares) != len(pieces):
            return None
        top = sum(target.shares[: place + 1], Decimal(0)) if basis == "ytd" else target.shares[place]
        bottom = Decimal(1)

    def part(number: Decimal | None) -> Decimal | None:
        if number is None:
            return None
        exact = number * top / bottom
        return exact if exact * bottom == number * top else exact.quantize(_PLACES)

    return replace(
        target,
        value=part(target.value),
        floor=part(target.floor),
        lower=part(target.lower),
        upper=part(target.upper),
    )
