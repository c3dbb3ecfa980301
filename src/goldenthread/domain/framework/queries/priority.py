"""One item and everything that hangs on it, as its page shows it.

What they decide: what of an item was in force by a past moment. The caller has made sure, through ``pages.item``,
that the item may be read; items elsewhere are left out where the reader may not read them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from goldenthread.domain.framework.models import (
    Measure,
    MoneyLine,
    RelatedItem,
    SuccessFactor,
    Succession,
    ThreadLink,
)
from goldenthread.domain.framework.queries.pages import ItemRow, items_by_id


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorRow:
    """What will have been delivered."""

    item_id: int
    position: int
    text: str
    by_when: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """A measure of one of the three kinds; ``reference`` and ``public`` are the indicator's."""

    item_id: int
    position: int
    kind: str
    indicator_id: int | None
    reference: str
    indicator: str
    public: bool
    text: str
    source: str
    on: date | None
    due_on: date | None
    done_on: date | None
    finding: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyRow:
    """A sum in pounds, for a period."""

    item_id: int
    position: int
    amount: Decimal
    period: str
    ring_fenced: bool
    purpose: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedRow:
    """An item to be seen as well, and why."""

    item: ItemRow
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionRow:
    """What became of an item (ids); ``new_id`` is None for what was dropped."""

    old_id: int
    new_id: int | None
    kind: str
    part: int
    decided_on: date
    reason: str
    by: str


def _standing(model: Any, items: Sequence[int], as_at: datetime | None, *more: str) -> list[Any]:
    """The latest revision of every position in use, by item and position."""
    found = model.objects.filter(item__in=items)
    if as_at is not None:
        found = found.filter(entered_at__lte=as_at)
    kept = {(row.item_id, row.position): row for row in found.select_related(*more).order_by("number")}
    return [kept[key] for key in sorted(kept) if not kept[key].withdrawn]


def factors_of(*, items: Sequence[int], as_at: datetime | None = None) -> list[FactorRow]:
    """Return the success factors of some items, in order; one query."""
    return [
        FactorRow(item_id=row.item_id, position=row.position, text=row.text, by_when=row.by_when, number=row.number)
        for row in _standing(SuccessFactor, items, as_at)
    ]


def measures_of(*, items: Sequence[int], as_at: datetime | None = None) -> list[MeasureRow]:
    """Return the measures of some items, in order; one query."""
    return [
        MeasureRow(
            item_id=row.item_id,
            position=row.position,
            kind=row.kind,
            indicator_id=row.indicator_id,
            reference=row.indicator.reference if row.indicator else "",
            indicator=row.indicator.name if row.indicator else "",
            public=row.indicator.public if row.indicator else True,
            text=row.text,
            source=row.source,
            on=row.on,
            due_on=row.due_on,
            done_on=row.done_on,
            finding=row.finding,
            number=row.number,
        )
        for row in _standing(Measure, items, as_at, "indicator")
    ]


def money_of(*, items: Sequence[int], as_at: datetime | None = None) -> list[MoneyRow]:
    """Return the money of some items, in order; one query."""
    return [
        MoneyRow(
            item_id=row.item_id,
            position=row.position,
            amount=row.amount,
            period=row.period.label,
            ring_fenced=row.ring_fenced,
            purpose=row.purpose,
            number=row.number,
        )
        for row in _standing(MoneyLine, items, as_at, "period")
    ]


def related_to(*, item: int, reader: Any = None, public_only: bool = False) -> list[RelatedRow]:
    """Return what should be seen together with an item, whichever of the two it was written on; two queries."""
    notes: dict[int, str] = {}
    both = RelatedItem.objects.filter(item=item) | RelatedItem.objects.filter(other=item)
    for one, other, note in both.values_list("item_id", "other_id", "note"):
        notes.setdefault(other if one == item else one, note)
    rows = items_by_id(ids=list(notes), reader=reader, public_only=public_only)
    return sorted((RelatedRow(item=rows[key], note=notes[key]) for key in rows), key=lambda row: row.item.name)


def serves(*, item: int, on: date, reader: Any = None, public_only: bool = False) -> list[ItemRow]:
    """Return the items of other plans that an item serves on a day; two queries."""
    ids = [link.parent_id for link in _links(on).filter(child=item)]
    return _by_name(items_by_id(ids=ids, reader=reader, public_only=public_only))


def served_by(*, item: int, on: date, reader: Any = None, public_only: bool = False) -> list[ItemRow]:
    """Return the items of other plans that serve an item on a day; two queries."""
    ids = [link.child_id for link in _links(on).filter(parent=item)]
    return _by_name(items_by_id(ids=ids, reader=reader, public_only=public_only))


def _links(on: date) -> Any:
    return ThreadLink.objects.filter(starts__lte=on).exclude(ends__lt=on)


def _by_name(rows: dict[int, ItemRow]) -> list[ItemRow]:
    return sorted(rows.values(), key=lambda row: (row.plan_code, row.order, row.name))


def successions_of(*, items: Sequence[int]) -> list[SuccessionRow]:
    """Return what became of some items and what they came from, the earliest first; one query."""
    found = Succession.objects.filter(old__in=items) | Succession.objects.filter(new__in=items)
    return [
        SuccessionRow(
            old_id=row.old_id,
            new_id=row.new_id,
            kind=row.kind,
            part=row.part,
            decided_on=row.decided_on,
            reason=row.reason,
            by=row.entered_by.name,
        )
        for row in found.select_related("entered_by").order_by("decided_on", "old", "part")
    ]
