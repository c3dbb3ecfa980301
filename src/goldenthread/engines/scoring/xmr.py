"""XmR charts (rulebook, section 6): is the latest value unusual? The NHS Making Data Count method.

Use from a notebook::

    import polars as pl
    from goldenthread.engines.scoring.xmr import xmr

    months = [f"2022-{month:02}" for month in range(1, 13)] + ["2023-01"]
    values = [9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 17]
    charts = xmr(pl.DataFrame({"period": months, "value": values}).with_columns(polarity=pl.lit("higher")))
    charts.summary["variation"][0]  # "improvement_high"
    charts.points["label"][12]  # "outside"
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import polars as pl

from goldenthread.engines.scoring.xmr_chart import Charts, Settings, draw, empty_charts
from goldenthread.engines.scoring.xmr_icons import ASSURANCES, POINT_TYPES, VARIATIONS
from goldenthread.engines.scoring.xmr_reasons import reasons
from goldenthread.engines.scoring.xmr_rules import RULES
from goldenthread.engines.scoring.xmr_series import Codes, Floats, Ints, Laid, lay

XMR_VERSION: Final = "xmr-1"
"""The version of these rules, stored beside every result; it changes when any answer could change."""
MIN_POINTS: Final = 13
MIN_BASELINE: Final = 12
POINT_COLUMNS: Final = (
    "mean", "lower_limit", "upper_limit", "lower_2_sigma", "upper_2_sigma", "label", "side", "rules", "point_type",
)  # fmt: skip
SUMMARY_COLUMNS: Final = ("series", "n", "variation", "assurance", "segment_n", "reason")

_STRETCH: Final = 1 << 16
_SIDES: Final = ("", "high", "low")
_ALL_MET: Final = tuple(
    ";".join(word for place, word in enumerate(RULES) if rules >> place & 1) for rules in range(1 << len(RULES))
)


@dataclass(frozen=True, kw_only=True)
class XmrResult:
    """``points``: the rows as given with POINT_COLUMNS added; ``summary``: SUMMARY_COLUMNS, one row a series."""

    points: pl.DataFrame
    summary: pl.DataFrame


def xmr(
    frame: pl.DataFrame | pl.LazyFrame,
    *,
    baseline: int | None = None,
    screen: bool = True,
    min_points: int = MIN_POINTS,
    rebase: Sequence[str] = (),
) -> XmrResult:
    """Limits, signals and icons of every series of a table at once; the order of rows never matters.

    Columns read: ``period`` (any period, or an ISO date) and ``value``; optional ``series`` (without it the table is
    one series), ``type`` of period, ``target``, ``polarity`` (empty is no judgement), ``basis`` (single or snapshot),
    ``rebase`` (1 starts a segment at that row). ``rebase`` as an argument names periods at which every series starts
    a segment. ``baseline`` fixes the limits to the first so many periods of each segment, at least 12; ``screen``
    leaves out large moving ranges once; ``min_points`` figures in the latest segment are needed for an icon.

    A row without a value is a gap. Where periods have a rhythm (months, quarters ...) so is a period left out: the two
    are the same chart. Days have none, so there only the rows count, as in the NHS package.

    Points: ``mean``, ``lower_limit``, ``upper_limit``, ``lower_2_sigma``, ``upper_2_sigma`` (Float64, in the measure's
    unit, not clipped), ``label``, ``side``, ``rules`` (all met, joined by ;), ``point_type`` (words; missing for a row
    without a value, and label, side and rules where no rule is met). Summary, by first appearance: ``series``, ``n``
    (points with a value), ``variation``, ``assurance`` (missing without a target, judgement or enough points),
    ``segment_n`` (points of the latest segment), ``reason`` (sentences).

    Raises ScoringError for what cannot be charted honestly, with every row, and ValueError for a baseline under 12,
    fewer than 1 point for an icon, or a table without period or value.
    """
    if baseline is not None and baseline < MIN_BASELINE:
        raise ValueError(f"A baseline of {baseline} points is too short: use {MIN_BASELINE} or more.")
    if min_points < 1:
        raise ValueError(f"An icon cannot rest on {min_points} points: use 1 or more.")
    table = frame.lazy().collect()
    absent = [name for name in ("period", "value") if name not in table.columns]
    if absent:
        raise ValueError(f"The table has no column {' or '.join(absent)}.")
    laid = lay(table, rebase=rebase) if table.height else _nothing(table)
    settings = Settings(baseline=baseline, screen=screen, min_points=min_points)
    charts = _draw_all(laid, settings=settings)
    return XmrResult(
        points=table.with_columns(_points(laid, charts)), summary=_summary(laid, charts, settings=settings)
    )


def _draw_all(laid: Laid, *, settings: Settings) -> Charts:
    """Chart the series a stretch at a time, so that what is worked on stays in the processor's cache."""
    charts = empty_charts(rows=len(laid.value), series=len(laid.starts))
    first = 0
    with np.errstate(all="ignore"):
        while first < len(laid.starts):
            end = laid.starts[first] + _STRETCH
            last = max(int(np.searchsorted(laid.starts, end)), first + 1)
            draw(laid, charts, first=first, last=last, settings=settings)
            first = last
    return charts


def _points(laid: Laid, charts: Charts) -> list[pl.Series]:
    numbers = [_lines(line, order=laid.order) for line in charts.lines]
    words = [
        _coded(charts.label, ("", *RULES), order=laid.order),
        _coded(charts.side, _SIDES, order=laid.order),
        _coded(charts.rules, _ALL_MET, order=laid.order),
        _coded(charts.kind, POINT_TYPES, order=laid.order),
    ]
    return [column.alias(name) for name, column in zip(POINT_COLUMNS, [*numbers, *words], strict=True)]


def _lines(line: Floats, *, order: Ints | None) -> pl.Series:
    given = _as_given(line, order=order)
    return pl.Series(given, nan_to_null=bool(np.isnan(given).any()))


def _coded(codes: Codes, words: Sequence[str], *, order: Ints | None) -> pl.Series:
    """Words for codes; the empty word and MISSING become missing."""
    listed = [word for word in words if word]
    places = _as_given(codes, order=order) - np.uint8(len(words) - len(listed))
    unknown = places >= len(listed)
    column = pl.Series(places)
    if unknown.any():
        column = column.set(pl.Series(unknown), None)
    return column.cat.to(pl.Enum(listed))


def _as_given(array: Any, *, order: Ints | None) -> Any:
    if order is None:
        return array
    given = np.empty_like(array)
    given[order] = array
    return given


def _summary(laid: Laid, charts: Charts, *, settings: Settings) -> pl.DataFrame:
    table = pl.DataFrame(
        {
            "series": laid.series,
            "n": pl.Series(charts.points).cast(pl.UInt32),
            "variation": _coded(charts.variation, VARIATIONS, order=None),
            "assurance": _coded(charts.assurance, ASSURANCES, order=None),
            "segment_n": pl.Series(charts.segment_points).cast(pl.UInt32),
        }
    )
    return table.with_columns(reasons(laid, charts, min_points=settings.min_points).alias("reason"))


def _nothing(table: pl.DataFrame) -> Laid:
    names = table["series"] if "series" in table.columns else pl.Series("series", [], dtype=pl.String)
    rows = np.zeros(0, dtype=np.int64)
    no = np.zeros(0, dtype=np.bool_)
    return Laid(
        series=names, starts=rows, order=None, value=np.zeros(0), target=None,
        polarity=np.zeros(0, dtype=np.uint8), adjoining=no, rebased=no, place=rows.astype(np.int32),
    )  # fmt: skip
