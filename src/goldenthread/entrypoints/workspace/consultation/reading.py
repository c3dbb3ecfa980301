"""What every page of a consultation asks first: which plan, and may the reader run it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse

from goldenthread.domain.consultation.permissions import may_run
from goldenthread.domain.framework import queries as framework
from goldenthread.domain.framework.rules.rows import PlanRow


def plan_row(request: HttpRequest, code: str) -> PlanRow:
    """Return a plan that the reader may open and that can be consulted on, or answer that there is no such page."""
    row = framework.plan(code=code, for_user=request.user)
    if row is None or row.classification == "personal":
        raise Http404(f"There is no plan with the code {code} that you can open here.")
    return row


def runnable(request: HttpRequest, code: str) -> PlanRow:
    """Return a plan whose consultation the reader runs; refuse everybody else."""
    row = plan_row(request, code)
    if not may_run(request.user, plan=row):
        raise PermissionDenied("The consultation on this plan is run by others.")
    return row


def crumbs(plan: PlanRow, *names: tuple[str, str]) -> list[dict[str, Any]]:
    """Return the way to a page: Plans, the plan, then (name, address by name) of each page below."""
    way: list[dict[str, Any]] = [
        {"name": "Plans", "url": reverse("workspace:plans")},
        {"name": plan.title, "url": reverse("workspace:plan", args=[plan.code])},
    ]
    way += [{"name": name, "url": reverse(address, args=[plan.code]) if address else ""} for name, address in names]
    return way
