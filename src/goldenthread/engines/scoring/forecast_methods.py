"""The forecasts themselves, on squares of figures: profile share, seasonal naive and a straight line.

The interval of a seasonal forecast comes from how far the same periods of neighbouring years have differed. For the
profile share, a year is a level times a profile; what is left of the figures once the level is fitted is noise whose
variance goes with the share of the year (as with counts), and the year's total then has variance
s2 * (1 - S) / S, where S is the share of the year reached. For the seasonal naive method the differences have a part
that a year's periods have in common, which does not average out, and a part of their own, which does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from goldenthread.engines.scoring.forecast_squares import Numbers, Squares

LINE: int = 3
"""How many yearly figures a straight line needs, so that one is left over to say how far they lie from it."""


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A year end for each series, its interval, the method that made it, and whether it is for the year after."""

    centre: Numbers
    lower: Numbers
    upper: Numbers
    method: list[str]
    ahead: npt.NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class _Part:
    """One quantity (values, numerators or denominators) forecast: total, residuals by year and place, share reached."""

    total: Numbers
    residuals: Numbers
    reached: Numbers
    profile: Numbers


def seasonal(square: Squares, *, confidence: float, method: str) -> Estimate:
    """Forecasts of years in progress: ``method`` is auto, profile_share or seasonal_naive; no forecast is nan."""
    with np.errstate(all="ignore"):
        shared = _share(square.tops, square.full)
        possible: npt.NDArray[np.bool_] = np.isfinite(shared.total)
        if square.ratio:
            below = _share(square.bottoms, square.full)
            possible &= np.isfinite(below.total)
        naive = _naive(square.tops)
        chosen: npt.NDArray[np.bool_] = np.asarray(possible & (method != "seasonal_naive"))
        if square.ratio:
            under = _naive(square.bottoms)
            by_share = _ratio_of(shared, below, square, confidence, bias=False)
            by_naive = _ratio_of(naive, under, square, confidence, bias=True)
        else:
            by_share = _sum_of(shared, square, confidence)
            by_naive = _spread(naive.total, naive.residuals, square, confidence, bias=True, grow=np.zeros(len(chosen)))
        pick = chosen[:, None]
        found = np.where(pick, by_share, by_naive)
    known: npt.NDArray[np.bool_] = np.asarray(square.full.any(axis=1) & np.isfinite(found[:, 0]))
    if method == "profile_share":
        known &= chosen
    complete: npt.NDArray[np.bool_] = np.asarray(square.present.all(axis=1))
    with np.errstate(all="ignore"):
        actual = square.tops[:, 0].sum(axis=1)
        if square.ratio:
            actual = actual / square.bottoms[:, 0].sum(axis=1)
    found = np.where(complete[:, None], actual[:, None], np.where(known[:, None], found, np.nan))
    if not square.ratio:
        found = _at_least_what_is_there(found, square)
    names = np.where(complete, "actual", np.where(known, np.where(chosen, "profile_share", "seasonal_naive"), "none"))
    return Estimate(
        centre=found[:, 0], lower=found[:, 1], upper=found[:, 2], method=names.tolist(),
        ahead=np.zeros(len(names), dtype=bool),
    )  # fmt: skip


def _at_least_what_is_there(found: Numbers, square: Squares) -> Numbers:
    """Where no figure is ever negative, a year cannot end below what it already holds."""
    with np.errstate(all="ignore"):
        counts = ~(square.tops < 0).any(axis=(1, 2))
        floor = np.where(counts, np.nansum(square.tops[:, 0], axis=1), -np.inf)
    found = found.copy()
    found[:, 1] = np.where(np.isnan(found[:, 1]), np.nan, np.maximum(found[:, 1], np.minimum(floor, found[:, 0])))
    return found


def _share(figures: Numbers, full: npt.NDArray[np.bool_]) -> _Part:
    years = np.where(full[:, :, None], figures[:, 1:], 0.0)
    totals = years.sum(axis=(1, 2))
    profile = years.sum(axis=1) / totals[:, None]
    present = ~np.isnan(figures[:, 0])
    reached = np.where(present, profile, 0).sum(axis=1)
    so_far = np.nansum(figures[:, 0], axis=1)
    sound = full.any(axis=1) & ~(figures < 0).any(axis=(1, 2)) & (totals > 0) & (reached > 0) & (so_far > 0)
    now, before = figures[:, :-1], figures[:, 1:]
    both = ~np.isnan(now) & ~np.isnan(before)
    level = np.where(both, now, 0).sum(axis=2) / np.where(both, before, 0).sum(axis=2)
    # A year whose only pair fits its own level exactly says nothing of noise; its plain difference does.
    alone = both.sum(axis=(1, 2)) == 1
    level = np.where(alone[:, None], 1.0, level)
    residuals = np.where(both, now - level[:, :, None] * before, np.nan)
    total = np.where(sound, so_far / np.where(reached > 0, reached, np.nan), np.nan)
    return _Part(total=total, residuals=residuals, reached=reached, profile=profile)


def _naive(figures: Numbers) -> _Part:
    prior = np.full_like(figures[:, 0], np.nan)
    for back in range(1, figures.shape[1]):
        prior = np.where(np.isnan(prior), figures[:, back], prior)
    filled = np.where(np.isnan(figures[:, 0]), prior, figures[:, 0])
    height = len(figures)
    return _Part(
        total=filled.sum(axis=1), residuals=figures[:, :-1] - figures[:, 1:],
        reached=np.ones(height), profile=np.zeros((height, figures.shape[2])),
    )  # fmt: skip


