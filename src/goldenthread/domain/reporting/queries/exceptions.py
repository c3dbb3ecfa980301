"""The exception report's list for a quarter, and what was decided of each indicator on it."""

from datetime import date, datetime

from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.assessment.rules import Scored
from goldenthread.domain.indicators import queries as indicators
from goldenthread.domain.indicators.rules import CommentaryRow
from goldenthread.domain.reporting.models import ExceptionReview
from goldenthread.domain.reporting.rules.exceptions import ExceptionList, ReviewRow, exception_list


def exceptions(
    *,
    period: str,
    today: date,
    as_at: datetime | None = None,
    reviewed_by: datetime | None = None,
) -> ExceptionList:
    """Return the exception report's list for reporting period ``period`` (a code); two queries beside the scorecard.

    Figures and commentary are as known at ``as_at``, decisions those made up to ``reviewed_by``; both now when None.
    Raises as ``assessment.scorecard`` does.
    """
    scored = assessment.scorecard(period=period, today=today, as_at=as_at)
    said = indicators.commentaries(indicators=[one.indicator_id for one in scored], as_at=as_at)
    return exception_list(
        scored,
        said={one.indicator_id: _said(one, said.get(one.indicator_id, [])) for one in scored},
        reviews=reviews(period=period, until=reviewed_by),
    )


def _said(one: Scored, lines: list[CommentaryRow]) -> CommentaryRow | None:
    return next((line for line in lines if line.period_code == one.period_code), None)


def reviews(*, period: str, until: datetime | None = None) -> dict[int, ReviewRow]:
    """Return the latest decision of each indicator for ``period`` (a code), made up to ``until``; one query."""
    kept = ExceptionReview.objects.filter(period__code=period).select_related("entered_by").order_by("number")
    if until is not None:
        kept = kept.filter(entered_at__lte=until)
    return {
        one.indicator_id: ReviewRow(
            indicator_id=one.indicator_id,
            number=one.number,
            decision=one.decision,
            reason=one.reason,
            seen_digest=one.seen_digest,
            entered_at=one.entered_at,
            entered_by=one.entered_by.name,
        )
        for one in kept
    }
