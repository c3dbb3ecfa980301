"""Keeping that a body has endorsed an iteration, and asking another body."""

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.domain.consultation import operations, queries
from goldenthread.entrypoints.workspace.consultation.forms import AskForm, GivenForm
from goldenthread.entrypoints.workspace.consultation.reading import crumbs, runnable

_LIST = ("Iterations", "workspace:iterations")
either = require_http_methods(["GET", "HEAD", "POST"])


@either
def give(request: HttpRequest, code: str) -> HttpResponse:
    """Keep an endorsement; of a stale iteration it is refused with a sentence."""
    plan = runnable(request, code)
    posted = request.POST if request.method == "POST" else None
    form = GivenForm(posted, bodies=queries.bodies(plan=code), drafts=queries.drafts(plan=code))
    if form.is_valid():
        try:
            row = operations.endorse(plan=code, by=request.user, at=timezone.now(), **form.cleaned_data)
        except operations.ConsultationError as error:
            form.refuse(error)
        else:
            number = form.cleaned_data["iteration"]
            messages.success(request, f"{row.name} has endorsed iteration {number}.")
            return redirect("workspace:iterations", code=code)
    return render(
        request,
        "workspace/consultation/endorsement.html",
        {
            "page_title": f"Record an endorsement of {plan.title}",
            "page_error": form.is_bound,
            "crumbs": crumbs(plan, _LIST, ("Record an endorsement", "")),
            "plan": plan,
            "form": form,
        },
    )


@either
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask a body to endorse the plan."""
    plan = runnable(request, code)
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        typed = form.cleaned_data
        known = queries.bodies(plan=code)
        try:
            row = operations.ask_for_endorsement(
                plan=code,
                code=re.sub(r"[^a-z0-9]+", "-", typed["name"].lower()).strip("-")[:30],
                order=len(known) + 1,
                by=request.user,
                at=timezone.now(),
                **typed,
            )
        except operations.ConsultationError as error:
            form.refuse(error)
        else:
            messages.success(request, f"{row.name} is asked to endorse this plan.")
            return redirect("workspace:iterations", code=code)
    return render(
        request,
        "workspace/consultation/ask.html",
        {
            "page_title": f"Ask for an endorsement of {plan.title}",
            "page_error": form.is_bound,
            "crumbs": crumbs(plan, _LIST, ("Ask for an endorsement", "")),
            "plan": plan,
            "form": form,
        },
    )
