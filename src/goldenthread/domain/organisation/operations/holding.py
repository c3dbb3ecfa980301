"""Who holds a post from when to when: somebody begins, ends, hands over. Nothing that a post answers for is touched."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from goldenthread.domain.audit.operations import record, take_turn
from goldenthread.domain.organisation.models import Post, PostHolding, RoleAssignment, User
from goldenthread.domain.organisation.operations.upserts import Changes
from goldenthread.domain.organisation.rules import Span, clash, day_in_words, said_again, stretch


class HoldingError(ValueError):
    """A sentence: why somebody cannot begin, end or hand over a post as asked."""


@transaction.atomic
def begin_holding(
    *,
    post: str,
    email: str,
    starts: date | None,
    by: Any,
    at: datetime,
    ends: date | None = None,
    deputy: bool = False,
    reason: str = "",
    request_id: str = "",
) -> int:
    """Let somebody hold a post (by code), or be its deputy, from ``starts`` to ``ends``; return the holding's id.

    Raises :class:`HoldingError` for an unknown post or person, an end before its start, a second holder on a day.
    """
    take_turn()
    found, person = _post(post), _person(email)
    made = PostHolding(post=found, user=person, starts=starts, ends=ends, deputy=deputy)
    _check(made)
    made.save()
    record(
        action="deputy begun" if deputy else "post taken up",
        subject=f"post {found.code}",
        by=by,
        at=at,
        reason=reason,
        request_id=request_id,
        data={"after": _as_data(made)},
    )
    return made.pk


@transaction.atomic
def change_holding(
    *, holding: int, starts: date | None, ends: date | None, by: Any, at: datetime, reason: str, request_id: str = ""
) -> None:
    """Set the first and the last day of a holding (by id): it ends, or a wrong date is put right.

    Raises :class:`HoldingError` for one that is not there, an end before its start, a second holder on a day.
    """
    take_turn()
    found = PostHolding.objects.select_related("post", "user").filter(pk=holding).first()
    if found is None:
        raise HoldingError("This entry is no longer there. Open the post again.")
    before = _as_data(found)
    found.starts, found.ends = starts, ends
    if _as_data(found) == before:
        return
    _check(found)
    found.save(update_fields=["starts", "ends"])
    record(
        action="holding changed",
        subject=f"post {found.post.code}",
        by=by,
        at=at,
        reason=reason,
        request_id=request_id,
        data={"before": before, "after": _as_data(found)},
    )


@transaction.atomic
def hand_over(
    *,
    leaver: str,
    last_day: date,
    successors: Mapping[str, str],
    by: Any,
    at: datetime,
    reason: str = "",
    end_roles: bool = True,
    request_id: str = "",
) -> None:
    """End everything that ``leaver`` (an address) holds on ``last_day``; let the successors begin on the day after.

    ``successors`` maps the code of every post the leaver holds to the address of who comes next, or "" for nobody: the
    post is vacant then. A deputy who takes over stops being the deputy. With ``end_roles`` the leaver's roles end on
    the same day. One event says all of it; what names posts (indicators, targets, plans) is not rewritten.

    Raises :class:`HoldingError` when the leaver holds nothing then, a post is left out or strange, a successor is
    unknown or the leaver, or would hold the post beside somebody else.
    """
    take_turn()
    person, next_day = _person(leaver), last_day + timedelta(days=1)
    held = list(_after(last_day).filter(user=person).select_related("post", "user"))
    late = next((one for one in held if one.starts is not None and one.starts > last_day), None)
    if late is not None:
        raise HoldingError(
            f"{person.name} is to begin as {late.post.title} on {day_in_words(late.starts or last_day)}, after the "
            "last day you chose. Choose a later day, or change that entry on the page of the post first."
        )
    if not held:
        raise HoldingError(f"{person.name} holds no post on {day_in_words(last_day)}: there is nothing to hand over.")
    own = {one.post.code for one in held if not one.deputy}
    if own != set(successors):
        odd = sorted(own ^ set(successors))
        raise HoldingError(f"The posts to hand over have changed ({', '.join(odd)}). Start the hand-over again.")
    ended, begun = [], []
    for one in held:
        before = _as_data(one)
        one.ends = last_day
        one.save(update_fields=["ends"])
        ended.append({"before": before, "after": _as_data(one)})
    for code, email in sorted(successors.items()):
        if not email:
            continue
        successor = _person(email)
        if successor.pk == person.pk:
            raise HoldingError(f"{person.name} cannot follow themselves as {_post(code).title}. Choose somebody else.")
        post = _post(code)
        for deputy in _after(last_day).filter(user=successor, post=post, deputy=True).select_related("post", "user"):
            if deputy.starts is None or deputy.starts <= last_day:
                before = _as_data(deputy)
                deputy.ends = last_day
                deputy.save(update_fields=["ends"])
                ended.append({"before": before, "after": _as_data(deputy)})
        following = PostHolding(post=post, user=successor, starts=next_day)
        _check(following)
        following.save()
        begun.append(_as_data(following))
    roles = []
    if end_roles:
        open_roles = RoleAssignment.objects.filter(Q(ends__isnull=True) | Q(ends__gt=last_day), user=person)
        roles = sorted(open_roles.values_list("role", flat=True))
        open_roles.filter(Q(starts__isnull=True) | Q(starts__lte=last_day)).update(ends=last_day)
        open_roles.filter(starts__gt=last_day).delete()
    record(
        action="handed over",
        subject=f"person {person.email}",
        by=by,
        at=at,
        reason=reason,
        request_id=request_id,
        data={
            "last_day": last_day,
            "ended": ended,
            "begun": begun,
            "vacant": sorted(code for code, email in successors.items() if not email),
            "roles_ended": roles,
        },
    )


@transaction.atomic
def save_holders(
    *,
    rows: Sequence[Mapping[str, Any]],
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
    source: Mapping[str, Any] | None = None,
) -> Changes:
    """Store holdings (post, email, starts, ends, deputy), with one event if anything changed.

    A row is the stored one with the same post, person, first day and deputy mark; a stored one whose first day was not
    known takes the first day of the row. Holdings that the rows do not name stay. Raises :class:`HoldingError` for a
    second holder on a day, ``KeyError`` for an unknown code or address.
    """
    take_turn()
    posts = {one.code: one for one in Post.objects.all()}
    people = {one.email.lower(): one for one in User.objects.all()}
    stored = list(PostHolding.objects.select_related("post", "user"))
    made = [
        PostHolding(post=posts[row["post"]], user=people[row["email"].lower()], deputy=row["deputy"]) for row in rows
    ]
    for one, row in zip(made, rows, strict=True):
        one.starts, one.ends = row["starts"], row["ends"]
    new, changed, touched = [], [], []
    for one, place in zip(made, said_again(_spans(made), stored=_spans(stored)), strict=True):
        words = "/".join([one.post.code, one.user.email, str(one.starts or "")])
        if place is None:
            new.append((words, one))
            continue
        found = stored[place]
        before, after = {"starts": found.starts, "ends": found.ends}, {"starts": one.starts, "ends": one.ends}
        if before != after:
            found.starts, found.ends = one.starts, one.ends
            touched.append(found)
            changed.append({"key": words, "before": before, "after": after})
    every = [*stored, *(one for _, one in new)]
    for one in [*touched, *(one for _, one in new)]:
        _check(one, others=[other for other in every if other is not one and other.post_id == one.post_id])
    # Who leaves makes room for who comes: the database never sees two open holders.
    PostHolding.objects.bulk_update([one for one in touched if one.ends is not None], ["starts", "ends"])
    PostHolding.objects.bulk_update([one for one in touched if one.ends is None], ["starts", "ends"])
    PostHolding.objects.bulk_create([one for _, one in new])
    changes = Changes(
        new=tuple(words for words, _ in new), changed=tuple(changed), unchanged=len(rows) - len(new) - len(changed)
    )
    if changes.any:
        record(
            action="holders stored",
            subject="holders",
            by=by,
            at=at,
            reason=reason,
            request_id=request_id,
            data={**(source or {}), **changes.as_data()},
        )
    return changes


def _spans(rows: Sequence[PostHolding]) -> list[Span]:
    return [_span(one) for one in rows]


def _after(day: date) -> Any:
    """Everything that is held on ``day`` or later."""
    return PostHolding.objects.filter(Q(ends__isnull=True) | Q(ends__gt=day))


def _span(one: PostHolding) -> Span:
    return Span(post=str(one.post_id), person=str(one.user_id), starts=one.starts, ends=one.ends, deputy=one.deputy)


def _check(one: PostHolding, *, others: Sequence[PostHolding] | None = None) -> None:
    if one.starts is not None and one.ends is not None and one.ends < one.starts:
        raise HoldingError(
            f"{one.user.name} would end as {one.post.title} on {day_in_words(one.ends)}, before beginning on "
            f"{day_in_words(one.starts)}. Correct one of the two days."
        )
    if others is None:
        others = list(PostHolding.objects.filter(post_id=one.post_id).exclude(pk=one.pk).select_related("user"))
    other = clash(_span(one), others=[_span(other) for other in others])
    if other is None:
        return
    name = next(row.user.name for row in others if str(row.user_id) == other.person)
    if other.person == str(one.user_id):
        raise HoldingError(
            f"{name} is entered for {one.post.title} {stretch(other)} already. Change that entry, or choose other days."
        )
    raise HoldingError(
        f"{name} holds the post {one.post.title} {stretch(other)}, and a post has one holder at a time. "
        "End that first, choose other days, or enter a deputy."
    )


def _as_data(one: PostHolding) -> dict[str, Any]:
    return {
        "post": one.post.code,
        "person": one.user.email,
        "starts": one.starts,
        "ends": one.ends,
        "deputy": one.deputy,
    }


def _post(code: str) -> Post:
    found = Post.objects.filter(code=code).first()
    if found is None:
        raise HoldingError(f"There is no post with the code {code}.")
    return found


def _person(email: str) -> User:
    found = User.objects.filter(email__iexact=email.strip()).first()
    if found is None:
        raise HoldingError(f"There is nobody with the address {email}. Add the person first.")
    return found
