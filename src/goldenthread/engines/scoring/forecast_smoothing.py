"""Exponential smoothing as an option, from three full years: statsmodels' ETSModel, one series at a time.

Never ``ExponentialSmoothing`` of the same package, whose value one season ahead is wrong.
"""

from __future__ import annotations

import warnings
from typing import Final

import numpy as np

from goldenthread.engines.scoring.forecast_methods import Estimate
from goldenthread.engines.scoring.forecast_squares import Numbers, Squares

FULL_YEARS: Final = 3
_PATHS: Final = 2000
_SEED: Final = 20220401


def smoothed(square: Squares, fallback: Estimate, *, confidence: float) -> Estimate:
    """The estimate of each series with three full years and no gap since, by smoothing; else the ``fallback``.

    The interval is that of simulated year ends, from a fixed seed, so the same figures give the same answer.
    """
    centre, lower, upper = fallback.centre.copy(), fallback.lower.copy(), fallback.upper.copy()
    method = list(fallback.method)
    for line in range(len(method)):
        if method[line] in ("actual", "none"):
            continue
        found = _one(square, line, tail=(1 - confidence) / 2)
        if found is not None:
            centre[line], lower[line], upper[line] = found
            method[line] = "ets"
    return Estimate(centre=centre, lower=lower, upper=upper, method=method, ahead=fallback.ahead)


def _one(square: Squares, line: int, *, tail: float) -> tuple[float, float, float] | None:
    there = int(square.present[line].sum())
    depth = int(np.cumprod(square.full[line]).sum())
    if depth < FULL_YEARS or not square.present[line, :there].all():
        return None
    parts = [square.tops, square.bottoms] if square.ratio else [square.tops]
    ends = [_paths(_history(cells[line], depth, there), square.season, square.season - there) for cells in parts]
    if any(end is None for end in ends):
        return None
    totals = [
        (float(np.nansum(cells[line, 0])) + end) for cells, end in zip(parts, ends, strict=True) if end is not None
    ]
    years = totals[0]
    if square.ratio:
        if (totals[1] <= 0).any():
            return None
        years = totals[0] / totals[1]
    low, high = np.quantile(years[1:], [tail, 1 - tail])
    if not square.ratio and not (square.tops[line] < 0).any():
        low = max(low, float(np.nansum(square.tops[line, 0])))
    return float(years[0]), float(min(low, years[0])), float(max(high, years[0]))


def _history(figures: Numbers, depth: int, there: int) -> Numbers:
    past = figures[1 : depth + 1][::-1].reshape(-1)
    return np.concatenate([past, figures[0, :there]])


def _errors(steps: int) -> Numbers:
    """Standard normal errors, one column for each path; the same ones every time."""
    return np.random.default_rng(_SEED).standard_normal((steps, _PATHS))


def _paths(history: Numbers, season: int, steps: int) -> Numbers | None:
    """What is still to come this year: first as forecast, then as each simulated path has it; None if no fit."""
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    scale = float(np.abs(history).max())
    if not scale > 0 or np.ptp(history) == 0:
        return None
    # Warnings of the optimiser are answered by its outcome, which is checked, never shown to a reader.
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            model = ETSModel(history / scale, error="add", trend=None, seasonal="add", seasonal_periods=season)
            fit = model.fit(disp=False)
            ahead = float(np.sum(fit.forecast(steps)))
            freedom = max(1, len(history) - len(fit.params))
            errors = _errors(steps) * float(np.sqrt(np.sum(np.asarray(fit.resid) ** 2) / freedom))
            paths = np.asarray(fit.simulate(steps, repetitions=_PATHS, anchor="end", random_errors=errors))
        except (ValueError, np.linalg.LinAlgError):
            return None
    ends = np.concatenate([[ahead], paths.reshape(steps, -1).sum(axis=0)]) * scale
    return ends if np.isfinite(ends).all() else None
