"""Iterations of a plan: list them with who has endorsed them, make one, read one, compare two."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.domain.consultation import operations, queries
from goldenthread.domain.consultation.permissions import may_run
from goldenthread.domain.consultation.rules import compared
from goldenthread.entrypoints.workspace.consultation import presenters
from goldenthread.entrypoints.workspace.consultation.forms import CompareForm, IterationForm
from goldenthread.entrypoints.workspace.consultation.reading import crumbs, plan_row

_LIST = ("Iterations", "workspace:iterations")


@require_http_methods(["GET", "HEAD", "POST"])
def iterations(request: HttpRequest, code: str) -> HttpResponse:
    """List the iterations and the endorsements; make the next iteration."""
    plan = plan_row(request, code)
    runs = may_run(request.user, plan=plan)
    form = IterationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not runs:
        raise PermissionDenied("The consultation on this plan is run by others.")
    if form.is_valid():
        try:
            made = operations.make_iteration(plan=code, by=request.user, at=timezone.now(), **form.cleaned_data)
        except operations.ConsultationError as error:
            form.add_error("note", str(error))
        else:
            messages.success(request, f"Iteration {made.number} is made. What is endorsed from now on names it.")
            return redirect("workspace:iterations", code=code)
    drafts = queries.drafts(plan=code)
    bodies = queries.bodies(plan=code)
    now = queries.current_words(plan=code, for_user=request.user, on=timezone.localdate())
    return render(
        request,
        "workspace/consultation/iterations.html",
        {
            "page_title": f"Iterations of {plan.title}",
            "page_error": form.is_bound,
            "crumbs": crumbs(plan, (_LIST[0], "")),
            "plan": plan,
            "form": form if runs else None,
            "lines": presenters.draft_lines(drafts, log=queries.log(plan=code)),
            "bodies": presenters.body_lines(bodies, today=timezone.localdate()),
            "endorsed": presenters.endorsed_words(bodies),
            "asked": any(row.wanted for row in bodies),
            "changed": queries.changed_since(latest=drafts[-1] if drafts else None, words=now),
            "compare": CompareForm(drafts=drafts, initial=_last_two([row.number for row in drafts])),
            "next": (drafts[-1].number if drafts else 0) + 1,
        },
    )


def _last_two(numbers: list[int]) -> dict[str, int]:
    return {"before": numbers[-2], "after": numbers[-1]} if len(numbers) > 1 else {}


@require_safe
def iteration(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show every word of one iteration."""
    plan = plan_row(request, code)
    words = queries.words_of(plan=code, number=number)
    if words is None:
        raise Http404(f"There is no iteration {number} of this plan.")
    row = next(one for one in queries.drafts(plan=code) if one.number == number)
    return render(
        request,
        "workspace/consultation/iteration.html",
        {
            "page_title": f"Iteration {number} of {plan.title}",
            "crumbs": crumbs(plan, _LIST, (f"Iteration {number}", "")),
            "plan": plan,
            "row": row,
            "items": presenters.item_words(words),
        },
    )


@require_safe
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Compare two iterations word by word."""
    plan = plan_row(request, code)
    drafts = queries.drafts(plan=code)
    form = CompareForm(request.GET or None, drafts=drafts, initial=_last_two([row.number for row in drafts]))
    chosen = form.cleaned_data if form.is_valid() else form.initial
    groups = None
    if {"before", "after"} <= chosen.keys():
        before, after = (queries.words_of(plan=code, number=chosen[name]) or [] for name in ("before", "after"))
        groups = presenters.differences(compared(before, after))
    return render(
        request,
        "workspace/consultation/compare.html",
        {
            "page_title": f"Compare iterations of {plan.title}",
            "page_error": bool(form.errors),
            "crumbs": crumbs(plan, _LIST, ("Compare", "")),
            "plan": plan,
            "form": form,
            "groups": groups,
            "chosen": chosen,
        },
    )
