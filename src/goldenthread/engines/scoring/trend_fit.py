"""Straight lines through many series at once, with the guards that keep a chance wobble from being called a trend.

Ordinary least squares with the exact two-sided t probability; the slope with each point left out in turn; and the sign
of the Theil-Sen slope, the median of the slopes between all pairs of points. Rulebook, section 5, third method.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

FEWEST: Final = 8
_STRETCH: Final = 1 << 17
_ULPS: Final = 8 * float(np.finfo(np.float64).eps)


@dataclass(frozen=True, kw_only=True)
class Fits:
    """One number for each series; NaN where there are too few points."""

    slope: Floats
    """Change of the figure for each step of position."""
    p_value: Floats
    """Exact and two-sided; 0 for points exactly on a sloping line, 1 for points that are all the same."""
    holds: Bools
    """Whether the slope keeps its sign with each point left out in turn."""
    agrees: Bools
    """Whether the Theil-Sen slope has the same sign."""


def fit(*, position: Floats, value: Floats, starts: Ints) -> Fits:
    """Fit a line to each of many series laid end to end, each with distinct positions; ``starts`` are first points.

    Series of one length are fitted together, some at a time, so that memory stays small. Fewer than eight points are
    not fitted.
    """
    counts = np.diff(starts, append=len(value))
    found = Fits(
        slope=np.full(len(starts), np.nan),
        p_value=np.full(len(starts), np.nan),
        holds=np.zeros(len(starts), dtype=np.bool_),
        agrees=np.zeros(len(starts), dtype=np.bool_),
    )
    with np.errstate(all="ignore"):
        for those, rows in _stretches(counts, starts):
            slope, p_value, holds = _least_squares(position[rows], value[rows])
            found.slope[those], found.p_value[those], found.holds[those] = slope, p_value, holds
            found.agrees[those] = _theil_sen_sign(position[rows], value[rows]) == np.sign(slope)
    return found


def _stretches(counts: Ints, starts: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Series of one length, some at a time, and a matrix of their rows."""
    for count in np.unique(counts[counts >= FEWEST]).tolist():
        alike = np.flatnonzero(counts == count)
        step = max(_STRETCH // count, 1)
        for begin in range(0, len(alike), step):
            those = alike[begin : begin + step]
            yield those, starts[those][:, None] + np.arange(count)


def _least_squares(position: Floats, value: Floats) -> tuple[Floats, Floats, Bools]:
    count = value.shape[1]
    x = _centred(position)
    # A value takes part by its distance from another value, in units of the largest: neither a large level nor a
    # large scale can hide or overflow what moves. A distance of a few units in the last place is none.
    y = _centred(value)
    size = np.abs(y).max(axis=1)
    noise = _ULPS * np.abs(value).max(axis=1)
    moves = size > noise
    unit = np.where(moves, size, 1.0)
    y = np.where(moves[:, None], y / unit[:, None], 0.0)
    noise = noise / unit
    sxx = (x * x).sum(axis=1)
    slope = (x * y).sum(axis=1) / sxx
    rest = y - slope[:, None] * x
    squares = (rest * rest).sum(axis=1)
    squares = np.where(squares <= count * noise * noise, 0.0, squares)
    t = slope / np.sqrt(squares / (count - 2) / sxx)
    p_value = np.where(moves, 2 * stdtr(count - 2, -np.abs(t)), 1.0)
    leverage = 1 / count + x * x / sxx[:, None]
    without = slope[:, None] - x * rest / ((1 - leverage) * sxx[:, None])
    least = noise[:, None] / np.sqrt(sxx)[:, None]
    holds = (without * np.sign(slope)[:, None] > least).all(axis=1) & moves
    return slope * unit, p_value, holds


def _centred(numbers: Floats) -> Floats:
    apart = numbers - numbers[:, :1]
    result: Floats = apart - apart.mean(axis=1, keepdims=True)
    return result


def _theil_sen_sign(position: Floats, value: Floats) -> Floats:
    """The sign of the median of the slopes between all pairs of points.

    More than half of the slopes on one side decide it without sorting them; only an even split needs the median.
    """
    series, count = value.shape
    rising = np.zeros(series, dtype=np.int64)
    falling = np.zeros(series, dtype=np.int64)
    for lag in range(1, count):
        rising += np.count_nonzero(value[:, lag:] > value[:, :-lag], axis=1)
        falling += np.count_nonzero(value[:, lag:] < value[:, :-lag], axis=1)
    pairs = count * (count - 1) // 2
    sign: Floats = (2 * rising > pairs).astype(np.float64) - (2 * falling > pairs)
    for row in np.flatnonzero((2 * rising == pairs) | (2 * falling == pairs)).tolist():
        first, second = np.triu_indices(count, 1)
        slopes = (value[row, second] - value[row, first]) / (position[row, second] - position[row, first])
        sign[row] = np.sign(np.median(slopes))
    return sign
