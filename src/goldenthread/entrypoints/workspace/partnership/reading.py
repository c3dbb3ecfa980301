"""What every page of an agreement asks first: the monitoring point, and which outcomes its reader may see."""

from django.http import Http404, HttpRequest
from django.utils import timezone

from goldenthread.design.periods import chosen
from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.assessment.queries import PeriodRow
from goldenthread.domain.framework.permissions import outcomes_open_to
from goldenthread.domain.reporting import queries
from goldenthread.domain.reporting.rules.agreement import Agreement, OutcomeRow


def point_now() -> PeriodRow | None:
    """Return the latest quarter that is over and has figures; None before there are any."""
    return chosen(assessment.reporting_periods(), code="", today=timezone.localdate())


def open_agreements(request: HttpRequest, *, point: PeriodRow) -> list[Agreement]:
    """Return the agreements as this reader may see them."""
    return queries.agreements(
        period=point.code,
        today=timezone.localdate(),
        for_user=request.user,
        partners=outcomes_open_to(request.user),
    )


def outcome(request: HttpRequest, item: str) -> OutcomeRow:
    """Return one outcome; whatever this reader may not see is not found."""
    point = point_now()
    found = open_agreements(request, point=point) if point else []
    row = next((one for deal in found for one in deal.outcomes if one.item.code == item), None)
    if row is None:
        raise Http404("There is no such outcome, or another partner leads it.")
    return row
