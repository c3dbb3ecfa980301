"""Pages of unit plans without a browser: what they show, and what they refuse to whom."""

from collections.abc import Callable

import pytest
from django.test import Client

from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.unit_plans import queries
from tests.stories.consulted import UNIT_PLAN, write_unit_plan
from tests.stories.council import address_of

PLAN = f"/work/unit-plans/{UNIT_PLAN}/"
WRITING = ("write/risks/", "costs/new/", "costs/1/", "actions/new/", "submit/")


@pytest.fixture
def written(council: None) -> None:
    """The unit plan, complete and not submitted."""
    write_unit_plan()


def _state() -> str:
    found = queries.unit_plan(code=UNIT_PLAN, for_user=organisation.user(email=address_of("officer")))
    assert found is not None
    return found.state


@pytest.mark.parametrize("role", ["member", "director", "approver", "auditor", "administrator"])
def test_everybody_reads_a_plan_and_only_its_authors_write_it(
    written: None, client_of: Callable[[str], Client], role: str
) -> None:
    client = client_of(role)
    read = [client.get(f"{PLAN}{page}").status_code for page in ("", "approval/", "monitoring/")]
    assert (read, client.get("/work/unit-plans/").status_code) == ([200] * 3, 200)
    assert [client.get(f"{PLAN}{page}").status_code for page in WRITING] == [403] * len(WRITING)
    sent = {"text": "x", "seen": "1", "activity": "x", "amount": "1", "title": "x", "note": "x"}
    assert [client.post(f"{PLAN}{page}", sent).status_code for page in WRITING] == [403] * len(WRITING)
    assert client.post(f"{PLAN}monitoring/", {"kind": "in_year"}).status_code == 403
    decision = {"stage": "head", "decision": "approved"}
    assert client.post(f"{PLAN}approval/", decision).status_code in {200, 403}
    assert _state() == "draft"


def test_the_author_cannot_approve_by_sending_the_form(written: None, client_of: Callable[[str], Client]) -> None:
    client = client_of("officer")
    assert client.post(f"{PLAN}submit/", {"note": ""}).status_code == 302
    assert client.post(f"{PLAN}approval/", {"stage": "head", "decision": "approved"}).status_code == 403
    assert _state() == "open"
    assert client.post(f"{PLAN}approval/", {"stage": "head", "withdraw": "yes"}).status_code == 302
    assert _state() == "withdrawn"


def test_whoever_saves_second_keeps_every_word_and_sees_the_first(
    written: None, client_of: Callable[[str], Client]
) -> None:
    first, second = client_of("officer"), client_of("performance")
    assert first.post(f"{PLAN}write/risks/", {"text": "Floods.", "seen": "1"}).status_code == 302
    page = second.post(f"{PLAN}write/risks/", {"text": "Frost.", "seen": "1"}).content.decode()
    assert "Olu Officer has changed this while you were writing. It now says: “Floods.”" in page
    assert "Frost." in page
    assert 'name="seen" value="2"' in page
    assert second.post(f"{PLAN}write/risks/", {"text": "Floods. Frost.", "seen": "2"}).status_code == 302
    cost = {"activity": "Visits", "amount": "£1,250.50", "seen": "1"}
    assert first.post(f"{PLAN}costs/1/", cost).status_code == 302
    page = second.post(f"{PLAN}costs/1/", cost | {"amount": "9"}).content.decode()
    assert "“Visits”, £1,250.50" in page


def test_a_sum_is_read_as_people_write_it_or_refused(written: None, client_of: Callable[[str], Client]) -> None:
    client = client_of("officer")
    for typed, sentence in (
        ("about 5", "Enter pounds and pence in figures"),
        ("1.255", "at most two figures after the point"),
        ("-5", "Enter what it costs in the year"),
        ("", "Enter what it costs in the year"),
    ):
        page = client.post(f"{PLAN}costs/new/", {"activity": "Visits", "amount": typed}).content.decode()
        assert sentence in page, typed


def test_what_is_not_there_is_not_found(written: None, client_of: Callable[[str], Client]) -> None:
    client = client_of("officer")
    for page in ("write/weather/", "costs/9/"):
        assert client.get(f"{PLAN}{page}").status_code == 404
    for code in ("NONE", "BOLD", "MINE"):
        assert client.get(f"/work/unit-plans/{code}/").status_code == 404
