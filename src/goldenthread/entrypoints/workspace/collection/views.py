"""Loading figures: choose files, see every problem or what would change, confirm, see what to look at next."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.domain.collection import operations
from goldenthread.domain.collection.operations import IncomingFile, LoadOutcome
from goldenthread.entrypoints.workspace.collection import presenters, uploads
from goldenthread.entrypoints.workspace.collection.forms import ConfirmForm, UploadForm

_KEPT, _DONE = "load_upload", "load_done"


@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """Choose files; a good upload is kept and leads to its check."""
    everything = request.user.has_perm("goldenthread.freeze_edition")
    form = UploadForm(request.POST, request.FILES, everything=everything) if request.method == "POST" else None
    if form is not None and form.is_valid():
        uploads.forget(request.session.get(_KEPT, ""))
        token = uploads.keep(form.cleaned_data["named"], owner=_owner(request))
        request.session[_KEPT] = token
        return redirect("workspace:load_check", token=token)
    return render(
        request,
        "workspace/collection/load.html",
        {
            "page_title": "Load figures",
            "page_error": form is not None,
            "form": form or UploadForm(everything=everything),
        },
    )


def _owner(request: HttpRequest) -> int:
    return int(request.user.pk or 0)


def _found(request: HttpRequest, token: str) -> list[IncomingFile]:
    kept = uploads.files(token, owner=_owner(request)) if request.session.get(_KEPT) == token else None
    if kept is None:
        raise Http404("This upload is no longer kept. Choose the files again.")
    return kept


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Show every problem, or what would change; store it when that is confirmed."""
    files = _found(request, token)
    now = timezone.now()
    outcome = operations.load(files=files, by=request.user, at=now, dry_run=True, accept_warnings=True, reason="Check")
    questions = any(one.severity == "questioned" for one in outcome.problems)
    refused = any(one.severity == "refused" for one in outcome.problems)
    revisions = any(one.revised for one in outcome.counts)
    form = ConfirmForm(questions=questions, revisions=revisions)
    if request.method == "POST" and not refused:
        form = ConfirmForm(request.POST, questions=questions, revisions=revisions)
        if form.is_valid():
            outcome = operations.load(
                files=files,
                by=request.user,
                at=now,
                reason=form.cleaned_data["reason"],
                accept_warnings=bool(form.cleaned_data.get("accept")),
            )
            if outcome.stored:
                return _stored(request, token, outcome)
            refused = True
    return render(request, "workspace/collection/check.html", _context(outcome, form, refused=refused, token=token))


def _stored(request: HttpRequest, token: str, outcome: LoadOutcome) -> HttpResponse:
    uploads.forget(token)
    request.session.pop(_KEPT, None)
    request.session[_DONE] = {
        "totals": presenters.totals(outcome),
        "files": [[row.name, row.kind, row.new, row.revised, row.unchanged] for row in presenters.file_rows(outcome)],
    }
    return redirect("workspace:load_done")


def _context(outcome: LoadOutcome, form: ConfirmForm, *, refused: bool, token: str) -> dict[str, Any]:
    problems = presenters.problem_rows(outcome.problems, severity="refused")
    questions = presenters.problem_rows(outcome.problems, severity="questioned")
    return {
        "page_title": "Problems in your files" if refused else "Check what will change",
        "page_error": refused or form.is_bound,
        "token": token,
        "refused": refused,
        "form": form,
        "problems": problems[: presenters.LISTED],
        "count": len(problems),
        "more": len(problems) - presenters.LISTED,
        "questions": questions[: presenters.LISTED],
        "more_questions": len(questions) - presenters.LISTED,
        "files": presenters.file_rows(outcome),
        "totals": presenters.totals(outcome),
        "nothing": not refused and not any(one.new or one.revised for one in outcome.counts),
    }


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Say what was stored and what to look at next."""
    return render(
        request,
        "workspace/collection/done.html",
        {"page_title": "Figures loaded", "done": request.session.get(_DONE)},
    )
