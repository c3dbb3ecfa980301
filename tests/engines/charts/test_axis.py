"""Where axes start and end, and which periods are named."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engines.charts.axis import horizontal, label_parts, vertical
from tests.engines.charts.conftest import Draw, drawn


@pytest.mark.parametrize(
    ("values", "more", "ends"),
    [
        ("70.1 78.4", {}, (70, 80)),
        ("2 9", {}, (0, 10)),
        ("96 99.5", {}, (95, 100)),
        ("0 0", {}, (0, 1)),
        ("0 0", {"unit": "number", "decimals": 0}, (0, 1)),
        ("-5 5", {"unit": "number"}, (-10, 10)),
        ("1000000000000000 1200000000000000", {"unit": "money"}, (950000000000000, 1250000000000000)),
        ("50", {}, (45, 55)),
    ],
)
def test_axis_begins_sensibly(chart: Draw, values: str, more: dict[str, object], ends: tuple[float, float]) -> None:
    span = vertical(chart(values, **more))
    assert (span.low, span.high) == ends


def test_figures_alike_in_their_first_digits_still_have_an_axis(chart: Draw) -> None:
    span = vertical(chart("1e20 100000000000000000001", unit="number"))
    assert span.low < 1e20 < span.high


@given(st.lists(st.decimals(-(10**15), 10**15, allow_nan=False, places=3), min_size=1, max_size=30))
def test_axis_holds_every_figure_on_round_ticks(values: list[Decimal]) -> None:
    span = vertical(drawn(" ".join(map(str, values)), unit="number"))
    assert span.low <= float(min(values))
    assert span.high >= float(max(values))
    assert 2 <= len(span.ticks) <= 9
    assert all(tick % span.step == 0 for tick in span.ticks)


@given(st.lists(st.decimals(0, 100, allow_nan=False, places=1), min_size=1, max_size=30))
def test_shares_never_get_an_axis_beyond_what_a_share_can_be(values: list[Decimal]) -> None:
    span = vertical(drawn(" ".join(map(str, values))))
    assert 0 <= span.low < span.high <= 100


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("Q1 2022/23", ("Q1", "2022/23")),
        ("2022/23", ("2022/23", "")),
        ("April 2022", ("Apr", "2022")),
        ("30 September 2022", ("30 Sept", "2022")),
        ("May 2022", ("May", "2022")),
        ("Autumn term 2022/23", ("Autumn", "2022/23")),
        ("", ("", "")),
    ],
)
def test_label_becomes_two_short_lines(label: str, parts: tuple[str, str]) -> None:
    assert label_parts(label) == parts


@pytest.mark.parametrize("count", [1, 2, 5, 13, 24, 36, 120])
def test_named_periods_keep_their_room_and_name_each_year_once(chart: Draw, count: int) -> None:
    step = 400 / max(count - 0.5, 1)
    labels = horizontal(chart(" ".join(["70"] * count)), step=step, narrow=34)
    places = [label.index for label in labels]
    assert places == sorted(set(places))
    assert all((later - earlier) * step >= 25 for earlier, later in pairwise(places))
    majors = [label for label in labels if not label.minor]
    assert majors
    assert majors[0].year
    assert not any(label.year for label in labels if label.minor)
    years = [label.year for label in majors if label.year]
    assert len(years) == len(set(years))
