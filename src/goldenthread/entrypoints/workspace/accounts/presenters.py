"""People as the sign-in page of a demonstration lists them."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.domain.organisation.queries import PersonRow

ROLE_WORDS = {
    "performance": "Performance team",
    "officer": "Data officer",
    "approver": "Head of service",
    "director": "Chief officer",
    "member": "Member",
    "auditor": "Internal auditor",
    "administrator": "Administrator",
    "partner": "Partner",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInRow:
    """Whom one can be in a demonstration."""

    what: str
    email: str


def demonstration_rows(people: Sequence[PersonRow]) -> list[SignInRow]:
    """Return the first active person of each role, in the order in which a visitor would try them."""
    rows = []
    for role, what in ROLE_WORDS.items():
        person = next((one for one in people if one.active and role in one.roles), None)
        if person is not None:
            rows.append(SignInRow(what=what, email=person.email))
    return rows
