"""Reading the council: itself, its committees, its places, its people."""

from dataclasses import dataclass

from django.utils import timezone

from goldenthread.domain.organisation.models import Authority, Committee, Place, Post, RoleAssignment, User
from goldenthread.domain.organisation.queries.holding import holders_on
from goldenthread.domain.organisation.rules import AuthorityRow


class NotSetUpError(LookupError):
    """There is no council yet: nothing was loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A code and a name."""

    id: int
    code: str
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """Somebody who may sign in, with the roles ever given."""

    email: str
    name: str
    post: str
    active: bool
    roles: tuple[str, ...]


def authority() -> AuthorityRow:
    """Return the council. Raises :class:`NotSetUpError` before anything was loaded."""
    found = Authority.objects.select_related("place").first()
    if found is None:
        raise NotSetUpError("There is no council here yet. Load one with: goldenthread load FOLDER")
    return AuthorityRow(
        name=found.name,
        short_name=found.short_name,
        place_id=found.place_id,
        place_code=found.place.code,
        place_name=found.place.name,
        scheme=found.scheme,
        tolerance=found.tolerance,
        direction_method=found.direction_method,
        colour=found.colour,
        contact=found.contact,
        licence=found.licence,
        illustrative=found.illustrative,
    )


def committees() -> list[Named]:
    """Return the committees in the council's order."""
    return [
        Named(id=key, code=code, name=name) for key, code, name in Committee.objects.values_list("id", "code", "name")
    ]


def places() -> list[Named]:
    """Return the places in the council's order."""
    return [
        Named(id=key, code=code, name=name, kind=kind)
        for key, code, name, kind in Place.objects.values_list("id", "code", "name", "kind")
    ]


def place(*, code: str) -> Named | None:
    """Return the place with this code, or None."""
    found = Place.objects.filter(code=code).values_list("id", "code", "name", "kind").first()
    return Named(id=found[0], code=found[1], name=found[2], kind=found[3]) if found else None


def people() -> list[PersonRow]:
    """Return everybody with an account, by name, with the post they hold today, in three queries."""
    given: dict[int, list[str]] = {}
    for user_id, role in RoleAssignment.objects.values_list("user_id", "role"):
        given.setdefault(user_id, []).append(role)
    held = {row.user_id: row.post_title for row in holders_on(timezone.localdate()).values()}
    return [
        PersonRow(
            email=user.email,
            name=user.name,
            post=held.get(user.pk, ""),
            active=user.is_active,
            roles=tuple(sorted(set(given.get(user.pk, ())))),
        )
        for user in User.objects.order_by("name")
    ]


def user(*, email: str) -> User | None:
    """Return the person with this address, in any capitals, or None."""
    return User.objects.filter(email__iexact=email).first()


def post(*, code: str) -> Named | None:
    """Return the post with this code, or None."""
    found = Post.objects.filter(code=code).values_list("id", "code", "title", "kind").first()
    return Named(id=found[0], code=found[1], name=found[2], kind=found[3]) if found else None
