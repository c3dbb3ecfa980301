"""Every door has a key on the list, and the list is enforced. Who gets in stands in test_access_matrix."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import path, reverse

from goldenthread.config import access, urls
from goldenthread.domain.organisation.permissions import PERMISSIONS
from goldenthread.domain.reporting import operations


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


def test_a_stranger_sends_nothing(client_of: Callable[[str], Client], edition: int) -> None:
    for role in ("anonymous", "officer", "auditor"):
        client = client_of(role)
        for name, arguments in (("workspace:freeze", ["FY2022-Q2"]), ("workspace:publish", [edition])):
            assert client.post(reverse(name, args=arguments)).status_code == (302 if role == "anonymous" else 403)
