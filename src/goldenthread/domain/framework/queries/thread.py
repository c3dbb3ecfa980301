"""The thread: every item with what it serves, what serves it, and the spread of ratings beneath it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from goldenthread.domain.framework.queries.attached import measures, work_of
from goldenthread.domain.framework.queries.reading import items, links
from goldenthread.domain.framework.rules.rows import Node, Rated, Thread
from goldenthread.domain.framework.rules.spreads import parents_first, spreads

Ratings = Mapping[str, tuple[str, str]]
"""Rating and its sentence by the reference of an indicator."""


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
    allowed: dict[str, Any] = {"for_user": for_user, "public_only": public_only}
    rows = {row.code: row for row in items(**allowed, as_at=as_at)}
    asked = rows[root].plan if root in rows else plan
    rows = {code: row for code, row in rows.items() if row.plan_starts <= on <= row.plan_ends or row.plan == asked}
    above: dict[str, list[str]] = {code: [] for code in rows}
    for code, row in rows.items():
        if row.parent in rows:
            above[code].append(row.parent)
    for link in links(**allowed):
        live = link.starts <= on and (link.ends is None or link.ends >= on)
        if live and link.child in rows and link.parent in rows and link.parent not in above[link.child]:
            above[link.child].append(link.parent)
    own = _own(allowed, rows, on=on, as_at=as_at, ratings=ratings or {})
    order = parents_first(above)
    spread = spreads(order, above=above, own=own)
    kept = _kept(order, above, [root] if root else None)
    if plan is not None:
        kept = _kept(order, above, [code for code, row in rows.items() if row.plan == plan])
    below: dict[str, list[str]] = {code: [] for code in order}
    # Children in the plan's own order, as the rows come.
    for code in rows:
        for parent in above[code]:
            if code in kept and parent in below:
                below[parent].append(code)
    nodes = {
        code: Node(
            item=rows[code],
            above=tuple(parent for parent in above[code] if parent in kept),
            below=tuple(below[code]),
            own=tuple(own.get(code, ())),
            spread=spread[code],
        )
        for code in order
        if code in kept
    }
    roots = tuple(code for code, node in nodes.items() if not node.above)
    return Thread(on=on, as_at=as_at, roots=roots, nodes=nodes)


def _own(
    allowed: dict[str, Any], rows: Mapping[str, Any], *, on: date, as_at: datetime | None, ratings: Ratings
) -> dict[str, list[Rated]]:
    own: dict[str, list[Rated]] = {}
    nothing = ("no_data", "")
    for measure in measures(**allowed, as_at=as_at):
        if measure.indicator and measure.item in rows:
            rating, reason = ratings.get(measure.indicator, nothing)
            own.setdefault(measure.item, []).append(
                Rated(
                    kind="indicator",
                    key=measure.indicator,
                    title=measure.indicator_name,
                    rating=rating,
                    reason=reason,
                )
            )
    code_of = {row.id: code for code, row in rows.items()}
    for item_id, row in work_of(items=None, on=on, as_at=as_at):
        if item_id in code_of:
            own.setdefault(code_of[item_id], []).append(
                Rated(kind=row.kind, key=row.code, title=row.title, rating=row.rating, reason=row.reason)
            )
    return own


def _kept(order: list[str], above: Mapping[str, list[str]], roots: list[str] | None) -> set[str]:
    """Return the codes of ``roots`` with everything beneath and above them; everything without roots."""
    if roots is None:
        return set(order)
    under = {code for code in roots if code in above}
    for code in order:
        if any(parent in under for parent in above[code]):
            under.add(code)
    over = {code for code in roots if code in above}
    for code in reversed(order):
        if code in over:
            over.update(above[code])
    return under | over
