"""Judging a period and keeping what was said; setting a rating by hand."""

from goldenthread.domain.assessment.operations.assessing import Outcome, assess
from goldenthread.domain.assessment.operations.overriding import OverrideError, override

__all__ = ["Outcome", "OverrideError", "assess", "override"]
