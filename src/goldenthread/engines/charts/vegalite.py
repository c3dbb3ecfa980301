"""A chart as a Vega-Lite specification: the record that anybody can draw again, with any Vega tool.

The specification states every position itself (axes, steps of the target, labels that would otherwise collide),
so that its picture depends on no measuring of text and comes out the same on every machine.
"""

from decimal import Decimal
from typing import Any

from goldenthread.engines.charts.axis import PeriodLabel, Span, clean, horizontal, vertical
from goldenthread.engines.charts.figures import short_figure, written_places
from goldenthread.engines.charts.record import ChartPoint, SeriesChart

PALETTE = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
"""Colours for series in the order of the Analysis Function's guidance; at most four in one chart."""

WIDTH, HEIGHT = 580, 300
"""Size of the picture in its own units; text is 14 of them high, so it is read at 290 px as at 900."""

FONT = "Inter, Segoe UI, Arial, sans-serif"
INK, SOFT, GRID = "#0B0C0C", "#505A5F", "#DDE1E4"
_LINE, _TARGET, _BAND = PALETTE[0], PALETTE[4], "#E9EEF3"
_TEXT = 14
_TOP, _BOTTOM = 31, 52
_HALF = 0.5

Layer = dict[str, Any]


def vega_lite(chart: SeriesChart) -> dict[str, Any]:
    """Return the Vega-Lite specification of ``chart``: plain values only, equal charts give equal specifications.

    The line is cut where a value is missing or the definition changes; target, floor and expected range are those
    of each period; labels stand at the right end of what they name. Raises
    :class:`~goldenthread.engines.charts.axis.ChartError` for a figure that is not finite.
    """
    span = vertical(chart)
    count = len(chart.points)
    left = 16 + max([1.45 * _width(_tick(tick, chart, span)) for tick in span.ticks], default=0)
    ends = _end_labels(chart)
    # 1.3: on a telephone the words are drawn larger beside a smaller picture.
    right = min(22 + max([1.3 * _width(text) for _, text, _ in ends], default=20), 190)
    width, height = WIDTH - left - right, HEIGHT - _TOP - _BOTTOM
    scale = _Scale(span=span, count=count, width=width, height=height)
    layers = [
        *_grid(chart, scale),
        *_band(chart, scale),
        *_target(chart, scale),
        *_breaks(chart, scale),
        *_line(chart, scale),
        *_periods(horizontal(chart, step=scale.step, narrow=34), scale),
        *_ends(ends, scale),
        *_remarks(chart, scale),
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": clean(f"{chart.title}. {chart.subtitle}"),
        "width": round(width, 2),
        "height": height,
        "padding": {"left": round(left, 2), "right": round(right, 2), "top": _TOP, "bottom": _BOTTOM},
        "autosize": "none",
        "background": None,
        "config": {
            "view": {"stroke": None},
            "text": {"font": FONT, "fontSize": _TEXT, "fill": SOFT, "baseline": "middle"},
        },
        "layer": layers,
    }


class _Scale:
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


def _layer(name: str, mark: dict[str, Any], rows: list[dict[str, Any]], **channels: str) -> list[Layer]:
    """One layer drawn at stated positions; nothing at all when it has no rows."""
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


def _grid(chart: SeriesChart, scale: _Scale) -> list[Layer]:
    rows = [{"y": scale.y(tick), "x": 0, "x2": round(scale.width, 2)} for tick in scale.span.ticks]
    words = [
        {"x": -8, "y": row["y"], "t": _tick(tick, chart, scale.span)}
        for row, tick in zip(rows, scale.span.ticks, strict=True)
    ]
    rule = {"type": "rule", "stroke": GRID, "strokeWidth": 1}
    return [
        *_layer("grid", rule, rows, x="x", x2="x2", y="y"),
        *_layer("scale", {"type": "text", "align": "right"}, words, x="x", y="y", text="t"),
    ]


