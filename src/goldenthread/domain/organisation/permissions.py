"""Who may: predicates over roles, parts of the council and dates. Each permission is named here and nowhere else."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

import rules
from django.db.models import Q
from django.utils import timezone

from goldenthread.domain.organisation.models import PostHolding, Unit, UnitPlacement, User
from goldenthread.domain.organisation.rules import Held, Placed, parents_on, roles_on, units_covered

ANY_ROLE = ("officer", "approver", "director", "member", "performance", "auditor", "administrator")
"""Every role of the council itself. A partner's people are guests: they see and change their own unit's only."""

PERMISSIONS: dict[str, tuple[str, ...]] = {
    "goldenthread.view_workspace": ANY_ROLE,
    "goldenthread.load_figures": ("performance", "officer"),
    "goldenthread.enter_returns": ("officer", "performance"),
    "goldenthread.sign_as_head": ("approver",),
    "goldenthread.sign_as_director": ("director",),
    "goldenthread.run_collection": ("performance",),
    "goldenthread.freeze_edition": ("performance",),
    "goldenthread.publish_edition": ("performance",),
    "goldenthread.review_exceptions": ("performance",),
    "goldenthread.run_consultation": ("performance", "approver", "director"),
    "goldenthread.write_unit_plan": ("officer", "approver", "performance"),
    "goldenthread.approve_unit_plan_as_head": ("approver",),
    "goldenthread.approve_unit_plan_as_director": ("director",),
    "goldenthread.approve_unit_plan_as_member": ("member",),
    "goldenthread.view_partnership": (*ANY_ROLE, "partner"),
    "goldenthread.report_partnership": ("partner",),
    "goldenthread.view_audit": ("auditor", "performance", "administrator"),
    "goldenthread.edit_plans": ("officer", "approver", "director", "performance"),
    "goldenthread.edit_any_plan": ("performance",),
    "goldenthread.change_organisation": ("performance", "administrator"),
}
"""Each permission and the roles that give it. The administrator looks after accounts and has no power over figures."""

READERS: Final[dict[str, tuple[str, ...]]] = {
    "internal": ANY_ROLE,
    "restricted": ("officer", "approver", "director", "performance", "auditor"),
}
"""Who reads what is neither public nor personal. Restricted is read by those with a role over its unit."""

CLASSIFICATIONS = ("public", *READERS, "personal")


def may(user: Any, permission: str, *, unit: int | None = None, on: date | None = None) -> bool:
    """Say whether a role of ``user`` gives ``permission`` on a day (today unless given).

    With ``unit`` (an id): there. A role in a unit covers its subtree on that day, a role without a unit the whole
    council. Without ``unit``: anywhere. A visitor and a disabled account may nothing. Raises ``KeyError`` for an
    unknown permission.
    """
    if unit is None:
        return bool(roles_of(user, on=on) & set(PERMISSIONS[permission]))
    covered = units_where(user, permission, on=on)
    return covered is None or unit in covered


def units_where(user: Any, permission: str, *, on: date | None = None) -> frozenset[int] | None:
    """Return the ids of the units in which ``user`` has ``permission`` on a day; None is the whole council."""
    return _covered(user, PERMISSIONS[permission], on=on)


def may_read(
    user: Any,
    classification: str,
    *,
    unit: int | None = None,
    on: date | None = None,
    people: Collection[int] = (),
) -> bool:
    """Say whether ``user`` may read something of a classification that belongs to ``unit`` and is about ``people``.

    Public: everybody. Internal: every role of the council anywhere, and a partner in its own unit. Restricted: a role
    that covers the unit; something without a unit needs a role over the whole council. Personal: ``people`` (ids of
    the officer and the manager) and nobody else, whatever their role. Raises ``KeyError`` for another word.
    """
    if classification == "public":
        return True
    if not isinstance(user, User) or not user.is_active:
        return False
    if classification == "personal":
        return user.pk in people
    if classification == "internal" and roles_of(user, on=on) & set(READERS["internal"]):
        return True
    covered = _covered(user, (*READERS[classification], "partner"), on=on)
    return covered is None or unit in covered


def acts_for(user: Any, *, post: int, on: date | None = None) -> bool:
    """Say whether ``user`` holds a post (by id), or is its deputy, on a day (today unless given)."""
    if not isinstance(user, User) or not user.is_active:
        return False
    day = on or timezone.localdate()
    held = PostHolding.objects.filter(Q(starts__isnull=True) | Q(starts__lte=day), user_id=user.pk, post_id=post)
    return held.filter(Q(ends__isnull=True) | Q(ends__gte=day)).exists()


def roles_of(user: Any, *, on: date | None = None) -> frozenset[str]:
    """Return the roles that ``user`` holds on a day (today unless given); none for a visitor or a disabled account."""
    return roles_on(_held(user), day=on or timezone.localdate())


def _held(user: Any) -> list[Held]:
    """Read once a request: the person is a new object in each."""
    if not isinstance(user, User) or not user.is_active:
        return []
    # Asked for by name: a request's person stands behind a wrapper, and what is kept must be behind it too.
    kept = user.held_roles
    if kept is None:
        kept = [
            Held(role=role, unit_id=unit, starts=starts, ends=ends)
            for role, unit, starts, ends in user.roles.values_list("role", "unit_id", "starts", "ends")
        ]
        user.held_roles = kept
    return kept


def _covered(user: Any, roles: Collection[str], *, on: date | None) -> frozenset[int] | None:
    held, day = _held(user), on or timezone.localdate()
    if not any(one.unit_id is not None for one in held):
        return units_covered(held, roles=roles, parents={}, day=day)
    placed = [
        Placed(unit_id=unit, parent_id=parent, starts=starts)
        for unit, parent, starts in UnitPlacement.objects.values_list("unit_id", "parent_id", "starts")
    ]
    parents = parents_on(dict(Unit.objects.values_list("pk", "parent_id")), placed=placed, day=day)
    return units_covered(held, roles=roles, parents=parents, day=day)


def _has(permission: str) -> Any:
    def holds(user: Any, unit: int | None) -> bool:
        return may(user, permission, unit=unit)

    return rules.predicate(f"has {permission}")(holds)


for _name in PERMISSIONS:
    if not rules.perm_exists(_name):
        rules.add_perm(_name, _has(_name))
