"""The judgement of a reporting period, without a database."""

from goldenthread.domain.assessment.rules.judging import VERSION, Case, Judged, Known, direction_shown, judge
from goldenthread.domain.assessment.rules.methods import METHODS, Answer
from goldenthread.domain.assessment.rules.scored import (
    Change,
    Scored,
    Summary,
    by_directorate,
    changes,
    is_exception,
    summary,
)

__all__ = [
    "METHODS",
    "VERSION",
    "Answer",
    "Case",
    "Change",
    "Judged",
    "Known",
    "Scored",
    "Summary",
    "by_directorate",
    "changes",
    "direction_shown",
    "is_exception",
    "judge",
    "summary",
]
