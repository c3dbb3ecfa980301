"""Sign-off: what waits for me, what differs from last time, approve or send back, ask about a single figure."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.domain.approvals.operations import ApprovalError
from goldenthread.domain.approvals.rules import Stage, Submission, next_stage
from goldenthread.domain.collection import queries
from goldenthread.domain.collection.operations import returns as operations
from goldenthread.domain.collection.permissions import Reach
from goldenthread.domain.collection.queries import ReturnRow
from goldenthread.domain.organisation import queries as organisation
from goldenthread.entrypoints.workspace.returns import presenters, signatures, standing
from goldenthread.entrypoints.workspace.returns.finding import Found, signable, to_sign
from goldenthread.entrypoints.workspace.returns.forms import DecisionForm, WordsForm

_SIGN_OFF = "Sign-off"


@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: HttpRequest) -> HttpResponse:
    """List what waits for this reader; approve together the ones in which nothing stands out."""
    mine = to_sign(request.user, on=timezone.localdate())
    today = timezone.localdate()
    lines = queries.lines(returns=[row.id for row, _ in mine], today=today, with_drafts=False)
    stand = queries.standings(returns=[row.id for row, _ in mine])
    mine = [(row, one) for row, one in mine if stand[row.id][0] == "open"]
    listed = [signatures.to_sign(row, one, lines=lines[row.id]) for row, one in mine]
    if request.method == "POST":
        chosen = set(request.POST.getlist("clear"))
        done = sum(
            _decided(request, row, stage=one.stage, decision="approved", reason="")
            for (row, _), one in zip(mine, listed, strict=True)
            if one.clear and str(row.id) in chosen
        )
        if done:
            messages.success(request, f"Signed off: {done} {'return' if done == 1 else 'returns'}.")
        return redirect("workspace:sign_off")
    return render(
        request,
        "workspace/returns/sign_off.html",
        {
            "page_title": "Sign-off",
            "clear": [one for one in listed if one.clear],
            "exceptions": [one for one in listed if not one.clear],
            "total": len(listed),
        },
    )


def _decided(request: HttpRequest, row: ReturnRow, *, stage: str, decision: str, reason: str) -> bool:
    try:
        operations.decide(owed=row, stage=stage, decision=decision, by=request.user, at=timezone.now(), reason=reason)
    except ApprovalError as error:
        messages.error(request, f"{row.post_title}: {error}")
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, period: str, post: str) -> HttpResponse:
    """Show what a return says and how it differs from last time; approve it, or send it back with a reason."""
    asked = signable(request, period, post)
    word, submission = queries.standings(returns=[asked.owed.id])[asked.owed.id]
    stage = next_stage(submission) if submission is not None and word == "open" else None
    reach = Reach(request.user, on=asked.today)
    may = stage is not None and reach.signs(stage=stage.code, unit=asked.owed.unit_id)
    form = DecisionForm(initial={"stage": stage.code if stage else ""})
    if request.method == "POST":
        form = DecisionForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data
            if not reach.signs(stage=given["stage"], unit=asked.owed.unit_id):
                messages.error(
                    request, "This stage is signed by somebody else. Open the return again to see where it is."
                )
            elif _decided(
                request, asked.owed, stage=given["stage"], decision=given["decision"], reason=given["reason"]
            ):
                told = "Signed off" if given["decision"] == "approved" else "Sent back"
                messages.success(request, f"{told}: {asked.owed.post_title}, {asked.owed.period_label}.")
                return redirect("workspace:sign_off")
            return redirect("workspace:sign_off_return", period=period, post=post)
    stands = (word, submission)
    page = _context(asked, form=form, may=may, stage=stage, stands=stands)
    return render(request, "workspace/returns/sign.html", page)


def _context(
    asked: Found, *, form: DecisionForm, may: bool, stage: Stage | None, stands: tuple[str, Submission | None]
) -> dict[str, Any]:
    home = organisation.authority().place_id
    word, submission = stands
    return {
        "page_title": f"{asked.owed.post_title}, {asked.owed.period_label}",
        "page_error": bool(form.errors),
        "crumbs": [{"name": _SIGN_OFF, "url": reverse("workspace:sign_off")}, {"name": asked.owed.post_title}],
        "owed": asked.owed,
        "rows": signatures.differences(asked.lines, home=home),
        "standing": standing.standing_words(word, submission),
        "history": signatures.decisions(submission),
        "form": form,
        "may": may,
        "stage": stage,
        "open_queries": sum(line.question is not None for line in asked.lines),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, period: str, post: str, figure: int) -> HttpResponse:
    """Ask about one figure, read the answer, close the query."""
    asked = signable(request, period, post)
    line = next((line for line in asked.lines if line.id == figure), None)
    if line is None:
        raise Http404("There is no such figure in this return.")
    open_ = line.question
    label = "What came of it?" if open_ else "What do you want to know?"
    form = WordsForm(label=label)
    if request.method == "POST":
        form = WordsForm(request.POST, label=label)
        if form.is_valid():
            said = operations.close if open_ else operations.ask
            try:
                said(expected=line.id, text=form.cleaned_data["text"], by=request.user, at=timezone.now())
            except operations.QuestionError as error:
                form.add_error("text", str(error))
            else:
                messages.success(request, "The query is closed." if open_ else "Your query was sent to the officer.")
                return redirect("workspace:sign_off_return", period=period, post=post)
    return render(
        request,
        "workspace/returns/ask.html",
        {
            "page_title": f"Query: {line.indicator.name}",
            "page_error": bool(form.errors),
            "crumbs": [
                {"name": _SIGN_OFF, "url": reverse("workspace:sign_off")},
                {"name": asked.owed.post_title, "url": reverse("workspace:sign_off_return", args=[period, post])},
                {"name": line.indicator.name},
            ],
            "line": line,
            "row": presenters.rows([line], home=organisation.authority().place_id)[0],
            "form": form,
            "questions": line.questions,
            "open_query": open_,
        },
    )
