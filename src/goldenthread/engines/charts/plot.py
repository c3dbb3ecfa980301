"""What every picture over time is laid out with: the scale, the grid, the periods below, the words at the right end."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from goldenthread.engines.charts.axis import PeriodLabel, Span, clean, vertical
from goldenthread.engines.charts.figures import short_figure
from goldenthread.engines.charts.record import ChartPoint, SeriesChart

PALETTE = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
"""Colours for series in the order of the Analysis Function's guidance; at most four in one chart."""

WIDTH, HEIGHT = 580, 300
"""Size of the picture in its own units; text is 14 of them high, so it is read at 290 px as at 900."""

FONT = "Inter, Segoe UI, Arial, sans-serif"
INK, SOFT, GRID = "#0B0C0C", "#505A5F", "#DDE1E4"
LINE, AIM, BAND = PALETTE[0], PALETTE[4], "#E9EEF3"
TEXT = 14
TOP, BOTTOM = 31, 52
HALF = 0.5

Layer = dict[str, Any]


class Scale:
    """Where an index and a figure lie in the plot, in units of the picture."""

    def __init__(self, *, span: Span, count: int, width: float, height: float) -> None:
        self.span, self.count, self.width, self.height = span, count, width, height
        self.step = width / max(count - 1 + 2 * 0.25, 1)

    def x(self, index: float) -> float:
        """Return the horizontal position of a period; a single period stands in the middle."""
        if self.count == 1:
            return round(self.width / 2 + index * self.width, 2)
        return round(min(max((index + 0.25) * self.step, 0), self.width), 2)

    def y(self, number: Decimal | float) -> float:
        """Return the vertical position of a figure, counted from the top."""
        share = (float(number) - self.span.low) / (self.span.high - self.span.low)
        return round((1 - share) * self.height, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """The place of a plot in its picture: its scale, and the room left of it and right of it."""

    scale: Scale
    left: float
    right: float

    @classmethod
    def of(cls, chart: SeriesChart, *, ends: Sequence[str]) -> Self:
        """Return the plot of ``chart`` with room for its scale and for the words at its right end."""
        span = vertical(chart)
        left = 16 + max([1.45 * text_width(tick_words(tick, chart, span)) for tick in span.ticks], default=0)
        # 1.3: on a telephone the words are drawn larger beside a smaller picture.
        right = min(22 + max([1.3 * text_width(text) for text in ends], default=20), 190)
        scale = Scale(span=span, count=len(chart.points), width=WIDTH - left - right, height=HEIGHT - TOP - BOTTOM)
        return cls(scale=scale, left=left, right=right)


def specified(layers: Sequence[Layer], *, plot: Plot, description: str) -> dict[str, Any]:
    """Return the specification of a picture of ``layers``; ``description`` says what it is of."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": clean(description),
        "width": round(plot.scale.width, 2),
        "height": plot.scale.height,
        "padding": {"left": round(plot.left, 2), "right": round(plot.right, 2), "top": TOP, "bottom": BOTTOM},
        "autosize": "none",
        "background": None,
        "config": {
            "view": {"stroke": None},
            "text": {"font": FONT, "fontSize": TEXT, "fill": SOFT, "baseline": "middle"},
        },
        "layer": list(layers),
    }


def layer(name: str, mark: dict[str, Any], rows: list[dict[str, Any]], **channels: str) -> list[Layer]:
    """Return one layer drawn at stated positions; nothing at all when it has no rows."""
    if not rows:
        return []
    encoding: dict[str, Any] = {
        channel: {"field": field, "type": "quantitative", "scale": None, "axis": None}
        for channel, field in channels.items()
        if channel in {"x", "y"}
    }
    encoding |= {channel: {"field": field} for channel, field in channels.items() if channel in {"x2", "y2"}}
    encoding |= {
        channel: {"field": field, "type": "nominal", **({} if channel in {"text", "detail"} else {"scale": None})}
        for channel, field in channels.items()
        if channel in {"text", "detail", "fill", "fontWeight"}
    }
    return [{"name": name, "data": {"values": rows}, "mark": mark, "encoding": encoding}]


def grid(chart: SeriesChart, scale: Scale) -> list[Layer]:
    """Return the lines of the scale and its figures to their left."""
    rows = [{"y": scale.y(tick), "x": 0, "x2": round(scale.width, 2)} for tick in scale.span.ticks]
    words = [
        {"x": -8, "y": row["y"], "t": tick_words(tick, chart, scale.span)}
        for row, tick in zip(rows, scale.span.ticks, strict=True)
    ]
    rule = {"type": "rule", "stroke": GRID, "strokeWidth": 1}
    return [
        *layer("grid", rule, rows, x="x", x2="x2", y="y"),
        *layer("scale", {"type": "text", "align": "right"}, words, x="x", y="y", text="t"),
    ]


def tick_words(tick: Decimal, chart: SeriesChart, span: Span) -> str:
    """Return a figure of the scale with as many places as its steps need."""
    decimals = max(0, -int(span.step.normalize().as_tuple().exponent))
    return short_figure(tick, unit=chart.unit, decimals=decimals)


def runs_of(points: tuple[ChartPoint, ...], *names: str) -> list[tuple[int, int, tuple[Decimal | None, ...]]]:
    """Return runs of periods with the same figures in ``names``: (first, last, figures); none without figures."""
    runs: list[tuple[int, int, tuple[Decimal | None, ...]]] = []
    for index, point in enumerate(points):
        figures = tuple(getattr(point, name) for name in names)
        if all(number is None for number in figures):
            continue
        if runs and runs[-1][1] == index - 1 and runs[-1][2] == figures:
            runs[-1] = (runs[-1][0], index, figures)
        else:
            runs.append((index, index, figures))
    return runs


def periods_below(labels: tuple[PeriodLabel, ...], scale: Scale) -> list[Layer]:
    """Return the names of periods below the plot, on two lines."""
    layers = []
    for name, minor in (("major", False), ("minor", True)):
        rows = [
            {"x": scale.x(label.index), "y": scale.height + drop, "t": words}
            for label in labels
            if label.minor is minor
            for words, drop in ((label.part, 20), (label.year, 41))
            if words
        ]
        layers += layer(name, {"type": "text", "align": "center"}, rows, x="x", y="y", text="t")
    return layers


_RANK = ("value", "mark", "upper", "target", "mean", "range", "floor", "lower")
"""Which words stand above which where several name the same height."""


def words_at_end(labels: list[tuple[Decimal, str, str]], scale: Scale) -> list[Layer]:
    """Return the words (figure, words, kind) at the right end, moved apart so that none prints over another."""
    if not labels:
        return []
    room = 21.0
    placed = sorted((scale.y(number), _RANK.index(kind), text, kind) for number, text, kind in labels)
    heights = [place[0] for place in placed]
    for _ in range(40):
        for index in range(len(heights) - 1):
            overlap = room - (heights[index + 1] - heights[index])
            if overlap > 0.01:
                heights[index] -= overlap / 2
                heights[index + 1] += overlap / 2
    shift = max(0.0, heights[-1] - scale.height - 4)
    strong_rows: list[dict[str, Any]] = []
    plain_rows: list[dict[str, Any]] = []
    for height, (_, _, text, kind) in zip(heights, placed, strict=True):
        row = {"x": round(scale.width + 10, 2), "y": round(height - shift, 2), "t": text}
        (strong_rows if kind == "value" else plain_rows).append(row)
    strong = {"type": "text", "align": "left", "fontWeight": 700, "fill": LINE, "fontSize": 16}
    plain = {"type": "text", "align": "left", "fill": AIM}
    return [
        *layer("end-value", strong, strong_rows, x="x", y="y", text="t"),
        *layer("end-words", plain, plain_rows, x="x", y="y", text="t"),
    ]


def text_width(text: str, *, size: float = TEXT) -> float:
    """A generous guess at the width of ``text``: nothing here may depend on the fonts of the machine."""
    return sum(0.32 if letter in " .,:;'|iljtfI" else 0.95 if letter in "%mwMW" else 0.64 for letter in text) * size
