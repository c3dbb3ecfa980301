"""Sign-off in stages, queries about single figures, and progress."""

from datetime import date
from typing import Any

import pytest

from goldenthread.domain.approvals.operations import ApprovalError
from goldenthread.domain.collection.operations import returns
from goldenthread.domain.collection.queries import progress, silent_owners, standings
from tests.domain.collection.conftest import Load
from tests.domain.collection.returns.conftest import GOOD, NOW, PERIOD, TODAY, Quarter


@pytest.fixture
def submitted(quarter: Quarter) -> Quarter:
    """A sound return that was submitted."""
    quarter.save(**GOOD)
    assert quarter.submit().submitted
    return quarter


def _decide(quarter: Quarter, stage: str, *, by: Any, decision: str = "approved", reason: str = "") -> None:
    returns.decide(owed=quarter.owed, stage=stage, decision=decision, by=by, at=NOW, reason=reason)


def test_head_of_service_then_director_and_the_figures_are_signed(submitted: Quarter) -> None:
    _decide(submitted, "head_of_service", by=submitted.head)
    assert {line.state for line in submitted.lines().values()} == {"in"}
    _decide(submitted, "director", by=submitted.director)
    assert {line.state for line in submitted.lines().values()} == {"signed"}


def test_nobody_signs_their_own_return(submitted: Quarter) -> None:
    with pytest.raises(ApprovalError, match="You submitted this yourself"):
        _decide(submitted, "head_of_service", by=submitted.officer)


def test_a_signature_lapses_when_a_figure_changes(submitted: Quarter, take: Load) -> None:
    _decide(submitted, "head_of_service", by=submitted.head)
    _decide(submitted, "director", by=submitted.director)
    assert take({"observations": "indicator,period,value,reason\nC1,Q2 2022/23,17,A recount.\n"}).stored
    assert standings(returns=[submitted.owed.id])[submitted.owed.id][0] == "lapsed"
    assert {line.state for line in submitted.lines().values()} == {"in"}


def test_a_return_goes_back_with_a_reason(submitted: Quarter) -> None:
    with pytest.raises(ApprovalError):
        _decide(submitted, "head_of_service", by=submitted.head, decision="returned")
    _decide(submitted, "head_of_service", by=submitted.head, decision="returned", reason="The district is missing.")
    word, submission = standings(returns=[submitted.owed.id])[submitted.owed.id]
    assert word == "returned"
    assert submission is not None
    assert submission.decisions[-1].reason == "The district is missing."


def test_a_query_about_one_figure_hangs_on_it_until_it_is_closed(submitted: Quarter) -> None:
    line = submitted.lines()["C1"]
    returns.ask(expected=line.id, text="Does this include appeals?", by=submitted.head, at=NOW)
    states = {name: one.state for name, one in submitted.lines().items()}
    assert states == {"A1": "in", "A1/E07A": "in", "C1": "queried"}
    with pytest.raises(returns.QuestionError, match="There is an open query"):
        returns.ask(expected=line.id, text="And?", by=submitted.head, at=NOW)
    returns.answer(expected=line.id, text="Yes, since 2021.", by=submitted.officer, at=NOW)
    assert submitted.lines()["C1"].state == "queried"
    returns.close(expected=line.id, text="Thank you.", by=submitted.head, at=NOW)
    closed = submitted.lines()["C1"]
    assert (closed.state, [one.kind for one in closed.questions]) == ("in", ["asked", "answered", "closed"])
    with pytest.raises(returns.QuestionError, match="nothing to answer"):
        returns.answer(expected=line.id, text="Late.", by=submitted.officer, at=NOW)


def test_an_unanswered_query_stands_in_the_way_of_submitting_again(submitted: Quarter) -> None:
    returns.ask(expected=submitted.lines()["C1"].id, text="Appeals?", by=submitted.head, at=NOW)
    assert submitted.check() == [("C1", "value", "Answer the query first: “Appeals?”")]


def test_progress_counts_every_state_for_every_post(submitted: Quarter, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(30):
        found = progress(period=PERIOD, today=TODAY)
    told = [(one.owed.post_code, one.states, one.standing, one.waiting_for, one.complete) for one in found]
    assert told == [
        ("DIR", {"due": 1, "late": 2}, "", "", 0),
        ("HED", {"in": 3}, "open", "Head of service", 100),
    ]
    assert [one.days_late for one in found] == [51, 0]


def test_an_owner_who_enters_nothing_twice_is_silent(submitted: Quarter) -> None:
    found = silent_owners(periods=(PERIOD, PERIOD), today=date(2022, 11, 30))
    assert [(one.post_title, one.owed) for one in found] == [("Director of Children's Services", 6)]
