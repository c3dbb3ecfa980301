"""Who answers for indicators: the three posts of each, and the gaps."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from goldenthread.domain.indicators.models import Indicator
from goldenthread.domain.organisation.rules import SLOTS, missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """An indicator, its unit, and the post (a code) that answers for it as ``slot``."""

    reference: str
    name: str
    unit_id: int
    slot: str
    post: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """An indicator and the slots in which nobody is named."""

    reference: str
    name: str
    unit_id: int
    missing: tuple[str, ...]


def answering(*, on: date, posts: Collection[str] | None = None) -> list[Answering]:
    """Return what posts (by code; all unless given) answer for among the indicators measured on a day. One query."""
    named = _measured(on)
    if posts is not None:
        codes = list(posts)
        named = named.filter(
            Q(lead_officer__code__in=codes) | Q(chief_officer__code__in=codes) | Q(cabinet_member__code__in=codes)
        )
    return [
        Answering(reference=row[0], name=row[1], unit_id=row[2], slot=slot, post=post)
        for row in named.values_list("reference", "name", "unit_id", *(f"{slot}__code" for slot in SLOTS))
        for slot, post in zip(SLOTS, row[3:], strict=True)
        if post is not None and (posts is None or post in posts)
    ]


def gaps(*, on: date, partners: Collection[int] = ()) -> list[Gap]:
    """Return the indicators measured on a day with a slot in which nobody is named. One query.

    Those of ``partners`` (ids of units) are led by the partner.
    """
    found = []
    for row in _measured(on).values_list("reference", "name", "unit_id", *(f"{slot}_id" for slot in SLOTS)):
        lacking = missing(dict(zip(SLOTS, row[3:], strict=True)), partner_leads=row[2] in partners)
        if lacking:
            found.append(Gap(reference=row[0], name=row[1], unit_id=row[2], missing=lacking))
    return found


def measured(*, on: date) -> int:
    """Return how many indicators are measured on a day."""
    return _measured(on).count()


def _measured(on: date) -> "QuerySet[Indicator]":
    return Indicator.objects.filter(
        Q(starts__isnull=True) | Q(starts__lte=on), Q(ends__isnull=True) | Q(ends__gte=on)
    ).order_by("order", "reference")
