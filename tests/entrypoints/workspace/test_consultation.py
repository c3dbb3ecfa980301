"""Pages of consultations without a browser: what they show, and what they refuse to whom."""

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client

from goldenthread.domain.consultation import queries
from tests.stories.consulted import consult

LOG = "/work/plans/BOLD/consultation/"
OPEN = (LOG, "/work/plans/BOLD/consultation.csv", f"{LOG}1/1/", "/work/plans/BOLD/iterations/")
FORMS = (f"{LOG}new/", "/work/plans/BOLD/endorsements/new/", "/work/plans/BOLD/endorsements/ask/")
SENT = (*FORMS, f"{LOG}1/2/", "/work/plans/BOLD/iterations/")


@pytest.fixture
def consulted(council: None) -> None:
    """The statement with two iterations and three comments."""
    consult()


@pytest.mark.parametrize("role", ["member", "officer", "director", "approver", "auditor"])
def test_everybody_reads_and_only_who_runs_it_writes(
    consulted: None, client_of: Callable[[str], Client], role: str
) -> None:
    client = client_of(role)
    assert [client.get(address).status_code for address in OPEN] == [200] * len(OPEN)
    assert [client.get(address).status_code for address in FORMS] == [403] * len(FORMS)
    answer = {"text": "No.", "changed": "no", "seen": "0", "note": "x"}
    assert [client.post(address, answer).status_code for address in SENT] == [403] * len(SENT)
    assert "Respond" not in client.get(f"{LOG}1/2/").content.decode()
    assert [row.response is None for row in queries.log(plan="BOLD")] == [False, True, True]
    assert len(queries.drafts(plan="BOLD")) == 2


def test_nobody_is_consulted_on_personal_objectives(consulted: None, client_of: Callable[[str], Client]) -> None:
    for role in ("officer", "performance", "auditor"):
        client = client_of(role)
        for page in ("consultation/", "consultation.csv", "iterations/", "iterations/compare/", "consultation/new/"):
            assert client.get(f"/work/plans/MINE/{page}").status_code in {403, 404}, page


def test_the_filters_show_what_they_ask_for(consulted: None, client_of: Callable[[str], Client]) -> None:
    client = client_of("performance")
    shown = {
        asked: [line.row.reference for line in client.get(f"{LOG}?{asked}").context["lines"]]
        for asked in ("", "answered=no", "answered=changed", "section=measures", "item=BOLD-1.1", "q=HOW+long", "q=x")
    }
    assert shown == {
        "": ["1.1", "1.2", "1.3"],
        "answered=no": ["1.2", "1.3"],
        "answered=changed": ["1.1"],
        "section=measures": ["1.2"],
        "item=BOLD-1.1": ["1.1"],
        "q=HOW+long": ["1.1", "1.2", "1.3"],
        "q=x": [],
    }
    assert client.get(LOG).context["finding"] == "3 comments: two wait for an answer, and one changed the plan."


def test_the_log_is_a_file_too(consulted: None, client_of: Callable[[str], Client]) -> None:
    text = client_of("member").get("/work/plans/BOLD/consultation.csv").content.decode("utf-8-sig")
    first = next(csv.DictReader(io.StringIO(text)))
    assert (first["plan"], first["iteration"], first["item"], first["changed"]) == ("BOLD", "1", "BOLD-1.1", "yes")
    assert first["what_changed"] == "It says of any age."


def test_whoever_answers_second_is_shown_the_first_answer(consulted: None, client_of: Callable[[str], Client]) -> None:
    client = client_of("performance")
    mine = {"text": "My own words.", "changed": "no", "seen": "0"}
    page = client.post(f"{LOG}1/1/", mine).content.decode()
    assert "Agreed: it now says so." in page
    assert "has answered this while you were writing" in page
    assert "My own words." in page
    (first, *_) = queries.log(plan="BOLD")
    assert first.response is not None
    assert (first.response.number, first.response.text) == (1, "Agreed: it now says so.")


def test_what_is_not_there_is_not_found(consulted: None, client_of: Callable[[str], Client]) -> None:
    client = client_of("performance")
    for address in (f"{LOG}9/1/", "/work/plans/BOLD/iterations/9/", "/work/plans/NONE/iterations/"):
        assert client.get(address).status_code == 404
    compared = client.get("/work/plans/BOLD/iterations/compare/?before=1&after=9")
    assert "Choose one from the list" in compared.content.decode()
