"""My return: everything I owe on one page, saved as I go, checked and submitted."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.design import words
from goldenthread.domain.approvals.operations import ApprovalError
from goldenthread.domain.collection import queries
from goldenthread.domain.collection.operations import returns as operations
from goldenthread.domain.collection.operations.returns import Conflict, Typed
from goldenthread.domain.collection.permissions import Reach
from goldenthread.domain.collection.queries import Line
from goldenthread.domain.collection.rules.drafts import DraftError
from goldenthread.domain.organisation import queries as organisation
from goldenthread.entrypoints.workspace.returns import presenters, standing
from goldenthread.entrypoints.workspace.returns.finding import Found, enterable, found
from goldenthread.entrypoints.workspace.returns.forms import FigureForm, SubmitForm, WordsForm, typed_on_the_grid

_RETURNS = "Returns"
_MOST = 60
"""Returns on the list: the newest of a reader who fills in for a whole council."""


@require_safe
def returns(request: HttpRequest) -> HttpResponse:
    """List the returns that this reader fills in: those of their own posts first, then the others of their part."""
    today = timezone.localdate()
    reach = Reach(request.user, on=today)
    rows = [row for row in queries.returns() if reach.enters(post=row.post_id, unit=row.unit_id)]
    locked = queries.locked_periods()
    current = [row for row in rows if row.period_code not in locked][:_MOST]
    lines = queries.lines(returns=[row.id for row in current], today=today)
    stand = queries.standings(returns=[row.id for row in current])
    listed = standing.in_order(
        [
            standing.listed(row, lines=lines[row.id], standing=stand[row.id][0], own=reach.owns(post=row.post_id))
            for row in current
        ]
    )
    return render(
        request,
        "workspace/returns/returns.html",
        {
            "page_title": "Returns",
            "own": [one for one in listed if one.own],
            "others": [one for one in listed if not one.own],
            "earlier": [row for row in rows if row.period_code in locked and reach.owns(post=row.post_id)],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def owed(request: HttpRequest, period: str, post: str) -> HttpResponse:
    """Show the return; keep what was typed, answering a script with what became of it and a form with a page."""
    asked = enterable(request, period, post)
    if request.method != "POST":
        return render(request, "workspace/returns/return.html", _context(asked))
    typed = typed_on_the_grid(request.POST, lines=asked.lines)
    try:
        saved = operations.save(owed=asked.owed, typed=typed, by=request.user, at=timezone.now())
    except DraftError as error:
        return render(
            request, "workspace/returns/return.html", _context(asked, typed=typed, fault=str(error)), status=422
        )
    asked = found(asked.owed, today=asked.today)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse(_told(asked, conflicts=saved.conflicts))
    if saved.conflicts:
        page = _context(asked, typed=typed, conflicts=saved.conflicts)
        return render(request, "workspace/returns/return.html", page, status=409)
    if request.POST.get("next") == "check":
        return redirect("workspace:return_check", period=period, post=post)
    messages.success(request, "Saved. Nothing is sent to anybody until you check and submit.")
    return redirect("workspace:return", period=period, post=post)


def _told(asked: Found, *, conflicts: tuple[Conflict, ...]) -> dict[str, Any]:
    """Return what the script shows of each line after a save."""
    rows = presenters.rows(presenters.asked_for(asked.lines), home=_home(), conflicts=conflicts)
    total, done = presenters.counted(asked.lines)
    return {
        "saved": words.clock(timezone.now()),
        "summary": f"{words.counted(total, 'figure', 'figures')}, {done} done",
        "rows": {
            str(row.id): {
                "version": row.version,
                "mark": row.mark,
                "worked_out": row.worked_out,
                "asks": " ".join(row.asks),
                "theirs": row.theirs,
                "needs_words": row.needs_words,
            }
            for row in rows
        },
    }


def _home() -> int:
    return organisation.authority().place_id


def _context(
    asked: Found,
    *,
    typed: dict[int, Typed] | None = None,
    conflicts: tuple[Conflict, ...] = (),
    fault: str = "",
) -> dict[str, Any]:
    total, done = presenters.counted(asked.lines)
    kept = {key: one.fields for key, one in (typed or {}).items()}
    rows = presenters.rows(presenters.asked_for(asked.lines), home=_home(), conflicts=conflicts, typed=kept)
    word, submission = queries.standings(returns=[asked.owed.id])[asked.owed.id]
    return {
        "page_title": f"Your figures for {asked.owed.period_label}",
        "page_error": bool(conflicts or fault),
        "crumbs": [{"name": _RETURNS, "url": reverse("workspace:returns")}, {"name": asked.owed.post_title}],
        "owed": asked.owed,
        "rows": rows,
        "total": total,
        "done": done,
        "due": presenters.due_words(asked.lines),
        "later": presenters.later(asked.lines),
        "conflicts": [row for row in rows if row.theirs],
        "fault": fault,
        "standing": standing.standing_words(word, submission),
        "returned": standing.returned(submission) if word == "returned" else None,
        "saved_at": max((line.saved_at for line in asked.lines if line.saved_at and line.draft), default=None),
        "unsent": any(line.draft for line in asked.lines),
    }


def _line(asked: Found, figure: int) -> Line:
    line = next((line for line in asked.lines if line.id == figure), None)
    if line is None:
        raise Http404("There is no such figure in this return.")
    return line


@require_http_methods(["GET", "HEAD", "POST"])
def figure(request: HttpRequest, period: str, post: str, figure: int) -> HttpResponse:
    """Say everything about one figure: parts, status, note, the three fields of commentary; answer a query."""
    asked = enterable(request, period, post)
    line = _line(asked, figure)
    form = FigureForm(initial={**line.fields, "version": line.version}, line=line)
    answer = WordsForm(label="Your answer")
    conflict = None
    if request.method == "POST" and "text" in request.POST:
        answer = WordsForm(request.POST, label="Your answer")
        if answer.is_valid() and _answered(request, line, text=answer.cleaned_data["text"]):
            return redirect("workspace:return_figure", period=period, post=post, figure=figure)
    elif request.method == "POST":
        form = FigureForm(request.POST, line=line)
        if form.is_valid():
            try:
                saved = operations.save(
                    owed=asked.owed, typed={line.id: form.typed()}, by=request.user, at=timezone.now()
                )
            except DraftError as error:
                form.add_error(None, str(error))
            else:
                if not saved.conflicts:
                    messages.success(request, f"Saved: {line.indicator.name}, {line.period.label}.")
                    return redirect("workspace:return", period=period, post=post)
                conflict = saved.conflicts[0]
                form = FigureForm({**request.POST.dict(), "version": conflict.version}, line=line)
    row = presenters.rows([line], home=_home())[0]
    return render(
        request,
        "workspace/returns/figure.html",
        {
            "page_title": line.indicator.name,
            "page_error": bool(form.errors) or conflict is not None,
            "crumbs": [
                {"name": _RETURNS, "url": reverse("workspace:returns")},
                {"name": asked.owed.post_title, "url": reverse("workspace:return", args=[period, post])},
                {"name": line.indicator.name},
            ],
            "owed": asked.owed,
            "line": line,
            "row": row,
            "form": form,
            "answer": answer,
            "theirs": presenters.their_words(conflict),
            "questions": line.questions,
            "open_query": line.question,
        },
        status=409 if conflict else 200,
    )


def _answered(request: HttpRequest, line: Line, *, text: str) -> bool:
    try:
        operations.answer(expected=line.id, text=text, by=request.user, at=timezone.now())
    except operations.QuestionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Your answer was sent.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, period: str, post: str) -> HttpResponse:
    """Check answers, then submit: what stands in the way is said beside each figure, and nothing is half sent."""
    asked = enterable(request, period, post)
    now = timezone.now()
    checked = operations.check(owed=asked.owed, by=request.user, at=now, today=asked.today)
    form = SubmitForm(questioned=bool(checked.questioned))
    fault = ""
    if request.method == "POST" and not checked.refused:
        form = SubmitForm(request.POST, questioned=bool(checked.questioned))
        if form.is_valid():
            try:
                done = operations.submit(
                    owed=asked.owed,
                    by=request.user,
                    at=now,
                    today=asked.today,
                    accepted=form.cleaned_data.get("accepted", ""),
                )
            except ApprovalError as error:
                fault = str(error)
            else:
                if done.submitted:
                    messages.success(request, "Submitted. Your head of service signs it off next.")
                    return redirect("workspace:return", period=period, post=post)
                checked = done
    return render(
        request,
        "workspace/returns/check.html",
        {
            "page_title": "Check your answers",
            "page_error": bool(checked.refused or form.errors or fault),
            "crumbs": [
                {"name": _RETURNS, "url": reverse("workspace:returns")},
                {"name": asked.owed.post_title, "url": reverse("workspace:return", args=[period, post])},
                {"name": "Check your answers"},
            ],
            "owed": asked.owed,
            "answers": presenters.answers(asked.lines, home=_home()),
            "problems": presenters.located(checked.refused, lines=asked.lines),
            "questions": presenters.located(checked.questioned, lines=asked.lines),
            "form": form,
            "fault": fault,
        },
        status=422 if fault else 200,
    )
