"""Public plans in plain words; what is internal, personal or a draft is not found."""

import re
from collections.abc import Callable

import pytest
from django.test import Client


def words(html: str) -> str:
    """Return the words of a page without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2]).split())


def test_a_resident_reads_what_was_promised_and_how_it_stands(client_of: Callable[[str], Client]) -> None:
    client = client_of("anonymous")
    listed = words(client.get("/plans/").content.decode())
    assert "A Fair Westmarch Corporate statement, 2022 to 2046" in listed
    assert "First Steps Corporate statement, 2018 to 2022 · Closed" in listed
    page = client.get("/plans/BOLD/").content.decode()
    assert "One on track, two at risk, two off track, two done and one put off." in words(page)
    assert '<a href="/indicators/ASC01/">Assessments completed within 6 weeks</a>' in page
    assert "1.3 One day centre in every town Excellent progress" in words(client.get("/plans/STEPS/").content.decode())


@pytest.mark.parametrize("code", ["MINE", "DPASC", "UPASC", "NONE"])
def test_what_is_not_public_is_not_found(client_of: Callable[[str], Client], code: str) -> None:
    client = client_of("anonymous")
    assert client.get(f"/plans/{code}/").status_code == 404
    assert code not in client.get("/plans/").content.decode()
    # Somebody who may read it in the workspace does not find it here either.
    assert client_of("officer").get(f"/plans/{code}/").status_code == 404


def test_words_of_internal_plans_do_not_reach_a_public_one(client_of: Callable[[str], Client]) -> None:
    page = client_of("anonymous").get("/plans/BOLD/").content.decode()
    for word in ("Booking at referral in every team</a>", "Train two teams", "quietly", "Adult Social Care Plan"):
        assert word not in page
