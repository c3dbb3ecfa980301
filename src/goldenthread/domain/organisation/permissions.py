"""Who may: predicates over the roles that a person holds today. Each permission is named here and nowhere else."""

from typing import Any

import rules
from django.utils import timezone

from goldenthread.domain.organisation.models import User
from goldenthread.domain.organisation.rules import Held, roles_on

ANY_ROLE = ("officer", "approver", "director", "member", "performance", "auditor", "administrator")

PERMISSIONS: dict[str, tuple[str, ...]] = {
    "goldenthread.view_workspace": ANY_ROLE,
    "goldenthread.load_figures": ("performance", "officer"),
    "goldenthread.freeze_edition": ("performance",),
    "goldenthread.publish_edition": ("performance",),
    "goldenthread.view_audit": ("auditor", "performance", "administrator"),
}
"""Each permission and the roles that give it. The administrator looks after accounts and has no power over figures."""


def roles_of(user: Any) -> frozenset[str]:
    """Return the roles that ``user`` holds today; none for a visitor or a disabled account. Read once a request."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    kept: frozenset[str] | None = user.__dict__.get("_roles_today")
    if kept is None:
        held = [
            Held(role=role, unit_id=unit, starts=starts, ends=ends)
            for role, unit, starts, ends in user.roles.values_list("role", "unit_id", "starts", "ends")
        ]
        kept = user.__dict__["_roles_today"] = roles_on(held, day=timezone.localdate())
    return kept


def _has_one_of(roles: tuple[str, ...]) -> Any:
    def holds(user: Any) -> bool:
        return bool(roles_of(user) & set(roles))

    return rules.predicate(f"holds one of {', '.join(roles)}")(holds)


for _name, _roles in PERMISSIONS.items():
    if not rules.perm_exists(_name):
        rules.add_perm(_name, _has_one_of(_roles))
