"""Lines through many series at once, held against one slow line at a time in plain arithmetic and scipy."""

from __future__ import annotations

from itertools import combinations, pairwise
from statistics import median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import linregress

from goldenthread.engines.scoring.trend_fit import Fits, fit

POINT = st.integers(min_value=-500, max_value=500)
SERIES = st.lists(st.tuples(st.integers(min_value=1, max_value=3), POINT), min_size=8, max_size=20)


def fitted(*series: list[tuple[float, float]]) -> Fits:
    position = np.array([x for points in series for x, _ in points], dtype=float)
    value = np.array([y for points in series for _, y in points], dtype=float)
    starts = np.cumsum([0, *(len(points) for points in series[:-1])])
    return fit(position=position, value=value, starts=starts)


def stepped(points: list[tuple[int, int]]) -> list[tuple[float, float]]:
    """Points at rising positions, with gaps, from steps and values."""
    return [(float(sum(step for step, _ in points[: n + 1])), value / 10) for n, (_, value) in enumerate(points)]


def slope_of(points: list[tuple[float, float]]) -> float:
    return float(linregress([x for x, _ in points], [y for _, y in points]).slope)


@settings(max_examples=40, deadline=None)
@given(st.lists(SERIES, min_size=1, max_size=4))
def test_many_at_once_are_as_one_at_a_time(drawn: list[list[tuple[int, int]]]) -> None:
    series = [stepped(points) for points in drawn]
    found = fitted(*series)
    for n, points in enumerate(series):
        values = [y for _, y in points]
        if len(set(values)) == 1:
            assert (found.slope[n], found.p_value[n], found.holds[n]) == (0, 1, False)
            continue
        known = linregress([x for x, _ in points], values)
        assert found.slope[n] == pytest.approx(known.slope, rel=1e-9, abs=1e-12)
        assert found.p_value[n] == pytest.approx(known.pvalue, rel=1e-7, abs=1e-12)
        theil_sen = median((b[1] - a[1]) / (b[0] - a[0]) for a, b in combinations(points, 2))
        if abs(known.slope) > 1e-9:
            assert found.agrees[n] == (np.sign(round(theil_sen, 12)) == np.sign(known.slope))
        left_out = [slope_of(points[:k] + points[k + 1 :]) for k in range(len(points))]
        if min(abs(slope) for slope in left_out) > 1e-9:
            assert found.holds[n] == all(np.sign(slope) == np.sign(known.slope) for slope in left_out)


def test_a_perfect_line_leaves_nothing_to_chance() -> None:
    found = fitted([(x, 50 + x / 10) for x in range(12)])
    assert found.slope[0] == pytest.approx(0.1)
    assert (found.p_value[0], found.holds[0], found.agrees[0]) == (0, True, True)


def test_figures_that_never_change_have_no_slope() -> None:
    found = fitted([(x, 1e15) for x in range(9)], [(x, 0.1) for x in range(9)])
    assert found.slope.tolist() == [0, 0]
    assert found.p_value.tolist() == [1, 1]
    assert not found.holds.any()


def test_a_small_rise_on_a_large_level_is_seen() -> None:
    wobble = [0, 2, 1, 3, 2, 4, 3, 5, 4, 6, 5, 7]
    level, plain = fitted([(x, 1e12 + y) for x, y in enumerate(wobble)], [(x, y) for x, y in enumerate(wobble)]).p_value
    assert level == pytest.approx(plain, rel=1e-6)
    assert plain < 0.01


def test_large_beside_small_neither_overflows_nor_warns() -> None:
    found = fitted([(x, 1e15 if x % 2 else 1e-9) for x in range(10)], [(x, (-1) ** x * 1e300) for x in range(10)])
    assert np.isfinite(found.p_value).all()
    assert (found.p_value > 0.01).all()


def test_under_eight_points_are_not_fitted() -> None:
    found = fitted([(x, float(x)) for x in range(7)], [(x, float(x)) for x in range(8)])
    assert np.isnan(found.slope).tolist() == [True, False]


def test_one_point_that_makes_the_slope_does_not_hold() -> None:
    # Flat but for its last point: without it there is no slope at all.
    found = fitted([*((float(x), 5.0) for x in range(11)), (11.0, 6.0)])
    assert not found.holds[0]


def test_an_even_split_of_pairs_is_decided_by_the_median() -> None:
    # Position gaps make the middle slopes of opposite sign and unlike size.
    points = [(0, 0), (1, 6), (2, 1), (3, 5), (4, 2), (5, 4), (6, 3), (17, 3.5)]
    slopes = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in combinations(points, 2)]
    rising = sum(slope > 0 for slope in slopes)
    found = fitted([(float(x), float(y)) for x, y in points])
    assert found.agrees[0] == (np.sign(median(slopes)) == np.sign(found.slope[0]))
    assert all(a[0] < b[0] for a, b in pairwise(points))
    assert 0 < rising < len(slopes)
