"""The only writes about milestones and actions; and ``append``, by which the framework keeps its revisions too."""

from goldenthread.domain.delivery.operations.revising import (
    ChangedMeanwhileError,
    RefusedError,
    Writing,
    append,
    codes_of,
)
from goldenthread.domain.delivery.operations.work import (
    add_evidence,
    end_dependency,
    revise_work,
    save_dependencies,
    save_work,
)

__all__ = [
    "ChangedMeanwhileError",
    "RefusedError",
    "Writing",
    "add_evidence",
    "append",
    "codes_of",
    "end_dependency",
    "revise_work",
    "save_dependencies",
    "save_work",
]
