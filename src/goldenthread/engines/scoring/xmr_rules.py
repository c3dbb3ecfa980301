"""The four XmR rules on many segments at once (rulebook, section 6), with sides and labels.

A byte holds both sides of a question: bit 1 for high (or rising), bit 2 for low (or falling). So each rule is worked
out once for both sides, with a few operations on whole arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from goldenthread.engines.scoring.xmr_series import Bools, Codes, Floats

HIGH: Final = 1
LOW: Final = 2
OUTSIDE: Final = 1
TREND: Final = 2
TWO_IN_THREE: Final = 4
SHIFT: Final = 8
RULES: Final = ("outside", "trend", "two_in_three", "shift")
"""The rules in order of precedence; a label is 1 plus the place of its rule, and 0 where no rule is met."""

_LABELS: Final = np.array([0] + [(rules & -rules).bit_length() for rules in range(1, 16)], dtype=np.uint8)


@dataclass(frozen=True, kw_only=True)
class Signals:
    """For each row: the rules met (bits), the first of them (0 for none) and its side (0, HIGH or LOW)."""

    rules: Codes
    label: Codes
    side: Codes


def signals(
    value: Floats, *, mean: Floats, reach: Floats, slack: Floats, present: Bools, linked: Bools, moved: Floats
) -> Signals:
    """Apply the rules. All arrays are by row: mean, reach of the limits (NaN without limits) and slack repeated.

    ``linked`` says that a row and the row before it are neighbours in one segment with a figure each; a gap, and the
    start of a segment, break every run. ``moved`` is the step from the row before, exact in sign.
    """
    off = value - mean
    sides = _sides(off, slack) * present
    outside = _sides(off, reach + slack) * present
    beyond = _sides(off, reach * (2 / 3) + slack) * present & ~outside

    pairs = linked * np.uint8(3)
    steps = _sides(moved, 0.0) & pairs
    trend = _seven(steps)
    together = sides & _after(sides) & pairs
    shift = _seven(together)

    threes = together & _after(together)
    one, two = _after(beyond), _after(_after(beyond))
    hits = threes & ((beyond & one) | (one & two) | (beyond & two))
    two_in_three = beyond & (hits | _before(hits) | _before(_before(hits)))

    rules = (
        (outside != 0) * np.uint8(OUTSIDE) | (trend != 0) * np.uint8(TREND)
        | (two_in_three != 0) * np.uint8(TWO_IN_THREE) | (shift != 0) * np.uint8(SHIFT)
    )  # fmt: skip
    label = _LABELS[rules]
    return Signals(rules=rules, label=label, side=_side(label, sides=sides, steps=steps, trend=trend, pairs=pairs))


def _side(label: Codes, *, sides: Codes, steps: Codes, trend: Codes, pairs: Codes) -> Codes:
    """By side of the mean, but for a trend by the move into the point.

    Where the next point is in a trend too, by the move out of it, so that the highest point belongs to the fall; a
    tie with the next point counts as the end of a rise there, as in the NHS package.
    """
    side: Codes = sides * (label != 0)
    trended = np.flatnonzero(label == RULES.index("trend") + 1)
    after = np.minimum(trended + 1, len(label) - 1)
    goes_on = (after > trended) & (pairs[after] != 0) & (trend[after] != 0)
    out = np.where(steps[after] == HIGH, np.uint8(HIGH), np.uint8(LOW))
    side[trended] = np.where(goes_on, out, steps[trended])
    return side


def _sides(off: Floats, line: Floats | float) -> Codes:
    """HIGH where a number is above a line, LOW where it is below its mirror image, else 0."""
    high: Codes = (off > line).view(np.uint8)
    low: Codes = (off < -line).view(np.uint8)
    return high | (low << np.uint8(1))


def _after(bits: Codes, rows: int = 1) -> Codes:
    """What stood some rows before, at each row."""
    moved = np.empty_like(bits)
    moved[:rows] = 0
    moved[rows:] = bits[:-rows]
    return moved


def _before(bits: Codes, rows: int = 1) -> Codes:
    """What will stand some rows after, at each row."""
    moved = np.empty_like(bits)
    moved[-rows:] = 0
    moved[:-rows] = bits[rows:]
    return moved


def _seven(links: Codes) -> Codes:
    """All points of seven in a row, where ``links`` says that a point follows the one before it in the run."""
    two = links & _after(links)
    six = two & _after(two, 2) & _after(two, 4)
    pair = six | _before(six)
    four = pair | _before(pair, 2)
    return four | _before(pair, 4) | _before(six, 6)
