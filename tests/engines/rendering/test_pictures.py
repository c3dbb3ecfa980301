"""Drawings as PNG."""

import pytest

from goldenthread.engines.charts import spread_bar, to_svg
from goldenthread.engines.rendering.pictures import to_png
from tests.engines.rendering.sample import RISING


def size(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


@pytest.mark.parametrize(("scale", "pixels"), [(1.0, (580, 300)), (2.0, (1160, 600))])
def test_chart_keeps_its_shape(scale: float, pixels: tuple[int, int]) -> None:
    assert size(to_png(to_svg(RISING), scale=scale)) == pixels


def test_bar_keeps_its_shape() -> None:
    assert size(to_png(spread_bar([("green", "Green", 3, ""), ("red", "Red", 1, "")]))) == (1360, 60)


def test_same_drawing_same_bytes_and_other_words_other_bytes() -> None:
    drawing = to_svg(RISING)
    assert to_png(drawing) == to_png(drawing)
    assert to_png(drawing) != to_png(drawing.replace(">78.4%<", ">79.4%<"))
