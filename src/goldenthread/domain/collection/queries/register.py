"""Which returns there are, what was asked about their figures, and which periods are locked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from goldenthread.domain.collection.models import FigureQuestion, Lock, Return


class ReturnNotFoundError(LookupError):
    """There is no such return, or not for this reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRow:
    """A return: everything that one post owes for one reporting period."""

    id: int
    period_code: str
    period_label: str
    post_id: int
    post_code: str
    post_title: str
    unit_id: int | None
    opened_at: datetime

    @property
    def subject(self) -> str:
        """What approvals call it."""
        return f"return {self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRow:
    """One thing said about a figure: asked, answered or closed."""

    expected_id: int
    number: int
    kind: str
    text: str
    said_at: datetime
    said_by: str


def returns(
    *, period: str | None = None, posts: Iterable[int] | None = None, ids: Iterable[int] | None = None
) -> list[ReturnRow]:
    """Return the returns of a period (a code) and of posts (ids), all unless given, newest period first; one query."""
    kept = Return.objects.select_related("period", "post")
    if period is not None:
        kept = kept.filter(period__code=period)
    if posts is not None:
        kept = kept.filter(post_id__in=list(posts))
    if ids is not None:
        kept = kept.filter(pk__in=list(ids))
    return [
        ReturnRow(
            id=one.pk,
            period_code=one.period.code,
            period_label=one.period.label,
            post_id=one.post_id,
            post_code=one.post.code,
            post_title=one.post.title,
            unit_id=one.post.unit_id,
            opened_at=one.opened_at,
        )
        for one in kept.order_by("-period__end", "post__title")
    ]


def return_row(*, period: str, post: str) -> ReturnRow:
    """Return what ``post`` (a code) owes for ``period`` (a code). Raises :class:`ReturnNotFoundError`."""
    found = [row for row in returns(period=period) if row.post_code == post]
    if not found:
        raise ReturnNotFoundError(f"Nothing is owed by {post} for {period}.")
    return found[0]


def questions_of(*, expected: Iterable[int]) -> dict[int, list[AskedRow]]:
    """Return everything said about each of these figures (ids of what is owed), in order; one query."""
    rows: dict[int, list[AskedRow]] = {}
    kept = FigureQuestion.objects.filter(expected_id__in=list(expected)).select_related("said_by")
    for one in kept.order_by("expected_id", "number"):
        rows.setdefault(one.expected_id, []).append(
            AskedRow(
                expected_id=one.expected_id,
                number=one.number,
                kind=one.kind,
                text=one.text,
                said_at=one.said_at,
                said_by=one.said_by.name,
            )
        )
    return rows


def locked_periods() -> dict[str, datetime]:
    """Return the reporting periods (by code) whose figures are locked, and since when; one query."""
    return dict(Lock.objects.values_list("period__code", "locked_at"))
