"""Plans and items as they stand, or as they stood at any moment."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from goldenthread.domain.delivery.queries import slipped
from goldenthread.domain.delivery.rules.rows import Slippage, WorkRow
from goldenthread.domain.framework.models import (
    Plan,
    PlanItem,
    PlanItemRevision,
    PlanLevel,
    PlanPartner,
    RelatedItem,
    ThreadLink,
)
from goldenthread.domain.framework.permissions import readable
from goldenthread.domain.framework.queries.attached import factors, measures, money, work_of
from goldenthread.domain.framework.queries.fates import successions
from goldenthread.domain.framework.rules.rows import (
    FactorRow,
    ItemRow,
    LevelRow,
    LinkRow,
    MeasureRow,
    MoneyRow,
    PlanRow,
    RelatedRow,
    RevisionRow,
    SuccessionRow,
)

_POSTS = ("lead_officer", "chief_officer", "cabinet_member")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """Everything about one item. ``above`` and ``below`` are the items of other plans it serves and that serve it."""

    item: ItemRow
    inside: tuple[ItemRow, ...]
    above: tuple[ItemRow, ...]
    below: tuple[ItemRow, ...]
    parent: ItemRow | None
    factors: tuple[FactorRow, ...]
    measures: tuple[MeasureRow, ...]
    money: tuple[MoneyRow, ...]
    work: tuple[WorkRow, ...]
    slippage: Slippage
    related: tuple[RelatedRow, ...]
    came_from: tuple[SuccessionRow, ...]
    became: tuple[SuccessionRow, ...]
    links: tuple[LinkRow, ...]


def levels() -> list[LevelRow]:
    """Return what every kind of plan calls its levels, from the top down."""
    rows = PlanLevel.objects.values_list("kind", "code", "name", "plural", "order")
    return [LevelRow(kind=row[0], code=row[1], name=row[2], plural=row[3], order=row[4]) for row in rows]


def plans(
    *,
    for_user: Any,
    public_only: bool = False,
    kinds: Collection[str] | None = None,
    on: date | None = None,
    codes: Collection[str] | None = None,
) -> list[PlanRow]:
    """Return the plans that ``for_user`` may read (None: the program), by start and code, in two queries.

    ``on`` keeps to those whose term holds that day.
    """
    found = Plan.objects.filter(readable(reader=for_user, public_only=public_only))
    if kinds is not None:
        found = found.filter(kind__in=list(kinds))
    if codes is not None:
        found = found.filter(code__in=list(codes))
    if on is not None:
        found = found.filter(starts__lte=on, ends__gte=on)
    partners: dict[int, list[tuple[str, str]]] = {}
    signed = PlanPartner.objects.filter(plan__in=found.order_by().values("pk"))
    for plan_id, code, name in signed.order_by("unit__code").values_list("plan_id", "unit__code", "unit__name"):
        partners.setdefault(plan_id, []).append((code, name))
    plain = ["pk", "code", "title", "kind", "starts", "ends", "status", "classification"]
    names = [*plain, "unit__code", "unit__name", "officer__email", "manager__email"]
    names += [f"{post}__{part}" for post in _POSTS for part in ("code", "title")]
    return [
        PlanRow(
            id=row["pk"],
            **{name: row[name] for name in plain[1:]},
            unit=(row["unit__code"], row["unit__name"]) if row["unit__code"] else None,
            officer=row["officer__email"] or "",
            manager=row["manager__email"] or "",
            lead_officer=_post(row, "lead_officer"),
            chief_officer=_post(row, "chief_officer"),
            cabinet_member=_post(row, "cabinet_member"),
            partners=tuple(partners.get(row["pk"], ())),
        )
        for row in found.order_by("starts", "code").values(*names)
    ]


def _post(row: dict[str, Any], post: str) -> tuple[str, str] | None:
    return (row[f"{post}__code"], row[f"{post}__title"]) if row[f"{post}__code"] else None


def plan(*, code: str, for_user: Any, public_only: bool = False) -> PlanRow | None:
    """Return one plan, or None where there is none that ``for_user`` may read."""
    found = plans(for_user=for_user, public_only=public_only, codes=[code])
    return found[0] if found else None


# Every column costs: these are read for each of thousands of items.
_NAMES = (
    *("item_id", "item__code", "item__plan_id", "level_id", "parent__code", "label", "title", "description", "state"),
    *("starts", "ends", "order", "number", "reason", "partner__code", "partner__name"),
    *(f"{post}__{part}" for post in _POSTS for part in ("code", "title")),
)


def items(
    *,
    for_user: Any,
    public_only: bool = False,
    plan: str | None = None,
    kind: str | None = None,
    codes: Collection[str] | None = None,
    as_at: datetime | None = None,
    words: str = "",
) -> list[ItemRow]:
    """Return items that ``for_user`` may read, of one plan or kind, with these codes, or holding these words.

    ``as_at`` asks for what was known then. By plan, order, label and code; in three queries.
    """
    found = _known(for_user=for_user, public_only=public_only, as_at=as_at)
    if plan is not None:
        found = found.filter(item__plan__code=plan)
    if kind is not None:
        found = found.filter(item__plan__kind=kind)
    if codes is not None:
        found = found.filter(item__code__in=list(codes))
    if words:
        found = found.filter(Q(title__icontains=words) | Q(description__icontains=words) | Q(item__code__iexact=words))
    return _items(found.order_by(*_IN_PLAN))


def items_in_force(
    *, on: date, root: str | None, plan: str | None, for_user: Any, public_only: bool, as_at: datetime | None
) -> list[ItemRow]:
    """Return what :func:`items` does of the plans whose term holds on a day, and of the plan of ``root`` or ``plan``.

    ``root`` and ``plan`` are codes or None; in three queries.
    """
    wanted = Q(item__plan__starts__lte=on, item__plan__ends__gte=on)
    if root is not None:
        wanted |= Q(item__plan__in=PlanItem.objects.filter(code=root).order_by().values("plan"))
    if plan is not None:
        wanted |= Q(item__plan__code=plan)
    found = _known(for_user=for_user, public_only=public_only, as_at=as_at)
    return _items(found.filter(wanted).order_by(*_IN_PLAN))


_IN_PLAN = ("item__plan__code", "order", "label", "item__code")


def _known(*, for_user: Any, public_only: bool, as_at: datetime | None) -> QuerySet[PlanItemRevision]:
    """The latest revision of every item that may be read, or the latest that was known at a moment."""
    found = PlanItemRevision.objects.filter(readable(reader=for_user, public_only=public_only, path="item__plan__"))
    later = PlanItemRevision.objects.filter(item=OuterRef("item"), number__gt=OuterRef("number"))
    if as_at is not None:
        found, later = found.filter(entered_at__lte=as_at), later.filter(entered_at__lte=as_at)
    return found.filter(~Exists(later))


def _items(found: QuerySet[PlanItemRevision]) -> list[ItemRow]:
    """Return these revisions as rows. Plans and levels are few and items are many: they are read once, not joined."""
    levels = {row[0]: row[1:] for row in PlanLevel.objects.order_by().values_list("pk", "code", "name")}
    named = ("pk", "code", "title", "kind", "starts", "ends")
    plans = {row[0]: row[1:] for row in Plan.objects.order_by().values_list(*named)}
    return [_item(row, plans[row[2]], levels[row[3]]) for row in found.values_list(*_NAMES)]


def _item(row: tuple[Any, ...], plan: tuple[Any, ...], level: tuple[Any, ...]) -> ItemRow:
    """Return what ``_NAMES`` of a revision say as a row, in the order of its fields: by name it would take longer."""
    posts = (row[16] and row[16:18], row[18] and row[18:20], row[20] and row[20:])
    partner = row[14] and row[14:16]
    return ItemRow._make((*row[:2], *plan, *level, row[4] or "", *row[5:12], *posts, partner, *row[12:14]))


def history(*, code: str, for_user: Any) -> list[RevisionRow]:
    """Return every revision of an item, first to last; none where ``for_user`` may not read it."""
    found = PlanItemRevision.objects.filter(readable(reader=for_user, path="item__plan__"), item__code=code)
    ordered = found.order_by("number")
    written = ordered.values_list("entered_at", "entered_by__name")
    return [
        RevisionRow(item=one, entered_at=entered_at, entered_by=name)
        for one, (entered_at, name) in zip(_items(ordered), written, strict=True)
    ]


def links(*, for_user: Any, public_only: bool = False, codes: Collection[str] | None = None) -> list[LinkRow]:
    """Return the links both of whose ends ``for_user`` may read, from or to these codes; in one query."""
    found = ThreadLink.objects.filter(
        readable(reader=for_user, public_only=public_only, path="child__plan__"),
        readable(reader=for_user, public_only=public_only, path="parent__plan__"),
    )
    if codes is not None:
        wanted = list(codes)
        found = found.filter(Q(child__code__in=wanted) | Q(parent__code__in=wanted))
    rows = found.order_by("child__code", "parent__code", "starts")
    return [
        LinkRow(child=child, parent=parent, starts=starts, ends=ends)
        for child, parent, starts, ends in rows.values_list("child__code", "parent__code", "starts", "ends")
    ]


def related(*, code: str, for_user: Any, public_only: bool = False) -> list[tuple[str, str]]:
    """Return (code, note) of the items to see together with ``code``, either way round, that may be read."""
    allowed = {"reader": for_user, "public_only": public_only}
    found = RelatedItem.objects.filter(
        readable(**allowed, path="item__plan__"), readable(**allowed, path="other__plan__")
    )
    rows = found.filter(Q(item__code=code) | Q(other__code=code)).values_list("item__code", "other__code", "note")
    return sorted((other if mine == code else mine, note) for mine, other, note in rows)


def item(
    *, code: str, for_user: Any, on: date, public_only: bool = False, as_at: datetime | None = None
) -> ItemPage | None:
    """Return everything about one item on the day ``on``, in a fixed number of queries; None where it cannot be read.

    ``as_at`` asks for the words known then.
    """
    allowed: dict[str, Any] = {"for_user": for_user, "public_only": public_only}
    found = items(**allowed, codes=[code], as_at=as_at)
    if not found:
        return None
    mine = found[0]
    tied = links(**allowed, codes=[code])
    seen = related(code=code, **allowed)
    live = [link for link in tied if link.starts <= on and (link.ends is None or link.ends >= on)]
    wanted = {link.parent for link in live} | {link.child for link in live} | {other for other, _ in seen}
    others = {row.code: row for row in items(**allowed, codes=sorted(wanted), as_at=as_at)}
    siblings = items(**allowed, plan=mine.plan, as_at=as_at)
    fates = successions(for_user=for_user, public_only=public_only, codes=[code])
    work = tuple(row for _, row in work_of(items=[mine.id], on=on, as_at=as_at))
    return ItemPage(
        item=mine,
        inside=tuple(row for row in siblings if row.parent == code),
        parent=next((row for row in siblings if row.code == mine.parent), None),
        above=tuple(others[link.parent] for link in live if link.child == code and link.parent in others),
        below=tuple(others[link.child] for link in live if link.parent == code and link.child in others),
        factors=tuple(factors(**allowed, items=[code], as_at=as_at)),
        measures=tuple(measures(**allowed, items=[code], as_at=as_at)),
        money=tuple(money(**allowed, items=[code], as_at=as_at)),
        work=work,
        slippage=slipped(work, on=on),
        related=tuple(
            RelatedRow(code=other, title=others[other].title, note=note) for other, note in seen if other in others
        ),
        came_from=tuple(fate for fate in fates if fate.new == code),
        became=tuple(fate for fate in fates if fate.old == code),
        links=tuple(tied),
    )
