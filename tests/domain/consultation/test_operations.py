"""From the first draft to endorsements that lapse, as it is stored."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from goldenthread.domain.audit import queries as audit
from goldenthread.domain.consultation import queries
from goldenthread.domain.consultation.operations import (
    ConsultationError,
    add_comment,
    answer,
    ask_for_endorsement,
    endorse,
    make_iteration,
)
from goldenthread.domain.consultation.permissions import may_run
from goldenthread.domain.framework import queries as framework
from tests import factories
from tests.factories import plans

# The factories enter plans on 1 July: an iteration keeps what was known by its moment.
AT = datetime(2026, 7, 3, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 7, 24, 9, 0, tzinfo=UTC)
DAY, LATER_DAY = date(2026, 7, 3), date(2026, 7, 24)


@pytest.fixture
def by(db: None) -> Any:
    """The policy manager, with a plan of one priority to consult on."""
    item = plans.item(description="For everybody.")
    plans.success_factor(item=item, text="Every school has joined.", by_when="By 2030")
    plans.measure(item=item, kind="evaluation", text="A study", due_on=date(2029, 3, 31))
    plans.item_work(item=item, work=plans.work())
    return factories.user(email="policy@downland.example", name="Policy Manager", role="performance")


def reword(title: str, *, number: int) -> None:
    plans.item_revision(item=plans.item(), title=title, number=number, reason="After the workshop.")


def comment(*, by: Any, **fields: Any) -> Any:
    given = {
        "plan": "BOLD",
        "iteration": 1,
        "section": "wording",
        "item": "BOLD-1",
        "person": "Pat Lee",
        "received_on": DAY,
        "text": "Which people?",
        "by": by,
        "at": AT,
    }
    return add_comment(**(given | fields))


def reply(*, by: Any, **fields: Any) -> Any:
    given = {"plan": "BOLD", "iteration": 1, "comment": 1, "text": "Agreed.", "changed": False, "by": by, "at": LATER}
    return answer(**(given | fields))


@pytest.mark.django_db
def test_an_iteration_keeps_every_word_with_its_revision(by: Any) -> None:
    made = make_iteration(plan="BOLD", by=by, at=AT, note=" For the workshops. ")
    assert (made.number, made.note, made.made_by) == (1, "For the workshops.", "Policy Manager")
    words = queries.words_of(plan="BOLD", number=1)
    assert words is not None
    assert [(one.key, one.revision, one.text) for one in words] == [
        ("BOLD-1/wording/0", 1, "Helping people in need"),
        ("BOLD-1/wording/1", 1, "For everybody."),
        ("BOLD-1/success_factors/1", 1, "By 2030: Every school has joined."),
        ("BOLD-1/milestones/1", 1, "New centre open (due 30 September 2026)"),
        ("BOLD-1/measures/1", 1, "A study (due 31 March 2029)"),
    ]
    reword("Helping everybody", number=2)
    assert queries.words_of(plan="BOLD", number=1) == words
    assert make_iteration(plan="BOLD", by=by, at=LATER).number == 2
    assert queries.words_of(plan="BOLD", number=9) is None


@pytest.mark.django_db
def test_no_iteration_of_nothing_nor_of_the_same_words(by: Any) -> None:
    make_iteration(plan="BOLD", by=by, at=AT)
    plans.item_revision(item=plans.item(), number=2, reason="Carried on.", description="For everybody.", order=3)
    with pytest.raises(ConsultationError, match="Not a word has changed since iteration 1"):
        make_iteration(plan="BOLD", by=by, at=LATER)
    plans.plan(code="EMPTY", kind="vision")
    with pytest.raises(ConsultationError, match="nothing in it yet"):
        make_iteration(plan="EMPTY", by=by, at=AT)
    with pytest.raises(ConsultationError, match="There is no plan NONE"):
        make_iteration(plan="NONE", by=by, at=AT)
    assert [one.number for one in queries.drafts(plan="BOLD")] == [1]


@pytest.mark.django_db
def test_nobody_is_consulted_on_personal_objectives(by: Any) -> None:
    mine = plans.personal_plan(officer=by)
    plans.item(code="MINE-1", of=mine)
    with pytest.raises(ConsultationError, match="Personal objectives are private"):
        make_iteration(plan="MINE", by=by, at=AT)
    stranger = factories.user(email="s@downland.example", role="performance")
    with pytest.raises(ConsultationError, match="no plan MINE that you can read"):
        make_iteration(plan="MINE", by=stranger, at=AT)


@pytest.mark.django_db
def test_a_comment_is_answered_and_what_changed_is_said(by: Any) -> None:
    make_iteration(plan="BOLD", by=by, at=AT)
    assert comment(by=by).reference == "1.1"
    assert comment(by=by, item="", section="other", workshop="Members, 3 July").reference == "1.2"
    reword("Helping people of any age", number=2)
    done = reply(by=by, changed=True, what_changed="It says “of any age”.", passage="BOLD-1/wording/0")
    assert done.response is not None
    assert (done.response.changed, done.response.passage, done.response.revision) == (True, "BOLD-1/wording/0", 2)
    first, second = queries.log(plan="BOLD")
    assert first == done
    assert (second.item, second.who, second.response) == ("", "Pat Lee, Members, 3 July", None)
    assert audit.broken() is None


@pytest.mark.django_db
def test_the_second_writer_is_shown_the_first_answer_and_loses_nothing(by: Any) -> None:
    make_iteration(plan="BOLD", by=by, at=AT)
    comment(by=by)
    other = factories.user(email="other@downland.example", name="Other Officer")
    reply(by=other, text="We will look at it.")
    with pytest.raises(ConsultationError, match=r"Other Officer has answered this while .*“We will look at it.”"):
        reply(by=by)
    with pytest.raises(ConsultationError, match="Say why the response is changed"):
        reply(by=by, seen=1)
    again = reply(by=by, seen=1, reason="Cabinet decided.")
    assert again.response is not None
    assert (again.response.number, again.response.text) == (2, "Agreed.")


@pytest.mark.django_db
def test_refusals_name_their_field_and_store_nothing(by: Any) -> None:
    make_iteration(plan="BOLD", by=by, at=AT)
    before = audit.head()[0]
    for change, field in (({"iteration": 7}, "iteration"), ({"text": ""}, "text"), ({"item": "NONE"}, "item")):
        with pytest.raises(ConsultationError) as refused:
            comment(by=by, **change)
        assert refused.value.field == field
    comment(by=by)
    with pytest.raises(ConsultationError) as refused:
        reply(by=by, changed=True)
    assert refused.value.field == "what_changed"
    with pytest.raises(ConsultationError, match=r"There is no comment 1\.8"):
        reply(by=by, comment=8)
    assert [row.response for row in queries.log(plan="BOLD")] == [None]
    assert audit.head()[0] == before + 1


@pytest.mark.django_db
def test_an_endorsement_names_its_iteration_and_lapses_with_the_next(by: Any) -> None:
    make_iteration(plan="BOLD", by=by, at=AT)
    ask_for_endorsement(plan="BOLD", code="cab", name="Cabinet", kind="cabinet", order=1, by=by, at=AT)
    ask_for_endorsement(plan="BOLD", code="cc", name="County Council", kind="council", order=2, by=by, at=AT)
    given = {"plan": "BOLD", "body": "cab", "by": by, "at": AT}
    assert endorse(**given, iteration=1, given_on=DAY, minute="Minute 12").state == "endorsed"
    with pytest.raises(ConsultationError, match="Cabinet has endorsed iteration 1 already"):
        endorse(**given, iteration=1, given_on=DAY)
    reword("Helping everybody", number=2)
    make_iteration(plan="BOLD", by=by, at=LATER)
    assert [(one.name, one.state) for one in queries.bodies(plan="BOLD")] == [
        ("Cabinet", "lapsed"),
        ("County Council", "outstanding"),
    ]
    with pytest.raises(ConsultationError, match="Iteration 1 is stale") as refused:
        endorse(plan="BOLD", body="cc", iteration=1, given_on=LATER_DAY, by=by, at=LATER)
    assert refused.value.field == "iteration"
    with pytest.raises(ConsultationError, match="was not asked"):
        endorse(plan="BOLD", body="nobody", iteration=2, given_on=LATER_DAY, by=by, at=LATER)
    assert endorse(plan="BOLD", body="cab", iteration=2, given_on=LATER_DAY, by=by, at=LATER).state == "endorsed"


@pytest.mark.django_db
def test_asking_again_the_same_leaves_no_event(by: Any) -> None:
    asked: dict[str, Any] = {"plan": "BOLD", "code": "cab", "name": "Cabinet", "kind": "cabinet", "by": by, "at": AT}
    before = audit.head()[0]
    ask_for_endorsement(**asked)
    ask_for_endorsement(**asked)
    assert audit.head()[0] == before + 1
    assert ask_for_endorsement(**asked, wanted=False).wanted is False
    for change, field in (({"name": " "}, "name"), ({"kind": "press"}, "kind")):
        with pytest.raises(ConsultationError) as refused:
            ask_for_endorsement(**(asked | change))
        assert refused.value.field == field


@pytest.mark.django_db
def test_who_may_run_it(by: Any) -> None:
    statement = framework.plan(code="BOLD", for_user=by)
    adult, roads = factories.unit(), factories.unit(code="ROADS", name="Roads")
    plans.plan(code="ADULT", kind="directorate_plan", unit=adult)
    directorate = framework.plan(code="ADULT", for_user=by)
    assert statement is not None
    assert directorate is not None
    here = factories.user(email="here@downland.example")
    there = factories.user(email="there@downland.example")
    stranger = factories.user(email="member@downland.example", role="member")
    here.roles.create(role="director", unit=adult)
    there.roles.create(role="director", unit=roads)
    assert [may_run(one, plan=statement) for one in (by, here, there, stranger)] == [True, False, False, False]
    assert [may_run(one, plan=directorate) for one in (by, here, there, stranger)] == [True, True, False, False]


@pytest.mark.django_db
def test_the_log_is_read_with_the_same_queries_whatever_its_length(by: Any, django_assert_num_queries: Any) -> None:
    make_iteration(plan="BOLD", by=by, at=AT)
    for _ in range(2):
        comment(by=by)
        reply(by=by, comment=len(queries.log(plan="BOLD")))
        with django_assert_num_queries(2):
            queries.log(plan="BOLD")
        with django_assert_num_queries(3):
            queries.bodies(plan="BOLD")