def _tick(tick: Decimal, chart: SeriesChart, span: Span) -> str:
    decimals = max(0, -int(span.step.normalize().as_tuple().exponent))
    return short_figure(tick, unit=chart.unit, decimals=decimals)


def _runs(points: tuple[ChartPoint, ...], *names: str) -> list[tuple[int, int, tuple[Decimal | None, ...]]]:
    """Runs of periods with the same figures in ``names``: (first, last, figures); periods without any are left out."""
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


def _band(chart: SeriesChart, scale: _Scale) -> list[Layer]:
    rows = []
    for first, last, (lower, upper) in _runs(chart.points, "lower", "upper"):
        top = 0.0 if upper is None else scale.y(upper)
        bottom = float(scale.height) if lower is None else scale.y(lower)
        rows.append({"x": scale.x(first - _HALF), "x2": scale.x(last + _HALF), "y": top, "y2": bottom})
    edges = [
        {"x": row["x"], "x2": row["x2"], "y": row[side]}
        for row in rows
        for side in ("y", "y2")
        if 0 < row[side] < scale.height
    ]
    return [
        *_layer("range", {"type": "rect", "fill": _BAND}, rows, x="x", x2="x2", y="y", y2="y2"),
        # The edge is what remains of a pale band on a photocopy.
        *_layer("edge", {"type": "rule", "stroke": "#8FA3B5", "strokeWidth": 1}, edges, x="x", x2="x2", y="y"),
    ]


def _target(chart: SeriesChart, scale: _Scale) -> list[Layer]:
    layers = []
    for name, dash in (("target", [7, 4]), ("floor", [2, 3])):
        rows, part, end = [], 0, None
        for first, last, (number,) in _runs(chart.points, name):
            assert number is not None  # noqa: S101 - _runs leaves out periods without a figure
            if end != first:
                part += 1
            rows += [{"x": scale.x(x), "y": scale.y(number), "part": part} for x in (first - _HALF, last + _HALF)]
            end = last + 1
        mark = {"type": "line", "stroke": _TARGET, "strokeWidth": 1.5, "strokeDash": dash}
        layers += _layer(name, mark, rows, x="x", y="y", detail="part")
    return layers


def _breaks(chart: SeriesChart, scale: _Scale) -> list[Layer]:
    places = [scale.x(index - _HALF) for index, point in enumerate(chart.points) if point.breaks and index > 0]
    rules = [{"x": place, "y": -6, "y2": scale.height} for place in places]
    # Said once, at the last break: two breaks in neighbouring years would print over each other.
    words = [{"x": places[-1], "y": -16, "t": "Definition changed"}] if places else []
    align = "right" if words and places[-1] > scale.width * 0.75 else "left" if words and places[-1] < 80 else "center"
    return [
        *_layer("break", {"type": "rule", "stroke": SOFT, "strokeWidth": 1.5}, rules, x="x", y="y", y2="y2"),
        *_layer("break-words", {"type": "text", "align": align}, words, x="x", y="y", text="t"),
    ]


def _line(chart: SeriesChart, scale: _Scale) -> list[Layer]:
    rows, part = [], 0
    for index, point in enumerate(chart.points):
        if point.breaks or point.value is None:
            part += 1
        if point.value is not None:
            fill = "#FFFFFF" if point.mark else _LINE
            rows.append({"x": scale.x(index), "y": scale.y(point.value), "part": part, "fill": fill})
    line = {"type": "line", "stroke": _LINE, "strokeWidth": 2.5, "strokeJoin": "round", "strokeCap": "round"}
    dot = {"type": "point", "size": 44 if len(rows) <= 30 else 16, "stroke": _LINE, "strokeWidth": 1.8, "opacity": 1}
    if not rows:
        # In the middle a target would strike the words through.
        place = {"x": 0, "y": -16} if scale.span.ticks else {"x": round(scale.width / 2, 2), "y": scale.height / 2}
        mark = {"type": "text", "align": "left" if scale.span.ticks else "center", "fill": INK}
        return _layer("nothing", mark, [{**place, "t": "No figures for these periods"}], x="x", y="y", text="t")
    return [
        *_layer("line", line, rows, x="x", y="y", detail="part"),
        *_layer("points", dot, rows, x="x", y="y", fill="fill"),
    ]


