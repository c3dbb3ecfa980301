"""Adding people, their roles and passwords. Passwords come from a prompt, never from a file."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from goldenthread.domain.audit.operations import record
from goldenthread.domain.organisation.models import ROLES, Post, PostHolding, RoleAssignment, Unit, User
from goldenthread.domain.organisation.operations.holding import HoldingError, begin_holding
from goldenthread.domain.organisation.operations.upserts import Changes

SETUP_EMAIL = "set-up@localhost"
"""The built-in person who loads a council before anybody else is there. Nobody can sign in with it."""


class PersonError(ValueError):
    """A sentence: why a person cannot be added or changed as asked."""


def setup_person(*, at: datetime) -> User:
    """Return the built-in person "Set-up": inactive, without a usable password; make it when first needed."""
    found = User.objects.filter(email=SETUP_EMAIL).first()
    if found is not None:
        return found
    with transaction.atomic():
        made = User(email=SETUP_EMAIL, name="Set-up", is_active=False, joined_at=at)
        made.set_unusable_password()
        made.save()
        record(action="person added", subject=f"person {SETUP_EMAIL}", by=None, at=at, data={"name": "Set-up"})
    return made


@transaction.atomic
def create_user(
    *,
    email: str,
    name: str,
    password: str | None,
    roles: Sequence[str],
    by: Any,
    at: datetime,
    post: str = "",
    unit: str = "",
    request_id: str = "",
) -> User:
    """Add a person with ``roles`` in ``unit`` (a code; "" is the whole council).

    Without ``password`` nobody can sign in as them yet.

    ``post`` is the code of a post that they take up on the day of ``at``. Raises :class:`PersonError` for an address
    that is taken or none, an unknown role, post or unit, a partner without a unit, a post that somebody holds, or a
    password that is too weak.
    """
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise PersonError(f"“{email}” is not an e-mail address.") from error
    if not name.strip():
        raise PersonError("A person needs a name.")
    if User.objects.filter(email__iexact=address).exists():
        raise PersonError(
            f"{address} is already here. To change the password, use: goldenthread user password {address}"
        )
    unknown = [role for role in roles if role not in ROLES]
    if unknown:
        raise PersonError(f"There is no role {unknown[0]}. The roles are: {', '.join(ROLES)}.")
    part = Unit.objects.filter(code=unit).first()
    if unit and part is None:
        raise PersonError(f"There is no unit with the code {unit}.")
    if "partner" in roles and part is None:
        raise PersonError("Say which partner: a partner’s role holds in its own unit only (--unit CODE).")
    person = User(email=address, name=name.strip(), joined_at=at)
    _set(person, password)
    person.save()
    RoleAssignment.objects.bulk_create(
        [RoleAssignment(user=person, role=role, unit=part) for role in dict.fromkeys(roles)]
    )
    record(
        action="person added",
        subject=f"person {address}",
        by=by,
        at=at,
        request_id=request_id,
        data={
            "name": person.name,
            "roles": list(dict.fromkeys(roles)),
            "post": post,
            "password": password is not None,
            **({"unit": unit} if unit else {}),
        },
    )
    if post:
        try:
            begin_holding(post=post, email=address, starts=timezone.localdate(at), by=by, at=at, request_id=request_id)
        except HoldingError as error:
            raise PersonError(str(error)) from error
    return person


@transaction.atomic
def set_password(*, email: str, password: str, by: Any, at: datetime, request_id: str = "") -> None:
    """Give a person a new password. Raises :class:`PersonError` for nobody's address or a weak password."""
    person = _person(email)
    _set(person, password)
    person.save(update_fields=["password"])
    record(action="password set", subject=f"person {person.email}", by=by, at=at, request_id=request_id)


@transaction.atomic
def disable_user(*, email: str, by: Any, at: datetime, reason: str = "", request_id: str = "") -> None:
    """Keep a person from signing in; what they did stays theirs. Raises :class:`PersonError` for nobody's address."""
    person = _person(email)
    if not person.is_active:
        return
    person.is_active = False
    person.save(update_fields=["is_active"])
    record(
        action="person disabled",
        subject=f"person {person.email}",
        by=by,
        at=at,
        reason=reason,
        request_id=request_id,
        data={"before": {"is_active": True}, "after": {"is_active": False}},
    )


def _person(email: str) -> User:
    found = User.objects.filter(email__iexact=email.strip()).first()
    if found is None:
        raise PersonError(f"There is nobody with the address {email}.")
    return found


def _set(person: User, password: str | None) -> None:
    if password is None:
        person.set_unusable_password()
        return
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise PersonError(" ".join(error.messages)) from error
    person.set_password(password)


@transaction.atomic
def save_people(
    *,
    rows: Sequence[Mapping[str, Any]],
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
    source: Mapping[str, Any] | None = None,
) -> Changes:
    """Store people and their roles, one role a row (email, name, post, role, unit, starts, ends), with one event.

    Somebody new cannot sign in until a password is set. Roles that the rows do not name stay as they are. Who never
    held the post of a row holds it from now on, since a day that is not known; holders (:func:`save_holders`) know it.
    """
    posts = dict(Post.objects.values_list("code", "pk"))
    units = dict(Unit.objects.values_list("code", "pk"))
    new, changed, unchanged = [], [], 0
    people = {one.email.lower(): one for one in User.objects.all()}
    held = set(PostHolding.objects.filter(deputy=False).values_list("user__email", "post__code"))
    for row in rows:
        address = row["email"].lower()
        key = "/".join([address, row["role"], row["unit"] or ""])
        person = people.get(address)
        before: dict[str, Any] = {}
        after: dict[str, Any] = {}
        if person is None:
            person = User(email=address, name=row["name"], joined_at=at)
            person.set_unusable_password()
            person.save()
            people[address] = person
        elif person.name != row["name"]:
            before, after = {"name": person.name}, {"name": row["name"]}
            person.name = row["name"]
            person.save(update_fields=["name"])
        if row["post"] and (person.email, row["post"]) not in held:
            PostHolding.objects.create(user=person, post_id=posts[row["post"]])
            held.add((person.email, row["post"]))
            before |= {"post": None}
            after |= {"post": row["post"]}
        unit = units[row["unit"]] if row["unit"] else None
        given = RoleAssignment.objects.filter(user=person, role=row["role"], unit=unit).first()
        if given is None:
            RoleAssignment.objects.create(
                user=person, role=row["role"], unit_id=unit, starts=row["starts"], ends=row["ends"]
            )
            new.append(key)
            continue
        if (given.starts, given.ends) != (row["starts"], row["ends"]):
            before |= {"starts": given.starts, "ends": given.ends}
            after |= {"starts": row["starts"], "ends": row["ends"]}
            given.starts, given.ends = row["starts"], row["ends"]
            given.save(update_fields=["starts", "ends"])
        if before:
            changed.append({"key": key, "before": before, "after": after})
        else:
            unchanged += 1
    changes = Changes(new=tuple(new), changed=tuple(changed), unchanged=unchanged)
    if changes.any:
        record(
            action="people stored",
            subject="people",
            by=by,
            at=at,
            reason=reason,
            request_id=request_id,
            data={**(source or {}), **changes.as_data()},
        )
    return changes
