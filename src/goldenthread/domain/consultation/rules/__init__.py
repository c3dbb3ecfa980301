"""Drafts compared, comments answered, endorsements that hold or have lapsed: no database, no clock."""

from goldenthread.domain.consultation.rules.drafts import (
    Difference,
    Passage,
    Piece,
    compared,
    digest,
    passages,
    word_by_word,
)
from goldenthread.domain.consultation.rules.endorsing import Draft, endorse_refusal, endorsement_state
from goldenthread.domain.consultation.rules.words import BODY_KINDS, BODY_NAMES, SECTION_NAMES, SECTIONS

__all__ = [
    "BODY_KINDS",
    "BODY_NAMES",
    "SECTIONS",
    "SECTION_NAMES",
    "Difference",
    "Draft",
    "Passage",
    "Piece",
    "compared",
    "digest",
    "endorse_refusal",
    "endorsement_state",
    "passages",
    "word_by_word",
]
