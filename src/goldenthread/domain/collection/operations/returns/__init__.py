"""A period's returns from the day they are opened to the day they are locked. The only writes about what is owed."""

from goldenthread.domain.collection.operations.returns.asking import QuestionError, answer, ask, close
from goldenthread.domain.collection.operations.returns.locking import lock
from goldenthread.domain.collection.operations.returns.opening import NoTimetableError, Opened, open_returns
from goldenthread.domain.collection.operations.returns.saving import Conflict, Saved, Typed, save
from goldenthread.domain.collection.operations.returns.signing import STAGES, decide, withdraw
from goldenthread.domain.collection.operations.returns.submitting import Checked, Finding, check, submit

__all__ = [
    "STAGES",
    "Checked",
    "Conflict",
    "Finding",
    "NoTimetableError",
    "Opened",
    "QuestionError",
    "Saved",
    "Typed",
    "answer",
    "ask",
    "check",
    "close",
    "decide",
    "lock",
    "open_returns",
    "save",
    "submit",
    "withdraw",
]
