"""Plans and their items as a page shows them.

What they decide: who may read which plan. A public page reads public plans that are not drafts; whoever is signed in
reads all but personal ones; personal objectives are read by their officer and the manager, and by nobody else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from goldenthread.domain.framework.models import Plan, PlanItem, PlanItemRevision, PlanPartner


class NotFoundError(LookupError):
    """There is no such plan or item, or not for this reader: the two are told in the same words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A plan with its term, its owner and who answers for it; names are titles of posts."""

    id: int
    code: str
    title: str
    kind: str
    unit_code: str
    unit_name: str
    starts: date
    ends: date
    status: str
    classification: str
    lead_officer_id: int | None
    lead_officer: str
    chief_officer_id: int | None
    chief_officer: str
    cabinet_member_id: int | None
    cabinet_member: str
    officer: str
    manager: str
    partners: tuple[str, ...]
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """An item as one of its revisions has it; ``number`` is that revision's."""

    id: int
    code: str
    plan_id: int
    plan_code: str
    plan_title: str
    plan_kind: str
    level_code: str
    level_name: str
    parent_id: int | None
    label: str
    title: str
    description: str
    state: str
    starts: date | None
    ends: date | None
    lead_officer_id: int | None
    lead_officer: str
    chief_officer_id: int | None
    chief_officer: str
    cabinet_member_id: int | None
    cabinet_member: str
    partner: str
    order: int
    number: int
    entered_at: datetime
    entered_by: str
    reason: str

    @property
    def name(self) -> str:
        """Return the title with the number it is printed with."""
        return f"{self.label} {self.title}".strip()


def readable(*, reader: Any, public_only: bool, through: str = "") -> Q:
    """Return which plans ``reader`` (a user, or None) may read; ``through`` is the way to the plan, as "plan__"."""
    if public_only:
        return Q(**{f"{through}classification": "public"}) & ~Q(**{f"{through}status": "draft"})
    shared = ~Q(**{f"{through}classification": "personal"})
    if reader is None:
        return shared
    return shared | Q(**{f"{through}officer": reader.pk}) | Q(**{f"{through}manager": reader.pk})


def plans(*, reader: Any = None, public_only: bool = False) -> list[PlanRow]:
    """Return the plans that ``reader`` may read, the newest term first; three queries."""
    return _plans(Plan.objects.filter(readable(reader=reader, public_only=public_only)))


def plan(*, code: str, reader: Any = None, public_only: bool = False) -> PlanRow:
    """Return one plan. Raises :class:`NotFoundError` when there is none, or it is not for this reader."""
    found = _plans(Plan.objects.filter(readable(reader=reader, public_only=public_only), code=code))
    if not found:
        raise NotFoundError(f"There is no plan with the code {code} that you can open.")
    return found[0]


def _plans(found: "QuerySet[Plan]") -> list[PlanRow]:
    wanted = list(
        found.select_related("unit", "lead_officer", "chief_officer", "cabinet_member", "officer", "manager").order_by(
            "-starts", "code"
        )
    )
    ids = [one.pk for one in wanted]
    partners: dict[int, list[str]] = {}
    for key, name in PlanPartner.objects.filter(plan__in=ids).order_by("unit__name").values_list("plan", "unit__name"):
        partners.setdefault(key, []).append(name)
    sizes: dict[int, int] = {}
    for key in PlanItem.objects.filter(plan__in=ids).values_list("plan_id", flat=True):
        sizes[key] = sizes.get(key, 0) + 1
    return [
        PlanRow(
            id=one.pk,
            code=one.code,
            title=one.title,
            kind=one.kind,
            unit_code=one.unit.code if one.unit else "",
            unit_name=one.unit.name if one.unit else "",
            starts=one.starts,
            ends=one.ends,
            status=one.status,
            classification=one.classification,
            lead_officer_id=one.lead_officer_id,
            lead_officer=one.lead_officer.title if one.lead_officer else "",
            chief_officer_id=one.chief_officer_id,
            chief_officer=one.chief_officer.title if one.chief_officer else "",
            cabinet_member_id=one.cabinet_member_id,
            cabinet_member=one.cabinet_member.title if one.cabinet_member else "",
            officer=one.officer.name if one.officer else "",
            manager=one.manager.name if one.manager else "",
            partners=tuple(partners.get(one.pk, ())),
            items=sizes.get(one.pk, 0),
        )
        for one in wanted
    ]


