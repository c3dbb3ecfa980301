"""A partner reports progress: what was done about an indicator, how far a milestone is. Only on its own outcomes."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.design import scored, words
from goldenthread.domain.collection.operations.saying import report_action
from goldenthread.domain.delivery.operations import ChangedMeanwhileError, RefusedError
from goldenthread.domain.framework import operations as framework
from goldenthread.domain.framework.permissions import may_report
from goldenthread.domain.reporting.rules.agreement import OutcomeRow
from goldenthread.entrypoints.workspace.framework.editing import clashes
from goldenthread.entrypoints.workspace.framework.forms import ProgressForm, RevisingForm
from goldenthread.entrypoints.workspace.partnership.forms import ActionForm
from goldenthread.entrypoints.workspace.partnership.reading import outcome

either = require_http_methods(["GET", "HEAD", "POST"])


def _own(request: HttpRequest, item: str) -> OutcomeRow:
    row = outcome(request, item)
    if not may_report(request.user, row.item.partner):
        raise PermissionDenied("Only the partner who leads an outcome reports on it here.")
    return row


def _page(
    request: HttpRequest, form: RevisingForm, clash: ChangedMeanwhileError | None, *, title: str, lede: str
) -> HttpResponse:
    differences = []
    if clash is not None:
        differences = clashes(form, clash)
        # What is sent next was made in sight of the other's words.
        data = cast(Any, form.data).copy()
        data["seen"] = str(clash.number)
        form.data = data
    back = reverse("workspace:partnership")
    return render(
        request,
        "workspace/framework/edit.html",
        {
            "page_title": title,
            "page_error": bool(form.errors) or clash is not None,
            "crumbs": [{"name": "Partnership agreement", "url": back}, {"name": "Report progress"}],
            "lede": lede,
            "form": form,
            "fields": [form[name] for name in form.fields],
            "back": back,
            "clash": clash,
            "clash_at": words.moment(clash.at) if clash else "",
            "differences": differences,
        },
    )


def _done(request: HttpRequest, row: OutcomeRow) -> HttpResponse:
    messages.success(request, "Saved. The council reads it in the six-monthly report.")
    return redirect(f"{reverse('workspace:partnership')}#{row.item.code}")


@either
def partnership_indicator(request: HttpRequest, item: str, reference: str) -> HttpResponse:
    """Report what was done and will be done about an indicator of one's own outcome."""
    row = _own(request, item)
    one = next((one for one in row.followed if one.scored.reference == reference), None)
    if one is None or not one.scored.period_code:
        raise Http404("This outcome is not measured by such an indicator.")
    said = one.said if one.said is not None and one.said.period_code == one.scored.period_code else None
    known = {name: getattr(said, name) for name in ("action_taken", "action_planned", "action_by")} if said else {}
    form = ActionForm(request.POST or None, initial={**known, "seen": said.number if said else 0})
    clash = None
    if request.method == "POST" and form.is_valid():
        try:
            answer = report_action(
                indicator=reference,
                period=one.scored.period_code,
                seen=form.cleaned_data["seen"],
                action_taken=form.cleaned_data["action_taken"],
                action_planned=form.cleaned_data["action_planned"],
                action_by=form.cleaned_data["action_by"],
                reason=f"Reported by {row.lead}",
                by=request.user,
                at=timezone.now(),
            )
        except ChangedMeanwhileError as error:
            clash = error
        else:
            for problem in answer.refused:
                form.add_error(problem.column if problem.column in form.fields else None, problem.sentence)
            if not answer.refused:
                return _done(request, row)
    latest = scored.shown(one.scored, one.scored.value, missing="no figure")
    lede = f"{row.item.title}. Latest: {latest} ({one.scored.period_label})."
    return _page(request, form, clash, title=one.scored.name, lede=lede)


@either
def partnership_milestone(request: HttpRequest, item: str, code: str) -> HttpResponse:
    """Report how far a milestone of one's own outcome is."""
    row = _own(request, item)
    one = next((one for one in row.work if one.code == code), None)
    if one is None:
        raise Http404("This outcome has no such milestone.")
    names = ("state", "progress", "forecast", "actual", "self_rating", "self_reason")
    form = ProgressForm(
        request.POST or None, initial={name: getattr(one, name) for name in names} | {"seen": one.number}
    )
    clash = None
    if request.method == "POST" and form.is_valid():
        try:
            framework.record_progress(
                code=code,
                seen=form.cleaned_data["seen"],
                changes=form.fields_changed(),
                reason=form.cleaned_data["reason"].strip(),
                evidence=form.cleaned_data["evidence"].strip(),
                link=form.cleaned_data["link"],
                by=request.user,
                at=timezone.now(),
            )
        except RefusedError as error:
            form.refuse(error.faults)
        except ChangedMeanwhileError as error:
            clash = error
        else:
            return _done(request, row)
    return _page(
        request, form, clash, title=one.title, lede=f"{row.item.title}. First promised for {words.day(one.first)}."
    )
