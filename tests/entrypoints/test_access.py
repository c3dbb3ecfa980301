"""Every door has a key on the list, and the list is enforced."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import path, reverse

from goldenthread.config import access, urls
from goldenthread.domain.organisation.permissions import PERMISSIONS
from goldenthread.domain.reporting import operations
from tests.stories.council import ROLES

ARGUMENTS = {
    "public_site:indicator": ["ASC01"],
    "public_site:indicator_csv": ["ASC01"],
    "public_site:report": ["FY2022-Q2", 1],
    "public_site:report_file": ["FY2022-Q2", 1, "xlsx"],
    "public_site:other_report": ["FY2022-Q2", "exceptions", 1],
    "public_site:other_report_file": ["FY2022-Q2", "exceptions", 1, "xlsx"],
    "public_site:how_we_calculate_page": ["rating"],
    "workspace:indicator": ["ASC01"],
    "workspace:indicator_csv": ["ASC01"],
    "workspace:draft": ["FY2022-Q2"],
    "workspace:freeze": ["FY2022-Q2"],
    "workspace:load_check": ["x" * 43],
    "public_site:plan": ["BOLD"],
    "workspace:plan": ["BOLD"],
    "workspace:plan_csv": ["BOLD"],
    "workspace:plan_outcome": ["STEPS"],
    "workspace:thread_item": ["BOLD-1.1"],
    "workspace:thread_item_csv": ["BOLD-1.1"],
    "workspace:priority": ["BOLD-1.1"],
    "workspace:work_item": ["M-BOOK"],
    "workspace:edit_item": ["NONE"],
    "workspace:add_work": ["NONE"],
    "workspace:change_work": ["NONE", "progress"],
    "workspace:consultation": ["BOLD"],
    "workspace:consultation_csv": ["BOLD"],
    "workspace:comment": ["BOLD", 1, 1],
    "workspace:comment_new": ["NONE"],
    "workspace:iterations": ["BOLD"],
    "workspace:iteration": ["BOLD", 1],
    "workspace:iterations_compare": ["BOLD"],
    "workspace:endorsement_new": ["NONE"],
    "workspace:endorsement_ask": ["NONE"],
    "workspace:unit_plan": ["UPASC"],
    "workspace:unit_plan_section": ["NONE", "risks"],
    "workspace:unit_plan_cost_new": ["NONE"],
    "workspace:unit_plan_cost": ["NONE", 1],
    "workspace:unit_plan_action": ["NONE"],
    "workspace:unit_plan_submit": ["NONE"],
    "workspace:unit_plan_approval": ["UPASC"],
    "workspace:unit_plan_monitoring": ["UPASC"],
}
"""What fills the addresses that ask for something."""
INSTEAD = {
    **dict.fromkeys(("workspace:freeze", "workspace:publish", "workspace:exception_review"), 405),
    **dict.fromkeys(("public_site:other_report", "public_site:other_report_file", "workspace:load_check"), 404),
    **dict.fromkeys(("workspace:edit_item", "workspace:add_work", "workspace:change_work"), 404),
    **dict.fromkeys(("workspace:comment", "workspace:comment_new", "workspace:iteration"), 404),
    **dict.fromkeys(("workspace:endorsement_new", "workspace:endorsement_ask", "workspace:unit_plan_section"), 404),
    **dict.fromkeys(("workspace:unit_plan_cost_new", "workspace:unit_plan_cost", "workspace:unit_plan_action"), 404),
    "workspace:unit_plan_submit": 404,
    "account_logout": 200,
}
"""What a GET answers to those who may, where it is not 200: forms that are only sent, what is not there."""


@pytest.fixture
def edition(council: None) -> int:
    """The number of a published edition."""
    from django.utils import timezone

    from goldenthread.domain.organisation import queries as organisation

    by = organisation.user(email="performance@westmarch.example")
    row = operations.freeze(period="FY2022-Q2", by=by, at=timezone.now())
    operations.publish(edition=row.id, by=by, at=timezone.now())
    return row.id


def test_every_address_stands_in_the_table() -> None:
    access.check_table()
    assert {name for name, _ in access.patterns()} == set(access.ACCESS)


def test_an_address_without_an_entry_stops_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.urls import clear_url_caches

    forgotten = path("forgotten/", lambda request: None, name="forgotten")  # type: ignore[arg-type,return-value]  # a view that answers nothing
    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, forgotten])
    clear_url_caches()
    try:
        with pytest.raises(ImproperlyConfigured, match="forgotten"):
            access.AccessMiddleware(lambda request: None)  # type: ignore[arg-type,return-value]
    finally:
        monkeypatch.undo()
        clear_url_caches()


def test_only_known_permissions_are_asked_for() -> None:
    assert {door.who for door in access.ACCESS.values()} <= {access.PUBLIC, access.SIGNED_IN, *PERMISSIONS}


def test_the_page_of_the_table_is_current() -> None:
    kept = Path(__file__).parents[2] / "docs" / "access.md"
    assert kept.read_text(encoding="utf-8") == access.as_markdown()


def _expected(name: str, role: str) -> int:
    who = access.ACCESS[name].who
    answer = INSTEAD.get(name, 200)
    if who == access.PUBLIC:
        return answer
    if role == "anonymous":
        return 302
    return answer if who == access.SIGNED_IN or role in PERMISSIONS[who] else 403


@pytest.mark.slow
def test_every_address_answers_every_role_as_the_table_says(
    client_of: Callable[[str], Client], edition: int, settings: object
) -> None:
    filled = {
        **ARGUMENTS,
        "workspace:edition": [edition],
        "workspace:publish": [edition],
        "workspace:edition_file": [edition, "pdf"],
    }
    found, expected = {}, {}
    for role in ("anonymous", *ROLES):
        client = client_of(role)
        for name in access.ACCESS:
            if name == "account_login" and role != "anonymous":
                continue  # whoever is signed in already is led on
            answer = client.get(reverse(name, args=filled.get(name, [])))
            found[name, role] = answer.status_code
            expected[name, role] = _expected(name, role)
            if answer.status_code == 302:
                assert answer["Location"].startswith("/sign-in/?next="), name
    assert found == expected


def test_a_stranger_sends_nothing(client_of: Callable[[str], Client], edition: int) -> None:
    for role in ("anonymous", "officer", "auditor"):
        client = client_of(role)
        for name, arguments in (("workspace:freeze", ["FY2022-Q2"]), ("workspace:publish", [edition])):
            assert client.post(reverse(name, args=arguments)).status_code == (302 if role == "anonymous" else 403)
