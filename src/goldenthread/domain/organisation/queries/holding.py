"""Posts, and who holds them on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from goldenthread.domain.organisation.models import Post, PostHolding
from goldenthread.domain.organisation.rules import day_in_words


class VacantPostError(LookupError):
    """A sentence: nobody holds a post, or is its deputy, on the day on which somebody must."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """A post; ``unit_id`` is None for a post outside the tree, ``portfolio`` the name of a Cabinet member's."""

    id: int
    code: str
    title: str
    kind: str
    unit_id: int | None
    portfolio: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderRow:
    """Somebody who holds a post or is its deputy, between two days, both included; None is open."""

    id: int
    post_id: int
    post_code: str
    post_title: str
    user_id: int
    name: str
    email: str
    starts: date | None
    ends: date | None
    deputy: bool


def posts() -> list[PostRow]:
    """Return every post by title."""
    return [_post(one) for one in Post.objects.order_by("title", "code")]


def post_row(*, code: str) -> PostRow | None:
    """Return the post with this code, or None."""
    found = Post.objects.filter(code=code).first()
    return _post(found) if found else None


def holders_on(on: date) -> dict[int, HolderRow]:
    """Return who holds each post on a day, by the post's id; vacant posts are not in it. One query."""
    return {row.post_id: row for row in _rows(_on(on).filter(deputy=False))}


def holder(post: int, *, on: date) -> HolderRow | None:
    """Return who holds a post (by id) on a day, or None: it is vacant."""
    found = _rows(_on(on).filter(deputy=False, post_id=post))
    return found[0] if found else None


def deputies(post: int, *, on: date) -> list[HolderRow]:
    """Return the deputies of a post (by id) on a day, the longest serving first."""
    return _rows(_on(on).filter(deputy=True, post_id=post))


def acting(post: int, *, on: date) -> HolderRow:
    """Return who answers for a post (by id) on a day: its holder, or else its longest serving deputy.

    Raises :class:`VacantPostError` when there is neither.
    """
    found = holder(post, on=on) or next(iter(deputies(post, on=on)), None)
    if found is None:
        title = Post.objects.values_list("title", flat=True).get(pk=post)
        raise VacantPostError(
            f"Nobody holds the post {title} on {day_in_words(on)}, and it has no deputy then. "
            "Say who holds it under Organisation, or choose another post or another day."
        )
    return found


def holdings(*, post: int | None = None) -> list[HolderRow]:
    """Return everybody who ever held a post (by id; all posts unless given), the earliest first."""
    rows = PostHolding.objects.all() if post is None else PostHolding.objects.filter(post_id=post)
    return _rows(rows)


def vacant_posts(*, on: date) -> list[PostRow]:
    """Return the posts without a holder on a day, by title. A deputy does not fill a post. Two queries."""
    held = holders_on(on)
    return [post for post in posts() if post.id not in held]


def posts_of(user: Any, *, on: date, as_deputy: bool = False) -> list[PostRow]:
    """Return the posts that somebody holds on a day, by title; with ``as_deputy`` those they are a deputy of.

    A visitor holds none.
    """
    mine = _on(on).filter(user_id=user.pk, deputy=as_deputy).select_related("post").order_by("post__title")
    return [_post(one.post) for one in mine]


def _on(day: date) -> "QuerySet[PostHolding]":
    return PostHolding.objects.filter(
        Q(starts__isnull=True) | Q(starts__lte=day), Q(ends__isnull=True) | Q(ends__gte=day)
    )


def _rows(found: "QuerySet[PostHolding]") -> list[HolderRow]:
    return [
        HolderRow(
            id=one.pk,
            post_id=one.post_id,
            post_code=one.post.code,
            post_title=one.post.title,
            user_id=one.user_id,
            name=one.user.name,
            email=one.user.email,
            starts=one.starts,
            ends=one.ends,
            deputy=one.deputy,
        )
        for one in found.select_related("post", "user")
    ]


def _post(post: Post) -> PostRow:
    return PostRow(
        id=post.pk, code=post.code, title=post.title, kind=post.kind, unit_id=post.unit_id, portfolio=post.portfolio
    )
