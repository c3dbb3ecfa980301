"""Which milestones and actions items have, and which items have a piece of work.

What they decide: nothing of their own. How work stands, slips and is shown by evidence is told by ``delivery.queries``;
a piece of work may be read by whoever may read an item that has it.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from goldenthread.domain.delivery import queries as delivery
from goldenthread.domain.delivery.queries import WorkRow
from goldenthread.domain.framework.models import ItemWork
from goldenthread.domain.framework.queries.pages import ItemRow, items_by_id


def work_of(*, items: Sequence[int], on: date, as_at: datetime | None = None) -> dict[int, list[WorkRow]]:
    """Return the milestones and actions of some items (ids), rated on the day ``on``; two queries.

    By item, then by the promise in force. The caller has made sure that the items may be read.
    """
    pairs = list(ItemWork.objects.filter(item__in=items).values_list("item_id", "work_id"))
    rows = delivery.work(on=on, ids={work for _, work in pairs}, as_at=as_at) if pairs else []
    having: dict[int, list[int]] = {}
    for item, work in pairs:
        having.setdefault(work, []).append(item)
    found: dict[int, list[WorkRow]] = {}
    for row in rows:
        for item in having[row.id]:
            found.setdefault(item, []).append(row)
    return found


def once(work: dict[int, list[WorkRow]]) -> list[WorkRow]:
    """Return each piece of work once, however many items have it, by the promise in force."""
    return sorted({row.id: row for rows in work.values() for row in rows}.values(), key=lambda row: row.baseline)


def items_having(*, work: str, reader: Any = None) -> list[ItemRow]:
    """Return the items that have a milestone or action (code) and that ``reader`` may read; two queries.

    None at all means that the reader may not read the work either.
    """
    ids = list(ItemWork.objects.filter(work__code=work).values_list("item_id", flat=True))
    return sorted(items_by_id(ids=ids, reader=reader).values(), key=lambda row: (row.plan_code, row.name))
