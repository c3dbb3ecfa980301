"""Numbers are read to fifteen significant digits, each the nearest float of its decimal."""

from __future__ import annotations

import math
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engines.scoring import rate_one
from goldenthread.engines.scoring.reading import to_fifteen_digits
from goldenthread.engines.scoring.units import figures, unit_of

FIFTEEN = st.builds(
    lambda digits, power: float(Decimal(digits).scaleb(power)),
    st.integers(min_value=-(10**15) + 1, max_value=10**15 - 1),
    st.integers(min_value=-30, max_value=30),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(FIFTEEN, min_size=1, max_size=50))
def test_a_decimal_of_fifteen_digits_stays_itself(numbers: list[float]) -> None:
    assert to_fifteen_digits(pl.Series(numbers)).to_list() == numbers


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(min_value=-1e300, max_value=1e300), min_size=1, max_size=50))
def test_any_float_becomes_a_decimal_of_fifteen_digits(numbers: list[float]) -> None:
    for found, number in zip(to_fifteen_digits(pl.Series(numbers)).to_list(), numbers, strict=True):
        assert found == float(f"{found:.15g}") or (number.is_integer() and abs(number) <= 2**53 and found == number)
        assert math.isclose(found, number, rel_tol=1e-14)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(min_value=-(2**53), max_value=2**53), min_size=1, max_size=20))
def test_whole_numbers_of_sixteen_digits_stay_themselves(numbers: list[int]) -> None:
    assert to_fifteen_digits(pl.Series(numbers, dtype=pl.Float64)).to_list() == numbers


def test_neighbours_of_sixteen_digits_are_rated_apart() -> None:
    figures_ = {"target": "1000000000000000", "floor": "1000000000000001", "polarity": "lower", "scheme": "floor"}
    ratings = [rate_one(value=str(10**15 + more), **figures_).rating for more in range(3)]
    assert ratings == ["green", "amber", "red"]
    share = {"target": "9000000000000000", "tolerance": "0.00000000000001", "polarity": "lower", "scheme": "percent"}
    assert [rate_one(value=str(9 * 10**15 + more), **share).rating for more in range(2)] == ["green", "red"]


def test_noise_beyond_the_fifteenth_digit_is_dropped() -> None:
    noisy = [0.1 + 0.2, 85 - 83.4, 1.1 * 1.1, None, 0.0, 3.0]
    assert to_fifteen_digits(pl.Series(noisy)).to_list() == [0.3, 1.59999999999999, 1.21, None, 0.0, 3.0]


@settings(max_examples=100, deadline=None)
@given(FIFTEEN)
def test_a_figure_is_written_so_that_it_can_be_read_back(number: float) -> None:
    written = figures(pl.Series([number]))[0]
    assert "e" not in written
    assert float(written.replace(",", "")) == number


@pytest.mark.parametrize("copies", [1, 5000])
def test_figures_read_as_people_write_them(copies: int) -> None:
    # A large batch looks small figures up; the words must not differ.
    numbers = [
        0.0,
        85.0,
        83.4,
        999.99,
        1000.0,
        1234.5,
        -1234567.0,
        0.5,
        0.00001,
        1e15,
        1e22,
        99.995,
        None,
        -3.0,
        1e6,
        1_000_020.05,
        12_003.4,
        -999_999_999.99,
    ]
    expected = [
        "0", "85", "83.4", "999.99", "1,000", "1,234.5", "-1,234,567", "0.5", "0.00001", "1,000,000,000,000,000",
        "10,000,000,000,000,000,000,000", "99.995", None, "-3",
            "1,000,000", "1,000,020.05", "12,003.4", "-999,999,999.99",
    ]  # fmt: skip
    assert figures(pl.Series(numbers * copies)).to_list() == expected * copies


def test_units_stand_where_people_expect_them() -> None:
    assert unit_of("GBP").around("v") == "£{v}"
    assert unit_of("%").around("v") == "{v}%"
    assert unit_of("days").around("v") == "{v} days"
    assert unit_of("number").around("v") == "{v}"
    assert unit_of(None).around("v") == "{v}"
    assert unit_of("%").difference("k") == "{k} percentage points"
