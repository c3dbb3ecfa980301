"""How often each indicator is looked at, and how often it should be."""

from dataclasses import dataclass
from datetime import date

from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.assessment.rules import Scored
from goldenthread.domain.assessment.rules.monitoring import Proposal, propose
from goldenthread.domain.reporting.rules.watching import watched


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoredRow:
    """One indicator with the frequency proposed for it."""

    scored: Scored
    proposal: Proposal


def monitoring(*, period: str, today: date) -> list[MonitoredRow]:
    """Return every indicator of reporting period ``period`` with its proposal, in the council's order.

    No query beside the scorecard's. Raises as ``assessment.scorecard`` does.
    """
    return [
        MonitoredRow(scored=one, proposal=propose(watched(one)))
        for one in assessment.scorecard(period=period, today=today)
    ]
