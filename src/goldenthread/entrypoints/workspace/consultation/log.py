"""The log of comments: read it, add to it, answer one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.design.downloads import csv_response
from goldenthread.design.wording import compared_html
from goldenthread.domain.consultation import operations, queries
from goldenthread.domain.consultation.permissions import may_run
from goldenthread.domain.consultation.queries import CommentRow
from goldenthread.domain.framework import queries as framework
from goldenthread.entrypoints.workspace.consultation import presenters
from goldenthread.entrypoints.workspace.consultation.forms import AnswerForm, CommentForm, FilterForm
from goldenthread.entrypoints.workspace.consultation.reading import crumbs, plan_row, runnable

_LOG = ("Consultation", "workspace:consultation")
either = require_http_methods(["GET", "HEAD", "POST"])


def _titles(request: HttpRequest, code: str) -> dict[str, str]:
    items = framework.items(for_user=request.user, plan=code)
    return {item.code: f"{item.label} {item.title}".strip() for item in items}


@require_safe
def log(request: HttpRequest, code: str) -> HttpResponse:
    """List the comments that the filters ask for, and say how many wait for an answer."""
    plan = plan_row(request, code)
    drafts, rows, titles = queries.drafts(plan=code), queries.log(plan=code), _titles(request, code)
    form = FilterForm(request.GET, drafts=drafts, items=list(titles.items()))
    form.is_valid()
    asked = form.cleaned_data
    shown = presenters.wanted(
        (row for row in rows if asked.get("iteration") in (None, row.iteration)),
        **{name: asked.get(name, "") for name in ("answered", "section", "item", "q")},
    )
    return render(
        request,
        "workspace/consultation/log.html",
        {
            "page_title": f"Consultation on {plan.title}",
            "crumbs": crumbs(plan, (_LOG[0], "")),
            "plan": plan,
            "form": form,
            "filtered": any(asked.values()),
            "finding": presenters.finding(rows),
            "lines": presenters.comment_lines(shown, titles=titles),
            "drafts": drafts,
            "may_run": may_run(request.user, plan=plan),
        },
    )


@require_safe
def log_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Download every comment with its response."""
    plan_row(request, code)
    rows = presenters.csv_rows(queries.log(plan=code), plan=code)
    return csv_response(name=f"consultation-{code}.csv", columns=presenters.COLUMNS, rows=rows)


@either
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Add a comment as it was received."""
    plan = runnable(request, code)
    drafts, titles = queries.drafts(plan=code), _titles(request, code)
    if not drafts:
        messages.info(request, "Make the first iteration, so that comments can say what they are about.")
        return redirect("workspace:iterations", code=code)
    choices: dict[str, Any] = {"drafts": drafts, "items": list(titles.items())}
    form = CommentForm(request.POST if request.method == "POST" else None, **choices)
    if form.is_valid():
        try:
            made = operations.add_comment(plan=code, by=request.user, at=timezone.now(), **form.cleaned_data)
        except operations.ConsultationError as error:
            form.refuse(error)
        else:
            messages.success(request, f"Comment {made.reference} is in the log.")
            return redirect("workspace:consultation", code=code)
    return render(
        request,
        "workspace/consultation/new.html",
        {
            "page_title": f"Add a comment on {plan.title}",
            "page_error": form.is_bound,
            "crumbs": crumbs(plan, _LOG, ("Add a comment", "")),
            "plan": plan,
            "form": form,
        },
    )


@either
def one(request: HttpRequest, code: str, iteration: int, number: int) -> HttpResponse:
    """Show a comment with its response and the words that changed; whoever runs the consultation answers it."""
    plan = plan_row(request, code)
    row = _comment(code, iteration, number)
    runs = may_run(request.user, plan=plan)
    now = queries.current_words(plan=code, for_user=request.user, on=timezone.localdate())
    about = [words for words in now if row.item in ("", words.item)]
    form = _answer_form(None, row=row, about=about)
    if request.method == "POST":
        plan = runnable(request, code)
        form = _answer_form(request.POST, row=row, about=about)
        if form.is_valid():
            try:
                _save(request, code, row, form.cleaned_data)
            except operations.ConsultationError as error:
                form.refuse(error)
                row = _comment(code, iteration, number)
            else:
                messages.success(request, f"The response to comment {row.reference} is kept.")
                return redirect("workspace:consultation", code=code)
    then = queries.words_of(plan=code, number=iteration) or []
    return render(
        request,
        "workspace/consultation/comment.html",
        {
            "page_title": f"Comment {row.reference} on {plan.title}",
            "page_error": form.is_bound,
            "crumbs": crumbs(plan, _LOG, (f"Comment {row.reference}", "")),
            "plan": plan,
            "row": row,
            "line": presenters.comment_lines([row], titles={item.item: item.item_title for item in then})[0],
            "said_of": [
                (presenters.where(words.section, words.position), words.text)
                for words in then
                if words.item == row.item and row.section in (words.section, "other")
            ],
            "changed": _changed(row, then=then, now=now),
            "form": form if runs else None,
        },
    )


def _comment(code: str, iteration: int, number: int) -> CommentRow:
    found = queries.log(plan=code, iteration=iteration, number=number)
    if not found:
        raise Http404(f"There is no comment {iteration}.{number} on this plan.")
    return found[0]


def _answer_form(data: Any, *, row: CommentRow, about: list[Any]) -> AnswerForm:
    said = row.response
    initial: dict[str, Any] = {"seen": said.number if said else 0}
    if said is not None:
        changed = "yes" if said.changed else "no"
        initial |= {"text": said.text, "changed": changed, "what_changed": said.what_changed, "passage": said.passage}
    return AnswerForm(data, initial=initial, passages=about)


def _save(request: HttpRequest, code: str, row: CommentRow, typed: dict[str, Any]) -> None:
    operations.answer(
        plan=code,
        iteration=row.iteration,
        comment=row.number,
        by=request.user,
        at=timezone.now(),
        **{**typed, "changed": typed["changed"] == "yes"},
    )


def _changed(row: CommentRow, *, then: list[Any], now: list[Any]) -> Any:
    """Return the words that the response says have changed, as they were and as they are."""
    if row.response is None or not row.response.passage:
        return None
    before, after = (
        next((words.text for words in some if words.key == row.response.passage), "") for some in (then, now)
    )
    return compared_html(before, after)
