"""A chart as a Vega-Lite specification: the record that anybody can draw again, with any Vega tool.

The specification states every position itself (axes, steps of the target, labels that would otherwise collide),
so that its picture depends on no measuring of text and comes out the same on every machine.
"""

from decimal import Decimal
from typing import Any

from goldenthread.engines.charts.axis import clean, figures_of, horizontal
from goldenthread.engines.charts.figures import short_figure, written_places
from goldenthread.engines.charts.plot import (
    AIM,
    BAND,
    HALF,
    INK,
    LINE,
    SOFT,
    Layer,
    Plot,
    Scale,
    grid,
    layer,
    periods_below,
    runs_of,
    specified,
    words_at_end,
)
from goldenthread.engines.charts.record import SeriesChart


def vega_lite(chart: SeriesChart) -> dict[str, Any]:
    """Return the Vega-Lite specification of ``chart``: plain values only, equal charts give equal specifications.

    The line is cut where a value is missing or the definition changes; target, floor and expected range are those
    of each period; labels stand at the right end of what they name. Raises
    :class:`~goldenthread.engines.charts.axis.ChartError` for a figure that is not finite.
    """
    figures_of(chart)
    ends = _end_labels(chart)
    plot = Plot.of(chart, ends=[text for _, text, _ in ends])
    scale = plot.scale
    layers = [
        *grid(chart, scale),
        *_band(chart, scale),
        *_target(chart, scale),
        *_breaks(chart, scale),
        *_line(chart, scale),
        *periods_below(horizontal(chart, step=scale.step, narrow=34), scale),
        *words_at_end(ends, scale),
        *_remarks(chart, scale),
    ]
    return specified(layers, plot=plot, description=f"{chart.title}. {chart.subtitle}")


def _band(chart: SeriesChart, scale: Scale) -> list[Layer]:
    rows = []
    for first, last, (lower, upper) in runs_of(chart.points, "lower", "upper"):
        top = 0.0 if upper is None else scale.y(upper)
        bottom = float(scale.height) if lower is None else scale.y(lower)
        rows.append({"x": scale.x(first - HALF), "x2": scale.x(last + HALF), "y": top, "y2": bottom})
    edges = [
        {"x": row["x"], "x2": row["x2"], "y": row[side]}
        for row in rows
        for side in ("y", "y2")
        if 0 < row[side] < scale.height
    ]
    return [
        *layer("range", {"type": "rect", "fill": BAND}, rows, x="x", x2="x2", y="y", y2="y2"),
        # The edge is what remains of a pale band on a photocopy.
        *layer("edge", {"type": "rule", "stroke": "#8FA3B5", "strokeWidth": 1}, edges, x="x", x2="x2", y="y"),
    ]


def _target(chart: SeriesChart, scale: Scale) -> list[Layer]:
    layers = []
    for name, dash in (("target", [7, 4]), ("floor", [2, 3])):
        rows, part, end = [], 0, None
        for first, last, (number,) in runs_of(chart.points, name):
            assert number is not None  # noqa: S101 - runs_of leaves out periods without a figure
            if end != first:
                part += 1
            rows += [{"x": scale.x(x), "y": scale.y(number), "part": part} for x in (first - HALF, last + HALF)]
            end = last + 1
        mark = {"type": "line", "stroke": AIM, "strokeWidth": 1.5, "strokeDash": dash}
        layers += layer(name, mark, rows, x="x", y="y", detail="part")
    return layers


def _breaks(chart: SeriesChart, scale: Scale) -> list[Layer]:
    places = [scale.x(index - HALF) for index, point in enumerate(chart.points) if point.breaks and index > 0]
    rules = [{"x": place, "y": -6, "y2": scale.height} for place in places]
    # Said once, at the last break: two breaks in neighbouring years would print over each other.
    words = [{"x": places[-1], "y": -16, "t": "Definition changed"}] if places else []
    align = "right" if words and places[-1] > scale.width * 0.75 else "left" if words and places[-1] < 80 else "center"
    return [
        *layer("break", {"type": "rule", "stroke": SOFT, "strokeWidth": 1.5}, rules, x="x", y="y", y2="y2"),
        *layer("break-words", {"type": "text", "align": align}, words, x="x", y="y", text="t"),
    ]


def _line(chart: SeriesChart, scale: Scale) -> list[Layer]:
    rows, part = [], 0
    for index, point in enumerate(chart.points):
        if point.breaks or point.value is None:
            part += 1
        if point.value is not None:
            fill = "#FFFFFF" if point.mark else LINE
            rows.append({"x": scale.x(index), "y": scale.y(point.value), "part": part, "fill": fill})
    line = {"type": "line", "stroke": LINE, "strokeWidth": 2.5, "strokeJoin": "round", "strokeCap": "round"}
    dot = {"type": "point", "size": 44 if len(rows) <= 30 else 16, "stroke": LINE, "strokeWidth": 1.8, "opacity": 1}
    if not rows:
        # In the middle a target would strike the words through.
        place = {"x": 0, "y": -16} if scale.span.ticks else {"x": round(scale.width / 2, 2), "y": scale.height / 2}
        mark = {"type": "text", "align": "left" if scale.span.ticks else "center", "fill": INK}
        return layer("nothing", mark, [{**place, "t": "No figures for these periods"}], x="x", y="y", text="t")
    return [
        *layer("line", line, rows, x="x", y="y", detail="part"),
        *layer("points", dot, rows, x="x", y="y", fill="fill"),
    ]


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


def _remarks(chart: SeriesChart, scale: Scale) -> list[Layer]:
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
    return layer("remark", {"type": "text", "align": "left"}, [{"x": 0, "y": -16, "t": words}], x="x", y="y", text="t")
