"""What posts answer for: one list from every subject that names posts. Another subject adds its reader to SOURCES."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse

from goldenthread.domain.indicators.queries.answering import SLOTS, answering


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Something a post answers for: what kind of thing, its name, in which of the three places, where to see it."""

    post_id: int
    kind: str
    name: str
    slot: str
    url: str


Source = Callable[[date, Collection[int] | None], list[Answer]]
"""Given a day and posts (by id; None is all), what they answer for. A fixed number of queries."""


def indicators(on: date, posts: Collection[int] | None) -> list[Answer]:
    """Return the indicators measured on a day that posts answer for."""
    address = reverse("workspace:indicator", args=["REFERENCE"])
    return [
        Answer(
            post_id=one.post_id,
            kind="Indicator",
            name=f"{one.reference} {one.name}",
            slot=SLOTS[one.slot],
            url=address.replace("REFERENCE", one.reference),
        )
        for one in answering(on=on, posts=posts)
    ]


SOURCES: Final[tuple[Source, ...]] = (indicators,)


def answers(*, on: date, posts: Collection[int] | None = None) -> dict[int, list[Answer]]:
    """Return everything that posts (by id; all unless given) answer for on a day, by post."""
    found: dict[int, list[Answer]] = {}
    for source in SOURCES:
        for one in source(on, posts):
            found.setdefault(one.post_id, []).append(one)
    return found
