"""The sign-ins of the demonstration council: who there is, and one password for all of them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PASSWORD = "golden-thread-demo"  # noqa: S105  printed on purpose: it opens made-up figures on this computer only
"""The password of every demonstration sign-in, unless GOLDENTHREAD_DEMONSTRATION_PASSWORD names another."""

ROLE_WORDS = {
    "performance": "performance team: loads, freezes and publishes",
    "officer": "data officer: loads figures",
    "approver": "head of service",
    "director": "director",
    "member": "Cabinet member",
    "auditor": "internal audit: reads everything",
    "administrator": "looks after accounts",
    "partner": "partner: sees its own part only",
}
ALL_OF = ("officer", "partner")
"""Roles of which everybody is listed: each is of another directorate or partner. Of the others the first is enough."""


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """One line of the list that is printed: the address and what the person is there for."""

    email: str
    role: str


def sign_ins(council: Path) -> list[SignIn]:
    """Return the sign-ins of a load folder's people.csv, in its order: the first of each role, and all of ALL_OF."""
    found: dict[str, str] = {}
    with (council / "people.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["role"] in ALL_OF or row["role"] not in found.values():
                found.setdefault(row["email"], row["role"])
    return [SignIn(email=email, role=ROLE_WORDS[role]) for email, role in found.items()]


def give_password(people: Sequence[SignIn], *, password: str) -> int:
    """Give every sign-in the password where it has another; return how many were changed.

    Needs Django to be started. Who has it already is left alone, so that nobody is signed out by a second run.
    """
    from django.utils import timezone

    from goldenthread.domain.organisation import operations, queries
    from goldenthread.entrypoints.commands.council import person

    changed = 0
    for one in people:
        user = queries.user(email=one.email)
        if user is None or not user.check_password(password):
            operations.set_password(email=one.email, password=password, by=person(""), at=timezone.now())
            changed += 1
    return changed
