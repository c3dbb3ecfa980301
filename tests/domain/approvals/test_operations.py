"""Submissions and decisions as they are stored, what their events say, and two clicks at the same moment."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connections

from goldenthread.domain.approvals import queries
from goldenthread.domain.approvals.operations import ApprovalError, decide, submit
from goldenthread.domain.approvals.rules import Stage, standing
from goldenthread.domain.audit import queries as audit
from tests import factories

AT = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
ROUTE = [
    Stage(code="head", name="Head of service", role="approver"),
    Stage(code="director", name="Director", role="director"),
]
COVERS = {"items": {"EDU-1": 4}, "budget": "1250.50"}


def person(name: str) -> Any:
    return factories.user(email=f"{name.lower()}@downland.example", name=name)


def send(subject: str = "plan EDU", *, by: Any, at: datetime = AT, **fields: Any) -> Any:
    return submit(**({"subject": subject, "route": ROUTE, "covers": COVERS, "by": by, "at": at} | fields))


def choose(stage: str, *, by: Any, **fields: Any) -> Any:
    given = {"subject": "plan EDU", "stage": stage, "decision": "approved", "by": by, "at": AT, "current": COVERS}
    return decide(**(given | fields))


@pytest.mark.django_db
def test_a_plan_goes_all_the_way_and_every_step_leaves_an_event() -> None:
    ann, ben, cat = person("Ann"), person("Ben"), person("Cat")
    assert send(by=ann, note=" Ready. ").number == 1
    choose("head", by=ben, request_id="r1")
    done = choose("director", by=cat)
    assert standing(done, current=COVERS) == "approved"
    assert [(one.stage, one.by_name) for one in done.decisions] == [("head", "Ben"), ("director", "Cat")]
    events = apps.get_model("goldenthread", "AuditEvent").objects.order_by("sequence")
    assert [(event.action, event.subject, event.actor_name, event.reason) for event in events] == [
        ("submitted for approval", "plan EDU", "Ann", "Ready."),
        ("approved", "plan EDU", "Ben", ""),
        ("approved", "plan EDU", "Cat", ""),
    ]
    assert events[0].data["covers"] == COVERS
    assert events[1].data == {"number": 1, "stage": "head", "covers_digest": done.covers_digest}
    assert events[1].request_id == "r1"


@pytest.mark.django_db
def test_a_return_comes_back_as_a_second_submission_and_the_first_stays() -> None:
    ann, ben = person("Ann"), person("Ben")
    send(by=ann)
    choose("head", by=ben, decision="returned", reason="The costs are missing.")
    changed = COVERS | {"budget": "1300.00"}
    assert send(by=ann, covers=changed).number == 2
    first, second = queries.history("plan EDU")
    assert [one.reason for one in first.decisions] == ["The costs are missing."]
    assert second.decisions == ()
    assert queries.latest(["plan EDU", "plan NONE"]) == {"plan EDU": second}


@pytest.mark.django_db
def test_a_refusal_stores_nothing() -> None:
    ann = person("Ann")
    with pytest.raises(ApprovalError, match="has not been submitted"):
        choose("head", by=ann)
    send(by=ann)
    with pytest.raises(ApprovalError, match="You submitted this yourself"):
        choose("head", by=ann)
    with pytest.raises(ApprovalError, match="already been submitted by Ann and is with Head of service"):
        send(by=ann)
    assert queries.history("plan EDU")[0].decisions == ()
    assert audit.head()[0] == 1


@pytest.mark.django_db
def test_what_waits_for_a_stage_is_listed_and_what_ended_is_not() -> None:
    ann, ben, cat = person("Ann"), person("Ben"), person("Cat")
    send("plan LATER", by=ann, at=AT + timedelta(days=1))
    send("plan SOONER", by=ann)
    send("plan ON", by=ann)
    choose("head", by=ben, subject="plan ON")
    send("plan BACK", by=ann)
    choose("head", by=ben, subject="plan BACK", decision="returned", reason="No.")
    send("plan DONE", by=ann)
    choose("head", by=ben, subject="plan DONE")
    choose("director", by=cat, subject="plan DONE")
    assert [one.subject for one in queries.waiting(["head"])] == ["plan SOONER", "plan LATER"]
    assert [one.subject for one in queries.waiting(["director"])] == ["plan ON"]
    assert queries.waiting(["other"]) == []


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow(django_assert_num_queries: Any) -> None:
    ann = person("Ann")
    for count in (1, 3):
        for number in range(count):
            send(f"plan {count}-{number}", by=ann)
        with django_assert_num_queries(2):
            queries.waiting(["head"])
        with django_assert_num_queries(2):
            queries.latest([f"plan {count}-{number}" for number in range(count)])


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_approvers_click_at_once_and_the_second_is_told_who_was_first() -> None:
    send(by=person("Ann"))
    people = [person("Ben"), person("Cat")]
    said: list[str] = []
    gate = threading.Barrier(2)

    def click(by: Any) -> None:
        try:
            gate.wait(timeout=30)
            choose("head", by=by)
        except ApprovalError as refusal:
            said.append(str(refusal))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=click, args=(by,)) for by in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    (kept,) = queries.history("plan EDU")[0].decisions
    assert said == [f"{kept.by_name} has already approved this. Your own decision was not kept."]
    assert audit.broken() is None