def items(*, plans: Sequence[int], as_at: datetime | None = None) -> list[ItemRow]:
    """Return every item of some plans (ids) as its latest revision has it, or the latest entered by ``as_at``.

    In the order of the plan: order, label, code. One query. The caller has made sure that the plans may be read.
    """
    return _items(_latest(PlanItemRevision.objects.filter(item__plan__in=plans), as_at=as_at))


def item(*, code: str, reader: Any = None, public_only: bool = False, as_at: datetime | None = None) -> ItemRow:
    """Return one item. Raises :class:`NotFoundError` when there is none (by then), or it is not for this reader."""
    allowed = readable(reader=reader, public_only=public_only, through="item__plan__")
    found = _items(_latest(PlanItemRevision.objects.filter(allowed, item__code=code), as_at=as_at))
    if not found:
        raise NotFoundError(f"There is no item with the code {code} that you can open.")
    return found[0]


def items_by_id(
    *, ids: Sequence[int], reader: Any = None, public_only: bool = False, as_at: datetime | None = None
) -> dict[int, ItemRow]:
    """Return some items by id, those left out that ``reader`` may not read; one query."""
    allowed = readable(reader=reader, public_only=public_only, through="item__plan__")
    kept = _latest(PlanItemRevision.objects.filter(allowed, item__in=ids), as_at=as_at)
    return {row.id: row for row in _items(kept)}


def revisions(*, item: int) -> list[ItemRow]:
    """Return every revision of an item (id), the newest first; one query. The caller may read the item."""
    return sorted(_items(PlanItemRevision.objects.filter(item_id=item)), key=lambda row: -row.number)


def _latest(records: "QuerySet[PlanItemRevision]", *, as_at: datetime | None) -> "QuerySet[PlanItemRevision]":
    later = PlanItemRevision.objects.filter(item=OuterRef("item"), number__gt=OuterRef("number"))
    if as_at is not None:
        records, later = records.filter(entered_at__lte=as_at), later.filter(entered_at__lte=as_at)
    return records.filter(~Exists(later))


_FIELDS = {
    "id": "item_id",
    "code": "item__code",
    "plan_id": "item__plan_id",
    "plan_code": "item__plan__code",
    "plan_title": "item__plan__title",
    "plan_kind": "item__plan__kind",
    "level_code": "level__code",
    "level_name": "level__name",
    "parent_id": "parent_id",
    "label": "label",
    "title": "title",
    "description": "description",
    "state": "state",
    "starts": "starts",
    "ends": "ends",
    "lead_officer_id": "lead_officer_id",
    "lead_officer": "lead_officer__title",
    "chief_officer_id": "chief_officer_id",
    "chief_officer": "chief_officer__title",
    "cabinet_member_id": "cabinet_member_id",
    "cabinet_member": "cabinet_member__title",
    "partner": "partner__name",
    "order": "order",
    "number": "number",
    "entered_at": "entered_at",
    "entered_by": "entered_by__name",
    "reason": "reason",
}
_WORDS = ("lead_officer", "chief_officer", "cabinet_member", "partner")


def _items(found: "QuerySet[PlanItemRevision]") -> list[ItemRow]:
    rows = []
    values = found.order_by("order", "label", F("item__code")).values_list(*_FIELDS.values())
    for row in values:
        fields: dict[str, Any] = dict(zip(_FIELDS, row, strict=True))
        for name in _WORDS:
            fields[name] = fields[name] or ""
        rows.append(ItemRow(**fields))
    return rows
