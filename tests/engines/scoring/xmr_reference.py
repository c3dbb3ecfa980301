"""XmR once more, one series at a time and written slowly in exact fractions, to hold the fast one against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

LIMIT, SCREEN, TWO_SIGMA = Fraction(266, 100), Fraction(3267, 1000), Fraction(2 * 266, 300)


@dataclass(kw_only=True)
class Point:
    """What the rules say of one point; everything is empty for a gap."""

    mean: Fraction | None = None
    reach: Fraction | None = None
    rules: tuple[str, ...] = ()
    side: str | None = None

    @property
    def label(self) -> str | None:
        return self.rules[0] if self.rules else None


def reference(
    values: Sequence[Fraction | None], *, opens: Sequence[bool] = (), baseline: int | None = None, screen: bool = True
) -> list[Point]:
    """The points of one series, in order; ``opens`` marks the rows that start a segment."""
    points: list[Point] = []
    segment: list[Fraction | None] = []
    for row, value in enumerate(values):
        if segment and opens and opens[row]:
            points += _segment(segment, baseline=baseline, screen=screen)
            segment = []
        segment.append(value)
    return points + (_segment(segment, baseline=baseline, screen=screen) if segment else [])


def _segment(values: list[Fraction | None], *, baseline: int | None, screen: bool) -> list[Point]:
    base = values[:baseline]
    known = [value for value in base if value is not None]
    if not known:
        mean, reach = None, None
    else:
        mean = sum(known, Fraction(0)) / len(known)
        reach = _reach([abs(b - a) for a, b in pairwise(base) if a is not None and b is not None], screen=screen)
    points = [Point(mean=mean, reach=reach) for _ in values]
    met: list[set[str]] = [set() for _ in values]
    off = [None if value is None or mean is None else value - mean for value in values]
    side = [0 if gap is None else (gap > 0) - (gap < 0) for gap in off]
    step = [0] + [0 if a is None or b is None else (b > a) - (b < a) for a, b in pairwise(values)]
    near = [False] * len(values)
    for n, gap in enumerate(off):
        if gap is not None and reach is not None:
            if abs(gap) > reach:
                met[n].add("outside")
            elif abs(gap) > reach * TWO_SIGMA / LIMIT:
                near[n] = True
    for end in range(2, len(values)):
        three = range(end - 2, end + 1)
        if abs(sum(side[n] for n in three)) == 3 and sum(near[n] for n in three) >= 2:
            for n in three:
                if near[n]:
                    met[n].add("two_in_three")
    for end in range(6, len(values)):
        seven = range(end - 6, end + 1)
        if abs(sum(step[n] for n in seven[1:])) == 6:
            for n in seven:
                met[n].add("trend")
        if abs(sum(side[n] for n in seven)) == 7:
            for n in seven:
                met[n].add("shift")
    for n, point in enumerate(points):
        point.rules = tuple(rule for rule in ("outside", "trend", "two_in_three", "shift") if rule in met[n])
        if point.label == "trend":
            goes_on = n + 1 < len(values) and values[n + 1] is not None and "trend" in met[n + 1]
            point.side = "high" if step[n + 1 if goes_on else n] == 1 else "low"
        elif point.label:
            point.side = "high" if side[n] == 1 else "low"
    return points


def _reach(ranges: list[Fraction], *, screen: bool) -> Fraction | None:
    if not ranges:
        return None
    average = sum(ranges, Fraction(0)) / len(ranges)
    kept = [size for size in ranges if size < SCREEN * average]
    if screen and sum(kept, Fraction(0)) > 0:
        average = sum(kept, Fraction(0)) / len(kept)
    return LIMIT * average if average else None
