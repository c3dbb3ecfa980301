"""A series as a chart and as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from django.utils.safestring import SafeString

from goldenthread.design import words
from goldenthread.design.marks import drawn
from goldenthread.engines.charts import Chart, ChartPoint, alternative
from goldenthread.engines.charts import to_svg as draw
from goldenthread.engines.charts.figures import figure, plain

_KEPT = 512
_drawn: dict[str, str] = {}
"""Pictures drawn by this process, by the hash of what they show. Bounded: the oldest goes when it is full."""


class Dated(Protocol):
    """What is read from one point of a series."""

    @property
    def label(self) -> str: ...  # noqa: D102 - the names speak for themselves
    @property
    def value(self) -> Decimal | None: ...  # noqa: D102
    @property
    def numerator(self) -> Decimal | None: ...  # noqa: D102
    @property
    def denominator(self) -> Decimal | None: ...  # noqa: D102
    @property
    def status(self) -> str: ...  # noqa: D102
    @property
    def status_reason(self) -> str: ...  # noqa: D102
    @property
    def note(self) -> str: ...  # noqa: D102
    @property
    def as_at(self) -> date | None: ...  # noqa: D102
    @property
    def entered_at(self) -> datetime | None: ...  # noqa: D102
    @property
    def revision(self) -> int: ...  # noqa: D102
    @property
    def target(self) -> Decimal | None: ...  # noqa: D102
    @property
    def floor(self) -> Decimal | None: ...  # noqa: D102
    @property
    def lower(self) -> Decimal | None: ...  # noqa: D102
    @property
    def upper(self) -> Decimal | None: ...  # noqa: D102
    @property
    def breaks(self) -> bool: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the table beside a chart."""

    period: str
    value: str
    parts: str
    target: str
    floor: str
    expected: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which columns of the table hold anything."""

    parts: bool
    target: bool
    floor: bool
    expected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictured:
    """A chart with its words and its table."""

    svg: SafeString
    words: str
    lines: list[Line]
    columns: Columns


def pictured(
    points: Sequence[Dated],
    *,
    reference: str,
    name: str,
    finding: str,
    subtitle: str,
    measure: str,
    decimals: int,
    source: str,
) -> Pictured:
    """Return the chart of ``points``, its text alternative written from the data, and the table, newest first."""
    chart = Chart(
        identifier=f"chart-{reference}",
        title=finding,
        subtitle=subtitle,
        unit=measure,
        decimals=decimals,
        points=tuple(_chart_point(point) for point in points),
        source=source,
        value_name=name,
    )
    spoken = alternative(chart)
    has_values = any(point.value is not None for point in points)
    while len(_drawn) >= _KEPT:
        _drawn.pop(next(iter(_drawn)), None)
    svg = draw(chart, words=spoken, cache=_drawn) if has_values else ""
    lines = [_line(point, measure, decimals) for point in reversed(points)]
    return Pictured(
        svg=drawn(svg),
        words=spoken,
        lines=lines,
        columns=Columns(
            parts=any(line.parts for line in lines),
            target=any(line.target for line in lines),
            floor=any(line.floor for line in lines),
            expected=any(line.expected for line in lines),
        ),
    )


def _chart_point(point: Dated) -> ChartPoint:
    mark = point.status if point.status in {"provisional", "estimated"} else ""
    if not mark and point.revision > 1:
        mark = "revised"
    return ChartPoint(
        label=point.label,
        value=point.value,
        target=point.target,
        floor=point.floor,
        lower=point.lower,
        upper=point.upper,
        mark=mark,
        breaks=point.breaks,
    )


def _line(point: Dated, measure: str, decimals: int) -> Line:
    def shown(number: Decimal | None) -> str:
        return figure(number, unit=measure, decimals=decimals, missing="")

    notes = []
    if point.status not in {"final", ""}:
        reason = f": {point.status_reason}" if point.status_reason else ""
        notes.append(f"{words.STATUS_WORDS.get(point.status, point.status).capitalize()}{reason}.")
    if point.revision > 1:
        notes.append("Revised.")
    if point.breaks:
        notes.append("The definition changed: not comparable with earlier figures.")
    if point.note:
        notes.append(point.note)
    expected = ""
    if point.lower is not None and point.upper is not None:
        expected = f"{shown(point.lower)} to {shown(point.upper)}"
    elif point.lower is not None:
        expected = f"{shown(point.lower)} or more"
    elif point.upper is not None:
        expected = f"up to {shown(point.upper)}"
    parts = ""
    if point.numerator is not None and point.denominator is not None:
        parts = f"{plain(point.numerator)} of {plain(point.denominator)}"
    return Line(
        period=point.label,
        value=shown(point.value) or "–",
        parts=parts,
        target=shown(point.target),
        floor=shown(point.floor),
        expected=expected,
        note=" ".join(notes),
    )
