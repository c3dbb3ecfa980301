"""Drafts compared, comments answered, endorsements that hold or have lapsed: no database, no clock."""

from goldenthread.domain.consultation.rules.drafts import (
    Difference,
    Passage,
    compared,
    digest,
    passages,
)
from goldenthread.domain.consultation.rules.endorsing import Draft, day_in_words, endorse_refusal, endorsement_state
from goldenthread.domain.consultation.rules.saying import answer_refusal, comment_refusal
from goldenthread.domain.consultation.rules.wording import wording
from goldenthread.domain.consultation.rules.words import BODY_KINDS, BODY_NAMES, SECTION_NAMES, SECTIONS

__all__ = [
    "BODY_KINDS",
    "BODY_NAMES",
    "SECTIONS",
    "SECTION_NAMES",
    "Difference",
    "Draft",
    "Passage",
    "answer_refusal",
    "comment_refusal",
    "compared",
    "day_in_words",
    "digest",
    "endorse_refusal",
    "endorsement_state",
    "passages",
    "wording",
]
