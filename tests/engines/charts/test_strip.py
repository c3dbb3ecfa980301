"""Figures of one moment on a line: nobody ranked, nothing printed over anything."""

import re
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest

from goldenthread.engines.charts import ChartError, Strip, strip_svg
from tests.engines.charts.test_picture import parsed, words_in

D = Decimal


def drawn(**fields: Any) -> str:
    """Return the picture of our 73.6% with what the test cares about."""
    defaults: dict[str, Any] = {"own": D("73.6"), "own_words": "Downland"}
    return strip_svg(Strip(identifier="c", title="T", words="W", unit="percent", decimals=1, **(defaults | fields)))


def test_it_says_its_finding_and_its_words() -> None:
    root = parsed(drawn())
    assert (root.get("role"), root[0].text, root[1].text) == ("img", "T", "W")


def test_ours_is_named_above_and_lines_below() -> None:
    svg = drawn(others=[D(61), D(80)], lines=[(D("72.4"), "Median")], named=[(D(61), "Lowest")])
    assert words_in(svg) == ["Downland 73.6%", "Lowest 61%", "Median 72.4%"]


def test_every_other_is_a_dot_and_no_dot_covers_another() -> None:
    svg = drawn(others=[D(70)] * 5 + [D("70.1"), D("73.6"), D(90)])
    places = [tuple(float(number) for number in found) for found in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', svg)]
    assert len(places) == 8
    assert all(abs(a[0] - b[0]) >= 11 or abs(a[1] - b[1]) >= 11 for a, b in combinations(places, 2))


def test_words_on_the_same_spot_take_rows_of_their_own() -> None:
    svg = drawn(lines=[(D("73"), "Median"), (D("73.1"), "England"), (D("90"), "Target")])
    below = {word: y for y, word in re.findall(r'<text [^>]*y="([\d.]+)"[^>]*>(\w+)', svg)}
    assert below["Median"] != below["England"]
    assert below["Target"] == below["Median"]


def test_all_alike_is_still_a_picture() -> None:
    assert drawn(own=D(0), others=[D(0), D(0), D(0)]).count("<circle") == 3


def test_nothing_to_draw_and_infinity_are_refused() -> None:
    with pytest.raises(ChartError, match="no figure"):
        drawn(own=None)
    with pytest.raises(ChartError, match="finite"):
        drawn(others=[D("Infinity")])
