"""Taking up, ending and handing over posts; moving units: what is stored, what is refused, what the event says."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.apps import apps

from goldenthread.domain.organisation import operations, queries
from goldenthread.domain.organisation.operations import HoldingError, MoveError
from goldenthread.domain.organisation.permissions import roles_of
from tests import factories

AT = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
MARCH, APRIL, MAY = date(2026, 3, 31), date(2026, 4, 1), date(2026, 5, 1)
BY: dict[str, Any] = {"by": None, "at": AT}


def events() -> list[Any]:
    return list(apps.get_model("goldenthread", "AuditEvent").objects.order_by("sequence"))


def held() -> list[tuple[str, str, date | None, date | None, bool]]:
    return [(row.post_code, row.name, row.starts, row.ends, row.deputy) for row in queries.holdings()]


@pytest.fixture
def cast(db: None) -> None:
    """Ann holds two posts and is deputy of a third; Bob is deputy of one of hers; Cy has nothing."""
    director, head = factories.post(), factories.post(code="HEAD", title="Head of Care", kind="officer")
    other = factories.post(code="CHIEF", title="Chief Executive")
    ann = factories.user(email="ann@b.example", name="Ann", role="director")
    bob = factories.user(email="bob@b.example", name="Bob", role="officer")
    factories.user(email="cy@b.example", name="Cy")
    factories.holding(post=director, user=ann, starts=date(2020, 1, 1))
    factories.holding(post=head, user=ann)
    factories.holding(post=other, user=ann, deputy=True)
    factories.holding(post=director, user=bob, deputy=True)


@pytest.mark.django_db
def test_a_hand_over_ends_begins_and_leaves_a_vacancy_in_one_event(cast: None) -> None:
    operations.hand_over(
        leaver="Ann@b.example",
        last_day=MARCH,
        successors={"DIR": "bob@b.example", "HEAD": ""},
        reason="Retires",
        **BY,
    )
    assert sorted(held(), key=str) == sorted(
        [
            ("CHIEF", "Ann", None, MARCH, True),
            ("DIR", "Ann", date(2020, 1, 1), MARCH, False),
            ("DIR", "Bob", None, MARCH, True),
            ("DIR", "Bob", APRIL, None, False),
            ("HEAD", "Ann", None, MARCH, False),
        ],
        key=str,
    )
    assert [row.code for row in queries.vacant_posts(on=APRIL)] == ["CHIEF", "HEAD"]
    (event,) = events()
    assert (event.action, event.subject, event.reason) == ("handed over", "person ann@b.example", "Retires")
    assert event.data["vacant"] == ["HEAD"]
    assert event.data["roles_ended"] == ["director"]
    assert [one["post"] for one in event.data["begun"]] == ["DIR"]
    assert len(event.data["ended"]) == 4
    ann = queries.user(email="ann@b.example")
    assert (roles_of(ann, on=MARCH), roles_of(ann, on=APRIL)) == ({"director"}, frozenset())


@pytest.mark.django_db
def test_roles_stay_where_only_the_posts_change_hands(cast: None) -> None:
    successors = {"DIR": "cy@b.example", "HEAD": "cy@b.example"}
    operations.hand_over(leaver="ann@b.example", last_day=MARCH, successors=successors, end_roles=False, **BY)
    assert roles_of(queries.user(email="ann@b.example"), on=MAY) == {"director"}
    cy = queries.user(email="cy@b.example")
    assert [row.code for row in queries.posts_of(cy, on=APRIL)] == ["DIR", "HEAD"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"leaver": "no@b.example"}, "There is nobody with the address no@b.example. Add the person first."),
        ({"leaver": "cy@b.example"}, "Cy holds no post on 31 March 2026: there is nothing to hand over."),
        ({"successors": {"DIR": ""}}, "The posts to hand over have changed (HEAD). Start the hand-over again."),
        (
            {"successors": {"DIR": "ann@b.example", "HEAD": ""}},
            "Ann cannot follow themselves as Director of Adult Social Care. Choose somebody else.",
        ),
        (
            {"last_day": date(2019, 12, 30)},
            (
                "Ann is to begin as Director of Adult Social Care on 1 January 2020, after the last day you chose. "
                "Choose a later day, or change that entry on the page of the post first."
            ),
        ),
    ],
)
def test_a_hand_over_is_refused_with_a_sentence_and_changes_nothing(
    cast: None, change: dict[str, Any], sentence: str
) -> None:
    before = held()
    given = {"leaver": "ann@b.example", "last_day": MARCH, "successors": {"DIR": "bob@b.example", "HEAD": ""}}
    with pytest.raises(HoldingError) as caught:
        operations.hand_over(**{**given, **change}, **BY)
    assert str(caught.value) == sentence
    assert (held(), events()) == (before, [])


@pytest.mark.django_db
def test_a_second_holder_is_refused_until_the_first_ends(cast: None) -> None:
    new: dict[str, Any] = {"post": "DIR", "email": "cy@b.example", "starts": APRIL, **BY}
    with pytest.raises(HoldingError) as caught:
        operations.begin_holding(**new)
    assert str(caught.value) == (
        "Ann holds the post Director of Adult Social Care since 1 January 2020, and a post has one holder at a time. "
        "End that first, choose other days, or enter a deputy."
    )
    first = next(row for row in queries.holdings() if row.post_code == "DIR" and not row.deputy)
    operations.change_holding(holding=first.id, starts=first.starts, ends=MARCH, reason="Moves on", **BY)
    operations.begin_holding(**new)
    assert [(row.name, row.starts) for row in queries.holders_on(APRIL).values() if row.post_code == "DIR"] == [
        ("Cy", APRIL)
    ]
    assert [(event.action, event.subject, event.data) for event in events()] == [
        (
            "holding changed",
            "post DIR",
            {
                "before": {
                    "post": "DIR",
                    "person": "ann@b.example",
                    "starts": "2020-01-01",
                    "ends": None,
                    "deputy": False,
                },
                "after": {
                    "post": "DIR",
                    "person": "ann@b.example",
                    "starts": "2020-01-01",
                    "ends": "2026-03-31",
                    "deputy": False,
                },
            },
        ),
        (
            "post taken up",
            "post DIR",
            {
                "after": {
                    "post": "DIR",
                    "person": "cy@b.example",
                    "starts": "2026-04-01",
                    "ends": None,
                    "deputy": False,
                }
            },
        ),
    ]


@pytest.mark.django_db
def test_days_are_put_right_and_never_turned_round(cast: None) -> None:
    first = next(row for row in queries.holdings() if row.post_code == "DIR" and not row.deputy)
    with pytest.raises(HoldingError, match=r"would end as .* on 31 December 2019, before beginning on 1 January 2020"):
        operations.change_holding(holding=first.id, starts=first.starts, ends=date(2019, 12, 31), reason="Wrong", **BY)
    with pytest.raises(HoldingError, match="no longer there"):
        operations.change_holding(holding=0, starts=None, ends=None, reason="Gone", **BY)
    operations.change_holding(holding=first.id, starts=first.starts, ends=None, reason="Same", **BY)
    assert events() == []


@pytest.mark.django_db
def test_a_person_added_with_a_post_takes_it_up_on_that_day(db: None) -> None:
    factories.post()
    given: dict[str, Any] = {"name": "Dee", "password": None, "roles": [], "post": "DIR", **BY}
    operations.create_user(email="dee@b.example", **given)
    assert held() == [("DIR", "Dee", date(2026, 7, 1), None, False)]
    with pytest.raises(operations.PersonError, match="Dee holds the post"):
        operations.create_user(email="eve@b.example", **given)
    assert queries.user(email="eve@b.example") is None


@pytest.mark.django_db
def test_a_unit_moves_from_a_day_on_and_a_second_word_replaces_the_first(db: None) -> None:
    adult, child = factories.unit(), factories.unit(code="CHILD", name="Children")
    care = factories.unit(code="CARE", name="Care", kind="division", parent=adult)
    operations.move_unit(unit="CARE", parent="CHILD", starts=APRIL, reason="Cabinet", **BY)
    operations.move_unit(unit="CARE", parent="CHILD", starts=APRIL, reason="Cabinet", **BY)
    operations.move_unit(unit="CARE", parent="", starts=MAY, reason="Stands alone", **BY)
    assert [queries.units(on=day)[care.pk].parent_id for day in (MARCH, APRIL, MAY)] == [adult.pk, child.pk, None]
    assert [(event.action, event.data["new_keys"]) for event in events()] == [
        ("units moved", ["CARE/2026-04-01"]),
        ("units moved", ["CARE/2026-05-01"]),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("unit", "parent", "sentence"),
    [
        ("XX", "CHILD", "There is no unit with the code XX."),
        ("CHILD", "ADULT", "Children is a directorate and stands at the top: it cannot belong to another unit."),
        (
            "CARE",
            "TEAM",
            "Team belongs to Care itself on 1 April 2026. Choose a unit that is not below it, or move that one first.",
        ),
        ("OLD", "CHILD", "Old ended on 31 March 2026: choose an earlier day."),
    ],
)
def test_a_move_that_cannot_be_is_refused(db: None, unit: str, parent: str, sentence: str) -> None:
    adult = factories.unit()
    factories.unit(code="CHILD", name="Children")
    care = factories.unit(code="CARE", name="Care", kind="division", parent=adult)
    factories.unit(code="TEAM", name="Team", kind="unit", parent=care)
    factories.unit(code="OLD", name="Old", kind="unit", parent=care, valid_to=MARCH)
    with pytest.raises(MoveError) as caught:
        operations.move_unit(unit=unit, parent=parent, starts=APRIL, reason="No", **BY)
    assert str(caught.value) == sentence
    assert (queries.moves(), events()) == ([], [])
