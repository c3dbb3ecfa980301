"""A unit plan from its first words to its half-year review, as it is stored."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.domain.audit import queries as audit
from goldenthread.domain.unit_plans import queries
from goldenthread.domain.unit_plans.operations import (
    UnitPlanError,
    add_action,
    decide,
    record_review,
    save_cost,
    save_section,
    submit,
)
from goldenthread.domain.unit_plans.permissions import may_decide, may_write
from goldenthread.domain.unit_plans.queries import OffTrackRow, UnitPlanRow
from goldenthread.domain.unit_plans.rules import SECTIONS
from tests import factories
from tests.factories import plans, unit_plans

AT = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
DAY = date(2026, 10, 1)
PLAN = "ADULT-2026"


def person(name: str, role: str, *, unit: Any = None) -> Any:
    made = factories.user(email=f"{name.lower()}@downland.example", name=name)
    made.roles.create(role=role, unit=unit)
    return made


@pytest.fixture
def cast(db: None) -> dict[str, Any]:
    """The unit manager, those who approve, and two strangers."""
    unit, roads = factories.unit(), factories.unit(code="ROADS", name="Roads")
    member = factories.post(code="CM-ADULT", title="Cabinet Member for Adults", kind="cabinet_member")
    unit_plans.unit_plan(cabinet_member=member)
    people = {
        "manager": person("Mo", "officer", unit=unit),
        "head": person("Hal", "approver", unit=unit),
        "director": person("Di", "director", unit=unit),
        "member": person("Mel", "member"),
        "other_member": person("Olu", "member"),
        "stranger": person("Stan", "approver", unit=roads),
    }
    factories.holding(post=member, user=people["member"])
    return people


def now(by: Any) -> UnitPlanRow:
    found = queries.unit_plan(code=PLAN, for_user=by)
    assert found is not None
    return found


def write(by: Any, section: str = "risks", text: str = "Vacancies.", seen: int = 0) -> int:
    return save_section(plan=PLAN, section=section, text=text, seen=seen, by=by, at=AT)


def complete(by: Any) -> None:
    for code in SECTIONS:
        write(by, code, f"On {code}.")
    save_cost(plan=PLAN, activity="Home visits", amount=Decimal("125000.10"), by=by, at=AT)
    save_cost(plan=PLAN, activity="Day centres", amount=Decimal("74999.90"), by=by, at=AT)
    add_action(plan=PLAN, title="Open the new centre", ends=date(2026, 12, 1), by=by, at=AT)


def approve(cast: dict[str, Any], stage: str, **fields: Any) -> Any:
    return decide(**({"plan": PLAN, "stage": stage, "decision": "approved", "by": cast[stage], "at": AT} | fields))


def approved(cast: dict[str, Any]) -> None:
    complete(cast["manager"])
    submit(plan=PLAN, by=cast["manager"], at=AT)
    approve(cast, "head")
    approve(cast, "director")
    approve(cast, "member", amount=Decimal("200000.00"), text="To spend on the activity of this plan.")


@pytest.mark.django_db
def test_topics_costs_and_actions_are_kept_as_they_are_written(cast: dict[str, Any]) -> None:
    manager = cast["manager"]
    assert len(now(manager).missing) == 11
    complete(manager)
    row = now(manager)
    assert (row.missing, row.state, row.total) == ((), "draft", Decimal("200000.00"))
    assert [(one.code, one.title, one.ends) for one in row.actions] == [
        (f"{PLAN}-1", "Open the new centre", date(2026, 12, 1))
    ]
    before = audit.head()[0]
    assert write(manager, text="On risks.", seen=1) == 1
    assert audit.head()[0] == before
    assert write(manager, text="More on risks.", seen=1) == 2
    assert now(manager).sections["risks"].text == "More on risks."
    assert (
        save_cost(
            plan=PLAN, activity="Day centres", amount=Decimal(0), position=2, seen=1, withdrawn=True, by=manager, at=AT
        )
        == 2
    )
    assert [one.activity for one in now(manager).costs] == ["Home visits"]
    assert save_cost(plan=PLAN, activity="Meals", amount=Decimal(5), by=manager, at=AT) == 3


@pytest.mark.django_db
def test_the_second_writer_is_shown_the_first_and_no_word_is_lost(cast: dict[str, Any]) -> None:
    write(cast["manager"])
    with pytest.raises(UnitPlanError, match=r"Mo has changed this while .*“Vacancies\.”") as refused:
        write(cast["head"], text="Floods.")
    assert refused.value.field == "text"
    assert now(cast["head"]).sections["risks"].text == "Vacancies."
    assert write(cast["head"], text="Vacancies. Floods.", seen=1) == 2
    cost = {"plan": PLAN, "activity": "Meals", "by": cast["manager"], "at": AT}
    save_cost(**cost, amount=Decimal(5))
    save_cost(**cost, amount=Decimal(6), position=1, seen=1)
    with pytest.raises(UnitPlanError, match=r"“Meals”, £6\.00"):
        save_cost(**cost, amount=Decimal(7), position=1, seen=1)


@pytest.mark.django_db
def test_an_incomplete_plan_is_refused_with_the_topics_missing(cast: dict[str, Any]) -> None:
    complete(cast["manager"])
    write(cast["manager"], "joint_working", "", seen=1)
    with pytest.raises(UnitPlanError, match=r"It says nothing yet on: Joint working\. Write that"):
        submit(plan=PLAN, by=cast["manager"], at=AT)
    assert now(cast["manager"]).state == "draft"


@pytest.mark.django_db
def test_approval_delegates_the_authority_and_lapses_when_the_plan_changes(cast: dict[str, Any]) -> None:
    approved(cast)
    row = now(cast["manager"])
    (authority,) = queries.authorities(row)
    assert row.state == "approved"
    assert (authority.amount, authority.text) == (Decimal("200000.00"), "To spend on the activity of this plan.")
    assert (authority.granted_on, authority.granted_by, authority.holds) == (DAY, "Mel", True)
    write(cast["manager"], "risks", "Something else.", seen=1)
    changed = now(cast["manager"])
    assert changed.state == "lapsed"
    assert [one.holds for one in queries.authorities(changed)] == [False]
    assert submit(plan=PLAN, by=cast["manager"], at=AT).number == 2


@pytest.mark.django_db
def test_nobody_approves_their_own_plan_nor_out_of_turn(cast: dict[str, Any]) -> None:
    complete(cast["manager"])
    submit(plan=PLAN, by=cast["head"], at=AT)
    with pytest.raises(UnitPlanError, match="You submitted this yourself"):
        approve(cast, "head")
    with pytest.raises(UnitPlanError, match="This is with Head of service now"):
        approve(cast, "director")
    with pytest.raises(UnitPlanError, match="for somebody else to take"):
        approve(cast, "head", by=cast["stranger"])
    with pytest.raises(UnitPlanError, match="a return needs a reason") as refused:
        decide(plan=PLAN, stage="head", decision="returned", by=person("Eva", "approver"), at=AT)
    assert refused.value.field == "reason"
    decide(plan=PLAN, stage="head", decision="withdrawn", by=cast["head"], at=AT)
    assert now(cast["manager"]).state == "withdrawn"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"text": "For it."}, "amount"),
        ({"amount": Decimal("200000.01"), "text": "For it."}, "amount"),
        ({"amount": Decimal("1")}, "text"),
    ],
)
def test_without_its_authority_the_last_approval_is_not_kept(
    cast: dict[str, Any], fields: dict[str, Any], field: str
) -> None:
    complete(cast["manager"])
    submit(plan=PLAN, by=cast["manager"], at=AT)
    approve(cast, "head")
    approve(cast, "director")
    with pytest.raises(UnitPlanError) as refused:
        approve(cast, "member", **fields)
    assert refused.value.field == field
    assert now(cast["manager"]).state == "open"
    assert queries.authorities(now(cast["manager"])) == []


@pytest.mark.django_db
def test_monitoring_is_by_exception_and_the_half_year_review_is_once(cast: dict[str, Any]) -> None:
    review = {"plan": PLAN, "on": DAY, "note": "All but one on track.", "by": cast["manager"], "at": AT}
    late = OffTrackRow(what="Home visits", reason="Two vacancies.", action="Recruiting.")
    complete(cast["manager"])
    with pytest.raises(UnitPlanError, match="Only a plan that was approved is monitored"):
        record_review(**review, kind="in_year", exceptions=[])
    submit(plan=PLAN, by=cast["manager"], at=AT)
    approve(cast, "head")
    approve(cast, "director")
    approve(cast, "member", amount=Decimal(1), text="All.")
    assert record_review(**review, kind="half_year", exceptions=[late]) == 1
    assert record_review(**review, kind="in_year", exceptions=[]) == 2
    for change, field in (
        ({"kind": "half_year"}, "kind"),
        ({"kind": "weekly"}, "kind"),
        ({"exceptions": [OffTrackRow(what="Meals", reason=" ", action="")]}, "exceptions"),
        ({"on": date(2026, 3, 1)}, "on"),
    ):
        with pytest.raises(UnitPlanError) as refused:
            record_review(**({**review, "kind": "in_year", "exceptions": []} | change))
        assert refused.value.field == field
    second, first = queries.reviews(plan=now(cast["manager"]).plan.id)
    assert (second.number, second.exceptions) == (2, ())
    assert (first.kind, first.note, first.exceptions) == ("half_year", "All but one on track.", (late,))
    assert audit.broken() is None


@pytest.mark.django_db
def test_who_may_write_and_who_decides_where(cast: dict[str, Any]) -> None:
    plan = now(cast["manager"]).plan
    assert {name: may_write(one, plan=plan) for name, one in cast.items()} == {
        "manager": True,
        "head": True,
        "director": False,
        "member": False,
        "other_member": False,
        "stranger": False,
    }
    deciding = {
        stage: [name for name, one in cast.items() if may_decide(one, plan=plan, stage=stage)]
        for stage in ("head", "director", "member", "other")
    }
    assert deciding == {"head": ["head"], "director": ["director"], "member": ["member"], "other": []}
    with pytest.raises(UnitPlanError, match="written by others"):
        write(cast["stranger"])
    with pytest.raises(UnitPlanError, match="no unit plan NONE"):
        save_section(plan="NONE", section="risks", text="x", seen=0, by=cast["manager"], at=AT)


@pytest.mark.django_db
def test_bad_costs_and_actions_are_refused_at_their_field(cast: dict[str, Any]) -> None:
    by = cast["manager"]
    for given, field in (
        ({"activity": " ", "amount": Decimal(1)}, "activity"),
        ({"activity": "Meals", "amount": None}, "amount"),
        ({"activity": "Meals", "amount": Decimal("-0.01")}, "amount"),
        ({"activity": "Meals", "amount": Decimal("0.005")}, "amount"),
        ({"activity": "Meals", "amount": Decimal(1), "position": 9}, ""),
    ):
        with pytest.raises(UnitPlanError) as refused:
            save_cost(plan=PLAN, by=by, at=AT, **given)
        assert refused.value.field == field
    for title, ends, field in (("", None, "title"), ("Do it", date(2028, 1, 1), "ends")):
        with pytest.raises(UnitPlanError) as refused:
            add_action(plan=PLAN, title=title, ends=ends, by=by, at=AT)
        assert refused.value.field == field
    assert (now(by).costs, now(by).actions) == ((), ())


@pytest.mark.django_db
def test_the_list_is_read_with_the_same_queries_whatever_its_length(cast: dict[str, Any]) -> None:
    complete(cast["manager"])
    submit(plan=PLAN, by=cast["manager"], at=AT)
    with CaptureQueriesContext(connection) as one:
        assert len(queries.unit_plans(for_user=cast["manager"])) == 1
    for number in (1, 2):
        plans.plan(code=f"U{number}", kind="unit_plan", unit=factories.unit(code=f"U{number}"))
    with CaptureQueriesContext(connection) as three:
        assert len(queries.unit_plans(for_user=cast["manager"])) == 3
    assert len(three) == len(one) < 12
