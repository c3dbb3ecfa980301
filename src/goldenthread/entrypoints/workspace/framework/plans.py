"""The list of plans, one plan as a tree and as a file, and what became of a closed one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from goldenthread.design.downloads import csv_response
from goldenthread.design.plans import CLASS_WORDS, KIND_WORDS, STATUS_WORDS, term
from goldenthread.design.spread import spread_html, standing_html
from goldenthread.design.tree import tree_html
from goldenthread.domain.delivery import queries as delivery
from goldenthread.domain.framework import queries as framework
from goldenthread.domain.framework.rules.plan_spreads import plan_spreads
from goldenthread.domain.framework.rules.rows import PlanRow
from goldenthread.entrypoints.workspace.framework import presenters, rows
from goldenthread.entrypoints.workspace.framework.nodes import counts_of, forest, inside, size
from goldenthread.entrypoints.workspace.framework.reading import asked, holders_by_code, thread_of, trio


def plan_row(request: HttpRequest, code: str) -> PlanRow:
    """Return a plan that the reader may open, or answer that there is no such page."""
    row = framework.plan(code=code, for_user=request.user)
    if row is None:
        raise Http404(f"There is no plan with the code {code} that you can open.")
    return row


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """List the plans by kind, the current ones first, with how each stands."""
    at = asked(request)
    found = framework.plans(for_user=request.user)
    thread = thread_of(request, at)
    return render(
        request,
        "workspace/framework/plans.html",
        {
            "page_title": "Plans and the golden thread",
            "lines": presenters.plan_lines(found, plan_spreads(thread), holders=holders_by_code(at.day)),
        },
    )


@require_safe
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Show a plan: its items as a tree with the spread at every node, who answers, and how much was on time."""
    at = asked(request)
    row = plan_row(request, code)
    found = thread_of(request, at, plan=code)
    everything, exceptions = (inside(found, plan=code, exceptions=only) for only in (False, True))
    tops, below = exceptions if at.view == "exceptions" else everything
    counts = counts_of(plan_spreads(found)[code]) if tops or everything[0] else {}
    own = [node.item.id for node in found.nodes.values() if node.item.plan == code]
    work = list({one.id: one for _, one in framework.work_of(items=own, on=at.day, as_at=at.moment)}.values())
    return render(
        request,
        "workspace/framework/plan.html",
        {
            "page_title": row.title,
            "crumbs": [{"name": "Plans", "url": reverse("workspace:plans")}, {"name": row.title}],
            "page_error": bool(at.form.errors),
            "plan": row,
            "kind": KIND_WORDS.get(row.kind, row.kind),
            "status": STATUS_WORDS.get(row.status, row.status),
            "classification": CLASS_WORDS.get(row.classification, row.classification),
            "term": term(row.starts, row.ends),
            "form": at.form,
            "view": at.view,
            "moment": at.moment,
            "rating": standing_html(presenters.worst(counts)),
            "spread": spread_html(counts),
            "finding": presenters.plan_finding(counts),
            "meter": presenters.meter_shown(delivery.slipped(work, on=at.day)),
            "views": presenters.view_links(
                request.GET,
                current=at.view,
                counts={"all": size(*everything), "exceptions": size(*exceptions)},
            ),
            "tree": tree_html(forest(found, tops, below=below, plan=code), unfolded=2),
            "trio": trio(row, holders_by_code(at.day)),
        },
    )


@require_safe
def plan_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Download the items of a plan with how each stands."""
    at = asked(request)
    plan_row(request, code)
    found = thread_of(request, at, plan=code)
    kept = [node for node in found.nodes.values() if node.item.plan == code]
    return csv_response(name=f"plan-{code}.csv", columns=rows.COLUMNS, rows=rows.csv_rows(kept))


@require_safe
def outcome(request: HttpRequest, code: str) -> HttpResponse:
    """Show what became of a closed plan: counts and shares, each promise with its outcome, and where it went."""
    row = plan_row(request, code)
    if row.status != "closed":
        raise Http404(f"{row.title} is not closed: it has no outcome yet.")
    items = framework.items(for_user=request.user, plan=code)
    levels = presenters.promise_levels(items)
    return render(
        request,
        "workspace/framework/outcome.html",
        {
            "page_title": f"What became of {row.title}",
            "crumbs": [
                {"name": "Plans", "url": reverse("workspace:plans")},
                {"name": row.title, "url": reverse("workspace:plan", args=[row.code])},
                {"name": "What became of it"},
            ],
            "plan": row,
            "term": term(row.starts, row.ends),
            "outcomes": [
                presenters.outcome_shown(name, framework.outcome(plan=code, level=level, for_user=request.user))
                for level, name in levels
            ],
            "lines": presenters.promise_lines(items, framework.successions(for_user=request.user, plan=code)),
        },
    )
