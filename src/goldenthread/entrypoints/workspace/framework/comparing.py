"""The thread, or one plan, on two days: what was added, removed, moved, re-rated and reworded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from goldenthread.design import words
from goldenthread.design.forms import offer
from goldenthread.design.wording import compared_html
from goldenthread.domain.framework import queries as framework
from goldenthread.domain.framework.rules.rows import Difference, PlanRow
from goldenthread.entrypoints.workspace.framework.reading import day_field, end_of, ratings

KINDS = (
    ("added", "Added"),
    ("removed", "Removed"),
    ("moved", "Moved"),
    ("re-rated", "Re-rated"),
    ("reworded", "Reworded"),
)


class CompareForm(forms.Form):
    """Two days that are over or today, the earlier first, and a plan or all."""

    before = day_field("From the end of", required=True)
    after = day_field("To the end of", required=True)
    plan = forms.ChoiceField(required=False, label="Plan")

    def __init__(self, data: Any, *, plans: Sequence[PlanRow]) -> None:
        super().__init__(data)
        choices = [("", "All plans"), *((one.code, one.title) for one in plans)]
        offer(self, "plan", choices, missing="Choose one of the plans on the list")

    def clean(self) -> dict[str, Any]:
        """Refuse days that are not over, and a second day before the first."""
        data = super().clean() or self.cleaned_data
        before, after = data.get("before"), data.get("after")
        today = timezone.localdate()
        for name, day in (("before", before), ("after", after)):
            if day is not None and day > today:
                self.add_error(name, "Enter today or a day in the past")
        if before is not None and after is not None and before >= after:
            self.add_error("after", f"Enter a day after {words.day(before)}: the first day comes first")
        return data


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceLine:
    """What is different of one item, the words compared where they changed."""

    name: str
    url: str
    before: str
    after: str
    compared: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceGroup:
    """The differences of one sort."""

    code: str
    title: str
    lines: list[DifferenceLine]


def grouped(found: Sequence[Difference]) -> list[DifferenceGroup]:
    """Return the differences by sort; sorts without any are left out."""
    groups = []
    for code, title in KINDS:
        lines = [
            DifferenceLine(
                name=one.title,
                # What was removed has no page of today; the day before still shows it.
                url="" if code == "removed" else reverse("workspace:priority", args=[one.code]),
                before=one.before,
                after=one.after,
                compared=compared_html(one.before, one.after) if code == "reworded" else SafeString(""),
            )
            for one in found
            if one.kind == code
        ]
        if lines:
            groups.append(DifferenceGroup(code=code, title=f"{title} ({len(lines):,})", lines=lines))
    return groups


def _moment(day: date) -> datetime:
    return end_of(day) or timezone.now()


@require_safe
def compare_plans(request: HttpRequest) -> HttpResponse:
    """Ask for two days, and show what is different between them."""
    plans = framework.plans(for_user=request.user)
    today = timezone.localdate()
    data = {
        "before": (today - timedelta(days=91)).isoformat(),
        "after": today.isoformat(),
        **{name: value for name, value in request.GET.items() if value},
    }
    form = CompareForm(data, plans=plans)
    found: list[Difference] | None = None
    if form.is_valid():
        code = form.cleaned_data["plan"] or None
        before, after = (_moment(form.cleaned_data[name]) for name in ("before", "after"))
        found = framework.compare(
            before=timezone.localtime(before),
            after=timezone.localtime(after),
            for_user=request.user,
            plan=code,
            ratings_before=ratings(day=form.cleaned_data["before"], moment=end_of(form.cleaned_data["before"])),
            ratings_after=ratings(day=form.cleaned_data["after"], moment=end_of(form.cleaned_data["after"])),
        )
    elif "plan" in form.errors and "plan" in request.GET:
        raise Http404("There is no such plan that you can open.")
    return render(
        request,
        "workspace/framework/compare.html",
        {
            "page_title": "Compare two dates",
            "crumbs": [{"name": "Plans", "url": reverse("workspace:plans")}, {"name": "Compare two dates"}],
            "page_error": bool(form.errors),
            "form": form,
            "finding": _finding(found, form),
            "groups": grouped(found or []),
        },
    )


def _finding(found: Sequence[Difference] | None, form: CompareForm) -> str:
    if found is None:
        return "Choose two days to see what changed between them."
    before, after = (words.day(form.cleaned_data[name]) for name in ("before", "after"))
    if not found:
        return f"Nothing changed between {before} and {after}."
    return f"{words.counted(len(found), 'change', 'changes')} between {before} and {after}."
