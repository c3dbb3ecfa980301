"""Changing plans: who may, what is refused beside which field, and that nobody's words are lost."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from goldenthread.domain.delivery import queries as delivery
from goldenthread.domain.framework import queries as framework

EDIT = "/work/priorities/BOLD-1.1/change/"
PROGRESS, PROMISE, DECISION = (f"/work/milestones/M-BOOK/{task}/" for task in ("progress", "promise", "decision"))
WORDS = {
    "seen": 2,
    "title": "Assess everybody within five weeks",
    "description": "",
    "reason": "Agreed with the unions",
}
GONE_ON = {"seen": 2, "state": "in_progress", "progress": 70, "forecast": "2045-03-31", "reason": "Two more teams"}


def title_of(code: str = "BOLD-1.1") -> str:
    """Return what an item is called now."""
    return framework.items(for_user=None, codes=[code])[0].title


@pytest.mark.parametrize(
    ("role", "status"),
    [("performance", 200), ("officer", 200), ("director", 200), ("approver", 403), ("member", 403), ("auditor", 403)],
)
def test_the_performance_team_and_those_who_answer_may_change_it(
    client_of: Callable[[str], Client], role: str, status: int
) -> None:
    client = client_of(role)
    for page in (EDIT, "/work/priorities/BOLD-1.1/add/", PROGRESS, PROMISE, DECISION):
        assert client.get(page).status_code == status, page
    assert client.post(EDIT, WORDS).status_code == (302 if status == 200 else 403)
    assert (title_of() == WORDS["title"]) == (status == 200)


def test_words_are_changed_with_a_reason(client_of: Callable[[str], Client]) -> None:
    client = client_of("officer")
    refused = client.post(EDIT, {**WORDS, "reason": "", "title": ""}).content.decode()
    assert "Enter a title" in refused
    assert "Say why it changes" in refused
    assert client.post(EDIT, WORDS, follow=True).status_code == 200
    last = framework.history(code="BOLD-1.1", for_user=None)[-1]
    assert (last.item.number, last.item.title, last.item.reason, last.entered_by) == (
        3,
        "Assess everybody within five weeks",
        "Agreed with the unions",
        "Olu Officer",
    )


def test_the_second_editor_is_shown_the_first_ones_words_and_loses_none_of_his(
    client_of: Callable[[str], Client],
) -> None:
    client_of("officer").post(EDIT, WORDS)
    client = client_of("performance")
    mine = {**WORDS, "title": "Assess everybody within four weeks", "reason": "The Leader asked"}
    answer = client.post(EDIT, mine).content.decode()
    assert title_of() == "Assess everybody within five weeks"
    assert "Olu Officer changed this while you were writing" in answer
    assert "What Olu Officer saved" in answer
    assert 'value="Assess everybody within four weeks"' in answer
    assert '<input type="hidden" name="seen" value="3"' in answer
    assert "The Leader asked" in answer
    # Now he has seen it, and chooses his own.
    assert client.post(EDIT, {**mine, "seen": 3}).status_code == 302
    assert [row.item.title for row in framework.history(code="BOLD-1.1", for_user=None)][-2:] == [
        "Assess everybody within five weeks",
        "Assess everybody within four weeks",
    ]


def test_dates_that_cannot_be_are_refused_beside_their_field(client_of: Callable[[str], Client]) -> None:
    client = client_of("officer")
    answer = client.post(EDIT, {**WORDS, "starts": "2024-04-01", "ends": "2023-04-01"}).content.decode()
    assert 'id="id_ends-error"' in answer
    answer = client.post(PROGRESS, {**GONE_ON, "forecast": "2022-03-01"}).content.decode()
    assert 'id="id_forecast-error"' in answer
    answer = client.post(PROGRESS, {**GONE_ON, "state": "complete"}).content.decode()
    assert 'id="id_actual-error"' in answer
    answer = client.post(PROGRESS, {**GONE_ON, "progress": 101}).content.decode()
    assert 'id="id_progress-error"' in answer
    answer = client.post(PROGRESS, {**GONE_ON, "self_rating": "green"}).content.decode()
    assert 'id="id_self_reason-error"' in answer
    assert delivery.work(on=_today(), codes=["M-BOOK"])[0].progress == 60


def test_progress_is_recorded_with_its_evidence(client_of: Callable[[str], Client]) -> None:
    client = client_of("officer")
    shown = {**GONE_ON, "evidence": "Four teams book now.", "link": "https://westmarch.example/teams"}
    said = client.post(PROGRESS, shown, follow=True).content.decode()
    assert "Saved. The words before are kept in the history." in said
    assert "Four teams book now." in said
    row = delivery.work(on=_today(), codes=["M-BOOK"])[0]
    assert (row.progress, row.forecast.isoformat(), row.baseline.isoformat()) == (70, "2045-03-31", "2022-12-31")


def test_a_promise_moves_only_with_an_approver_and_the_first_one_is_kept(client_of: Callable[[str], Client]) -> None:
    client = client_of("officer")
    moved = {"seen": 2, "baseline": "2023-09-30", "forecast": "2023-09-30", "reason": "Cabinet agreed"}
    assert "Choose who approved the new promise" in client.post(PROMISE, moved).content.decode()
    assert client.post(PROMISE, {**moved, "approver": "CMASC"}).status_code == 302
    row = delivery.work(on=_today(), codes=["M-BOOK"])[0]
    assert (row.first.isoformat(), row.baseline.isoformat(), row.rebaselined) == ("2022-12-31", "2023-09-30", 1)
    page = client.get("/work/milestones/M-BOOK/").content.decode()
    assert "approved by Cabinet Member for Adult Social Care" in page


def test_nobody_drops_a_milestone_without_a_decision(client_of: Callable[[str], Client]) -> None:
    client = client_of("officer")
    dropped = {"seen": 2, "state": "dropped", "reason": "Cabinet decided", "decided_on": "2023-01-10"}
    answer = client.post(DECISION, dropped).content.decode()
    assert "Say what was decided" in answer
    assert "Choose who decided it" in answer
    whole = {**dropped, "decision": "It is dropped.", "decided_by": "CMASC"}
    assert client.post(DECISION, whole).status_code == 302
    assert delivery.work(on=_today(), codes=["M-BOOK"])[0].state == "dropped"


def test_a_new_milestone_belongs_to_its_item_and_to_those_who_answer(client_of: Callable[[str], Client]) -> None:
    client = client_of("officer")
    new = {"kind": "milestone", "title": "Third team books", "starts": "2022-04-01", "baseline": "2022-03-01"}
    assert 'id="id_baseline-error"' in client.post("/work/priorities/BOLD-1.1/add/", new).content.decode()
    page = client.post("/work/priorities/BOLD-1.1/add/", {**new, "baseline": "2045-06-30"}, follow=True)
    assert page.redirect_chain[-1][0] == "/work/milestones/BOLD-1.1-M1/"
    row = delivery.work(on=_today(), codes=["BOLD-1.1-M1"])[0]
    assert (row.title, row.lead_officer) == ("Third team books", ("HA", "Head of Assessment"))


def test_an_officer_changes_objectives_of_his_own_and_gives_them_no_milestones(
    client_of: Callable[[str], Client],
) -> None:
    change = {"seen": 1, "title": "Lead the pilot", "description": "", "reason": "Shorter"}
    client = client_of("officer")
    assert client.post("/work/priorities/MINE-1/change/", change).status_code == 302
    assert client.get("/work/priorities/MINE-1/add/").status_code == 403
    assert client_of("performance").post("/work/priorities/MINE-1/change/", change).status_code == 404


def _today() -> date:
    return timezone.localdate()
