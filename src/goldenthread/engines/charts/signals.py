"""A control chart: what a figure usually does, and where it did something else. Its record, its picture, its words."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from goldenthread.engines.charts.axis import clean, figures_of, horizontal
from goldenthread.engines.charts.figures import figure, short_figure, written_places
from goldenthread.engines.charts.picture import Cache, pictured
from goldenthread.engines.charts.plot import (
    AIM,
    BAND,
    HALF,
    LINE,
    Layer,
    Plot,
    Scale,
    grid,
    layer,
    periods_below,
    runs_of,
    specified,
    text_width,
    words_at_end,
)
from goldenthread.engines.charts.record import ChartPoint, SeriesChart

Kind = Literal["common_cause", "improvement", "concern", "neutral_high", "neutral_low"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a point is drawn: its word in the legend, its shape in Vega's words, its fill and the line around it."""

    word: str
    shape: str
    fill: str
    stroke: str
    size: int


LOOKS: dict[str, Look] = {
    "common_cause": Look(word="Usual", shape="circle", fill="#FFFFFF", stroke=LINE, size=38),
    "improvement": Look(word="Improving", shape="triangle-up", fill="#0B6E99", stroke="#0B6E99", size=95),
    "concern": Look(word="Worsening", shape="triangle-down", fill="#B34000", stroke="#B34000", size=95),
    "neutral_high": Look(word="Unusual", shape="square", fill="#6A3D9A", stroke="#6A3D9A", size=70),
    "neutral_low": Look(word="Unusual", shape="square", fill="#6A3D9A", stroke="#6A3D9A", size=70),
}
"""The looks by type of point: a shape and a colour of its own for each, at least 3 to 1 against white."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalPoint:
    """One period: its figure (None is a gap), the mean and limits in force, the target, the type of the point.

    ``begins`` says that a new segment starts here: earlier figures are not comparable, and the line is cut.
    """

    label: str
    value: Decimal | None = None
    mean: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    target: Decimal | None = None
    kind: str = "common_cause"
    begins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalsChart:
    """One indicator over time with its mean and limits; fields are those of a series chart."""

    identifier: str
    title: str
    subtitle: str
    unit: str
    decimals: int
    points: tuple[SignalPoint, ...]
    value_name: str = "Value"


def signals_vega_lite(chart: SignalsChart) -> dict[str, Any]:
    """Return the Vega-Lite specification of ``chart``: band between the limits, mean, target, and every point's type.

    Raises :class:`~goldenthread.engines.charts.axis.ChartError` for a figure that is not finite.
    """
    base = _base(chart)
    figures_of(base)
    ends = _end_labels(chart)
    plot = Plot.of(base, ends=[text for _, text, _ in ends])
    scale = plot.scale
    layers = [
        *grid(base, scale),
        *_band(base, scale),
        *_steps(base, scale, field="floor", name="mean", mark={"stroke": "#5B6B79", "strokeWidth": 1.2}),
        *_steps(base, scale, field="target", name="target", mark={"stroke": AIM, "strokeDash": [7, 4]}),
        *_line(chart, scale),
        *periods_below(horizontal(base, step=scale.step, narrow=34), scale),
        *words_at_end(ends, scale),
        *_legend(chart),
    ]
    return specified(layers, plot=plot, description=f"{chart.title}. {chart.subtitle}")


def signals_svg(chart: SignalsChart, *, words: str | None = None, cache: Cache | None = None) -> str:
    """Return ``chart`` as one ``<svg>`` element; ``words`` is its text alternative, from the data when None."""
    return pictured(
        signals_vega_lite(chart),
        identifier=chart.identifier,
        title=chart.title,
        words=signals_alternative(chart) if words is None else words,
        cache=cache,
    )


def signals_alternative(chart: SignalsChart) -> str:
    """Return the chart in words: what is usual, how many figures are not, how the latest stands. No judgement."""
    present = [point for point in chart.points if point.value is not None]
    if not present:
        return clean(f"{chart.value_name}: there are no figures to show.")
    latest = present[-1]
    said = [f"{chart.value_name}, {present[0].label} to {latest.label}."]
    if latest.mean is not None and latest.lower is not None and latest.upper is not None:
        said.append(
            f"On average it is {_told(latest.mean, chart)}; between {_told(latest.lower, chart)} and "
            f"{_told(latest.upper, chart)} is usual."
        )
        marked = [point for point in present if point.kind != "common_cause"]
        for kind, doing in (("improvement", "improving"), ("concern", "worsening")):
            labels = [point.label for point in marked if point.kind == kind]
            if labels:
                said.append(f"Unusual and {doing}: {_listed(labels)}.")
        labels = [point.label for point in marked if point.kind.startswith("neutral")]
        if labels:
            said.append(f"Unusual: {_listed(labels)}.")
        if not marked:
            said.append("No figure is unusual.")
    said.append(f"The latest figure is {_told(latest.value, chart)}.")
    missing = sum(point.value is None for point in chart.points)
    if missing:
        said.append(f"{missing} of the {len(chart.points)} periods {'has' if missing == 1 else 'have'} no figure.")
    return clean(" ".join(said))


def _told(number: Decimal | None, chart: SignalsChart) -> str:
    return figure(number, unit=chart.unit, decimals=chart.decimals)


def _listed(labels: list[str]) -> str:
    if len(labels) > 4:
        return f"{len(labels)} figures, the last of them {labels[-1]}"
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"


def _base(chart: SignalsChart) -> SeriesChart:
    """The chart as a series, for its axes: the mean stands where a floor standard would."""
    return SeriesChart(
        identifier=chart.identifier,
        title=chart.title,
        subtitle=chart.subtitle,
        unit=chart.unit,
        decimals=chart.decimals,
        points=tuple(
            ChartPoint(
                label=point.label,
                value=point.value,
                target=point.target,
                floor=point.mean,
                lower=point.lower,
                upper=point.upper,
                breaks=point.begins,
            )
            for point in chart.points
        ),
    )


def _band(base: SeriesChart, scale: Scale) -> list[Layer]:
    rows = [
        {"x": scale.x(first - HALF), "x2": scale.x(last + HALF), "y": scale.y(upper), "y2": scale.y(lower)}
        for first, last, (lower, upper) in runs_of(base.points, "lower", "upper")
        if lower is not None and upper is not None
    ]
    edges = [{"x": row["x"], "x2": row["x2"], "y": row[side]} for row in rows for side in ("y", "y2")]
    edge = {"type": "rule", "stroke": "#6F8294", "strokeWidth": 1, "strokeDash": [2, 3]}
    return [
        *layer("usual", {"type": "rect", "fill": BAND}, rows, x="x", x2="x2", y="y", y2="y2"),
        *layer("limits", edge, edges, x="x", x2="x2", y="y"),
    ]


def _steps(base: SeriesChart, scale: Scale, *, field: str, name: str, mark: dict[str, Any]) -> list[Layer]:
    rows = [
        {"x": scale.x(first - HALF), "x2": scale.x(last + HALF), "y": scale.y(number)}
        for first, last, (number,) in runs_of(base.points, field)
        if number is not None
    ]
    return layer(name, {"type": "rule", "strokeWidth": 1.5, **mark}, rows, x="x", x2="x2", y="y")


def _line(chart: SignalsChart, scale: Scale) -> list[Layer]:
    rows: list[dict[str, Any]] = []
    by_kind: dict[str, list[dict[str, Any]]] = {kind: [] for kind in LOOKS}
    part = 0
    for index, point in enumerate(chart.points):
        if point.begins or point.value is None:
            part += 1
        if point.value is not None:
            row = {"x": scale.x(index), "y": scale.y(point.value)}
            rows.append({**row, "part": part})
            by_kind[point.kind].append(row)
    layers = layer("line", {"type": "line", "stroke": LINE, "strokeWidth": 1.8}, rows, x="x", y="y", detail="part")
    for kind, places in by_kind.items():
        look = LOOKS[kind]
        mark = {"type": "point", "shape": look.shape, "fill": look.fill, "stroke": look.stroke, "opacity": 1}
        size = look.size if len(rows) <= 40 else look.size * 0.6
        layers += layer(f"points-{kind}", {**mark, "size": size, "strokeWidth": 1.5}, places, x="x", y="y")
    return layers


def _end_labels(chart: SignalsChart) -> list[tuple[Decimal, str, str]]:
    """What is named at the right end: (figure, words, kind)."""
    labels: list[tuple[Decimal, str, str]] = []
    latest = next((point for point in reversed(chart.points) if point.value is not None), None)
    if latest is None or latest.value is None:
        return labels

    def short(number: Decimal) -> str:
        return short_figure(number, unit=chart.unit, decimals=chart.decimals)

    labels.append((latest.value, short(latest.value), "value"))
    if latest.target is not None:
        exact = written_places(latest.target, unit=chart.unit, decimals=chart.decimals)
        target = short_figure(latest.target, unit=chart.unit, decimals=exact)
        labels.append((latest.target, f"Target {target}", "target"))
    for number, word, kind in (
        (latest.upper, "Upper", "upper"),
        (latest.mean, "Average", "mean"),
        (latest.lower, "Lower", "lower"),
    ):
        if number is not None:
            labels.append((number, f"{word} {short(number)}", kind))
    return labels


def _legend(chart: SignalsChart) -> list[Layer]:
    """The shapes and their words above the plot, where anything is unusual."""
    kinds = dict.fromkeys(point.kind for point in chart.points if point.value is not None)
    used = {LOOKS[kind].word: LOOKS[kind] for kind in LOOKS if kind in kinds}
    if set(used) <= {LOOKS["common_cause"].word}:
        return []
    layers: list[Layer] = []
    words, left = [], 6.0
    for word, look in used.items():
        mark = {"type": "point", "shape": look.shape, "fill": look.fill, "stroke": look.stroke, "opacity": 1}
        row = {"x": round(left, 2), "y": -17.0}
        layers += layer(f"key-{word.lower()}", {**mark, "size": look.size, "strokeWidth": 1.5}, [row], x="x", y="y")
        words.append({"x": round(left + 11, 2), "y": -17.0, "t": word})
        left += 34 + 1.43 * text_width(word)
    return [*layers, *layer("key", {"type": "text", "align": "left"}, words, x="x", y="y", text="t")]
