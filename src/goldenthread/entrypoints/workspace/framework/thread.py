"""The golden thread: up to the vision and down to one officer's objective, as a tree, a table and a file."""

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from goldenthread.design import words
from goldenthread.design.downloads import csv_response
from goldenthread.design.paging import pages
from goldenthread.design.plans import KIND_WORDS
from goldenthread.design.spread import spread_html, standing_html
from goldenthread.design.tree import MOST, Node, tree_html
from goldenthread.domain.framework import queries as framework
from goldenthread.domain.framework.rules.rows import Thread
from goldenthread.entrypoints.workspace.framework import loose, rows
from goldenthread.entrypoints.workspace.framework.nodes import (
    counts_of,
    forest,
    named,
    thread_address,
)
from goldenthread.entrypoints.workspace.framework.reading import asked, thread_around, thread_of

_CRUMBS = ("Plans", "workspace:plans")


@require_safe
def thread(request: HttpRequest) -> HttpResponse:
    """Show the whole thread from the top: as a tree, or as a table a hundred rows at a time."""
    at = asked(request)
    found = thread_of(request, at)
    table = request.GET.get("as") == "table"
    nodes = list(found.nodes.values())
    page = pages(request.GET, total=len(nodes))
    query = request.GET.copy()
    query.pop("page", None)
    query["as"] = "tree" if table else "table"
    tree = "" if table else tree_html(_forest(found, _tops(found)[:MOST]), unfolded=1)
    return render(
        request,
        "workspace/framework/thread.html",
        {
            "page_title": "The golden thread",
            "crumbs": [{"name": _CRUMBS[0], "url": reverse(_CRUMBS[1])}, {"name": "The golden thread"}],
            "page_error": bool(at.form.errors),
            "finding": f"{words.counted(len(nodes), 'item', 'items')} hang together here, from the top down."
            if nodes
            else "There is nothing here yet.",
            "form": at.form,
            "moment": at.moment,
            "table": table,
            "switch": f"?{query.urlencode()}",
            "tree": tree,
            "more": max(0, len(found.roots) - MOST),
            "lines": _lines(found, list(found.nodes)[page.start : page.end]) if table else [],
            "pages": page,
            "csv": _csv(request, reverse("workspace:thread_csv")),
        },
    )


def _tops(found: Thread) -> list[str]:
    """Return what serves nothing, from the longest view down."""
    order = {kind: place for place, kind in enumerate(KIND_WORDS)}
    return sorted(
        found.roots,
        key=lambda code: (
            order[found.nodes[code].item.plan_kind],
            found.nodes[code].item.plan,
            found.nodes[code].item.order,
            code,
        ),
    )


def _csv(request: HttpRequest, address: str) -> str:
    day = request.GET.get("as_at", "")
    return f"{address}?as_at={day}" if day else address


def _forest(found: Thread, codes: list[str]) -> list[Node]:
    return forest(found, codes, below=lambda code: found.nodes[code].below, address=thread_address)


def _lines(found: Thread, codes: list[str]) -> list[dict[str, object]]:
    """Return rows of the table: what each serves, what serves it, how it stands."""
    lines = []
    for code in codes:
        node = found.nodes[code]
        lines.append(
            {
                "name": named(node.item),
                "url": thread_address(node.item),
                "level": f"{node.item.level_name}, {node.item.plan_title}",
                "serves": words.joined([named(found.nodes[above].item) for above in node.above]) or "–",
                "below": len(node.below),
                "rating": standing_html(node.spread.rating),
                "spread": spread_html(counts_of(node.spread)),
            }
        )
    return lines


@require_safe
def thread_item(request: HttpRequest, code: str) -> HttpResponse:
    """Show one item in the thread: every way up from it, and all that is below it."""
    at = asked(request)
    found = thread_around(request, at, code=code)
    if code not in found.nodes:
        raise Http404(f"There is no item with the code {code} that you can open.")
    node = found.nodes[code]
    return render(
        request,
        "workspace/framework/thread_item.html",
        {
            "page_title": f"The thread of {named(node.item)}",
            "crumbs": [
                {"name": _CRUMBS[0], "url": reverse(_CRUMBS[1])},
                {"name": "The golden thread", "url": reverse("workspace:thread")},
                {"name": named(node.item)},
            ],
            "page_error": bool(at.form.errors),
            "item": node.item,
            "name": named(node.item),
            "form": at.form,
            "moment": at.moment,
            "rating": standing_html(node.spread.rating),
            "spread": spread_html(counts_of(node.spread)),
            "ways": ways_up(found, code),
            "own": [
                {
                    "kind": one.kind.capitalize(),
                    "title": one.title,
                    "url": own_address(one.kind, one.key),
                    "rating": standing_html(one.rating),
                    "reason": one.reason,
                }
                for one in node.own
            ],
            "tree": tree_html(_forest(found, list(node.below[:MOST])), unfolded=1),
            "below": len(node.below),
            "more": max(0, len(node.below) - MOST),
            "csv": _csv(request, reverse("workspace:thread_item_csv", args=[code])),
        },
    )


def own_address(kind: str, key: str) -> str:
    """Return the address of something that is rated."""
    return reverse("workspace:indicator" if kind == "indicator" else "workspace:work_item", args=[key])


WAYS = 12
"""Ways up that are shown; whoever needs more reads the file."""


def ways_up(found: Thread, code: str) -> list[list[dict[str, object]]]:
    """Return every way from an item up to where it ends, the top first; the first dozen."""
    done: list[tuple[str, ...]] = []
    open_ways: list[tuple[str, ...]] = [(code,)]
    while open_ways and len(done) < WAYS:
        # The latest first: each way is finished before the next is begun, however many there are.
        way = open_ways.pop()
        above = found.nodes[way[0]].above
        if above:
            open_ways += [(one, *way) for one in reversed(above)]
        elif len(way) > 1:
            done.append(way[:-1])
    return [
        [
            {
                "name": named(found.nodes[one].item),
                "url": thread_address(found.nodes[one].item),
                "level": f"{found.nodes[one].item.level_name}, {found.nodes[one].item.plan_title}",
                "rating": standing_html(found.nodes[one].spread.rating),
            }
            for one in way
        ]
        for way in done
    ]


@require_safe
def thread_csv(request: HttpRequest) -> HttpResponse:
    """Download the whole thread, a row for each item."""
    found = thread_of(request, asked(request))
    return csv_response(name="thread.csv", columns=rows.COLUMNS, rows=rows.csv_rows(found.nodes.values()))


@require_safe
def thread_item_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Download one item with all above and below it."""
    found = thread_of(request, asked(request), root=code)
    if code not in found.nodes:
        raise Http404(f"There is no item with the code {code} that you can open.")
    return csv_response(name=f"thread-{code}.csv", columns=rows.COLUMNS, rows=rows.csv_rows(found.nodes.values()))


@require_safe
def orphans(request: HttpRequest) -> HttpResponse:
    """List the loose ends by sort, counted, with what to do about each sort."""
    at = asked(request)
    found = framework.orphans(on=at.day, for_user=request.user)
    counts = Counter(one.kind for one in found)
    return render(
        request,
        "workspace/framework/orphans.html",
        {
            "page_title": "Loose ends of the thread",
            "crumbs": [{"name": _CRUMBS[0], "url": reverse(_CRUMBS[1])}, {"name": "Loose ends"}],
            "finding": f"{words.counted(len(found), 'loose end', 'loose ends')} in the plans in force today."
            if found
            else "Nothing hangs loose in the plans in force today.",
            "sorts": loose.sorts(found, counts),
        },
    )
