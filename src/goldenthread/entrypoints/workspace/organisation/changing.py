"""Changing the organisation: somebody takes up a post, dates are put right, a leaver hands over, a unit moves."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.design import words
from goldenthread.domain.indicators.operations import AnsweringError, change_answering
from goldenthread.domain.indicators.queries.answering import answering as answered_by
from goldenthread.domain.organisation import operations
from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.organisation.rules import SLOTS
from goldenthread.entrypoints.workspace.organisation.answers import answers
from goldenthread.entrypoints.workspace.organisation.forms import (
    TOP,
    AnsweringForm,
    DatesForm,
    HandOverForm,
    HolderForm,
    LeaverForm,
    MoveForm,
)
from goldenthread.entrypoints.workspace.organisation.views import found_post

_METHODS = ["GET", "HEAD", "POST"]


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@require_http_methods(_METHODS)
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Let somebody take up a post, or become its deputy."""
    post = found_post(code)
    form = HolderForm(_sent(request), people=organisation.people())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            operations.begin_holding(
                post=code,
                email=given["person"],
                starts=given["starts"],
                ends=given["ends"],
                deputy=given["deputy"],
                reason=given["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except operations.HoldingError as error:
            form.add_error("starts", str(error))
        else:
            messages.success(request, f"Stored: {'deputy of ' if given['deputy'] else ''}{post.title}.")
            return redirect("workspace:organisation_post", code=code)
    context = {"page_title": f"A holder or deputy of {post.title}", "page_error": form.is_bound, "post": post}
    return render(request, "workspace/organisation/begin.html", context | {"form": form})


@require_http_methods(_METHODS)
def change(request: HttpRequest, holding: int) -> HttpResponse:
    """Set the first and last day of one entry."""
    row = next((one for one in organisation.holdings() if one.id == holding), None)
    if row is None:
        raise Http404("This entry is no longer there.")
    form = DatesForm(_sent(request), initial={"starts": row.starts, "ends": row.ends})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            operations.change_holding(
                holding=holding,
                starts=given["starts"],
                ends=given["ends"],
                reason=given["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except operations.HoldingError as error:
            form.add_error("ends", str(error))
        else:
            messages.success(request, f"The days of {row.name} are changed.")
            return redirect("workspace:organisation_post", code=row.post_code)
    context = {"page_title": f"{row.name}, {row.post_title}", "page_error": form.is_bound, "row": row}
    return render(request, "workspace/organisation/dates.html", context | {"form": form})


@require_http_methods(_METHODS)
def move(request: HttpRequest) -> HttpResponse:
    """Move a unit to another part of the council from a day on."""
    units = sorted(organisation.units().values(), key=lambda unit: (unit.directorate_order, unit.name))
    form = MoveForm(_sent(request), units=units)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            operations.move_unit(
                unit=given["unit"],
                parent="" if given["parent"] == TOP else given["parent"],
                starts=given["starts"],
                reason=given["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except operations.MoveError as error:
            form.add_error("parent", str(error))
        else:
            messages.success(
                request, f"The unit moves on {words.day(given['starts'])}. Earlier days stay as they were."
            )
            return redirect("workspace:organisation")
    context = {"page_title": "Move a unit", "page_error": form.is_bound, "form": form}
    return render(request, "workspace/organisation/move.html", context)


@require_http_methods(_METHODS)
def hand_over(request: HttpRequest) -> HttpResponse:
    """Choose who leaves and when; see what the posts answer for and say who follows; store it in one go."""
    people, everything = organisation.people(), organisation.holdings()
    holders = {row.email for row in everything}
    asked = LeaverForm(request.GET or None, people=[one for one in people if one.email in holders])
    context: dict[str, Any] = {
        "page_title": "Hand over",
        "asked": asked,
        "page_error": asked.is_bound and not asked.is_valid(),
    }
    if not asked.is_bound or not asked.is_valid():
        return render(request, "workspace/organisation/leaver.html", context)
    leaver, last_day = str(asked.cleaned_data["leaver"]), asked.cleaned_data["last_day"]
    # The last day itself may be over already; what ends later is handed over.
    mine = [row for row in everything if row.email == leaver and (row.ends is None or row.ends > last_day)]
    codes = {row.post_code for row in mine if not row.deputy}
    posts = [post for post in organisation.posts() if post.code in codes]
    if not mine:
        asked.add_error("leaver", f"They hold no post after {words.day(last_day)}: there is nothing to hand over")
        return render(request, "workspace/organisation/leaver.html", context | {"page_error": True})
    deputies = {post.id: [row.name for row in organisation.deputies(post.id, on=last_day)] for post in posts}
    hints = {
        post.code: f"Deputy: {words.joined(deputies[post.id])}." if deputies[post.id] else "The post has no deputy."
        for post in posts
    }
    form = HandOverForm(_sent(request), posts=posts, people=people, leaver=leaver, hints=hints)
    if request.method == "POST" and form.is_valid():
        try:
            operations.hand_over(
                leaver=leaver,
                last_day=last_day,
                successors=form.successors(),
                reason=form.cleaned_data["reason"],
                end_roles=form.cleaned_data["end_roles"],
                by=request.user,
                at=timezone.now(),
            )
        except operations.HoldingError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{mine[0].name} hands over on {words.day(last_day)}.")
            return redirect(
                "workspace:organisation_gaps" if "" in form.successors().values() else "workspace:organisation"
            )
    answered = answers(on=last_day, reader=request.user)
    return render(
        request,
        "workspace/organisation/hand_over.html",
        context
        | {
            "page_title": f"{mine[0].name} hands over",
            "page_error": form.is_bound,
            "form": form,
            "name": mine[0].name,
            "last_day": last_day,
            "entries": [
                {"post": post, "answers": answered.get(post.code, []), "field": form[form.name_of(post)]}
                for post in posts
            ],
            "deputy_of": [row.post_title for row in mine if row.deputy],
        },
    )


@require_http_methods(_METHODS)
def answering(request: HttpRequest, code: str) -> HttpResponse:
    """Let another post answer for some of the indicators that this one answers for."""
    post = found_post(code)
    found = answered_by(on=timezone.localdate(), posts=[code])
    items = [f"{one.reference}:{one.slot}" for one in found]
    form = AnsweringForm(_sent(request), items=items, posts=[one for one in organisation.posts() if one.code != code])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            number = change_answering(
                items=form.chosen(),
                before=code,
                after=given["after"],
                reason=given["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except AnsweringError as error:
            form.add_error("after", str(error))
        else:
            messages.success(request, f"{words.counted(number, 'indicator has', 'indicators have')} another post.")
            return redirect("workspace:organisation_post", code=code)
    ticked = set(request.POST.getlist("items")) if form.is_bound else set(items)
    rows = [
        {"item": item, "name": f"{one.reference} {one.name}", "slot": SLOTS[one.slot], "ticked": item in ticked}
        for item, one in zip(items, found, strict=True)
    ]
    context = {"page_title": f"Another post than {post.title}", "page_error": form.is_bound, "post": post}
    return render(request, "workspace/organisation/answering.html", context | {"form": form, "rows": rows})
