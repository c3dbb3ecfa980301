"""The thread: every item with what it serves, what serves it, and the spread of ratings beneath it."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from goldenthread.domain.delivery.queries import standings
from goldenthread.domain.framework.models import ItemWork, ThreadLink
from goldenthread.domain.framework.queries.attached import measured
from goldenthread.domain.framework.queries.reading import items_in_force
from goldenthread.domain.framework.rules.rows import ItemRow, Node, Rated, Thread
from goldenthread.domain.framework.rules.spreads import parents_first, spreads

Ratings = Mapping[str, tuple[str, str]]
"""Rating and its sentence by the reference of an indicator."""


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Keep the collector at rest: of what is made here nothing can be let go, and every walk through it costs 70 ms."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@_nothing_to_collect()
def thread(
    *,
    on: date,
    for_user: Any,
    as_at: datetime | None = None,
    root: str | None = None,
    ratings: Ratings | None = None,
    public_only: bool = False,
    plan: str | None = None,
) -> Thread:
    """Return the items of plans in force that ``for_user`` may read, as they hang together on ``on``; seven queries.

    ``as_at`` asks for the words and promises known then. ``root`` keeps to one item with all that serves it and all
    that it serves; ``plan`` to one plan's items with the same, also where that plan is not in force. ``ratings`` are
    those of indicators (the package above makes them); an indicator without one has no data. A reader who may not read
    an item sees neither it nor its link.
    """
    known: dict[str, Any] = {"for_user": for_user, "public_only": public_only, "as_at": as_at}
    rows = {row.code: row for row in items_in_force(**known, on=on, root=root, plan=plan)}
    above = _above(rows, on=on)
    own = _own(rows, **known, on=on, ratings=ratings or {})
    order = parents_first(above)
    spread = spreads(order, above=above, own=own)
    roots = [root] if root is not None else None
    if plan is not None:
        roots = [code for code, row in rows.items() if row.plan == plan]
    kept = set(order) if roots is None else _kept(order, above, roots)
    if len(kept) < len(above):
        above = {code: [parent for parent in above[code] if parent in kept] for code in above if code in kept}
        order = [code for code in order if code in kept]
    below: dict[str, list[str]] = {code: [] for code in order}
    # Children in the plan's own order, as the rows come.
    for code, parents in above.items():
        for parent in parents:
            below[parent].append(code)
    nodes = {
        code: Node(rows[code], tuple(above[code]), tuple(below[code]), tuple(own.get(code, ())), spread[code])
        for code in order
    }
    tops = tuple(code for code in order if not above[code])
    return Thread(on=on, as_at=as_at, roots=tops, nodes=nodes)


def _above(rows: Mapping[str, ItemRow], *, on: date) -> dict[str, list[str]]:
    """Return what every item serves on a day, each once: its parent in the plan, then items of other plans by code."""
    above = {code: [row.parent] if row.parent in rows else [] for code, row in rows.items()}
    code_of = {row.id: code for code, row in rows.items()}
    live = ThreadLink.objects.filter(Q(ends__isnull=True) | Q(ends__gte=on), starts__lte=on)
    for child_id, parent_id in live.order_by("parent__code").values_list("child_id", "parent_id"):
        child, parent = code_of.get(child_id), code_of.get(parent_id)
        # Who may read both ends may read the link.
        if child is not None and parent is not None and parent not in above[child]:
            above[child].append(parent)
    return above


def _own(
    rows: Mapping[str, ItemRow], *, on: date, ratings: Ratings, for_user: Any, public_only: bool, as_at: datetime | None
) -> dict[str, list[Rated]]:
    """Return what is rated at every item: indicators by position, then milestones and actions by their promise."""
    own: dict[int, list[Rated]] = {row.id: [] for row in rows.values()}
    nothing = ("no_data", "")
    for item_id, reference, name in measured(for_user=for_user, public_only=public_only, as_at=as_at):
        if item_id in own:
            own[item_id].append(Rated("indicator", reference, name, *ratings.get(reference, nothing)))
    at: dict[int, list[list[Rated]]] = {}
    for item_id, work_id in ItemWork.objects.order_by().values_list("item_id", "work_id"):
        if item_id in own:
            at.setdefault(work_id, []).append(own[item_id])
    for row in standings(on=on, as_at=as_at):
        for things in at.get(row.id, ()):
            things.append(Rated(row.kind, row.code, row.title, row.rating, row.reason))
    return {code: own[row.id] for code, row in rows.items() if own[row.id]}


def _kept(order: Sequence[str], above: Mapping[str, Sequence[str]], roots: Sequence[str]) -> set[str]:
    """Return the codes of ``roots`` with everything beneath and above them."""
    under = {code for code in roots if code in above}
    over = set(under)
    for code in order:
        if any(parent in under for parent in above[code]):
            under.add(code)
    for code in reversed(order):
        if code in over:
            over.update(above[code])
    return under | over
