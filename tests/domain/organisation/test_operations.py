"""People and the council's rows: what is stored, what is refused, what the event says."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps

from goldenthread.domain.organisation import lookups
from goldenthread.domain.organisation.operations import (
    PersonError,
    create_user,
    disable_user,
    save_rows,
    set_password,
    setup_person,
)

AT = datetime(2024, 7, 1, 9, 0, tzinfo=UTC)


def events() -> list[Any]:
    return list(apps.get_model("goldenthread", "AuditEvent").objects.order_by("sequence"))


@pytest.mark.django_db
def test_a_person_is_added_with_roles_and_no_password_in_the_event() -> None:
    made = create_user(
        email=" Pat.Lee@B.example ",
        name="Pat Lee",
        password="correct horse battery",
        roles=["performance", "performance"],
        by=None,
        at=AT,
    )
    assert made.email == "pat.lee@b.example"
    assert made.check_password("correct horse battery")
    assert [role.role for role in made.roles.all()] == ["performance"]
    assert [(event.action, event.subject) for event in events()] == [("person added", "person pat.lee@b.example")]
    assert events()[0].data == {"name": "Pat Lee", "roles": ["performance"], "post": "", "password": True}
    assert lookups.everybody() == [("pat.lee@b.example", "Pat Lee", True, ["performance"])]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"email": "nobody"}, "not an e-mail address"),
        ({"email": "TAKEN@b.example"}, "already here"),
        ({"name": " "}, "needs a name"),
        ({"roles": ["king"]}, "There is no role king"),
        ({"post": "XX"}, "no post with the code XX"),
        ({"unit": "XX"}, "no unit with the code XX"),
        ({"roles": ["partner"]}, "Say which partner"),
        ({"password": "short"}, "too short"),
    ],
)
def test_a_person_is_refused_with_a_sentence(change: dict[str, Any], sentence: str) -> None:
    given = {"name": "Ann", "password": None, "roles": [], "by": None, "at": AT}
    create_user(email="taken@b.example", **given)
    with pytest.raises(PersonError, match=sentence):
        create_user(**{"email": "ann@b.example", **given, **change})
    assert len(events()) == 1


@pytest.mark.django_db
def test_a_role_may_hold_in_one_part_of_the_council() -> None:
    save_rows(
        table="units",
        rows=[{"code": "NHS", "name": "Health board", "kind": "partner", "parent": None}],
        by=None,
        at=AT,
    )
    made = create_user(email="ann@b.example", name="Ann", password=None, roles=["partner"], unit="NHS", by=None, at=AT)
    assert [(role.role, role.unit and role.unit.code) for role in made.roles.all()] == [("partner", "NHS")]
    assert events()[-1].data["unit"] == "NHS"


@pytest.mark.django_db
def test_a_password_is_changed_and_a_person_disabled() -> None:
    create_user(email="ann@b.example", name="Ann", password=None, roles=[], by=None, at=AT)
    set_password(email="ANN@b.example", password="correct horse battery", by=None, at=AT)
    disable_user(email="ann@b.example", by=None, at=AT, reason="Left")
    disable_user(email="ann@b.example", by=None, at=AT, reason="Left again")
    ann = apps.get_model("goldenthread", "User").objects.get(email="ann@b.example")
    assert ann.check_password("correct horse battery")
    assert not ann.is_active
    assert [event.action for event in events()] == ["person added", "password set", "person disabled"]
    with pytest.raises(PersonError, match="nobody with the address"):
        disable_user(email="x@b.example", by=None, at=AT)


@pytest.mark.django_db
def test_the_set_up_account_is_made_once() -> None:
    assert setup_person(at=AT).pk == setup_person(at=AT).pk
    assert len(events()) == 1


@pytest.mark.django_db
def test_rows_are_stored_by_code_whatever_their_order_and_once() -> None:
    rows = [
        {"code": "EDU", "name": "Education", "kind": "division", "parent": "CYP"},
        {"code": "CYP", "name": "Children", "kind": "directorate", "parent": None},
    ]
    first = save_rows(table="units", rows=rows, by=None, at=AT, source={"file": "units.csv"})
    assert (first.new, first.changed, first.unchanged) == (("EDU", "CYP"), (), 0)
    assert save_rows(table="units", rows=rows, by=None, at=AT).unchanged == 2
    rows[0] = {**rows[0], "parent": None, "kind": "unit"}
    third = save_rows(table="units", rows=rows, by=None, at=AT)
    assert third.changed == (
        {"key": "EDU", "before": {"kind": "division", "parent": "CYP"}, "after": {"kind": "unit", "parent": None}},
    )
    assert [event.data.get("file") for event in events()] == ["units.csv", None]
