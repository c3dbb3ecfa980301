"""Who may read a plan, and who may change it.

Personal objectives are for their officer and their manager only, whatever role anybody else holds.
"""

from datetime import date
from typing import Any, Protocol

from django.db.models import Q
from django.utils import timezone

from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.organisation.permissions import may, units_where


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


class Answered(Protocol):
    """An item or a piece of work: three posts that answer for it, each a code and a title or nothing."""

    @property
    def lead_officer(self) -> tuple[str, str] | None:
        """Whoever does the work."""

    @property
    def chief_officer(self) -> tuple[str, str] | None:
        """The director who answers for it."""

    @property
    def cabinet_member(self) -> tuple[str, str] | None:
        """The member in whose portfolio it is."""


def may_edit(user: Any, *answered: Answered, on: date | None = None) -> bool:
    """Say whether ``user`` may change one of these items or pieces of work on a day (today unless given).

    The performance team may; so may who holds one of their posts, or is the deputy of one; and of personal objectives
    their officer and manager, who are the only ones to whom a query ever gives them.
    """
    day = on or timezone.localdate()
    if not may(user, "goldenthread.edit_plans", on=day):
        return False
    if any(getattr(one, "plan_kind", "") == "personal_objectives" for one in answered):
        return True
    if may(user, "goldenthread.edit_any_plan", on=day):
        return True
    answering = {
        post[0] for one in answered for post in (one.lead_officer, one.chief_officer, one.cabinet_member) if post
    }
    return any(
        post.code in answering
        for as_deputy in (False, True)
        for post in organisation.posts_of(user, on=day, as_deputy=as_deputy)
    )


def partners_of(user: Any, *, on: date | None = None) -> frozenset[str]:
    """Return the codes of the partners for which ``user`` reports on a day (today unless given)."""
    day = on or timezone.localdate()
    covered = units_where(user, "goldenthread.report_partnership", on=day)
    if not covered:
        return frozenset()
    return frozenset(unit.code for unit in organisation.units(on=day).values() if unit.id in covered)


def outcomes_open_to(user: Any, *, on: date | None = None) -> frozenset[str] | None:
    """Return the partners (codes) whose outcomes ``user`` may see; None is every outcome, for the council's roles."""
    if may(user, "goldenthread.view_workspace", on=on):
        return None
    return partners_of(user, on=on)


def may_report(user: Any, partner: tuple[str, str] | None, *, on: date | None = None) -> bool:
    """Say whether ``user`` may report progress on an outcome that ``partner`` (code, name) leads."""
    return partner is not None and partner[0] in partners_of(user, on=on)


def may_add_work(user: Any, one: Answered, *, on: date | None = None) -> bool:
    """Say whether ``user`` may give an item a milestone or action.

    Nobody may to a personal objective: the words of work stand in the audit trail, which has other readers.
    """
    return getattr(one, "plan_kind", "") != "personal_objectives" and may_edit(user, one, on=on)
