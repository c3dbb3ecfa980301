"""What hangs on items: success factors, measures, money, milestones and actions."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from goldenthread.domain.delivery.queries import work
from goldenthread.domain.delivery.rules.rows import WorkRow
from goldenthread.domain.framework.models import ItemWork, Measure, MoneyLine, SuccessFactor
from goldenthread.domain.framework.permissions import readable
from goldenthread.domain.framework.rules.rows import FactorRow, MeasureRow, MoneyRow


def _live(
    model: Any, *, for_user: Any, public_only: bool, items: Collection[str] | None, as_at: datetime | None
) -> QuerySet[Any]:
    found = model.objects.filter(readable(reader=for_user, public_only=public_only, path="item__plan__"))
    later = model.objects.filter(item=OuterRef("item"), position=OuterRef("position"), number__gt=OuterRef("number"))
    if as_at is not None:
        found, later = found.filter(entered_at__lte=as_at), later.filter(entered_at__lte=as_at)
    if items is not None:
        found = found.filter(item__code__in=list(items))
    kept: QuerySet[Any] = found.filter(~Exists(later), withdrawn=False).order_by("item__code", "position")
    return kept


def factors(
    *, for_user: Any, public_only: bool = False, items: Collection[str] | None = None, as_at: datetime | None = None
) -> list[FactorRow]:
    """Return the success factors of items (codes; None for all), as known at ``as_at``, in one query."""
    rows = _live(SuccessFactor, for_user=for_user, public_only=public_only, items=items, as_at=as_at)
    return [
        FactorRow(item=item, position=position, text=text, by_when=by_when, number=number)
        for item, position, text, by_when, number in rows.values_list(
            "item__code", "position", "text", "by_when", "number"
        )
    ]


def measures(
    *, for_user: Any, public_only: bool = False, items: Collection[str] | None = None, as_at: datetime | None = None
) -> list[MeasureRow]:
    """Return the measures of items (codes; None for all), as known at ``as_at``, in one query.

    With ``public_only`` a measure by an indicator that is not public is left out.
    """
    found = _measures(for_user=for_user, public_only=public_only, items=items, as_at=as_at)
    names = (
        "item__code",
        "position",
        "kind",
        "indicator__reference",
        "indicator__name",
        "text",
        "source",
        "on",
        "due_on",
        "done_on",
        "finding",
        "number",
    )
    return [
        MeasureRow(
            item=row[0],
            position=row[1],
            kind=row[2],
            indicator=row[3] or "",
            indicator_name=row[4] or "",
            text=row[5],
            source=row[6],
            on=row[7],
            due_on=row[8],
            done_on=row[9],
            finding=row[10],
            number=row[11],
        )
        for row in found.values_list(*names)
    ]


def measured(*, for_user: Any, public_only: bool = False, as_at: datetime | None = None) -> list[tuple[int, str, str]]:
    """Return (item id, reference, name) of every measure by an indicator, by position, as :func:`measures` does."""
    found = _measures(for_user=for_user, public_only=public_only, items=None, as_at=as_at)
    by_indicator = found.filter(indicator__isnull=False).order_by("position")
    return list(by_indicator.values_list("item_id", "indicator__reference", "indicator__name"))


def _measures(
    *, for_user: Any, public_only: bool, items: Collection[str] | None, as_at: datetime | None
) -> QuerySet[Measure]:
    found = _live(Measure, for_user=for_user, public_only=public_only, items=items, as_at=as_at)
    return found.exclude(indicator__public=False) if public_only else found


def money(
    *, for_user: Any, public_only: bool = False, items: Collection[str] | None = None, as_at: datetime | None = None
) -> list[MoneyRow]:
    """Return the sums of money of items (codes; None for all), as known at ``as_at``, in one query."""
    found = _live(MoneyLine, for_user=for_user, public_only=public_only, items=items, as_at=as_at)
    names = ("item__code", "position", "amount", "period__code", "period__label", "ring_fenced", "purpose", "number")
    return [
        MoneyRow(
            item=row[0],
            position=row[1],
            amount=row[2],
            period=row[3],
            period_label=row[4],
            ring_fenced=row[5],
            purpose=row[6],
            number=row[7],
        )
        for row in found.values_list(*names)
    ]


def work_of(*, items: Collection[int] | None, on: date, as_at: datetime | None = None) -> list[tuple[int, WorkRow]]:
    """Return (item id, milestone or action) for these items (ids; None for all), rated for ``on``, in two queries."""
    tied = ItemWork.objects.all()
    if items is not None:
        tied = tied.filter(item_id__in=list(items))
    pairs = list(tied.values_list("item_id", "work_id"))
    wanted = None if items is None else sorted({work_id for _, work_id in pairs})
    at: dict[int, list[int]] = {}
    for item_id, work_id in pairs:
        at.setdefault(work_id, []).append(item_id)
    return [(item_id, row) for row in work(on=on, ids=wanted, as_at=as_at) for item_id in at.get(row.id, ())]
