"""The record of a chart: what is drawn, as data, before anybody draws it.

An edition keeps this record, never the picture: the picture can be made again from it byte for byte.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPoint:
    """One period on the horizontal axis.

    ``label`` is what a reader sees ("Q1 2022/23"); a missing ``value`` is a gap in the line, never a zero.
    ``target``, ``floor``, ``lower`` and ``upper`` are those in force for this very period. ``mark`` is a short
    word for what a reader must know of this one point ("provisional", "revised"); ``breaks`` says that a change
    of definition makes this point and the one before it not comparable: the line is cut and the cut is marked.
    """

    label: str
    value: Decimal | None = None
    target: Decimal | None = None
    floor: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    mark: str = ""
    breaks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesChart:
    """One indicator over time, with its target, floor standard or expected range.

    ``title`` states the finding, ``subtitle`` the measure, unit, place and periods. ``unit`` is one of the unit
    codes of :mod:`goldenthread.engines.charts.figures`; ``decimals`` is how many places labels show.
    ``cumulative`` says that figures add up over the year, so that only like stretches of two years are compared.
    ``range_name`` is what the stretch between ``lower`` and ``upper`` is called: a target band is no expectation.
    """

    identifier: str
    title: str
    subtitle: str
    unit: str
    decimals: int
    points: tuple[ChartPoint, ...]
    source: str = ""
    value_name: str = "Value"
    range_name: str = "expected range"
    cumulative: bool = False


Chart = SeriesChart
