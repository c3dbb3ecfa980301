"""Reading judgements: the scorecard of a period, and what used to be said."""

from goldenthread.domain.assessment.queries.results import (
    PeriodRow,
    ResultRow,
    forget_periods,
    history,
    latest_stored,
    previous_quarter,
    reporting_periods,
)
from goldenthread.domain.assessment.queries.scorecards import forget_scorecards, scorecard
from goldenthread.domain.assessment.rules import (
    METHODS,
    Answer,
    Change,
    Scored,
    Summary,
    by_directorate,
    changes,
    is_exception,
    summary,
)


def forget() -> None:
    """Forget everything kept between requests. Only tests need it: they undo what a council never can."""
    forget_scorecards()
    forget_periods()


__all__ = [
    "METHODS",
    "Answer",
    "Change",
    "PeriodRow",
    "ResultRow",
    "Scored",
    "Summary",
    "by_directorate",
    "changes",
    "forget",
    "history",
    "is_exception",
    "latest_stored",
    "previous_quarter",
    "reporting_periods",
    "scorecard",
    "summary",
]
