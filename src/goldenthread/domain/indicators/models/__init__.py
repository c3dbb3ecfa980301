"""Indicators: what is measured, how it is defined over time, its figures and targets, and the figures of others."""

from goldenthread.domain.indicators.models.comparators import (
    ComparatorArea,
    ComparatorGroup,
    ComparatorMember,
    ComparatorValue,
)
from goldenthread.domain.indicators.models.register import Commentary, Definition, Indicator, Observation, Target

__all__ = [
    "Commentary",
    "ComparatorArea",
    "ComparatorGroup",
    "ComparatorMember",
    "ComparatorValue",
    "Definition",
    "Indicator",
    "Observation",
    "Target",
]
