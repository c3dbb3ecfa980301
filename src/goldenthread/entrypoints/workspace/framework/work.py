"""One milestone or action: how it stands, every date it was ever promised for, its evidence, what it needs."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from goldenthread.design import words
from goldenthread.design.plans import WORK_WORDS
from goldenthread.design.spread import standing_html
from goldenthread.domain.delivery import queries as delivery
from goldenthread.domain.delivery.rules.rows import WorkRow
from goldenthread.domain.framework.permissions import may_edit
from goldenthread.domain.framework.queries.pages import items_having, readable_work
from goldenthread.domain.framework.rules.rows import ItemRow
from goldenthread.engines.charts import slip_words
from goldenthread.entrypoints.workspace.framework import attached, dates
from goldenthread.entrypoints.workspace.framework.nodes import named
from goldenthread.entrypoints.workspace.framework.reading import asked, holders_by_code, trio


def work_row(request: HttpRequest, code: str) -> tuple[WorkRow, list[ItemRow]]:
    """Return a piece of work and the items that have it, or answer that there is no such page for this reader."""
    at = asked(request)
    items = items_having(work=code, for_user=request.user)
    found = delivery.work(on=at.day, codes=[code]) if items else []
    if not found:
        raise Http404(f"There is no milestone or action with the code {code} that you can open.")
    return found[0], items


def crumbs(items: list[ItemRow], name: str, url: str = "") -> list[dict[str, str]]:
    """Return the way to a piece of work: plans, plan, item."""
    first = items[0]
    return [
        {"name": "Plans", "url": reverse("workspace:plans")},
        {"name": first.plan_title, "url": reverse("workspace:plan", args=[first.plan])},
        {"name": named(first), "url": reverse("workspace:priority", args=[first.code])},
        {"name": name, "url": url} if url else {"name": name},
    ]


@require_safe
def work_item(request: HttpRequest, code: str) -> HttpResponse:
    """Show one milestone or action."""
    at = asked(request)
    one, items = work_row(request, code)
    pairs = delivery.dependencies(ids=[one.id])
    others = {
        row.code: row
        for row in delivery.work(on=at.day, codes=sorted({other for pair in pairs for other in pair} - {code}))
    }
    readable = readable_work(codes=[*others], for_user=request.user)
    return render(
        request,
        "workspace/framework/work.html",
        {
            "page_title": one.title,
            "crumbs": crumbs(items, one.title),
            "work": one,
            "kind": WORK_WORDS.get(one.kind, one.kind),
            "line": dates.work_line(one),
            "standing": standing_html(one.rating),
            "timeline": dates.timeline([one], code=one.code, today=at.day),
            "finding": finding(one),
            "items": attached.item_links(items),
            "history": dates.change_lines(delivery.history(code=code)),
            "evidence": delivery.evidence(ids=[one.id])[::-1],
            "needs": [dates.work_line(others[need]) for work, need in pairs if work == code and need in readable],
            "needed": [dates.work_line(others[work]) for work, need in pairs if need == code and work in readable],
            "trio": trio(one, holders_by_code(at.day)),
            "may_edit": may_edit(request.user, one, *items),
            "tasks": [(name, title) for name, title in TASKS if name != "decision" or one.state not in _OVER],
        },
    )


_OVER = frozenset({"complete", "dropped"})
TASKS = (
    ("progress", "Record progress"),
    ("promise", "Move the promise"),
    ("decision", "Defer or drop it"),
)
"""What can be changed of a piece of work, one thing on a page."""


def finding(one: WorkRow) -> str:
    """Return the finding: what was promised, what became of it."""
    first = words.day(one.first)
    if one.actual is not None:
        slip = slip_words((one.actual - one.first).days)
        return f"Promised for {first}, done on {words.day(one.actual)}: {slip}."
    if one.state == "deferred":
        return f"Promised for {first}, deferred: {one.decision}"
    if one.state == "dropped":
        return f"Promised for {first}, dropped: {one.decision}"
    if one.forecast == one.first:
        return f"Promised for {first} and still expected then."
    slip = slip_words((one.forecast - one.first).days)
    return f"Promised for {first}, now expected on {words.day(one.forecast)}: {slip}."
