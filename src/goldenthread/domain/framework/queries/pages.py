"""Small questions that pages ask: where an indicator is used, and which items have a piece of work.

What they decide: a piece of work may be read by whoever may read an item that has it, and by nobody else.
"""

from collections.abc import Collection
from datetime import datetime
from itertools import count
from typing import Any

from django.db.models import Exists, OuterRef

from goldenthread.domain.delivery import queries as delivery
from goldenthread.domain.framework.models import ItemWork, Measure
from goldenthread.domain.framework.permissions import readable
from goldenthread.domain.framework.queries.reading import items
from goldenthread.domain.framework.rules.rows import ItemRow


def uses_of(
    *, reference: str, for_user: Any, public_only: bool = False, as_at: datetime | None = None
) -> list[ItemRow]:
    """Return the items that are measured by an indicator and that ``for_user`` may read; two queries."""
    found = Measure.objects.filter(
        readable(reader=for_user, public_only=public_only, path="item__plan__"),
        indicator__reference=reference,
        withdrawn=False,
    )
    later = Measure.objects.filter(item=OuterRef("item"), position=OuterRef("position"), number__gt=OuterRef("number"))
    if as_at is not None:
        found, later = found.filter(entered_at__lte=as_at), later.filter(entered_at__lte=as_at)
    codes = set(found.filter(~Exists(later)).values_list("item__code", flat=True))
    return items(for_user=for_user, public_only=public_only, codes=sorted(codes), as_at=as_at)


def items_having(*, work: str, for_user: Any, public_only: bool = False) -> list[ItemRow]:
    """Return the items that have a milestone or action (code) and that ``for_user`` may read; two queries.

    None at all means that the reader may not read the work either.
    """
    allowed = readable(reader=for_user, public_only=public_only, path="item__plan__")
    codes = ItemWork.objects.filter(allowed, work__code=work).values_list("item__code", flat=True)
    return items(for_user=for_user, public_only=public_only, codes=sorted(codes))


def readable_work(*, codes: Collection[str], for_user: Any) -> set[str]:
    """Return which of these milestones and actions (codes) ``for_user`` may read; one query."""
    allowed = readable(reader=for_user, path="item__plan__")
    found = ItemWork.objects.filter(allowed, work__code__in=list(codes))
    return set(found.values_list("work__code", flat=True))


def next_work_code(*, item: str) -> str:
    """Return a code for a new milestone or action of an item: the item's own with the next number that is free."""
    taken = set(ItemWork.objects.filter(work__code__startswith=f"{item}-M").values_list("work__code", flat=True))
    codes = (f"{item}-M{number}" for number in count(1))
    # Work that no item has may hold a code as well.
    return next(code for code in codes if code not in taken and not delivery.history(code=code))
