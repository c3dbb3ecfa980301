"""What of a judged indicator decides how often it should be looked at."""

from decimal import Decimal

from goldenthread.domain.assessment.rules import Scored
from goldenthread.domain.assessment.rules.methods import decimal_of
from goldenthread.domain.assessment.rules.monitoring import Watched

_LIMIT_OVER_RANGE = Decimal("2.66")
"""The limits of an XmR chart are so many average moving ranges from its mean. Source: rulebook, section 6."""


def watched(one: Scored) -> Watched:
    """Return what the proposal is made from; the distance is to the nearest edge where the target is a band."""
    mean = decimal_of(one.methods, "xmr", "mean")
    lines = [line for line in (one.target,) if line is not None] or [
        line for line in (one.lower, one.upper) if line is not None
    ]
    against = lines or ([mean] if mean is not None else [])
    distance = min((abs(one.value - line) for line in against), default=None) if one.value is not None else None
    return Watched(
        rating=one.shown_rating,
        calculated=one.rating,
        strategic=one.strategic,
        deteriorating=one.deteriorating,
        below_median=one.below_median,
        late_days=one.late_days,
        movement=movement_of(one),
        distance=distance,
        frequency=one.frequency,
        line="target" if lines else "mean",
    )


def movement_of(one: Scored) -> Decimal | None:
    """Return the average moving range behind the limits of the chart, in the measure's unit; None without limits."""
    mean, upper = decimal_of(one.methods, "xmr", "mean"), decimal_of(one.methods, "xmr", "upper_limit")
    return None if mean is None or upper is None else (upper - mean) / _LIMIT_OVER_RANGE
