"""Who may read a plan: personal objectives only their officer and their manager, whatever role anybody else holds."""

from typing import Any

from django.db.models import Q


def readable(*, reader: Any, public_only: bool = False, path: str = "") -> Q:
    """Return the condition on plans (or on what hangs on them by ``path``, such as "plan__") that ``reader`` may read.

    ``reader`` is the person who asks, or None for the program itself, which never reads personal objectives either.
    ``public_only`` keeps to public plans that are no longer drafts.
    """
    if public_only:
        return Q(**{f"{path}classification": "public"}) & ~Q(**{f"{path}status": "draft"})
    open_to_all = ~Q(**{f"{path}classification": "personal"})
    key = getattr(reader, "pk", None)
    if key is None or not reader.is_active:
        return open_to_all
    return open_to_all | Q(**{f"{path}officer_id": key}) | Q(**{f"{path}manager_id": key})


def may_edit(user: Any, one: Answered, *, on: date | None = None) -> bool:
    """Say whether ``user`` may change an item, or a piece of work, on a day (today unless given).

    The performance team may; so may who holds one of its three posts, or is the deputy of one. Whoever may not read it
    never gets so far: the query that reads it keeps it from them.
    """
    if not getattr(user, "is_active", False):
        return False
    day = on or timezone.localdate()
    if may(user, "goldenthread.edit_any_plan", on=day):
        return True
    if not may(user, "goldenthread.edit_plans", on=day):
        return False
    answering = {post[0] for post in (one.lead_officer, one.chief_officer, one.cabinet_member) if post}
    held = {post.code for deputy in (False, True) for post in posts_of(user, on=day, as_deputy=deputy)}
    return bool(answering & held)


def may_edit_personal(user: Any, *, officer: str, manager: str) -> bool:
    """Say whether ``user`` is the officer or the manager (e-mail addresses) of personal objectives: they alone edit."""
    return bool(getattr(user, "is_active", False)) and user.email in {officer, manager} - {""}
