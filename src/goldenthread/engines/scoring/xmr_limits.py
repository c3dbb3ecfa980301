"""XmR limits of many segments at once: mean, mean moving range with one screening, and limits (rulebook, section 6).

Two figures that differ only in how a computer keeps decimals are equal here. Each segment has a ``slack``: eight units
in the last place of its largest baseline figure, or a billionth of a thousandth of its spread where that is more. A
value is beyond a line only by more than the slack, so adding a constant to a series, or scaling it, moves no label.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from goldenthread.engines.scoring.xmr_series import Bools, Floats, Ints

LIMIT: Final = 2.66
"""Three sigma in mean moving ranges: 3 / 1.128, as the method prints it."""
SCREEN: Final = 3.267
"""A moving range at or above this many mean moving ranges does not count towards the limits."""
TWO_SIGMA: Final = 2 * LIMIT / 3

_ULPS: Final = 8 * float(np.finfo(np.float64).eps)
_SHARE: Final = 1e-12


@dataclass(frozen=True, kw_only=True)
class Limits:
    """One number for each segment; NaN where there is none."""

    mean: Floats
    reach: Floats
    """How far the limits lie from the mean: 2.66 mean moving ranges; NaN where nothing moves."""
    moves: Ints
    """How many moving ranges the segment's baseline has, before screening."""
    slack: Floats
    constant: Bools
    """Whether all figures of the segment, not only of its baseline, are the same."""


def limits(
    value: Floats, *, present: Bools, linked: Bools, moved: Floats, starts: Ints, base: Bools | None, screen: bool
) -> Limits:
    """Limits of each segment from its baseline.

    ``value`` holds 0 where a figure is missing; ``linked`` says that a row and the row before it are neighbours with
    a figure each, and ``moved`` holds the step between them (0 elsewhere); ``starts`` are the first rows of the
    segments; ``base`` marks the rows of the baseline (None for all).
    """
    lengths = np.diff(starts, append=len(value))
    counted = present if base is None else present & base
    rows = np.arange(len(value))
    first = np.minimum.reduceat(np.where(counted, rows, len(value) - 1), starts)
    origin = value[first]
    # Sums are of differences from one figure of the segment, so that a small spread about a large level is kept.
    apart = (value - np.repeat(origin, lengths)) * counted
    number = np.add.reduceat(counted, starts, dtype=np.int64)
    some = number > 0
    mean = origin + np.add.reduceat(apart, starts) / np.maximum(number, 1)
    mean[~some] = np.nan
    size = np.maximum.reduceat(np.abs(value * counted), starts)
    spread = np.maximum.reduceat(np.abs(apart), starts)
    slack = np.maximum(_ULPS * size, _SHARE * spread)

    ranged = linked if base is None else linked & base
    ranges = np.abs(moved) if base is None else np.abs(moved) * ranged
    moves = np.add.reduceat(ranged, starts, dtype=np.int64)
    average = np.add.reduceat(ranges, starts) / np.maximum(moves, 1)
    if screen:
        kept = ranges < np.repeat(SCREEN * average - slack, lengths)
        kept &= ranged
        left = np.add.reduceat(kept, starts, dtype=np.int64)
        screened = np.add.reduceat(ranges * kept, starts) / np.maximum(left, 1)
        average = np.where((left > 0) & (screened > 0), screened, average)
    return Limits(
        mean=mean,
        reach=np.where((moves > 0) & (average > 0), LIMIT * average, np.nan),
        moves=moves,
        slack=slack,
        constant=_constant(value, present=present, starts=starts),
    )


def _constant(value: Floats, *, present: Bools, starts: Ints) -> Bools:
    least = np.minimum.reduceat(np.where(present, value, np.inf), starts)
    most = np.maximum.reduceat(np.where(present, value, -np.inf), starts)
    result: Bools = least == most
    return result
