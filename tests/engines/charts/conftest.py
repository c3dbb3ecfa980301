"""Short ways to write a chart."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from goldenthread.engines.charts import ChartPoint, SeriesChart

Draw = Callable[..., SeriesChart]


def drawn(values: str, **more: Any) -> SeriesChart:
    """Return a chart of quarters from Q1 2022/23; ``values`` are parted by spaces, "-" is a missing one."""
    unit, decimals = more.pop("unit", "percent"), more.pop("decimals", 1)
    marks, breaks = more.pop("marks", {}), more.pop("breaks", set())
    shared = {name: None if number is None else Decimal(number) for name, number in more.items()}
    points = tuple(
        ChartPoint(
            label=f"Q{index % 4 + 1} {2022 + index // 4}/{23 + index // 4}",
            value=None if word == "-" else Decimal(word),
            mark=marks.get(index, ""),
            breaks=index in breaks,
            **shared,
        )
        for index, word in enumerate(values.split())
    )
    return SeriesChart(
        identifier="c", title="T", subtitle="S", unit=unit, decimals=decimals, points=points, value_name="Answered"
    )


@pytest.fixture
def chart() -> Draw:
    """Return the short way to write a chart."""
    return drawn
