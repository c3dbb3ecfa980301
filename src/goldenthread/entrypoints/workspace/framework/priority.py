"""One item: what will have been delivered, by when, how it is measured, with what money, for what and by whom."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from goldenthread.design.plans import STATE_WORDS, term
from goldenthread.design.spread import spread_html, standing_html
from goldenthread.domain.framework import queries as framework
from goldenthread.domain.framework.permissions import may_add_work, may_edit
from goldenthread.domain.framework.queries.reading import ItemPage
from goldenthread.entrypoints.workspace.framework import attached, dates, presenters, told
from goldenthread.entrypoints.workspace.framework.nodes import counts_of, named
from goldenthread.entrypoints.workspace.framework.reading import Asked, asked, holders_by_code, thread_around, trio

PARTS = 100
"""Parts of an item on its page; whoever needs more follows the thread."""


def item_page(request: HttpRequest, code: str, at: Asked) -> ItemPage:
    """Return everything about an item that the reader may open, or answer that there is no such page."""
    found = framework.item(code=code, for_user=request.user, on=at.day, as_at=at.moment)
    if found is None:
        raise Http404(f"There is no item with the code {code} that you can open.")
    return found


@require_safe
def priority(request: HttpRequest, code: str) -> HttpResponse:
    """Show one item of a plan with everything that hangs on it."""
    at = asked(request)
    page = item_page(request, code, at)
    one = page.item
    found = thread_around(request, at, code=code)
    spread = found.nodes[code].spread
    known = {thing.key: (thing.rating, thing.reason) for thing in found.nodes[code].own if thing.kind == "indicator"}
    checks = framework.collectable(on=at.day, for_user=request.user, plan=one.plan, item=code)
    history = framework.history(code=code, for_user=request.user)
    milestones = [row for row in page.work if row.kind == "milestone"]
    actions = [row for row in page.work if row.kind == "action"]
    editable = at.moment is None and may_edit(request.user, one)
    timeline = dates.timeline(milestones, code=one.code, today=at.day)
    context: dict[str, Any] = {
        "page_title": named(one),
        "crumbs": [
            {"name": "Plans", "url": reverse("workspace:plans")},
            {"name": one.plan_title, "url": reverse("workspace:plan", args=[one.plan])},
            *(
                [{"name": named(page.parent), "url": reverse("workspace:priority", args=[page.parent.code])}]
                if page.parent
                else []
            ),
            {"name": named(one)},
        ],
        "page_error": bool(at.form.errors),
        "form": at.form,
        "moment": at.moment,
        "item": one,
        "name": named(one),
        "state": STATE_WORDS.get(one.state, one.state),
        "term": term(one.starts, one.ends) if one.starts and one.ends else "",
        "rating": standing_html(spread.rating),
        "spread": spread_html(counts_of(spread)),
        "finding": presenters.item_finding(counts_of(spread)),
        "factors": page.factors,
        "timeline": timeline,
        "milestones": dates.work_lines(milestones),
        "meter": presenters.meter_shown(page.slippage),
        "actions": dates.work_lines(actions),
        "measures": attached.measure_lines(page.measures, checks, known),
        "money": attached.money_lines(page.money),
        "related": [(row, reverse("workspace:priority", args=[row.code])) for row in page.related],
        "parent": attached.item_links([page.parent])[0] if page.parent else None,
        "above": attached.item_links(page.above),
        "below": attached.item_links(page.below),
        "inside": attached.part_links(page.inside[:PARTS], found),
        "more_parts": max(0, len(page.inside) - PARTS),
        "history": told.wordings(history),
        "fates": told.fates(page.came_from, page.became),
        "trio": trio(one, holders_by_code(at.day)),
        "may_edit": editable,
        "may_add": editable and may_add_work(request.user, one),
    }
    return render(request, "workspace/framework/priority.html", context)
