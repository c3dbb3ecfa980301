"""How a figure is written."""

from decimal import Decimal

import pytest

from goldenthread.engines.charts.figures import figure, plain, rounded, short_figure


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "words"),
    [
        ("83.45", "percent", 1, "83.5%"),
        ("-0.04", "percent", 1, "0.0%"),
        ("-1200", "money", 0, "−£1,200"),
        ("1", "days", 0, "1 day"),
        ("12", "days", 0, "12 days"),
        ("245", "seconds", 0, "4 min 5 s"),
        ("60", "seconds", 0, "1 minute"),
        ("120", "seconds", 0, "2 minutes"),
        ("1", "seconds", 0, "1 second"),
        ("59", "seconds", 0, "59 seconds"),
        ("1234567.5", "number", 1, "1,234,567.5"),
        ("1e30", "number", 1, "1,000,000,000,000,000,000,000,000,000,000.0"),
    ],
)
def test_figure_has_its_unit(value: str, unit: str, decimals: int, words: str) -> None:
    assert figure(Decimal(value), unit=unit, decimals=decimals) == words


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "words"),
    [
        ("999999", "money", 0, "£999,999"),
        ("1200000000", "money", 0, "£1.2bn"),
        ("-15432100", "number", 0, "−15.4m"),
        ("1000000", "number", 0, "1m"),
        ("1e15", "money", 0, "£1,000tn"),
        ("83.4", "percent", 1, "83.4%"),
    ],
)
def test_short_figure_fits_an_axis(value: str, unit: str, decimals: int, words: str) -> None:
    assert short_figure(Decimal(value), unit=unit, decimals=decimals) == words


def test_missing_is_a_dash_and_half_goes_up() -> None:
    assert figure(None, unit="percent", decimals=1) == "–"
    assert rounded(Decimal("0.5"), decimals=0) == 1
    assert plain(Decimal("-0.5"), decimals=0) == "−1"
