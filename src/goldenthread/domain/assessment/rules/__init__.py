"""The judgement of a reporting period, without a database."""

from goldenthread.domain.assessment.rules.directions import direction_shown
from goldenthread.domain.assessment.rules.judging import VERSION, Case, Judged, Known, judge
from goldenthread.domain.assessment.rules.methods import METHODS, Answer, stored_numbers
from goldenthread.domain.assessment.rules.points import looked_at
from goldenthread.domain.assessment.rules.scored import (
    Change,
    Scored,
    Summary,
    by_directorate,
    changes,
    is_exception,
    summary,
)
from goldenthread.domain.assessment.rules.sealing import digest_with
from goldenthread.domain.assessment.rules.subjects import Subject, subject_of
from goldenthread.domain.assessment.rules.telling import tell

__all__ = [
    "METHODS",
    "VERSION",
    "Answer",
    "Case",
    "Change",
    "Judged",
    "Known",
    "Scored",
    "Subject",
    "Summary",
    "by_directorate",
    "changes",
    "digest_with",
    "direction_shown",
    "is_exception",
    "judge",
    "looked_at",
    "stored_numbers",
    "subject_of",
    "summary",
    "tell",
]
