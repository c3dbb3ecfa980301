"""What posts answer for, and where nobody does: one list from every subject that names the three."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from django.urls import reverse

from goldenthread.domain.framework import queries as framework
from goldenthread.domain.indicators.queries.answering import answering
from goldenthread.domain.indicators.queries.answering import gaps as indicator_gaps
from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.organisation.rules import SLOTS, missing

_NOT_COUNTED = ("personal_objectives", "vision")
"""Kinds of plan whose items are nobody's portfolio: one is private, the other the whole council's."""
_OVER = ("complete", "dropped")
_WORK_WORDS = {"milestone": "Milestone", "action": "Action"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The day, and who asks: nobody is shown what they may not read."""

    on: date
    reader: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Something a post (a code) answers for: its kind, its name, in which of the three places, where to see it."""

    post: str
    kind: str
    name: str
    slot: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something for which one of the three is not named; ``missing`` says who."""

    kind: str
    code: str
    name: str
    part: str
    missing: tuple[str, ...]
    url: str


class _Three(Protocol):
    @property
    def lead_officer(self) -> tuple[str, str] | None: ...
    @property
    def chief_officer(self) -> tuple[str, str] | None: ...
    @property
    def cabinet_member(self) -> tuple[str, str] | None: ...


def _answers(kind: str, name: str, named: _Three, *, url: str) -> list[Answer]:
    posts = {slot: getattr(named, slot) for slot in SLOTS}
    return [
        Answer(post=post[0], kind=kind, name=name, slot=SLOTS[slot], url=url) for slot, post in posts.items() if post
    ]


def _indicators(asked: Asked) -> list[Answer]:
    address = reverse("workspace:indicator", args=["REFERENCE"])
    return [
        Answer(
            post=one.post,
            kind="Indicator",
            name=f"{one.reference} {one.name}",
            slot=SLOTS[one.slot],
            url=address.replace("REFERENCE", one.reference),
        )
        for one in answering(on=asked.on)
    ]


def _plan_items(asked: Asked) -> list[Any]:
    current = {
        plan.code for plan in framework.plans(for_user=asked.reader, on=asked.on) if plan.kind not in _NOT_COUNTED
    }
    return [row for row in framework.items(for_user=asked.reader) if row.plan in current and row.state == "active"]


def _plans(asked: Asked) -> list[Answer]:
    items = _plan_items(asked)
    found = [
        answer
        for row in items
        for answer in _answers(
            row.level_name, f"{row.label} {row.title}".strip(), row, url=reverse("workspace:priority", args=[row.code])
        )
    ]
    work = {row.id: row for _, row in framework.work_of(items=[row.id for row in items], on=asked.on)}
    return found + [
        answer
        for row in work.values()
        if row.state not in _OVER
        for answer in _answers(
            _WORK_WORDS.get(row.kind, row.kind), row.title, row, url=reverse("workspace:work_item", args=[row.code])
        )
    ]


SOURCES: Final[tuple[Callable[[Asked], list[Answer]], ...]] = (_indicators, _plans)
"""Each returns what every post answers for on the day, in a fixed number of queries."""


def answers(*, on: date, reader: Any) -> dict[str, list[Answer]]:
    """Return everything that posts answer for on a day, by the post's code, as far as ``reader`` may see it."""
    found: dict[str, list[Answer]] = {}
    for source in SOURCES:
        for one in source(Asked(on=on, reader=reader)):
            found.setdefault(one.post, []).append(one)
    return found


def counted(found: Iterable[Answer]) -> int:
    """Return how many things are answered for: one that names a post twice counts once."""
    return len({(one.kind, one.name) for one in found})


def _indicators_without(asked: Asked) -> list[Gap]:
    units = organisation.units(on=asked.on)
    partners = [unit.id for unit in units.values() if unit.kind == "partner"]
    address = reverse("workspace:indicator", args=["REFERENCE"])
    return [
        Gap(
            kind="Indicator",
            code=one.reference,
            name=one.name,
            part=units[one.unit_id].name,
            missing=one.missing,
            url=address.replace("REFERENCE", one.reference),
        )
        for one in indicator_gaps(on=asked.on, partners=partners)
    ]


def _plans_without(asked: Asked) -> list[Gap]:
    items = _plan_items(asked)
    above: Collection[tuple[str, str]] = {(row.plan, row.parent) for row in items}
    lowest = [row for row in items if (row.plan, row.code) not in above]
    found = [
        Gap(
            kind=row.level_name,
            code=row.code,
            name=row.title,
            part=row.plan_title,
            missing=lacking,
            url=reverse("workspace:priority", args=[row.code]),
        )
        for row in lowest
        if (lacking := missing({slot: getattr(row, slot) for slot in SLOTS}, partner_leads=row.partner is not None))
    ]
    of_plan = {row.id: row for row in items}
    work = {row.id: (of_plan[item], row) for item, row in framework.work_of(items=list(of_plan), on=asked.on)}
    return found + [
        Gap(
            kind=_WORK_WORDS.get(row.kind, row.kind),
            code=row.code,
            name=row.title,
            part=item.plan_title,
            missing=lacking,
            url=reverse("workspace:work_item", args=[row.code]),
        )
        for item, row in work.values()
        if row.state not in _OVER
        and (lacking := missing({slot: getattr(row, slot) for slot in SLOTS}, partner_leads=item.partner is not None))
    ]


GAPS: Final[tuple[Callable[[Asked], list[Gap]], ...]] = (_indicators_without, _plans_without)


def gaps(*, on: date, reader: Any) -> list[Gap]:
    """Return everything for which one of the three is not named on a day, as far as ``reader`` may see it."""
    asked = Asked(on=on, reader=reader)
    return [one for source in GAPS for one in source(asked)]
