"""Stretch targets as they stand, or as they stood at any moment."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from goldenthread.domain.framework.models import StretchTarget
from goldenthread.domain.framework.permissions import readable
from goldenthread.domain.framework.rules.stretch import StretchRow


def stretch_targets(
    *, for_user: Any, public_only: bool = False, items: Collection[str] | None = None, as_at: datetime | None = None
) -> list[StretchRow]:
    """Return the stretch targets of items (codes; None for all), as known at ``as_at``, in one query."""
    found = StretchTarget.objects.filter(readable(reader=for_user, public_only=public_only, path="item__plan__"))
    later = StretchTarget.objects.filter(
        item=OuterRef("item"), indicator=OuterRef("indicator"), number__gt=OuterRef("number")
    )
    if public_only:
        found = found.filter(indicator__public=True)
    if as_at is not None:
        found, later = found.filter(entered_at__lte=as_at), later.filter(entered_at__lte=as_at)
    if items is not None:
        found = found.filter(item__code__in=list(items))
    names = (
        *("item__code", "indicator__reference", "without_deal", "stretch", "pot", "weight", "basis"),
        *("approver__title", "approved_on", "number", "entered_at"),
    )
    live = found.filter(~Exists(later), withdrawn=False).order_by("item__code", "indicator__reference")
    return [
        StretchRow(
            item=row[0],
            indicator=row[1],
            without_deal=row[2],
            stretch=row[3],
            pot=row[4],
            weight=row[5],
            basis=row[6],
            approver=row[7],
            approved_on=row[8],
            number=row[9],
            entered_at=row[10],
        )
        for row in live.values_list(*names)
    ]
