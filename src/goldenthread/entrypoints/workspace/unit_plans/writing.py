"""Writing a plan: a page for each topic, each activity with its cost, each action. Saved as one goes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.domain.unit_plans import operations, queries
from goldenthread.domain.unit_plans.operations import UnitPlanError
from goldenthread.domain.unit_plans.rules import SECTIONS
from goldenthread.entrypoints.workspace.unit_plans import presenters
from goldenthread.entrypoints.workspace.unit_plans.forms import ActionForm, CostForm, SectionForm
from goldenthread.entrypoints.workspace.unit_plans.reading import crumbs, plan_row, writable

either = require_http_methods(["GET", "HEAD", "POST"])


@either
def section(request: HttpRequest, code: str, section: str) -> HttpResponse:
    """Write a topic; saving leads to the next one, or back to the plan."""
    if section not in SECTIONS:
        raise Http404(f"There is no topic {section} in a unit plan.")
    row = writable(request, code)
    one = row.sections.get(section)
    number = one.number if one else 0
    form = SectionForm(initial={"seen": number, "text": one.text if one else ""})
    if request.method == "POST":
        form = SectionForm(request.POST)
        if form.is_valid():
            try:
                operations.save_section(
                    plan=code, section=section, by=request.user, at=timezone.now(), **form.cleaned_data
                )
            except UnitPlanError as error:
                # The next save is made in sight of the other's words.
                now = plan_row(request, code).sections[section]
                form = SectionForm({"text": form.cleaned_data["text"], "seen": now.number})
                form.is_valid()
                form.refuse(error)
            else:
                messages.success(request, f"{SECTIONS[section]} is saved.")
                after = presenters.next_section(section)
                if after and "next" in request.POST:
                    return redirect("workspace:unit_plan_section", code=code, section=after)
                return redirect("workspace:unit_plan", code=code)
    return render(
        request,
        "workspace/unit_plans/section.html",
        {
            "page_title": f"{SECTIONS[section]}: {row.plan.title}",
            "page_error": form.is_bound,
            "crumbs": crumbs(row, SECTIONS[section]),
            "plan": row.plan,
            "name": SECTIONS[section],
            "next": SECTIONS.get(presenters.next_section(section), ""),
            "form": form,
        },
    )


@either
def new_cost(request: HttpRequest, code: str) -> HttpResponse:
    """Add an activity with what it costs."""
    return _cost(request, code, position=0, initial=None)


@either
def cost(request: HttpRequest, code: str, position: int) -> HttpResponse:
    """Change an activity or its cost, or take it out."""
    row = writable(request, code)
    found = queries.cost(plan=row.plan.id, position=position)
    if found is None:
        raise Http404("There is no such activity in this plan.")
    one, withdrawn = found
    initial = {"seen": one.number, "activity": one.activity, "amount": one.amount, "withdrawn": withdrawn}
    return _cost(request, code, position=position, initial=initial)


def _cost(request: HttpRequest, code: str, *, position: int, initial: dict[str, Any] | None) -> HttpResponse:
    row = writable(request, code)
    form = CostForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            operations.save_cost(
                plan=code,
                position=position,
                by=request.user,
                at=timezone.now(),
                **{**typed, "seen": typed["seen"] or 0, "withdrawn": bool(typed.get("withdrawn"))},
            )
        except UnitPlanError as error:
            found = queries.cost(plan=row.plan.id, position=position)
            form = CostForm(
                {**form.data, "seen": found[0].number if found else 0},
                initial=initial,
            )
            form.is_valid()
            form.refuse(error)
        else:
            messages.success(request, f"“{typed['activity']}” is saved.")
            return redirect("workspace:unit_plan", code=code)
    return _page(request, row, form, title="Change an activity" if position else "Add an activity and its cost")


@either
def action(request: HttpRequest, code: str) -> HttpResponse:
    """Add an action to the plan."""
    row = writable(request, code)
    form = ActionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            operations.add_action(plan=code, by=request.user, at=timezone.now(), **form.cleaned_data)
        except UnitPlanError as error:
            form.refuse(error)
        else:
            messages.success(request, f"“{form.cleaned_data['title']}” is in the plan.")
            return redirect("workspace:unit_plan", code=code)
    return _page(request, row, form, title="Add an action")


def _page(request: HttpRequest, row: queries.UnitPlanRow, form: Any, *, title: str) -> HttpResponse:
    return render(
        request,
        "workspace/unit_plans/form.html",
        {
            "page_title": f"{title}: {row.plan.title}",
            "page_error": form.is_bound,
            "crumbs": crumbs(row, title),
            "plan": row.plan,
            "title": title,
            "form": form,
        },
    )
