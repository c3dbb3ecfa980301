"""XmR charts of a stretch of whole series: from laid rows to limits, labels and icons, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goldenthread.engines.scoring.xmr_icons import assurance, point_types, variation
from goldenthread.engines.scoring.xmr_limits import LIMIT, TWO_SIGMA, limits
from goldenthread.engines.scoring.xmr_rules import signals
from goldenthread.engines.scoring.xmr_series import Bools, Codes, Floats, Ints, Laid

MISSING = 255
"""The code of a row without a figure, in every column of codes."""


@dataclass(frozen=True, kw_only=True)
class Charts:
    """Arrays by laid row, then arrays by series. Lines are NaN where there are none."""

    lines: Floats
    """Five rows of numbers: mean, lower and upper limit, lower and upper two-sigma line."""
    label: Codes
    side: Codes
    rules: Codes
    kind: Codes

    points: Ints
    segment_points: Ints
    latest: Ints
    """The laid row of the latest figure; -1 where there is none."""
    target: Floats
    constant: Bools
    """Whether every figure of the latest segment is the same."""
    variation: Codes
    assurance: Codes


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How charts are drawn: the fixed baseline (None for all points), screening, and points that an icon needs."""

    baseline: int | None
    screen: bool
    min_points: int


def empty_charts(*, rows: int, series: int) -> Charts:
    """Room for the charts of a table."""
    codes = [np.empty(rows, dtype=np.uint8) for _ in range(4)]
    counts = [np.empty(series, dtype=np.int64) for _ in range(3)]
    icons = [np.empty(series, dtype=np.uint8) for _ in range(2)]
    return Charts(
        lines=np.empty((5, rows)), label=codes[0], side=codes[1], rules=codes[2], kind=codes[3],
        points=counts[0], segment_points=counts[1], latest=counts[2],
        target=np.empty(series), constant=np.empty(series, dtype=np.bool_),
        variation=icons[0], assurance=icons[1],
    )  # fmt: skip


def draw(laid: Laid, charts: Charts, *, first: int, last: int, settings: Settings) -> None:
    """Fill ``charts`` for the series numbered ``first`` up to, not including, ``last``."""
    start = int(laid.starts[first])
    stop = int(laid.starts[last]) if last < len(laid.starts) else len(laid.value)
    rows, those = slice(start, stop), slice(first, last)
    series = laid.starts[those] - start
    raw = laid.value[rows]
    present = ~np.isnan(raw)
    all_present = bool(present.all())
    value = raw if all_present else np.where(present, raw, 0.0)

    opens = laid.rebased[rows].copy()
    opens[series] = True
    starts = np.flatnonzero(opens)
    lengths = np.diff(starts, append=len(value))
    linked = laid.adjoining[rows] & ~opens
    if not all_present:
        linked[1:] &= present[1:] & present[:-1]
    linked[0] = False
    moved = np.empty_like(value)
    moved[0] = 0.0
    np.subtract(value[1:], value[:-1], out=moved[1:])
    moved *= linked

    base = None
    if settings.baseline is not None:
        place = laid.place[rows]
        base = place - np.repeat(place[starts], lengths) < settings.baseline
    found = limits(value, present=present, linked=linked, moved=moved, starts=starts, base=base, screen=settings.screen)
    average = found.reach / LIMIT
    mean, reach, slack = (np.repeat(each, lengths) for each in (found.mean, found.reach, found.slack))
    signs = signals(value, mean=mean, reach=reach, slack=slack, present=present, linked=linked, moved=moved)
    polarity = laid.polarity[those]
    sizes = np.diff(series, append=len(value))
    target = None if laid.target is None else laid.target[rows]
    kind = point_types(signs, polarity=np.repeat(polarity, sizes), value=value, mean=mean, target=target, slack=slack)

    lines = charts.lines[:, rows]
    lines[0] = mean
    np.subtract(mean, reach, out=lines[1])
    np.add(mean, reach, out=lines[2])
    near = np.repeat(TWO_SIGMA * average, lengths)
    np.subtract(mean, near, out=lines[3])
    np.add(mean, near, out=lines[4])
    for column, codes in (
        (charts.label, signs.label), (charts.side, signs.side), (charts.rules, signs.rules), (charts.kind, kind)
    ):  # fmt: skip
        column[rows] = codes
        if not all_present:
            column[rows][~present] = MISSING

    numbers = np.arange(len(value))
    latest = np.maximum.reduceat(np.where(present, numbers, -1), series)
    at = np.maximum(latest, 0)
    segment = np.searchsorted(starts, at, side="right") - 1
    counts = np.add.reduceat(present, starts, dtype=np.int64)
    enough = (counts[segment] >= settings.min_points) & (latest >= 0) & (found.moves[segment] > 0)
    aimed = np.full(len(series), np.nan)
    if target is not None:
        row = np.maximum.accumulate(np.where(np.isnan(target), -1, numbers))[at]
        aimed = np.where((row >= series) & (latest >= 0), target[np.maximum(row, 0)], np.nan)

    charts.points[those] = np.add.reduceat(present, series, dtype=np.int64)
    charts.segment_points[those] = np.where(latest >= 0, counts[segment], 0)
    charts.latest[those] = np.where(latest >= 0, latest + start, -1)
    charts.target[those] = aimed
    charts.constant[those] = found.constant[segment]
    charts.variation[those] = variation(
        kind=kind[at], side=signs.side[at], enough=enough, still=np.isnan(found.reach[segment])
    )
    charts.assurance[those] = assurance(
        mean=found.mean[segment], reach=found.reach[segment], slack=found.slack[segment], target=aimed,
        polarity=polarity, enough=enough, constant=found.constant[segment],
    )  # fmt: skip
