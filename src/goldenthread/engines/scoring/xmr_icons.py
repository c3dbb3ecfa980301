"""What a signal means: improvement or concern by polarity, the variation of the latest point, and assurance.

A measure for which closer to target is better has no better side. There, a signal by side is an improvement where the
point is closer to its target than the segment's mean is, and a run of rising points is one until it has passed the
target. Without a target, as without a judgement, a signal is neutral.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from goldenthread.engines.scoring.vocabulary import POLARITIES
from goldenthread.engines.scoring.xmr_rules import HIGH, LOW, RULES, Signals
from goldenthread.engines.scoring.xmr_series import Bools, Codes, Floats

POINT_TYPES: Final = ("common_cause", "improvement", "concern", "neutral_high", "neutral_low")
VARIATIONS: Final = (
    "common_cause", "improvement_high", "improvement_low", "concern_high", "concern_low", "neutral_high",
    "neutral_low", "not_enough_points", "no_variation",
)  # fmt: skip
ASSURANCES: Final = ("pass", "fail", "hit_or_miss")

COMMON: Final = POINT_TYPES.index("common_cause")
_IMPROVEMENT: Final = POINT_TYPES.index("improvement")
_CONCERN: Final = POINT_TYPES.index("concern")
_NEUTRAL: Final = POINT_TYPES.index("neutral_high")
HIGHER, LOWER, CLOSER, NO_JUDGEMENT = (POLARITIES.index(word) for word in ("higher", "lower", "target", "none"))
PASS, FAIL, HIT_OR_MISS = range(3)
NO_ASSURANCE: Final = 3

_BY_SIDE: Final = np.zeros((len(POLARITIES), 3), dtype=np.uint8)
_BY_SIDE[HIGHER] = COMMON, _IMPROVEMENT, _CONCERN
_BY_SIDE[LOWER] = COMMON, _CONCERN, _IMPROVEMENT
_BY_SIDE[CLOSER] = _BY_SIDE[NO_JUDGEMENT] = COMMON, _NEUTRAL, _NEUTRAL + 1


def point_types(
    signals: Signals, *, polarity: Codes, value: Floats, mean: Floats, target: Floats | None, slack: Floats
) -> Codes:
    """The place in POINT_TYPES for each row. All arrays by row; a missing target is NaN."""
    kind: Codes = _BY_SIDE.ravel()[polarity * np.uint8(3) + signals.side]
    if target is None:
        return kind
    rows = np.flatnonzero((polarity == CLOSER) & (signals.side != 0) & ~np.isnan(target))
    if not len(rows):
        return kind
    high = signals.side[rows] == HIGH
    by_trend = signals.label[rows] == RULES.index("trend") + 1
    missed = value[rows] - target[rows]
    gained = np.abs(mean[rows] - target[rows]) - np.abs(missed)
    better = np.where(by_trend, np.where(high, missed <= 0, missed >= 0), gained > slack[rows])
    worse = np.where(by_trend, ~better, gained < -slack[rows])
    kind[rows] = np.where(better, _IMPROVEMENT, np.where(worse, _CONCERN, kind[rows]))
    return kind


def variation(*, kind: Codes, side: Codes, enough: Bools, still: Bools) -> Codes:
    """The place in VARIATIONS for each series, from its latest point with a figure.

    ``enough`` says that the segment has the points that an icon needs, ``still`` that nothing in its baseline moves;
    a latest point that meets a rule all the same (a fixed baseline that stood still) keeps its signal.
    """
    judged = (kind == _IMPROVEMENT) | (kind == _CONCERN)
    found = np.where(judged, 2 * kind.astype(np.int64) - 1 + (side == LOW), kind.astype(np.int64) + 2)
    found = np.where(kind == COMMON, np.where(still, VARIATIONS.index("no_variation"), 0), found)
    return np.where(enough, found, VARIATIONS.index("not_enough_points")).astype(np.uint8)


def assurance(
    *, mean: Floats, reach: Floats, slack: Floats, target: Floats, polarity: Codes, enough: Bools, constant: Bools
) -> Codes:
    """The place in ASSURANCES for each series, or NO_ASSURANCE: its target against its latest limits, strictly.

    A series that never moves passes where it is exactly at its target or beyond it, and fails otherwise. A measure
    without a better side cannot pass but by standing on its target; it fails where the target lies outside the limits.
    """
    beyond_low, beyond_high = target < mean - reach - slack, target > mean + reach + slack
    moving = np.select(
        [polarity == HIGHER, polarity == LOWER],
        [
            np.where(beyond_low, PASS, np.where(beyond_high, FAIL, HIT_OR_MISS)),
            np.where(beyond_high, PASS, np.where(beyond_low, FAIL, HIT_OR_MISS)),
        ],
        np.where(beyond_low | beyond_high, FAIL, HIT_OR_MISS),
    )
    met = np.select(
        [polarity == HIGHER, polarity == LOWER], [mean >= target - slack, mean <= target + slack],
        np.abs(mean - target) <= slack,
    )  # fmt: skip
    found = np.where(constant, np.where(met, PASS, FAIL), np.where(np.isnan(reach), NO_ASSURANCE, moving))
    without = ~enough | np.isnan(target) | (polarity == NO_JUDGEMENT)
    return np.where(without, NO_ASSURANCE, found).astype(np.uint8)
