"""The list of unit plans, and one plan."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from goldenthread.domain.unit_plans import queries
from goldenthread.domain.unit_plans.permissions import may_decide, may_write
from goldenthread.domain.unit_plans.queries import UnitPlanRow
from goldenthread.entrypoints.workspace.unit_plans import presenters

_LIST = {"name": "Unit plans"}


def plan_row(request: HttpRequest, code: str) -> UnitPlanRow:
    """Return a unit plan that the reader may open, or answer that there is no such page."""
    row = queries.unit_plan(code=code, for_user=request.user)
    if row is None:
        raise Http404(f"There is no unit plan with the code {code} that you can open.")
    return row


def writable(request: HttpRequest, code: str) -> UnitPlanRow:
    """Return a unit plan that the reader writes; refuse everybody else."""
    row = plan_row(request, code)
    if not may_write(request.user, plan=row.plan):
        raise PermissionDenied("This plan is written by others.")
    return row


def crumbs(row: UnitPlanRow, name: str = "") -> list[dict[str, Any]]:
    """Return the way to a page below a plan, or to the plan itself."""
    way = [{**_LIST, "url": reverse("workspace:unit_plans")}]
    if not name:
        return [*way, {"name": row.plan.title, "url": ""}]
    plan = {"name": row.plan.title, "url": reverse("workspace:unit_plan", args=[row.plan.code])}
    return [*way, plan, {"name": name, "url": ""}]


@require_safe
def unit_plans(request: HttpRequest) -> HttpResponse:
    """List the unit plans with how each stands; those that wait for the reader are marked."""
    rows = queries.unit_plans(for_user=request.user)
    waiting = {
        row.plan.code for row in rows if row.stage and may_decide(request.user, plan=row.plan, stage=row.stage.code)
    }
    return render(
        request,
        "workspace/unit_plans/list.html",
        {
            "page_title": "Unit operating plans",
            "lines": presenters.plan_lines(rows, waiting=waiting),
            "waiting": len(waiting),
        },
    )


@require_safe
def unit_plan(request: HttpRequest, code: str) -> HttpResponse:
    """Show a plan topic by topic, with what is still to write and what can be done next."""
    row = plan_row(request, code)
    return render(
        request,
        "workspace/unit_plans/plan.html",
        {
            "page_title": row.plan.title,
            "crumbs": crumbs(row),
            **shown(row),
            "may_write": may_write(request.user, plan=row.plan),
            "may_decide": row.stage and may_decide(request.user, plan=row.plan, stage=row.stage.code),
            "may_submit": row.state not in {"open", "approved"},
        },
    )


def shown(row: UnitPlanRow) -> dict[str, Any]:
    """Return what every page that shows the whole plan needs."""
    return {
        "row": row,
        "plan": row.plan,
        "mark": presenters.state_mark(row.state),
        "standing": presenters.state_words(row),
        "topics": presenters.topics(row),
        "costs": [(one, presenters.pounds(one.amount)) for one in row.costs],
        "total": presenters.pounds(row.total),
        "authorities": [(one, presenters.pounds(one.amount)) for one in queries.authorities(row)],
        "steps": presenters.steps(row),
    }
