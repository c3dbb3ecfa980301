"""Changing an item and its work. Whoever saves second is shown the first one's words beside his own, and chooses."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from goldenthread.design import words
from goldenthread.design.plans import WORK_WORDS
from goldenthread.design.wording import compared_html
from goldenthread.domain.delivery.operations import ChangedMeanwhileError, RefusedError
from goldenthread.domain.delivery.rules.rows import WorkRow
from goldenthread.domain.framework import operations as framework
from goldenthread.domain.framework.permissions import may_add_work, may_edit
from goldenthread.domain.framework.queries.pages import next_work_code
from goldenthread.domain.organisation import queries as organisation
from goldenthread.entrypoints.workspace.framework.forms import (
    DecisionForm,
    ItemForm,
    NewWorkForm,
    ProgressForm,
    PromiseForm,
    RefusableForm,
    RevisingForm,
)
from goldenthread.entrypoints.workspace.framework.nodes import named
from goldenthread.entrypoints.workspace.framework.priority import item_page
from goldenthread.entrypoints.workspace.framework.reading import asked
from goldenthread.entrypoints.workspace.framework.work import TASKS, crumbs, work_row

either = require_http_methods(["GET", "HEAD", "POST"])


def _allowed(request: HttpRequest, *answered: Any) -> None:
    if not may_edit(request.user, *answered):
        raise PermissionDenied("Only the performance team and those who answer for it may change this.")


def clashes(form: RevisingForm, error: ChangedMeanwhileError) -> list[tuple[str, SafeString, SafeString]]:
    """Return, for each field in which the two differ, its label, the other's words, and the comparison with mine."""
    found = []
    for name, field in form.fields.items():
        theirs = error.theirs.get(name, error.theirs.get(f"{name}_id"))
        mine = form.cleaned_data.get(name)
        if name in error.theirs and _text(theirs) != _text(mine):
            found.append((str(field.label), SafeString(_escaped(theirs)), compared_html(_text(theirs), _text(mine))))
    return found


def _text(value: Any) -> str:
    return words.day(value, missing="") if hasattr(value, "year") else "" if value is None else str(value)


def _escaped(value: Any) -> str:
    return compared_html(_text(value), _text(value))


def _saved(
    request: HttpRequest, form: RevisingForm, save: Callable[[Mapping[str, Any]], Any]
) -> tuple[bool, ChangedMeanwhileError | None]:
    """Save, or put what is wrong beside the fields; the second of two editors gets the first one's words."""
    try:
        changes = save(form.fields_changed())
    except RefusedError as error:
        form.refuse(error.faults)
        return False, None
    except ChangedMeanwhileError as error:
        return False, error
    if changes is None or changes.any:
        messages.success(request, "Saved. The words before are kept in the history.")
    else:
        messages.info(request, "Nothing was changed, so nothing was saved.")
    return True, None


def _page(
    request: HttpRequest,
    form: RefusableForm,
    clash: ChangedMeanwhileError | None,
    *,
    title: str,
    back: str,
    trail: list[dict[str, str]],
    lede: str = "",
) -> HttpResponse:
    differences = []
    if clash is not None and isinstance(form, RevisingForm):
        differences = clashes(form, clash)
        # What is sent next was made in sight of the other's words.
        data = cast(Any, form.data).copy()
        data["seen"] = str(clash.number)
        form.data = data
    return render(
        request,
        "workspace/framework/edit.html",
        {
            "page_title": title,
            "page_error": bool(form.errors) or clash is not None,
            "crumbs": trail,
            "lede": lede,
            "form": form,
            "fields": [form[name] for name in form.fields],
            "back": back,
            "clash": clash,
            "clash_at": words.moment(clash.at) if clash else "",
            "differences": differences,
        },
    )


