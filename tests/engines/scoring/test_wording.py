"""Sentences that a template alone would get wrong."""

from __future__ import annotations

from typing import Any

import pytest

from goldenthread.engines.scoring import rate_one


@pytest.mark.parametrize(
    ("figure", "reason"),
    [
        (
            {"value": -1234.5, "target": 98, "unit": "£"},
            "Red: -£1,234.50 is below the £98 target, so the target is not met.",
        ),
        ({"value": 1.1, "target": 1, "unit": "GBP"}, "Green: £1.10 is above the £1 target."),
        ({"value": 1, "target": 1, "unit": "days"}, "Green: 1 day is exactly on the target of 1 day."),
        ({"value": 11, "target": 1, "unit": "days"}, "Green: 11 days is above the target of 1 day."),
        (
            {"value": 97.96, "target": 98, "unit": "%", "decimals": 0},
            "Red: 97.96% is below the 98% target, so the target is not met.",
        ),
        ({"value": 98.96, "target": 98, "unit": "%", "decimals": 0}, "Green: 99% is above the 98% target."),
        ({"value": 0.1 + 0.2, "target": 0.3}, "Green: 0.3 is exactly on the target of 0.3."),
        (
            {"numerator": 1214, "denominator": 1549, "target": 75, "unit": "%", "status": "provisional"},
            "Green: 78.37% (1,214 of 1,549) is above the 75% target. The figure is provisional.",
        ),
        (
            {"numerator": 2, "denominator": 3, "target": 0.66667},
            "Red: 0.666667 (2 of 3) is below the target of 0.66667, so the target is not met.",
        ),
        (
            {"value": 62.9999, "target": 70, "scheme": "percent"},
            "Red: 62.9999 is below the target of 70 by 10.0001% of the target, more than the 10% tolerance.",
        ),
        (
            {"value": 69.99, "target": 70, "scheme": "percent"},
            "Amber: 69.99 is below the target of 70 by 0.01% of the target, within the 10% tolerance.",
        ),
    ],
)
def test_the_sentence(figure: dict[str, Any], reason: str) -> None:
    assert rate_one(**({"polarity": "higher", "scheme": "met"} | figure)).reason == reason