def _sum_of(part: _Part, square: Squares, confidence: float) -> Numbers:
    weight = np.where(part.profile > 0, part.profile, np.nan)[:, None, :]
    standard = part.residuals / np.sqrt(weight)
    used = ~np.isnan(standard)
    freedom = np.maximum((used.sum(axis=2) - 1).clip(0).sum(axis=1), 1)
    noise = np.nansum(standard**2, axis=(1, 2)) / freedom
    reached = np.minimum(part.reached, 1)
    half = _reach(confidence, freedom) * np.sqrt(noise * (1 - reached) / reached)
    return np.stack([part.total, part.total - half, part.total + half], axis=1)


def _ratio_of(top: _Part, bottom: _Part, square: Squares, confidence: float, *, bias: bool) -> Numbers:
    """The ratio of two totals; its error is that of numerator less ratio times denominator, over the denominator."""
    centre = top.total / np.where(bottom.total > 0, bottom.total, np.nan)
    residuals = top.residuals - centre[:, None, None] * bottom.residuals
    grow = (
        np.zeros(len(centre)) if bias else (1 - bottom.reached) / np.where(bottom.reached > 0, bottom.reached, np.nan)
    )
    spread = _spread(np.zeros(len(centre)), residuals, square, confidence, bias=bias, grow=grow)
    half = spread[:, 2] / bottom.total
    low, high = centre - half, centre + half
    never_below = ~((square.tops < 0).any(axis=(1, 2)) | (square.bottoms < 0).any(axis=(1, 2)))
    never_above = ~(square.tops * square.unit[:, None, None] > square.bottoms).any(axis=(1, 2)) & never_below
    return np.stack(
        [
            centre,
            np.where(never_below, np.maximum(low, 0), low),
            np.where(never_above, np.minimum(high, 1 / square.unit), high),
        ],
        axis=1,
    )


def _spread(
    total: Numbers, residuals: Numbers, square: Squares, confidence: float, *, bias: bool, grow: Numbers
) -> Numbers:
    """A total with its interval: noise of each missing period, the part they share, and noise already in the total."""
    used = ~np.isnan(residuals)
    count = used.sum(axis=2)
    mean = np.where(count > 0, np.nansum(residuals, axis=2) / np.maximum(count, 1), 0.0)
    missing, there = (~square.present).sum(axis=1), square.present.sum(axis=1)
    centre = mean[:, :, None] if bias else 0.0
    freedom = (count - 1).clip(0).sum(axis=1)
    noise = np.nansum((residuals - centre) ** 2, axis=(1, 2)) / np.maximum(freedom, 1)
    common = np.zeros(len(total))
    if bias:
        lone = freedom == 0
        noise = np.where(lone, 0.0, noise)
        pairs = np.maximum(count.sum(axis=1), 1)
        own = (count > 0).sum(axis=1) * noise
        common = np.maximum((count * mean**2).sum(axis=1) - own, 0) / pairs
    variance = noise * (missing + grow**2 * there) + common * missing**2
    half = _reach(confidence, np.maximum(freedom, 1)) * np.sqrt(variance)
    return np.stack([total, total - half, total + half], axis=1)


def linear(square: Squares, *, confidence: float) -> Estimate:
    """The straight line through yearly figures, to the year after the latest, with its prediction interval."""
    with np.errstate(all="ignore"):
        tops, bottoms = square.tops[:, :, 0], square.bottoms[:, :, 0]
        used = ~np.isnan(tops)
        count = used.sum(axis=1)
        time = np.where(used, -np.arange(tops.shape[1], dtype=np.float64)[None, :], 0.0)
        centre = time.sum(axis=1) / count
        off = np.where(used, time - centre[:, None], 0.0)
        squared = (off**2).sum(axis=1)
        step = 1.0 - centre

        def line(cells: Numbers) -> tuple[Numbers, Numbers]:
            level = np.nansum(cells, axis=1) / count
            slope = (off * np.where(used, cells, 0.0)).sum(axis=1) / squared
            return level + slope * step, np.where(used, cells - level[:, None] - slope[:, None] * off, 0.0)

        value, residuals = line(tops)
        if square.ratio:
            below, under = line(bottoms)
            below = np.where(below > 0, below, np.nan)
            value = value / below
            residuals = (residuals - value[:, None] * under) / below[:, None]
        freedom = np.maximum(count - 2, 1)
        scale = np.sqrt((residuals**2).sum(axis=1) / freedom * (1 + 1 / count + step**2 / squared))
        half = _reach(confidence, freedom) * scale
        known = (count >= LINE) & np.isfinite(value)
        never_below = ~((tops < 0).any(axis=1))
        low = np.where(never_below, np.maximum(value - half, 0), value - half)
        value = np.where(never_below, np.maximum(value, 0), value)
    return Estimate(
        centre=np.where(known, value, np.nan), lower=np.where(known, low, np.nan),
        upper=np.where(known, np.maximum(value + half, value), np.nan),
        method=np.where(known, "linear", "none").tolist(), ahead=np.ones(len(known), dtype=bool),
    )  # fmt: skip


def _reach(confidence: float, freedom: npt.NDArray[Any]) -> Numbers:
    from scipy.special import stdtrit

    found: Numbers = stdtrit(freedom.astype(np.float64), confidence + (1 - confidence) / 2)
    return found
