"""Who may, told with a cast of five posts: the owner, the deputy, the stranger, the partner, the auditor."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from goldenthread.domain.organisation.models import RoleAssignment, Unit, User
from goldenthread.domain.organisation.permissions import (
    PERMISSIONS,
    acts_for,
    may,
    may_read,
    roles_of,
    units_where,
)
from tests import factories

BEFORE, DAY = date(2025, 3, 31), date(2025, 4, 1)


def person(name: str, role: str = "", *, unit: Unit | None = None, **more: Any) -> User:
    made = factories.user(email=f"{name}@downland.example", name=name)
    if role:
        RoleAssignment.objects.create(user=made, role=role, unit=unit, **more)
    return made


@pytest.fixture
def units(db: None) -> dict[str, Unit]:
    """Adult care with a team, which moves to children's services in April 2025; a partner beside them."""
    adult = factories.unit()
    team = factories.unit(code="TEAM", name="Team", kind="unit", parent=adult)
    child = factories.unit(code="CHILD", name="Children")
    health = factories.unit(code="HEALTH", name="Health board", kind="partner")
    factories.placement(unit=team, parent=child, starts=DAY)
    return {"adult": adult, "team": team, "child": child, "health": health}


@pytest.fixture
def cast(units: dict[str, Unit]) -> dict[str, User]:
    """The owner holds the post, the deputy helps; the stranger has the same role elsewhere."""
    post = factories.post()
    cast = {
        "owner": person("owner", "officer", unit=units["adult"]),
        "deputy": person("deputy", "officer", unit=units["adult"]),
        "stranger": person("stranger", "officer", unit=units["child"]),
        "partner": person("partner", "partner", unit=units["health"]),
        "auditor": person("auditor", "auditor"),
    }
    factories.holding(post=post, user=cast["owner"], starts=BEFORE)
    factories.holding(post=post, user=cast["deputy"], starts=DAY, deputy=True)
    return cast


LOAD = "goldenthread.load_figures"


def test_a_role_in_a_unit_counts_there_and_below_on_the_day(cast: dict[str, User], units: dict[str, Unit]) -> None:
    found = {
        (name, unit, day): may(cast[name], LOAD, unit=units[unit].pk, on=day)
        for name in cast
        for unit in ("adult", "team", "child")
        for day in (BEFORE, DAY)
    }
    assert {key for key, allowed in found.items() if allowed} == {
        ("owner", "adult", BEFORE),
        ("owner", "adult", DAY),
        ("owner", "team", BEFORE),
        ("deputy", "adult", BEFORE),
        ("deputy", "adult", DAY),
        ("deputy", "team", BEFORE),
        ("stranger", "child", BEFORE),
        ("stranger", "child", DAY),
        ("stranger", "team", DAY),
    }


def test_where_is_none_for_the_whole_council_and_empty_for_nowhere(
    cast: dict[str, User], units: dict[str, Unit]
) -> None:
    assert units_where(person("pat", "performance"), LOAD) is None
    assert units_where(cast["owner"], LOAD, on=BEFORE) == {units["adult"].pk, units["team"].pk}
    assert units_where(cast["auditor"], LOAD) == frozenset()
    assert units_where(AnonymousUser(), LOAD) == frozenset()


def test_the_django_question_may_name_a_unit(cast: dict[str, User], units: dict[str, Unit]) -> None:
    assert cast["owner"].has_perm(LOAD)
    assert cast["owner"].has_perm(LOAD, units["adult"].pk)
    assert not cast["owner"].has_perm(LOAD, units["child"].pk)
    assert not cast["auditor"].has_perm(LOAD)


def test_the_auditor_reads_and_changes_nothing(cast: dict[str, User]) -> None:
    assert {name for name in PERMISSIONS if cast["auditor"].has_perm(name)} == {
        name for name in PERMISSIONS if "auditor" in PERMISSIONS[name]
    }
    assert {name.rpartition(".")[2].partition("_")[0] for name, roles in PERMISSIONS.items() if "auditor" in roles} == {
        "view"
    }


def test_a_partner_is_a_guest_in_its_own_unit(cast: dict[str, User], units: dict[str, Unit]) -> None:
    assert not cast["partner"].has_perm("goldenthread.view_workspace")
    everywhere = person("everywhere", "partner")
    assert roles_of(everywhere) == {"partner"}
    assert [may_read(one, "internal", unit=units["health"].pk) for one in (cast["partner"], everywhere)] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("classification", "readers"),
    [
        ("public", {"owner", "deputy", "stranger", "partner", "auditor", "nobody"}),
        ("internal", {"owner", "deputy", "stranger", "auditor"}),
        ("restricted", {"owner", "deputy", "auditor"}),
        ("personal", {"owner"}),
    ],
)
def test_who_reads_what_belongs_to_adult_care(
    cast: dict[str, User], units: dict[str, Unit], classification: str, readers: set[str]
) -> None:
    about = [cast["owner"].pk]
    asked: dict[str, Any] = {**cast, "nobody": AnonymousUser()}
    assert {
        name
        for name, user in asked.items()
        if may_read(user, classification, unit=units["adult"].pk, on=DAY, people=about)
    } == readers


def test_restricted_without_a_unit_needs_the_whole_council(cast: dict[str, User]) -> None:
    assert [name for name, user in cast.items() if may_read(user, "restricted")] == ["auditor"]


def test_a_restricted_thing_of_the_partner_is_the_partners(cast: dict[str, User], units: dict[str, Unit]) -> None:
    assert {name for name, user in cast.items() if may_read(user, "restricted", unit=units["health"].pk)} == {
        "partner",
        "auditor",
    }


def test_an_unknown_classification_is_a_fault_of_the_program(cast: dict[str, User]) -> None:
    with pytest.raises(KeyError):
        may_read(cast["owner"], "secret")


@pytest.mark.parametrize(("day", "acting"), [(BEFORE, {"owner"}), (DAY, {"owner", "deputy"})])
def test_the_holder_and_the_deputy_act_for_the_post(cast: dict[str, User], day: date, acting: set[str]) -> None:
    post = factories.post()
    assert {name for name, user in cast.items() if acts_for(user, post=post.pk, on=day)} == acting
    assert not acts_for(AnonymousUser(), post=post.pk, on=day)


def test_a_disabled_account_may_nothing_more(cast: dict[str, User], units: dict[str, Unit]) -> None:
    owner = cast["owner"]
    owner.is_active = False
    post = factories.post()
    assert [
        owner.has_perm(LOAD),
        may(owner, LOAD, unit=units["adult"].pk),
        may_read(owner, "internal"),
        may_read(owner, "personal", people=[owner.pk]),
        acts_for(owner, post=post.pk, on=DAY),
    ] == [False] * 5


@pytest.mark.django_db
@pytest.mark.parametrize(("dates", "holds"), [({"ends": BEFORE}, False), ({"starts": DAY}, True), ({}, True)])
def test_a_role_counts_on_its_days(*, dates: dict[str, date], holds: bool) -> None:
    assert may(person("dated", "officer", **dates), LOAD, on=DAY) is holds
