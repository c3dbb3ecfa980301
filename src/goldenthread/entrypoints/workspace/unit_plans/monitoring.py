"""Monitoring by exception: what the dates show, what the unit manager says, the half-year review."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.design.marks import rating_html
from goldenthread.domain.framework import queries as framework
from goldenthread.domain.unit_plans import operations, queries
from goldenthread.domain.unit_plans.operations import UnitPlanError
from goldenthread.domain.unit_plans.permissions import may_write
from goldenthread.entrypoints.workspace.unit_plans import presenters
from goldenthread.entrypoints.workspace.unit_plans.forms import ReviewForm
from goldenthread.entrypoints.workspace.unit_plans.reading import crumbs, plan_row


@require_http_methods(["GET", "HEAD", "POST"])
def monitoring(request: HttpRequest, code: str) -> HttpResponse:
    """List the reviews and what was off track; record the next one."""
    row = plan_row(request, code)
    writes = may_write(request.user, plan=row.plan)
    authorities = queries.authorities(row)
    today = timezone.localdate()
    late = [
        work
        for _, work in framework.work_of(items=[one.id for one in row.actions], on=today)
        if work.rating in {"amber", "red"}
    ]
    form = ReviewForm(request.POST if request.method == "POST" else None, off_track=[work.title for work in late])
    if request.method == "POST" and not writes:
        raise PermissionDenied("This plan is written by others.")
    if form.is_valid():
        typed = form.cleaned_data
        try:
            number = operations.record_review(
                plan=code,
                kind=typed["kind"],
                on=typed["on"],
                note=typed["note"],
                exceptions=form.exceptions(),
                by=request.user,
                at=timezone.now(),
            )
        except UnitPlanError as error:
            form.refuse(error)
        else:
            messages.success(request, f"Review {number} is recorded.")
            return redirect("workspace:unit_plan_monitoring", code=code)
    return render(
        request,
        "workspace/unit_plans/monitoring.html",
        {
            "page_title": f"Monitoring: {row.plan.title}",
            "page_error": form.is_bound,
            "crumbs": crumbs(row, "Monitoring"),
            "plan": row.plan,
            "approved": bool(authorities),
            "late": [(work, rating_html(work.rating)) for work in late],
            "reviews": [(one, presenters.REVIEW_NAMES[one.kind]) for one in queries.reviews(plan=row.plan.id)],
            "form": form if writes and authorities else None,
            "off_track": [
                (number, [form[f"{part}_{number}"] for part in ("what", "reason", "action")]) for number in form.rows
            ],
        },
    )
