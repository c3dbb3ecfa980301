"""Reading judgements: the scorecard of a period, and what used to be said."""

from goldenthread.domain.assessment.queries.charting import chart_of, forget_charts, signal_chart
from goldenthread.domain.assessment.queries.results import (
    MethodRow,
    PeriodRow,
    ResultRow,
    forget_periods,
    history,
    latest_stored,
    previous_quarter,
    reporting_periods,
)
from goldenthread.domain.assessment.queries.scorecards import forget_scorecards, scorecard
from goldenthread.domain.assessment.queries.thread import forget_threads
from goldenthread.domain.assessment.queries.trying import try_out
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
from goldenthread.domain.assessment.rules.charting import SignalChart
from goldenthread.domain.assessment.rules.realness import Verdict, verdict
from goldenthread.domain.assessment.rules.signs import ChartedPoint, Sign
from goldenthread.domain.assessment.rules.trying import Trial, Tried
from goldenthread.domain.assessment.rules.trying import faults as trial_faults


def forget() -> None:
    """Forget everything kept between requests. Only tests need it: they undo what a council never can."""
    forget_scorecards()
    forget_periods()
    forget_charts()
    forget_threads()


__all__ = [
    "METHODS",
    "Answer",
    "Change",
    "ChartedPoint",
    "MethodRow",
    "PeriodRow",
    "ResultRow",
    "Scored",
    "Sign",
    "SignalChart",
    "Summary",
    "Trial",
    "Tried",
    "Verdict",
    "by_directorate",
    "changes",
    "chart_of",
    "forget",
    "history",
    "is_exception",
    "latest_stored",
    "previous_quarter",
    "reporting_periods",
    "scorecard",
    "signal_chart",
    "summary",
    "trial_faults",
    "try_out",
    "verdict",
]
