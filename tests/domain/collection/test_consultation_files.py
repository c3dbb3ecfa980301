"""A consultation loaded from files: iterations of the words then known, comments, responses, endorsements."""

import csv
import io
from typing import Any

import pytest

from goldenthread.domain.audit import queries as audit
from goldenthread.domain.collection.queries.exporting import exported
from goldenthread.domain.consultation import queries
from tests.domain.collection.conftest import Load

PLANS = {
    "plan_levels": "kind,level,name,plural\nstatement,priority,Priority,Priorities\n",
    "plans": "code,title,kind,starts,ends,status\nBOLD,A Bold Plan,statement,2021-04-01,2025-03-31,current\n",
    "plan_items-1": ("code,plan,level,title,entered_at\nBOLD-1,BOLD,priority,Help people,2021-05-01T09:00:00+00:00\n"),
    "plan_items-2": (
        "code,plan,level,title,reason,entered_at\n"
        "BOLD-1,BOLD,priority,Help everybody,The workshop,2021-06-20T09:00:00+00:00\n"
    ),
}
CONSULTATION = {
    "iterations": (
        "plan,iteration,made_at,note\n"
        "BOLD,1,2021-06-01T09:00:00+00:00,For the workshop\nBOLD,2,2021-06-24T09:00:00+00:00,After it\n"
    ),
    "comments": (
        "plan,iteration,comment,item,section,person,workshop,received_on,text\n"
        "BOLD,1,1,BOLD-1,wording,Pat Lee,Members,2021-06-10,Which people?\n"
        "BOLD,1,2,,other,,Members,2021-06-10,Too long.\n"
    ),
    "responses": (
        "plan,iteration,comment,text,changed,what_changed,passage\n"
        "BOLD,1,1,Agreed.,yes,It says everybody.,BOLD-1/wording/0\n"
    ),
    "endorsements": (
        "plan,body,name,kind,due_on,order,iteration,given_on,minute\n"
        "BOLD,cmt,Management team,management_team,,1,1,2021-06-15,Minute 4\n"
        "BOLD,cmt,Management team,management_team,,1,2,2021-06-29,Minute 9\n"
        "BOLD,cab,Cabinet,cabinet,2021-07-12,2,1,2021-06-21,\n"
        "BOLD,cc,County Council,council,2021-07-22,3,,,\n"
    ),
}


@pytest.mark.django_db
def test_a_consultation_is_loaded_as_it_went_and_a_second_load_stores_nothing(council: Load) -> None:
    assert council({**PLANS, **CONSULTATION}, reason="The start").stored
    first, second = (queries.words_of(plan="BOLD", number=number) for number in (1, 2))
    assert [[one.text for one in words or ()] for words in (first, second)] == [["Help people"], ["Help everybody"]]
    comments = queries.log(plan="BOLD")
    assert [(row.reference, row.who, row.response is None) for row in comments] == [
        ("1.1", "Pat Lee, Members", False),
        ("1.2", "Members", True),
    ]
    assert comments[0].response is not None
    assert (comments[0].response.changed, comments[0].response.revision) == (True, 2)
    assert [(row.name, row.state, [one.iteration for one in row.given]) for row in queries.bodies(plan="BOLD")] == [
        ("Management team", "endorsed", [2, 1]),
        ("Cabinet", "lapsed", [1]),
        ("County Council", "outstanding", []),
    ]
    before = audit.head()
    again = council(CONSULTATION, reason="Again")
    assert [(count.new, count.revised, count.unchanged) for count in again.counts] == [
        (0, 0, 2),
        (0, 0, 2),
        (0, 0, 1),
        (0, 0, 4),
    ]
    assert (again.problems, audit.head()) == ((), before)


@pytest.mark.django_db
def test_what_was_loaded_goes_out_again_without_loss(council: Load) -> None:
    assert council({**PLANS, **CONSULTATION}, reason="The start").stored
    out = {name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(text.decode()))) for name, text, _ in exported()}
    for kind, text in CONSULTATION.items():
        rows = [{name: cell for name, cell in row.items() if cell} for row in csv.DictReader(io.StringIO(text))]
        kept = [{name: cell for name, cell in row.items() if cell} for row in out[kind]]
        assert kept == rows, kind


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "row", "column", "sentence"),
    [
        ("iterations", {"iteration": "4"}, "iteration", "would follow iteration 2"),
        ("iterations", {"iteration": "3", "made_at": "soon"}, "made_at", "“soon” is not a moment"),
        ("iterations", {"iteration": "3", "made_at": "2999-01-01"}, "made_at", "still to come"),
        ("iterations", {"iteration": "3", "made_by": "x@b.example"}, "made_by", "nobody with the address"),
        ("comments", {"comment": "1", "text": "Other words."}, "comment", "is kept as it was received"),
        ("comments", {"comment": "3", "item": "NONE"}, "item", "NONE is not in iteration 1"),
        ("responses", {"comment": "9"}, "plan", "There is no comment 1.9"),
        ("responses", {"comment": "1", "text": "No."}, "reason", "Say why the response is changed"),
        ("endorsements", {"iteration": "1", "given_on": "2021-07-01"}, "iteration", "Iteration 1 is stale"),
        ("endorsements", {"plan": "NONE"}, "plan", "There is no plan NONE"),
    ],
)
def test_a_row_that_cannot_be_kept_is_refused_with_its_row_and_column(
    council: Load, kind: str, row: dict[str, str], column: str, sentence: str
) -> None:
    assert council({**PLANS, **CONSULTATION}, reason="The start").stored
    full: dict[str, dict[str, Any]] = {
        "iterations": {"plan": "BOLD", "made_at": "", "made_by": ""},
        "comments": {
            "plan": "BOLD",
            "iteration": "1",
            "section": "wording",
            "item": "BOLD-1",
            "person": "Pat",
            "received_on": "2021-06-11",
            "text": "Well done.",
        },
        "responses": {"plan": "BOLD", "iteration": "1", "text": "Agreed.", "changed": "no"},
        "endorsements": {"plan": "BOLD", "body": "cc", "name": "County Council", "kind": "council"},
    }
    given = full[kind] | row
    refused = council({kind: f"{','.join(given)}\n{','.join(given.values())}\n"})
    assert not refused.stored
    (problem,) = refused.refused
    assert (problem.file, problem.row, problem.column) == (f"{kind}.csv", 2, column)
    assert sentence in problem.seen
