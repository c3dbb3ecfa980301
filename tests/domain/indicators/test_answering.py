"""Who answers for indicators: what a post answers for, where nobody does, and many changed at once."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.apps import apps

from goldenthread.domain.indicators.operations import AnsweringError, change_answering
from goldenthread.domain.indicators.queries import indicators
from goldenthread.domain.indicators.queries.answering import answering, gaps
from tests import factories

DAY = date(2026, 4, 1)
AT = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def posts(db: None) -> dict[str, Any]:
    """A head, a director and a member answer for A1; the head alone for B1; C1 has ended with nobody."""
    made = {
        "HEAD": factories.post(code="HEAD", title="Head of Care", kind="officer"),
        "DIR": factories.post(),
        "CM": factories.post(code="CM", title="Cabinet Member", kind="cabinet_member"),
        "NEW": factories.post(code="NEW", title="Head of Homes", kind="officer"),
    }
    three = {"lead_officer": made["HEAD"], "chief_officer": made["DIR"], "cabinet_member": made["CM"]}
    factories.indicator(reference="A1", name="Visits", define=False, **three)
    factories.indicator(reference="B1", name="Calls", define=False, lead_officer=made["HEAD"])
    factories.indicator(reference="C1", name="Old", define=False, ends=date(2026, 3, 31))
    return made


def named() -> set[tuple[str, str, str]]:
    return {(one.reference, one.slot, one.post) for one in answering(on=DAY)}


THREE = {("A1", "lead_officer", "HEAD"), ("A1", "chief_officer", "DIR"), ("A1", "cabinet_member", "CM")}


def test_what_posts_answer_for(posts: dict[str, Any]) -> None:
    assert named() == THREE | {("B1", "lead_officer", "HEAD")}
    assert [(one.reference, one.slot) for one in answering(on=DAY, posts=["HEAD"])] == [
        ("A1", "lead_officer"),
        ("B1", "lead_officer"),
    ]
    assert answering(on=DAY, posts=["NEW"]) == []


def test_gaps_are_of_what_is_measured_and_a_partner_needs_its_lead_only(posts: dict[str, Any]) -> None:
    unit = factories.unit().pk
    assert [(one.reference, one.missing) for one in gaps(on=DAY)] == [("B1", ("chief_officer", "cabinet_member"))]
    assert [one.reference for one in gaps(on=date(2026, 3, 31))] == ["B1", "C1"]
    assert gaps(on=DAY, partners=[unit]) == []
    assert [one.missing for one in gaps(on=date(2026, 3, 31), partners=[unit])] == [("lead_officer",)]


def test_another_post_answers_with_one_event(posts: dict[str, Any]) -> None:
    items = [("A1", "lead_officer"), ("B1", "lead_officer")]
    assert change_answering(items=items, before="HEAD", after="NEW", by=None, at=AT, reason=" Split ") == 2
    assert named() == THREE - {("A1", "lead_officer", "HEAD")} | {
        ("A1", "lead_officer", "NEW"),
        ("B1", "lead_officer", "NEW"),
    }
    (event,) = apps.get_model("goldenthread", "AuditEvent").objects.all()
    assert (event.action, event.subject, event.reason) == ("answering changed", "indicators", "Split")
    assert event.data == {
        "before": "HEAD",
        "after": "NEW",
        "items": [{"indicator": "A1", "as": "lead_officer"}, {"indicator": "B1", "as": "lead_officer"}],
    }


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reason": " "}, "Say why: the reason is kept in the audit trail."),
        ({"after": "XX"}, "There is no post with the code XX."),
        ({"after": "HEAD"}, "Choose another post: the two are the same."),
        ({"items": []}, "Choose at least one indicator."),
        (
            {"after": "CM"},
            (
                "The post Cabinet Member is a Cabinet member’s, so it cannot answer as lead officer. "
                "Choose another post, or leave those indicators out."
            ),
        ),
        (
            {"items": [("A1", "chief_officer")]},
            "Head of Care no longer answers for A1: somebody changed it meanwhile. Look at the list again.",
        ),
    ],
)
def test_what_cannot_be_changed_is_refused(posts: dict[str, Any], change: dict[str, Any], sentence: str) -> None:
    given: dict[str, Any] = {"items": [("A1", "lead_officer")], "before": "HEAD", "after": "NEW", "reason": "Split"}
    with pytest.raises(AnsweringError) as caught:
        change_answering(**{**given, **change}, by=None, at=AT)
    assert str(caught.value) == sentence
    assert named() == THREE | {("B1", "lead_officer", "HEAD")}


def test_the_directorate_is_that_of_the_day(posts: dict[str, Any]) -> None:
    child = factories.unit(code="CHILD", name="Children")
    factories.placement(unit=factories.unit(), parent=child, starts=DAY)
    assert indicators(on=date(2026, 3, 31))[0].directorate_code == "ADULT"
    assert indicators(on=DAY)[0].directorate_code == "CHILD"
