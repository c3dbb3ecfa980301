"""Reading the organisation: the council on a day, a post through time, what has a gap."""

from collections import Counter
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.design import words
from goldenthread.design.downloads import csv_response
from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.organisation.queries import PostRow
from goldenthread.entrypoints.workspace.organisation import answers as three
from goldenthread.entrypoints.workspace.organisation import presenters
from goldenthread.entrypoints.workspace.organisation.forms import DayForm


@require_safe
def council(request: HttpRequest) -> HttpResponse:
    """Show the tree, the posts with their holders, and the moves, as they were or will be on a day."""
    today = timezone.localdate()
    form = DayForm(request.GET if request.GET.get("on") else {"on": today})
    on = form.day(today=today)
    lines = _lines(request, on)
    return render(
        request,
        "workspace/organisation/council.html",
        {
            "page_title": "Organisation",
            "form": form,
            "on": on,
            "is_today": on == today,
            "tree": presenters.nodes(organisation.tree(on=on)),
            "posts": lines,
            "vacant": words.counted(sum(not line.holder for line in lines), "post is vacant", "posts are vacant"),
            "moves": presenters.move_lines(organisation.moves()),
            "committees": organisation.committees(),
        },
    )


def _lines(request: HttpRequest, on: date) -> list[presenters.PostLine]:
    return presenters.post_lines(
        organisation.posts(),
        on=on,
        holdings=organisation.holdings(),
        units=organisation.units(on=on),
        tree=organisation.tree(on=on),
        answers=three.answers(on=on, reader=request.user),
    )


def found_post(code: str) -> PostRow:
    """Return the post with this code, or say that the page is not there."""
    row = organisation.post_row(code=code)
    if row is None:
        raise Http404("There is no post with this code.")
    return row


@require_safe
def post(request: HttpRequest, code: str) -> HttpResponse:
    """Show who held a post when, who holds it today, and what it answers for."""
    row, today = found_post(code), timezone.localdate()
    lines = presenters.holding_lines(organisation.holdings(post=row.id), on=today)
    unit = organisation.units().get(row.unit_id or 0)
    return render(
        request,
        "workspace/organisation/post.html",
        {
            "page_title": row.title,
            "post": row,
            "kind": presenters.POST_WORDS[row.kind],
            "unit": unit.name if unit else "",
            "holder": next((line for line in lines if line.now and line.as_what == "Holder"), None),
            "deputies": [line for line in lines if line.now and line.as_what == "Deputy"],
            "lines": lines,
            "answers": three.answers(on=today, reader=request.user).get(row.code, []),
        },
    )


@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    """List and count what nobody answers for: a place among the three left open, a vacant post that answers."""
    today = timezone.localdate()
    found = three.gaps(on=today, reader=request.user)
    return render(
        request,
        "workspace/organisation/gaps.html",
        {
            "page_title": "Gaps in who answers",
            "rows": [(gap, presenters.gap_words(gap)) for gap in found],
            "posts": [line for line in _lines(request, today) if line.gap],
            "tiles": [(number, kind) for kind, number in Counter(gap.kind for gap in found).items()],
        },
    )


@require_safe
def gaps_csv(request: HttpRequest) -> HttpResponse:
    """Return the same list as a file: one row for each gap."""
    today = timezone.localdate()
    rows = [
        (gap.kind, gap.code, gap.name, gap.part, presenters.gap_words(gap))
        for gap in three.gaps(on=today, reader=request.user)
    ]
    rows += [("Post", line.code, line.title, line.unit, "holder") for line in _lines(request, today) if line.gap]
    return csv_response(name="gaps.csv", columns=("kind", "code", "name", "part_of", "missing"), rows=rows)


@require_safe
def holders_csv(request: HttpRequest) -> HttpResponse:
    """Return who held which post when, as a file that can be loaded again."""
    rows = [(row.post_code, row.email, row.starts, row.ends, row.deputy) for row in organisation.holdings()]
    return csv_response(name="holders.csv", columns=("post", "email", "starts", "ends", "deputy"), rows=rows)


@require_safe
def structure_csv(request: HttpRequest) -> HttpResponse:
    """Return every move of a unit, as a file that can be loaded again."""
    rows = [
        (one.unit.code, one.after.code if one.after else None, one.starts, one.reason)
        for one in reversed(organisation.moves())
    ]
    return csv_response(name="structure.csv", columns=("unit", "parent", "starts", "reason"), rows=rows)
