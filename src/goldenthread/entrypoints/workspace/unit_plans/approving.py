"""Checking a plan and submitting it; deciding on one that was submitted."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.design.words import day
from goldenthread.domain.unit_plans import operations
from goldenthread.domain.unit_plans.operations import UnitPlanError
from goldenthread.domain.unit_plans.permissions import may_decide
from goldenthread.domain.unit_plans.queries import UnitPlanRow
from goldenthread.domain.unit_plans.rules import ROUTE
from goldenthread.entrypoints.workspace.unit_plans import presenters
from goldenthread.entrypoints.workspace.unit_plans.forms import DecisionForm, SubmitForm, WithdrawForm
from goldenthread.entrypoints.workspace.unit_plans.reading import crumbs, plan_row, shown, writable

either = require_http_methods(["GET", "HEAD", "POST"])
_DONE = {"approved": "approved", "returned": "returned to its author"}


@either
def submit(request: HttpRequest, code: str) -> HttpResponse:
    """Show the whole plan to be checked, with what is missing; submit it."""
    row = writable(request, code)
    form = SubmitForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            operations.submit(plan=code, by=request.user, at=timezone.now(), note=form.cleaned_data["note"])
        except UnitPlanError as error:
            form.refuse(error)
        else:
            messages.success(request, "The plan is submitted. It is with the head of service now.")
            return redirect("workspace:unit_plan", code=code)
    return render(
        request,
        "workspace/unit_plans/submit.html",
        {
            "page_title": f"Check and submit: {row.plan.title}",
            "page_error": form.is_bound,
            "crumbs": crumbs(row, "Check and submit"),
            **shown(row),
            "missing": presenters.missing_links(row),
            "form": form,
        },
    )


@either
def approval(request: HttpRequest, code: str) -> HttpResponse:
    """Show the whole plan and its route; whoever may decides, and whoever submitted it may take it back."""
    row = plan_row(request, code)
    mine = row.submission is not None and row.submission.submitted_by_id == request.user.pk
    form, taking_back = _forms(request, row, mine=mine)
    if request.method == "POST":
        chosen = form if "decision" in request.POST else taking_back
        if chosen is None:
            raise PermissionDenied("This decision is for somebody else to take.")
        if chosen.is_valid():
            try:
                said = _decide(request, code, chosen.cleaned_data)
            except UnitPlanError as error:
                chosen.refuse(error)
                row = plan_row(request, code)
            else:
                messages.success(request, said)
                return redirect("workspace:unit_plan_approval", code=code)
    bound = next((one for one in (form, taking_back) if one is not None and one.is_bound), None)
    return render(
        request,
        "workspace/unit_plans/approval.html",
        {
            "page_title": f"Approval: {row.plan.title}",
            "page_error": bound is not None,
            "crumbs": crumbs(row, "Approval"),
            **shown(row),
            "form": form,
            "taking_back": taking_back,
            "bound": bound,
            "mine": mine,
        },
    )


def _forms(request: HttpRequest, row: UnitPlanRow, *, mine: bool) -> tuple[DecisionForm | None, WithdrawForm | None]:
    """Return the form to decide with and the form to withdraw with, as far as they are the reader's.

    What was posted is taken in even when nothing waits any more: the operation then says who was first.
    """
    posted = request.POST if request.method == "POST" else None
    stage = str(posted.get("stage", "")) if posted else row.stage.code if row.stage else ""
    form = taking_back = None
    if stage and not mine and may_decide(request.user, plan=row.plan, stage=stage):
        delegates = stage == ROUTE[-1].code
        start: dict[str, Any] = {"stage": stage, "amount": row.total}
        start["text"] = f"To spend on the activity of this plan from {_years(row)}."
        form = DecisionForm(posted if posted and "decision" in posted else None, initial=start, delegates=delegates)
    if stage and mine:
        taking_back = WithdrawForm(posted if posted and "withdraw" in posted else None, initial={"stage": stage})
    return form, taking_back


def _years(row: UnitPlanRow) -> str:
    return f"{day(row.plan.starts)} to {day(row.plan.ends)}"


def _decide(request: HttpRequest, code: str, typed: dict[str, Any]) -> str:
    decision = "withdrawn" if "withdraw" in typed else typed["decision"]
    operations.decide(
        plan=code,
        stage=typed["stage"],
        decision=decision,
        by=request.user,
        at=timezone.now(),
        reason=typed.get("reason", ""),
        amount=typed.get("amount"),
        text=typed.get("text", ""),
    )
    return f"The plan is {_DONE.get(decision, 'withdrawn')}."
