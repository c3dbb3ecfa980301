"""The line the size of a word and the bar of counts."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engines.charts import ChartError, sparkline, spread_bar

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def test_sparkline_is_silent_unless_given_words() -> None:
    assert parsed(sparkline([1, 2])).get("aria-hidden") == "true"
    spoken = parsed(sparkline([1, 2], title='Rose "<b>"'))
    assert (spoken.get("role"), spoken.get("aria-label")) == ("img", 'Rose "<b>"')


def test_sparkline_breaks_at_a_gap_and_ends_in_a_dot() -> None:
    root = parsed(sparkline([1, 2, None, Decimal(3), 4], 2.5))
    assert len(root.findall(f"{SVG}path")) == 3
    assert len(root.findall(f"{SVG}circle")) == 1


@given(
    st.lists(st.none() | st.floats(allow_nan=False, allow_infinity=False), max_size=40),
    st.none() | st.floats(-1e300, 1e300),
)
def test_sparkline_draws_anything_finite_inside_its_box(values: list[float | None], target: float | None) -> None:
    root = parsed(sparkline(values, target))
    for circle in root.findall(f"{SVG}circle"):
        assert 0 <= float(circle.get("cx", "")) <= 104
        assert 0 <= float(circle.get("cy", "")) <= 28


def test_sparkline_refuses_what_is_not_finite() -> None:
    with pytest.raises(ChartError, match="finite"):
        sparkline([float("nan")])


def test_bar_shows_every_count_and_fills_its_width() -> None:
    root = parsed(spread_bar([("green", "Green", 200, ""), ("amber", "Amber", 0, ""), ("red", "Red", 1, "")]))
    bars = root.findall(f"{SVG}rect")
    assert [text.text for text in root.findall(f"{SVG}text")] == ["200", "1"]
    assert float(bars[1].get("width", "")) >= 26
    assert float(bars[-1].get("x", "")) + float(bars[-1].get("width", "")) == pytest.approx(680, abs=0.2)


def test_bar_of_nothing_is_empty_and_a_negative_count_is_refused() -> None:
    assert not list(parsed(spread_bar([("green", "Green", 0, "")])))
    with pytest.raises(ChartError, match="below zero"):
        spread_bar([("green", "Green", -1, "")])
