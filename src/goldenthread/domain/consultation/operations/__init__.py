"""The only writes about consultations: drafts, comments, answers, endorsements."""

from goldenthread.domain.consultation.operations.drafts import make_iteration
from goldenthread.domain.consultation.operations.endorsing import ask_for_endorsement, endorse
from goldenthread.domain.consultation.operations.files import (
    save_comments,
    save_endorsements,
    save_iterations,
    save_responses,
)
from goldenthread.domain.consultation.operations.log import add_comment, answer
from goldenthread.domain.consultation.operations.refusing import ConsultationError

__all__ = [
    "ConsultationError",
    "add_comment",
    "answer",
    "ask_for_endorsement",
    "endorse",
    "make_iteration",
    "save_comments",
    "save_endorsements",
    "save_iterations",
    "save_responses",
]