def _periods(labels: tuple[PeriodLabel, ...], scale: _Scale) -> list[Layer]:
    layers = []
    for name, minor in (("major", False), ("minor", True)):
        rows = [
            {"x": scale.x(label.index), "y": scale.height + drop, "t": words}
            for label in labels
            if label.minor is minor
            for words, drop in ((label.part, 20), (label.year, 41))
            if words
        ]
        layers += _layer(name, {"type": "text", "align": "center"}, rows, x="x", y="y", text="t")
    return layers


def _end_labels(chart: SeriesChart) -> list[tuple[Decimal, str, str]]:
    """What is named at the right end: (figure, words, kind), the value first."""
    labels: list[tuple[Decimal, str, str]] = []
    unit, decimals = chart.unit, chart.decimals
    latest = next((point for point in reversed(chart.points) if point.value is not None), None)
    if latest is not None and latest.value is not None:
        labels.append((latest.value, short_figure(latest.value, unit=unit, decimals=decimals), "value"))
        if latest.mark:
            labels.append((latest.value, clean(latest.mark), "mark"))
    for name, words in (("target", "Target"), ("floor", "Floor")):
        number = next((found for point in reversed(chart.points) if (found := getattr(point, name)) is not None), None)
        if number is not None:
            exact = written_places(number, unit=unit, decimals=decimals)
            labels.append((number, f"{words} {short_figure(number, unit=unit, decimals=exact)}", name))
    bounds = next((p for p in reversed(chart.points) if p.lower is not None or p.upper is not None), None)
    if bounds is not None:
        middle = [number for number in (bounds.lower, bounds.upper) if number is not None]
        labels.append(
            (sum(middle, Decimal(0)) / len(middle), clean(chart.range_name[:1].upper() + chart.range_name[1:]), "range")
        )
    return labels


def _ends(labels: list[tuple[Decimal, str, str]], scale: _Scale) -> list[Layer]:
    """End labels moved apart so that none prints over another, in the order of their heights."""
    if not labels:
        return []
    room = 21.0
    rank = {"value": 0, "mark": 1, "target": 2, "range": 3, "floor": 4}
    placed = sorted(((scale.y(number), rank[kind], text, kind) for number, text, kind in labels))
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
    strong = {"type": "text", "align": "left", "fontWeight": 700, "fill": _LINE, "fontSize": 16}
    plain = {"type": "text", "align": "left", "fill": _TARGET}
    return [
        *_layer("end-value", strong, strong_rows, x="x", y="y", text="t"),
        *_layer("end-words", plain, plain_rows, x="x", y="y", text="t"),
    ]


def _remarks(chart: SeriesChart, scale: _Scale) -> list[Layer]:
    """Say what hollow points mean where the mark is not already said beside the last point."""
    latest = max((index for index, point in enumerate(chart.points) if point.value is not None), default=-1)
    marks = {
        point.mark: None
        for index, point in enumerate(chart.points)
        if point.mark and point.value is not None and index != latest
    }
    if not marks or any(point.breaks for point in chart.points):
        return []
    words = clean(f"Hollow points: {', '.join(marks)}")
    return _layer("remark", {"type": "text", "align": "left"}, [{"x": 0, "y": -16, "t": words}], x="x", y="y", text="t")


def _width(text: str, *, size: float = _TEXT) -> float:
    """A generous guess at the width of ``text``: nothing here may depend on the fonts of the machine."""
    return sum(0.32 if letter in " .,:;'|iljtfI" else 0.95 if letter in "%mwMW" else 0.64 for letter in text) * size
