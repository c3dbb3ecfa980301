"""What hangs on an item as its page shows it: measures with their check, money, items elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from goldenthread.design import words
from goldenthread.design.plans import MEASURE_WORDS
from goldenthread.design.spread import spread_html, standing_html
from goldenthread.domain.framework.queries.thread import Ratings
from goldenthread.domain.framework.rules.robust import POINTS, Check
from goldenthread.domain.framework.rules.rows import ItemRow, MeasureRow, MoneyRow, Thread
from goldenthread.entrypoints.workspace.framework.nodes import counts_of, named


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLine:
    """A measure: of which kind, what it is, how it stands, and whether it is robust and collectable."""

    kind: str
    name: str
    url: str
    detail: str
    rating: SafeString
    reason: str
    sound: bool
    failing: list[str]


def measure_lines(measures: Sequence[MeasureRow], checks: Sequence[Check], known: Ratings) -> list[MeasureLine]:
    """Return the measures in order, each with the points of the check that it fails."""
    by_position = {check.position: check for check in checks}
    lines = []
    for one in measures:
        check = by_position.get(one.position)
        rating, reason = known.get(one.indicator, ("no_data", ""))
        lines.append(
            MeasureLine(
                kind=MEASURE_WORDS[one.kind],
                name=one.indicator_name or one.text,
                url=reverse("workspace:indicator", args=[one.indicator]) if one.indicator else "",
                detail=_detail(one),
                rating=standing_html(rating) if one.indicator else mark_safe(""),
                reason=reason if one.indicator else "",
                sound=check is not None and not check.failing,
                failing=[f"Not so: {POINTS[point]}" for point in check.failing] if check else [],
            )
        )
    return lines


def _detail(one: MeasureRow) -> str:
    parts = [f"Source: {one.source}"] if one.source else []
    if one.on:
        parts.append(words.day(one.on))
    if one.due_on and not one.done_on:
        parts.append(f"due {words.day(one.due_on)}")
    if one.done_on:
        parts.append(f"done {words.day(one.done_on)}: {one.finding}")
    if one.indicator and one.text:
        parts.insert(0, one.text)
    return " · ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLine:
    """A sum in pounds for a period."""

    amount: str
    period: str
    purpose: str
    ring_fenced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyShown:
    """The sums, and what they come to for each period."""

    lines: list[MoneyLine]
    totals: list[tuple[str, str]]


def pounds(amount: Decimal) -> str:
    """Return a sum exactly: "£1,250.50", whole pounds without pence."""
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"


def money_lines(money: Sequence[MoneyRow]) -> MoneyShown:
    """Return the money of an item, and its total for each period where that adds anything."""
    totals: dict[str, Decimal] = {}
    for one in money:
        totals[one.period_label] = totals.get(one.period_label, Decimal()) + one.amount
    return MoneyShown(
        lines=[
            MoneyLine(
                amount=pounds(one.amount),
                period=one.period_label,
                purpose=one.purpose or "No purpose is written down",
                ring_fenced=one.ring_fenced,
            )
            for one in money
        ],
        totals=[(label, pounds(total)) for label, total in totals.items()] if len(money) > 1 else [],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLink:
    """Another item: its name, where it stands, where it leads; how it stands where that is known."""

    name: str
    url: str
    level: str
    rating: SafeString
    spread: SafeString


def item_links(items: Sequence[ItemRow]) -> list[ItemLink]:
    """Return items of other plans."""
    return [
        ItemLink(
            name=named(one),
            url=reverse("workspace:priority", args=[one.code]),
            level=f"{one.level_name}, {one.plan_title}",
            rating=mark_safe(""),
            spread=mark_safe(""),
        )
        for one in items
    ]


def part_links(items: Sequence[ItemRow], found: Thread) -> list[ItemLink]:
    """Return the parts of an item within its plan, with how each stands."""
    return [
        ItemLink(
            name=named(one),
            url=reverse("workspace:priority", args=[one.code]),
            level=one.level_name,
            rating=standing_html(found.nodes[one.code].spread.rating),
            spread=spread_html(counts_of(found.nodes[one.code].spread)),
        )
        for one in items
        if one.code in found.nodes
    ]