@either
def edit_item(request: HttpRequest, code: str) -> HttpResponse:
    """Change the words and the term of an item."""
    page = item_page(request, code, asked(request))
    one = page.item
    _allowed(request, one)
    back = reverse("workspace:priority", args=[code])
    initial = {name: getattr(one, name) for name in ("title", "description", "starts", "ends")}
    form = ItemForm(request.POST or None, initial={**initial, "seen": one.number})
    clash = None
    if request.method == "POST" and form.is_valid():
        done, clash = _saved(
            request,
            form,
            lambda changes: framework.revise_item(
                code=code,
                seen=form.cleaned_data["seen"],
                changes=changes,
                reason=form.cleaned_data["reason"].strip(),
                by=request.user,
                at=timezone.now(),
            ),
        )
        if done:
            return redirect(back)
    trail = [
        {"name": "Plans", "url": reverse("workspace:plans")},
        {"name": one.plan_title, "url": reverse("workspace:plan", args=[one.plan])},
        {"name": named(one), "url": back},
        {"name": "Change the words"},
    ]
    return _page(request, form, clash, title=f"Change {named(one)}", back=back, trail=trail)


@either
def add_work(request: HttpRequest, code: str) -> HttpResponse:
    """Add a milestone or action to an item."""
    one = item_page(request, code, asked(request)).item
    _allowed(request, one)
    back = reverse("workspace:priority", args=[code])
    if not may_add_work(request.user, one):
        raise PermissionDenied("Personal objectives have no milestones of their own.")
    form = NewWorkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            work = next_work_code(item=code)
            posts = {
                name: (getattr(one, name) or ("", ""))[0]
                for name in ("lead_officer", "chief_officer", "cabinet_member")
            }
            framework.add_work(
                item=code, work={"code": work, **form.cleaned_data, **posts}, by=request.user, at=timezone.now()
            )
        except RefusedError as error:
            form.refuse(error.faults)
        else:
            messages.success(request, "Added. Its first promise is kept for good.")
            return redirect("workspace:work_item", code=work)
    trail = [
        {"name": "Plans", "url": reverse("workspace:plans")},
        {"name": one.plan_title, "url": reverse("workspace:plan", args=[one.plan])},
        {"name": named(one), "url": back},
        {"name": "Add a milestone or action"},
    ]
    return _page(
        request, form, None, title="Add a milestone or action", back=back, trail=trail, lede=f"To: {named(one)}"
    )


@either
def change_work(request: HttpRequest, code: str, task: str) -> HttpResponse:
    """Record progress, move the promise, or defer or drop a piece of work."""
    if task not in dict(TASKS):
        raise Http404("There is no such page.")
    one, items = work_row(request, code)
    _allowed(request, one, *items)
    form = _form(task, request.POST or None, one)
    back = reverse("workspace:work_item", args=[code])
    clash = None
    if request.method == "POST" and form.is_valid():
        done, clash = _saved(request, form, lambda changes: _revise(request, form, one, changes))
        if done:
            return redirect(back)
    title = dict(TASKS)[task]
    trail = [*crumbs(items, one.title, back), {"name": title}]
    return _page(request, form, clash, title=f"{title}: {one.title}", back=back, trail=trail, lede=WORK_WORDS[one.kind])


def _form(task: str, data: Any, one: WorkRow) -> RevisingForm:
    initial = {
        name: getattr(one, name)
        for name in ("state", "progress", "forecast", "actual", "self_rating", "self_reason", "baseline")
    } | {"seen": one.number}
    if task == "progress":
        return ProgressForm(data, initial=initial)
    posts = [post for post in organisation.posts() if post.kind in {"chief_officer", "cabinet_member"}]
    if task == "promise":
        return PromiseForm(data, initial=initial, posts=posts)
    return DecisionForm(data, initial={"seen": one.number}, posts=posts)


def _revise(request: HttpRequest, form: RevisingForm, one: WorkRow, changes: Mapping[str, Any]) -> Any:
    return framework.record_progress(
        code=one.code,
        seen=form.cleaned_data["seen"],
        changes=changes,
        reason=form.cleaned_data["reason"].strip(),
        evidence=form.cleaned_data.get("evidence", "").strip(),
        link=form.cleaned_data.get("link", ""),
        by=request.user,
        at=timezone.now(),
    )
