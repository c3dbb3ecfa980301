"""The agreement at its latest monitoring point: the whole for the council, a partner's own outcomes for the partner."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.domain.framework.permissions import outcomes_open_to, partners_of
from goldenthread.entrypoints.workspace.partnership.presenters import agreement_shown
from goldenthread.entrypoints.workspace.partnership.reading import open_agreements, point_now


@require_safe
def partnership(request: HttpRequest) -> HttpResponse:
    """List the outcomes that the reader may see, with their indicators and milestones."""
    point = point_now()
    own = partners_of(request.user, on=timezone.localdate())
    found = open_agreements(request, point=point) if point else []
    return render(
        request,
        "workspace/partnership/partnership.html",
        {
            "page_title": "Partnership agreement",
            "point": point,
            "partner": outcomes_open_to(request.user) is not None,
            "agreements": [agreement_shown(one, own=own) for one in found],
        },
    )
