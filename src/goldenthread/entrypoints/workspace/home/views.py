"""Home: what needs doing, what changed, and where to look."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.design import words
from goldenthread.design.changes import change_rows
from goldenthread.design.counts import small_scorecards
from goldenthread.design.periods import before, chosen
from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.collection.permissions import Reach
from goldenthread.domain.indicators import queries as indicators
from goldenthread.domain.reporting import queries as reporting
from goldenthread.entrypoints.workspace.home import presenters
from goldenthread.entrypoints.workspace.returns import finding


def _greeting(now: datetime) -> str:
    return "Good morning" if now.hour < 12 else "Good afternoon" if now.hour < 18 else "Good evening"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show tasks first, then what changed since last quarter, then the scorecards and the next report."""
    now = timezone.localtime()
    today = now.date()
    periods = assessment.reporting_periods()
    period = chosen(periods, code="", today=today)
    title = {"page_title": "Home", "greeting": _greeting(now)}
    if period is None:
        return render(request, "workspace/home/empty.html", title)
    everything = assessment.scorecard(period=period.code, today=today)
    reach = Reach(request.user, on=today)
    scored = presenters.mine(everything, posts={post.title for post in reach.held})
    earlier = before(periods, period)
    then = assessment.scorecard(period=earlier.code, today=today) if earlier is not None else []
    own = {one.reference for one in scored}
    address = reverse("workspace:indicator", args=["REFERENCE"])
    comments = indicators.commentaries(indicators=[one.indicator_id for one in scored if one.shown_rating == "red"])
    late = presenters.late(scored, address=address)
    reds = presenters.unexplained(
        [one for one in scored if one.shown_rating == "red"], comments=comments, address=address
    )
    coming = presenters.due_soon(scored, today=today, address=address)
    changed, more = change_rows(
        [one for one in assessment.changes(then, scored) if one.reference in own], address=address
    )
    editions = reporting.editions(published_only=False)
    waiting = presenters.returns_to_do(reach, today=today)
    to_sign = len(finding.to_sign(request.user, on=today, reach=reach))
    tasks = len(late) + len(reds) + len(waiting) + bool(to_sign)
    return render(
        request,
        "workspace/home/home.html",
        title
        | {
            "period": period,
            "earlier": earlier,
            "is_own": len(scored) < len(everything),
            "tasks": tasks,
            "tasks_words": words.spelled(tasks).capitalize(),
            "returns": waiting,
            "to_sign": to_sign,
            "late": late[: presenters.MOST],
            "late_more": len(late) - presenters.MOST,
            "reds": reds[: presenters.MOST],
            "reds_more": len(reds) - presenters.MOST,
            "coming": coming[: presenters.MOST],
            "changed": changed,
            "changed_more": more,
            "tiles": small_scorecards(assessment.by_directorate(scored), url=reverse("workspace:scorecard")),
            "edition": next((one for one in editions if (one.report, one.period_code) == ("qpr", period.code)), None),
        },
    )
