"""The made-up figures of Downland: a level, a trend, a season and a little noise, the same on every machine.

A figure is drawn from the indicator, the period and the place alone, so that adding one indicator moves no other.
Districts are drawn first and the county is their sum, so that the two always agree.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from goldenthread.engines.periods import Period, from_code, next_

SPANS = {
    "month": ("2022-04", "2026-09"),
    "quarter": ("FY2022-Q1", "FY2026-Q2"),
    "year": ("FY2022", "FY2025"),
    "academic_year": ("AY2022", "AY2025"),
    "term": ("AY2022-T1", "AY2025-T3"),
}
"""First and last period with figures, for each frequency."""

ANCHORS = {"month": (0, -13, -4, -1), "quarter": (0, -5, -2, -1), "term": (0, -4, -2, -1)}
"""Where the columns start, last_year, before and latest of measures.csv stand in the list of periods."""
YEARLY_ANCHORS = (0, -2, 1, -1)
COLUMNS = ("start", "last_year", "before", "latest")

DISTRICT_SHARES = (0.112, 0.096, 0.094, 0.068, 0.075, 0.087, 0.103, 0.082, 0.079, 0.061, 0.066, 0.077)
"""Each district's share of the county, in the order of the places; together 1."""
Measure = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure: a value, or a numerator and a denominator. ``place`` and ``group`` are empty for the county."""

    period: Period
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    place: str = ""
    group: str = ""

    @property
    def counts(self) -> tuple[Decimal, Decimal]:
        """The numerator and the denominator. Raises ValueError for a figure that is only a value."""
        if self.numerator is None or self.denominator is None:
            raise ValueError(f"The figure for {self.period.label} has no numerator and denominator.")
        return self.numerator, self.denominator


def periods(frequency: str) -> list[Period]:
    """Every period of the demonstration for a frequency, oldest first."""
    first, last = map(from_code, SPANS[frequency])
    found = [first]
    while found[-1] != last:
        found.append(next_(found[-1]))
    return found


def drawn(*words: str) -> random.Random:
    """A source of chance that depends on the words alone."""
    return random.Random("/".join(("downland", *words)))  # noqa: S311  illustrative figures, not secrets


def rounded(number: float, decimals: int) -> Decimal:
    """A number to so many decimals, halves away from zero."""
    return Decimal(repr(number)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def share_by(measure: Measure, period: Period) -> float:
    """How much of a year's total is usually reached by the end of a period; 1 where figures do not accumulate."""
    if not measure["cumulative"]:
        return 1.0
    return float(measure["cumulative"].split(";")[(period.start.month - 4) % 12 // 3])


def season(measure: Measure, period: Period) -> float:
    """What the time of year adds: highest in the month called peak, lowest half a year later."""
    middle = period.start.month + (period.days / 30.4 - 1) / 2
    if not measure["peak"]:
        return 0.0
    return float(measure["season"]) * math.cos(2 * math.pi * (middle - float(measure["peak"])) / 12)


def anchors(measure: Measure, count: int) -> dict[int, float]:
    """The figures that measures.csv fixes, by position in the list of periods."""
    places = ANCHORS.get(measure["frequency"], YEARLY_ANCHORS)
    return {place % count: float(measure[name]) for place, name in zip(places, COLUMNS, strict=True) if measure[name]}


def levels(measure: Measure, dates: Sequence[Period], *, shift: tuple[str, float] | None = None) -> list[float | None]:
    """The county's figure in each period: exact at the anchors, between them a line with season and noise.

    ``shift`` is a date (ISO) and what is added to the figures of periods that begin before it: another definition.
    The last figure is None where measures.csv leaves it out.
    """
    fixed = anchors(measure, len(dates))
    base = {at: (value - season(measure, dates[at])) / share_by(measure, dates[at]) for at, value in fixed.items()}
    known, found = sorted(base), list[float | None]()
    for at, period in enumerate(dates):
        if at in fixed:
            value = fixed[at]
        elif at > known[-1]:
            found.append(None)
            continue
        else:
            left, right = max(k for k in known if k < at), min(k for k in known if k > at)
            line = base[left] + (base[right] - base[left]) * (at - left) / (right - left)
            once_a_year = f"{period.start.year - (period.start.month < 4)}" if measure["cumulative"] else period.code
            line += drawn(measure["reference"], once_a_year).gauss(0, float(measure["noise"] or 0))
            value = line * share_by(measure, period) + season(measure, period)
        if shift and period.start.isoformat() < shift[0]:
            value += shift[1]
        found.append(value)
    return found


def series(measure: Measure, districts: Sequence[str], *, shift: tuple[str, float] | None = None) -> list[Figure]:
    """Every figure of an indicator: the county, then its districts where it has them, then its groups."""
    dates = periods(measure["frequency"])
    found = []
    for at, (period, level) in enumerate(zip(dates, levels(measure, dates, shift=shift), strict=True)):
        if level is None:
            continue
        parts = split(measure, county(measure, period, level), districts) if measure["spread"] else []
        found.append(total(parts) if parts else county(measure, period, level))
        found += parts
        if measure["groups"] and at >= len(dates) - 6:
            found += groups(measure, found[-1 - len(parts)])
    return found


def county(measure: Measure, period: Period, level: float) -> Figure:
    """The county's figure for a level: with parts where the measure has a denominator, chosen to show that level."""
    decimals = int(measure["decimals"])
    if not measure["denominator"]:
        return Figure(period=period, value=rounded(level, decimals))
    chance, size = drawn(measure["reference"], period.code, "size"), float(measure["denominator"])
    years = (period.start.year - 2022) + period.start.month / 12
    whole = measure["measure"] != "rate"
    grown = (
        size * (1 + (0.006 if whole else 0.002) * (years - 4.6)) * (1 + (chance.uniform(-0.02, 0.02) if whole else 0))
    )
    scale, places = (100 if measure["measure"] == "percent" else 1), 0 if whole else 3
    wanted, step = rounded(level, decimals), Decimal(1).scaleb(-places)
    for away in sorted(range(-60, 61), key=abs):
        denominator = rounded(grown, places) + away * step
        numerator = rounded(level * float(denominator) / scale, 0)
        if rounded(float(numerator / denominator * scale), decimals) == wanted:
            return Figure(period=period, numerator=numerator, denominator=denominator)
    raise ValueError(f"{measure['reference']} {period.code}: no numerator near {grown:.0f} shows {wanted}.")


def split(measure: Measure, whole: Figure, districts: Sequence[str]) -> list[Figure]:
    """The districts' figures, which add up to the county's."""
    reference, spread = measure["reference"], float(measure["spread"])
    lean = [drawn(reference, district).gauss(0, 1) for district in districts]
    now = [drawn(reference, district, whole.period.code).gauss(0, 0.15) for district in districts]
    tilt = [spread * (a + b) for a, b in zip(lean, now, strict=True)]
    if whole.value is not None:
        weights = [share * max(0.3, 1 + t) for share, t in zip(DISTRICT_SHARES, tilt, strict=True)]
        values = shared(int(whole.value), weights, most=None)
        return [replace(whole, value=Decimal(v), place=d) for v, d in zip(values, districts, strict=True)]
    numerator, denominator = whole.counts
    places = -int(denominator.as_tuple().exponent)
    sizes = [
        Decimal(part).scaleb(-places)
        for part in shared(int(denominator.scaleb(places)), list(DISTRICT_SHARES), most=None)
    ]
    scale = 100 if measure["measure"] == "percent" else 1
    level = float(numerator / denominator) * scale
    weights = [float(size) * max(level * 0.3, level + t) for size, t in zip(sizes, tilt, strict=True)]
    most = [int(size) for size in sizes] if measure["proportion"] == "yes" else None
    counts = shared(int(numerator), weights, most=most)
    return [
        replace(whole, numerator=Decimal(n), denominator=size, place=d)
        for n, size, d in zip(counts, sizes, districts, strict=True)
    ]


def groups(measure: Measure, whole: Figure) -> list[Figure]:
    """The county's figure for each group of people; the groups add up to it."""
    numerator, denominator = whole.counts
    names = measure["groups"].split(";")
    chances = [drawn(measure["reference"], name) for name in names]
    sizes = shared(int(denominator), [chance.uniform(0.4, 0.6) for chance in chances], most=None)
    weights = [size * (1 + chance.gauss(0, 0.06)) for size, chance in zip(sizes, chances, strict=True)]
    counts = shared(int(numerator), weights, most=sizes)
    return [
        replace(whole, numerator=Decimal(n), denominator=Decimal(d), group=name)
        for n, d, name in zip(counts, sizes, names, strict=True)
    ]


def shared(amount: int, weights: Sequence[float], *, most: Sequence[int] | None) -> list[int]:
    """Share a whole amount by weights, the largest remainders first, no part above its ``most``."""
    exact = [amount * weight / sum(weights) for weight in weights]
    parts = [min(math.floor(part), most[at] if most else amount) for at, part in enumerate(exact)]
    order = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    while sum(parts) < amount:
        for at in order:
            if sum(parts) < amount and (most is None or parts[at] < most[at]):
                parts[at] += 1
    return parts


def total(parts: Sequence[Figure]) -> Figure:
    """The county as the sum of its districts."""
    first = parts[0]
    if first.value is not None:
        return replace(first, value=sum((p.value or Decimal(0) for p in parts), Decimal(0)), place="")
    numerators, denominators = zip(*(part.counts for part in parts), strict=True)
    return replace(first, place="", numerator=sum(numerators, Decimal(0)), denominator=sum(denominators, Decimal(0)))
