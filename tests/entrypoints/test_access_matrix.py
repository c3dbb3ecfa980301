"""Every address × everybody: a visitor, one of each role, the deputy, the stranger, the partner, a closed account.

A new address is covered by standing in the access table. If it asks for something (``<str:code>``), say here with what
it is filled: an address that nobody filled fails the first test, which says what to add.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final, NamedTuple

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goldenthread.config import access
from goldenthread.domain.organisation import operations as organisation
from goldenthread.domain.organisation import queries
from goldenthread.domain.organisation.models import RoleAssignment, Unit, User
from goldenthread.domain.organisation.permissions import PERMISSIONS
from goldenthread.domain.reporting import operations as reporting
from tests.stories.council import PASSWORD, ROLES, address_of

_BACKEND = "goldenthread.entrypoints.workspace.accounts.backend.SignInBackend"


class Asked(NamedTuple):
    """What fills an address, and what it answers to those who may: 404 where the small council has no such thing."""

    arguments: tuple[Any, ...] = ()
    answer: int = 200


ASKED: Final[dict[str, Asked]] = {
    "public_site:indicator": Asked(("ASC01",)),
    "public_site:indicator_csv": Asked(("ASC01",)),
    "public_site:plan": Asked(("NONE",), 404),
    "public_site:report": Asked(("FY2022-Q2", 1)),
    "public_site:report_file": Asked(("FY2022-Q2", 1, "xlsx")),
    "public_site:other_report": Asked(("FY2022-Q2", "exceptions", 1), 404),
    "public_site:other_report_file": Asked(("FY2022-Q2", "exceptions", 1, "xlsx"), 404),
    "public_site:how_we_calculate_page": Asked(("rating",)),
    "workspace:indicator": Asked(("ASC01",)),
    "workspace:indicator_csv": Asked(("ASC01",)),
    "workspace:what_if": Asked(("ASC01",)),
    "workspace:draft": Asked(("FY2022-Q2",)),
    "workspace:freeze": Asked(("FY2022-Q2",), 405),
    "workspace:edition": Asked((1,)),
    "workspace:publish": Asked((1,), 405),
    "workspace:edition_file": Asked((1, "pdf")),
    "workspace:exception_review": Asked((), 405),
    "workspace:load_check": Asked(("x" * 43,), 404),
    "workspace:organisation_post": Asked(("HA",)),
    "workspace:organisation_begin": Asked(("HA",)),
    "workspace:organisation_answering": Asked(("HA",)),
    "workspace:organisation_holding": Asked((1,)),
    **dict.fromkeys(
        (
            *("workspace:plan", "workspace:plan_csv", "workspace:plan_outcome", "workspace:thread_item"),
            *("workspace:thread_item_csv", "workspace:priority", "workspace:edit_item", "workspace:add_work"),
            *("workspace:work_item", "workspace:consultation", "workspace:consultation_csv", "workspace:comment_new"),
            *("workspace:iterations", "workspace:iterations_compare", "workspace:endorsement_new"),
            *("workspace:endorsement_ask", "workspace:unit_plan", "workspace:unit_plan_cost_new"),
            *("workspace:unit_plan_action", "workspace:unit_plan_submit", "workspace:unit_plan_approval"),
            "workspace:unit_plan_monitoring",
        ),
        Asked(("NONE",), 404),
    ),
    "workspace:partnership_indicator": Asked(("NONE", "ASC01"), 404),
    "workspace:partnership_milestone": Asked(("NONE", "M-1"), 404),
    "workspace:change_work": Asked(("NONE", "progress"), 404),
    "workspace:comment": Asked(("NONE", 1, 1), 404),
    "workspace:iteration": Asked(("NONE", 1), 404),
    "workspace:unit_plan_section": Asked(("NONE", "services"), 404),
    "workspace:unit_plan_cost": Asked(("NONE", 1), 404),
    "workspace:return": Asked(("FY2022-Q2", "HA"), 404),
    "workspace:return_figure": Asked(("FY2022-Q2", "HA", 1), 404),
    "workspace:return_check": Asked(("FY2022-Q2", "HA"), 404),
    "workspace:sign_off_return": Asked(("FY2022-Q2", "HA"), 404),
    "workspace:sign_off_ask": Asked(("FY2022-Q2", "HA", 1), 404),
    "workspace:timetable": Asked(("FY2022-Q2",)),
}
"""What fills the addresses that ask for something, and the answers that are not 200."""

VISITORS = ("visitor", "closed account")


class Door(NamedTuple):
    """Somebody at the doors: the roles held today, and a client in which they are signed in."""

    roles: frozenset[str]
    client: Client


def _person(name: str, role: str, *, unit: str, **dates: date) -> User:
    made = organisation.create_user(
        email=f"{name}@westmarch.example", name=name, password=PASSWORD, roles=[], by=None, at=timezone.now()
    )
    RoleAssignment.objects.create(user=made, role=role, unit=Unit.objects.get(code=unit), **dates)
    return made


def _signed_in(user: User | None) -> Client:
    client = Client()
    assert user is not None
    client.force_login(user, backend=_BACKEND)
    return client


@pytest.fixture
def doors(council: None) -> dict[str, Door]:
    """One of each role over the whole council or a part; the cast: owner, deputy, stranger, partner, auditor."""
    now = timezone.now()
    by = queries.user(email=address_of("performance"))
    edition = reporting.freeze(period="FY2022-Q2", by=by, at=now)
    reporting.publish(edition=edition.id, by=by, at=now)
    assert edition.id == 1
    found = {role: Door(frozenset({role}), _signed_in(queries.user(email=address_of(role)))) for role in ROLES}
    deputy = _person("deputy", "director", unit="ASC")
    organisation.begin_holding(post="DASC", email=deputy.email, starts=date(2022, 4, 1), deputy=True, by=None, at=now)
    found["deputy"] = Door(frozenset({"director"}), _signed_in(deputy))
    found["stranger"] = Door(frozenset({"officer"}), _signed_in(_person("stranger", "officer", unit="CYP")))
    found["partner"] = Door(frozenset({"partner"}), _signed_in(_person("partner", "partner", unit="COR")))
    left = _person("left", "performance", unit="COR", ends=date(2022, 3, 31))
    found["left the post"] = Door(frozenset(), _signed_in(left))
    found["visitor"] = Door(frozenset(), Client())
    # Signed in while the account was open: the session ends with it.
    closed = _person("closed", "performance", unit="COR")
    found["closed account"] = Door(frozenset({"performance"}), _signed_in(closed))
    assert found["closed account"].client.get(reverse("workspace:organisation")).status_code == 200
    organisation.disable_user(email=closed.email, by=None, at=now, reason="Left")
    return found


def test_every_address_that_asks_for_something_is_filled() -> None:
    asking = {name for name, address in access.patterns() if "<" in address}
    unfilled = sorted(asking - ASKED.keys())
    assert not unfilled, (
        f'Add to ASKED in {__file__} what fills {", ".join(unfilled)}: Asked(("ASC01",)) where the small council has '
        'such a thing, Asked(("NONE",), 404) where it has none.'
    )


def _expected(name: str, who: str, roles: frozenset[str]) -> int:
    needed, answer = access.ACCESS[name].who, ASKED.get(name, Asked()).answer
    if needed == access.PUBLIC:
        return answer
    if who in VISITORS:
        return 302
    return answer if needed == access.SIGNED_IN or roles & set(PERMISSIONS[needed]) else 403


SENT_ON: Final = {"account_login": 302}
"""Whoever is signed in already is led on from the sign-in page."""


@pytest.mark.slow
def test_every_address_answers_everybody_as_the_table_says(doors: dict[str, Door]) -> None:
    found, expected = {}, {}
    for who, door in doors.items():
        for name in access.ACCESS:
            signed_in = who not in VISITORS
            answer = door.client.get(reverse(name, args=ASKED.get(name, Asked()).arguments))
            found[name, who] = answer.status_code
            expected[name, who] = SENT_ON[name] if signed_in and name in SENT_ON else _expected(name, who, door.roles)
            if answer.status_code == 302 and not signed_in:
                assert answer["Location"].startswith("/sign-in/?next="), name
    different = {key: (found[key], expected[key]) for key in found if found[key] != expected[key]}
    assert different == {}


@pytest.mark.slow
def test_nobody_without_the_permission_sends_anything(doors: dict[str, Door]) -> None:
    """A form that is sent is refused as its page is: 403, and 302 to the sign-in page for visitors."""
    before = _events()
    sent = {}
    for who, door in doors.items():
        for name, opened in access.ACCESS.items():
            if opened.who in {access.PUBLIC, access.SIGNED_IN}:
                continue
            if who not in VISITORS and door.roles & set(PERMISSIONS[opened.who]):
                continue
            answer = door.client.post(reverse(name, args=ASKED.get(name, Asked()).arguments), {"reason": "Mine"})
            sent[name, who] = answer.status_code
    assert {status for (_, who), status in sent.items() if who in VISITORS} == {302}
    assert {status for (_, who), status in sent.items() if who not in VISITORS} == {403}
    assert _events() == before


def _events() -> int:
    from goldenthread.domain.audit.queries import head

    return head()[0]


Get = Callable[[str], Client]


@pytest.mark.parametrize("role", ["auditor", "member", "officer"])
def test_who_may_read_the_organisation_may_not_change_it(client_of: Get, role: str) -> None:
    before = _events()
    client = client_of(role)
    assert client.get(reverse("workspace:organisation")).status_code == 200
    sent = {"person": address_of("auditor"), "starts": "2026-01-01"}
    assert client.post(reverse("workspace:organisation_begin", args=["HH"]), sent).status_code == 403
    assert _events() == before
