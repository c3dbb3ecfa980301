"""Small questions that pages ask: where an indicator is used, and which items have a piece of work.

What they decide: a piece of work may be read by whoever may read an item that has it, and by nobody else.
"""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

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
