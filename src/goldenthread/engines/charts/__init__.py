"""Numbers to charts: a chart is a record first, then an SVG with a text equivalent written from the data."""

from goldenthread.engines.charts.axis import ChartError
from goldenthread.engines.charts.picture import to_svg
from goldenthread.engines.charts.record import Chart, ChartPoint, SeriesChart
from goldenthread.engines.charts.signals import (
    SignalPoint,
    SignalsChart,
    signals_alternative,
    signals_svg,
    signals_vega_lite,
)
from goldenthread.engines.charts.sparkline import sparkline
from goldenthread.engines.charts.spread import spread_bar
from goldenthread.engines.charts.strip import Strip, strip_svg
from goldenthread.engines.charts.timeline import (
    Timeline,
    TimelineRow,
    slip_words,
    timeline_alternative,
    timeline_svg,
)
from goldenthread.engines.charts.vegalite import vega_lite
from goldenthread.engines.charts.words import alternative

__all__ = [
    "Chart",
    "ChartError",
    "ChartPoint",
    "SeriesChart",
    "SignalPoint",
    "SignalsChart",
    "Strip",
    "Timeline",
    "TimelineRow",
    "alternative",
    "signals_alternative",
    "signals_svg",
    "signals_vega_lite",
    "slip_words",
    "sparkline",
    "spread_bar",
    "strip_svg",
    "timeline_alternative",
    "timeline_svg",
    "to_svg",
    "vega_lite",
]
