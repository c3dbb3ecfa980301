"""The only writes about indicators: the catalogue, whom they are compared with, and revisions of what is said."""

from goldenthread.domain.indicators.operations.answering import AnsweringError, change_answering
from goldenthread.domain.indicators.operations.bulk import CHUNK, append_revisions, next_id
from goldenthread.domain.indicators.operations.catalogue import save_indicators
from goldenthread.domain.indicators.operations.comparators import save_comparator_groups

__all__ = [
    "CHUNK",
    "AnsweringError",
    "append_revisions",
    "change_answering",
    "next_id",
    "save_comparator_groups",
    "save_indicators",
]
