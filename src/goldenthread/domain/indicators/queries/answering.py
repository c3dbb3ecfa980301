"""Who answers for indicators: the three posts of each, and the gaps."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from goldenthread.domain.indicators.models import Indicator

SLOTS: Final = {"lead_officer": "Lead officer", "chief_officer": "Chief officer", "cabinet_member": "Cabinet member"}
"""The three who answer for an indicator, by the field that names the post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """An indicator, its unit, and the post (by id) that answers for it as ``slot``."""

    reference: str
    name: str
    unit_id: int
    slot: str
    post_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """An indicator and the slots in which nobody is named."""

    reference: str
    name: str
    unit_id: int
    missing: tuple[str, ...]


def answering(*, on: date, posts: Collection[int] | None = None) -> list[Answering]:
    """Return what posts (by id; all unless given) answer for among the indicators measured on a day. One query."""
    named = _measured(on)
    if posts is not None:
        ids = list(posts)
        named = named.filter(Q(lead_officer__in=ids) | Q(chief_officer__in=ids) | Q(cabinet_member__in=ids))
    return [
        Answering(reference=row[0], name=row[1], unit_id=row[2], slot=slot, post_id=post)
        for row in named.values_list("reference", "name", "unit_id", *(f"{slot}_id" for slot in SLOTS))
        for slot, post in zip(SLOTS, row[3:], strict=True)
        if post is not None and (posts is None or post in posts)
    ]


def gaps(*, on: date, partners: Collection[int] = ()) -> list[Gap]:
    """Return the indicators measured on a day with a slot in which nobody is named. One query.

    Indicators of ``partners`` (ids of units) need the partner's lead only: its chief and the council's member are
    not theirs to name.
    """
    found = []
    for row in _measured(on).values_list("reference", "name", "unit_id", *(f"{slot}_id" for slot in SLOTS)):
        needed = tuple(SLOTS)[:1] if row[2] in partners else tuple(SLOTS)
        missing = tuple(slot for slot, post in zip(SLOTS, row[3:], strict=True) if post is None and slot in needed)
        if missing:
            found.append(Gap(reference=row[0], name=row[1], unit_id=row[2], missing=missing))
    return found


def measured(*, on: date) -> int:
    """Return how many indicators are measured on a day."""
    return _measured(on).count()


def _measured(on: date) -> "QuerySet[Indicator]":
    return Indicator.objects.filter(
        Q(starts__isnull=True) | Q(starts__lte=on), Q(ends__isnull=True) | Q(ends__gte=on)
    ).order_by("order", "reference")
