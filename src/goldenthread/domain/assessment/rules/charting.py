"""An indicator's control chart in words: what is usual, each sign of something else, and whether the change is real.

Pure. The sums are those of engines/scoring/xmr; here its answers are given to people. Source: rulebook, section 6.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import polars as pl

from goldenthread.domain.assessment.rules.signs import NOUNS, ChartedPoint, Said, Sign, signs
from goldenthread.domain.indicators.rules import Point
from goldenthread.engines.charts.figures import figure, written_places
from goldenthread.engines.periods import Kind, from_code, next_
from goldenthread.engines.scoring import ScoringError
from goldenthread.engines.scoring.xmr import MIN_POINTS, XMR_VERSION, xmr

_ENOUGH = 400
"""No gap is filled without end."""

LONGEST = 36
"""Points on a chart: three years of months. Source: rulebook, section 6."""

_REFUSED = {
    "ytd": "A control chart cannot be drawn: each figure is counted from the start of the year and holds the one "
    "before it, so a rise from one to the next says nothing.",
    "rolling": "A control chart cannot be drawn: each figure covers twelve months and shares most of them with the one "
    "before it, so a run in one direction says nothing.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalChart:
    """The latest points of one indicator with their limits, and what they say.

    ``variation`` and ``assurance`` are words of the engine, empty where it was not asked; ``counted`` figures of
    ``needed`` stand in the latest segment; ``refused`` says why there is no chart. ``summary`` is one sentence; the
    ``signs`` are newest first.
    """

    points: tuple[ChartedPoint, ...]
    variation: str
    assurance: str
    counted: int
    needed: int
    summary: str
    assured: str
    signs: tuple[Sign, ...]
    refused: str
    version: str

    @property
    def drawn(self) -> bool:
        """Whether there is a chart to show: too few points have a line, which other charts show, and no limits."""
        return not self.refused and self.variation != "not_enough_points"

    @property
    def latest(self) -> ChartedPoint | None:
        """The latest point with a figure."""
        return next((point for point in reversed(self.points) if point.value is not None), None)


def signal_chart(points: Sequence[Point], *, polarity: str, basis: str, measure: str, decimals: int) -> SignalChart:
    """Return the control chart of ``points`` (oldest first, with their targets); at most the latest 36 are charted.

    Points of another kind of period than the latest (quarters before months) are left out, because no limits hold for
    both. Figures that were added up over the year or over twelve months are refused, with the sentence.
    """
    shown = _of_one_kind(points)[-LONGEST:]
    if basis in _REFUSED:
        return _without(shown, refused=_REFUSED[basis])
    if not any(point.value is not None for point in shown):
        return _without(shown, refused="There are no figures to chart yet.")
    try:
        found = xmr(_frame(shown, polarity=polarity, basis=basis), min_points=MIN_POINTS)
    except ScoringError as error:
        return _without(shown, refused=f"A control chart cannot be drawn: {error.problems[0].seen}")
    charted = tuple(
        _charted(point, row, begins=begins)
        for point, row, begins in zip(
            shown, found.points.iter_rows(named=True), (i > 0 and p.breaks for i, p in enumerate(shown)), strict=True
        )
    )
    told = found.summary.row(0, named=True)
    variation, assurance = str(told["variation"] or ""), str(told["assurance"] or "")
    counted = int(told["segment_n"])

    def said(number: Decimal | None) -> str:
        return figure(number, unit=measure, decimals=decimals)

    def exactly(number: Decimal) -> str:
        return figure(number, unit=measure, decimals=written_places(number, unit=measure, decimals=decimals))

    enough = variation not in ("not_enough_points", "")
    noticed = signs(charted, polarity=polarity, kind=from_code(shown[-1].period_code).kind, said=said) if enough else ()
    latest = next(point for point in reversed(charted) if point.value is not None)
    return SignalChart(
        points=charted,
        variation=variation,
        assurance=assurance,
        counted=counted,
        needed=MIN_POINTS,
        summary=_summary(variation, latest, counted=counted, said=said, signs=noticed),
        assured=_assured(assurance, exactly(latest.target) if latest.target is not None else ""),
        signs=noticed,
        refused="",
        version=XMR_VERSION,
    )


def _of_one_kind(points: Sequence[Point]) -> list[Point]:
    """The points of the latest kind of period, with an empty one for each period that was left out."""
    if not points:
        return []
    kind = from_code(points[-1].period_code).kind
    filled: list[Point] = []
    for point in points:
        period = from_code(point.period_code)
        if period.kind != kind:
            continue
        while filled and kind in NOUNS and kind is not Kind.DAY and len(filled) < _ENOUGH:
            following = next_(from_code(filled[-1].period_code))
            if following.start >= period.start:
                break
            filled.append(
                replace(point, period_code=following.code, label=following.label, value=None, target=None, breaks=False)
            )
        filled.append(point)
    return filled


def _frame(shown: Sequence[Point], *, polarity: str, basis: str) -> pl.DataFrame:
    return pl.DataFrame(
        [
            (
                point.period_code,
                None if point.value is None else format(point.value, "f"),
                None if point.target is None else format(point.target, "f"),
                polarity,
                basis,
                "1" if index and point.breaks else "",
            )
            for index, point in enumerate(shown)
        ],
        schema={
            "period": pl.String,
            "value": pl.String,
            "target": pl.String,
            "polarity": pl.String,
            "basis": pl.String,
            "rebase": pl.String,
        },
        orient="row",
    )


def _charted(point: Point, row: dict[str, Any], *, begins: bool) -> ChartedPoint:
    return ChartedPoint(
        code=point.period_code,
        label=point.label,
        value=point.value,
        target=point.target,
        mean=_line(row["mean"]),
        lower=_line(row["lower_limit"]),
        upper=_line(row["upper_limit"]),
        lower_two_sigma=_line(row["lower_2_sigma"]),
        upper_two_sigma=_line(row["upper_2_sigma"]),
        label_of_rule=str(row["label"] or ""),
        side=str(row["side"] or ""),
        rules=tuple(str(row["rules"]).split(";")) if row["rules"] else (),
        point_type=str(row["point_type"] or "common_cause"),
        begins=begins,
    )


def _line(number: float | None) -> Decimal | None:
    """A line as a decimal of twelve significant digits: beyond that a float says nothing."""
    return None if number is None else Decimal(f"{number:.12g}")


def _without(shown: Sequence[Point], *, refused: str) -> SignalChart:
    return SignalChart(
        points=tuple(
            ChartedPoint(code=point.period_code, label=point.label, value=point.value, target=point.target)
            for point in shown
        ),
        variation="",
        assurance="",
        counted=0,
        needed=MIN_POINTS,
        summary=refused,
        assured="",
        signs=(),
        refused=refused,
        version=XMR_VERSION,
    )


def _summary(variation: str, latest: ChartedPoint, *, counted: int, said: Said, signs: Sequence[Sign]) -> str:
    value = said(latest.value)
    if variation == "not_enough_points":
        return f"Not enough data: {counted} of the {MIN_POINTS} figures that a judgement needs."
    if variation == "no_variation":
        return f"Every figure is {value}: nothing varies."
    span = f"{said(latest.lower)} to {said(latest.upper)}"
    sign = next((one for one in signs if one.latest), None)
    if variation == "common_cause" or sign is None:
        return f"The latest figure, {value}, is within the usual range of {span}."
    meaning = {"improvement": ": an unusual improvement", "concern": ": an unusual worsening"}
    word = meaning.get(variation.split("_")[0], ", which is unusual")
    alone = sign.rule == "outside" and sign.points == 1
    told = sign.what.partition(" ")[2] if alone and sign.what.startswith(f"{value} ") else f"is the last of {sign.what}"
    return f"The latest figure, {value}, {told}{word}."


def _assured(assurance: str, target: str) -> str:
    return {
        "pass": f"The target of {target} will be met every time unless something changes.",
        "fail": f"The target of {target} will not be met unless something changes: it lies outside the usual range.",
        "hit_or_miss": f"The target of {target} will sometimes be met and sometimes missed: "
        "it lies inside the usual range.",
    }.get(assurance, "")
