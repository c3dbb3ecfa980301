"""Reading what is owed: one return with everything its page shows, and how far the collection has come."""

from goldenthread.domain.collection.queries.lines import Line, lines
from goldenthread.domain.collection.queries.progress import Progress, Silent, progress, silent_owners
from goldenthread.domain.collection.queries.register import (
    AskedRow,
    ReturnNotFoundError,
    ReturnRow,
    locked_periods,
    questions_of,
    return_row,
    returns,
)
from goldenthread.domain.collection.queries.standing import covers, standings

__all__ = [
    "AskedRow",
    "Line",
    "Progress",
    "ReturnNotFoundError",
    "ReturnRow",
    "Silent",
    "covers",
    "lines",
    "locked_periods",
    "progress",
    "questions_of",
    "return_row",
    "returns",
    "silent_owners",
    "standings",
]
