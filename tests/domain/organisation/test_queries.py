"""The council on a day: its tree, its posts, who holds them."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from goldenthread.domain.organisation import queries
from goldenthread.domain.organisation.queries import Branch
from tests import factories

BEFORE, DAY, AFTER = date(2025, 3, 31), date(2025, 4, 1), date(2025, 4, 2)


def drawn(branches: tuple[Branch, ...]) -> list[tuple[int, str]]:
    return [line for one in branches for line in [(one.depth, one.unit.code), *drawn(one.children)]]


@pytest.mark.django_db
def test_a_restructure_moves_a_division_and_leaves_the_past() -> None:
    adult = factories.unit(order=1)
    child = factories.unit(code="CHILD", name="Children", order=2)
    care = factories.unit(code="CARE", name="Care", kind="division", parent=adult)
    factories.unit(code="TEAM", name="Team", kind="unit", parent=care)
    factories.placement(unit=care, parent=child, starts=DAY, reason="Cabinet, 3 March 2025")

    assert drawn(queries.tree(on=BEFORE)) == [(0, "ADULT"), (1, "CARE"), (2, "TEAM"), (0, "CHILD")]
    assert drawn(queries.tree(on=DAY)) == [(0, "ADULT"), (0, "CHILD"), (1, "CARE"), (2, "TEAM")]
    assert queries.subtree_ids(adult.pk, on=DAY) == {adult.pk}
    assert {queries.units(on=day)[care.pk].directorate_code for day in (BEFORE, DAY)} == {"ADULT", "CHILD"}
    assert queries.units()[care.pk].directorate_code == "CHILD"
    assert [
        (one.unit.code, one.before and one.before.code, one.after and one.after.code, one.starts, one.reason)
        for one in queries.moves()
    ] == [("CARE", "ADULT", "CHILD", DAY, "Cabinet, 3 March 2025")]


@pytest.mark.django_db
def test_a_unit_is_in_the_tree_on_its_days_only_and_never_hidden_by_its_parent() -> None:
    old = factories.unit(code="OLD", name="Old", valid_to=BEFORE)
    factories.unit(code="NEW", name="New", valid_from=DAY)
    factories.unit(code="KEPT", name="Kept", kind="division", parent=old)
    assert drawn(queries.tree(on=BEFORE)) == [(0, "OLD"), (1, "KEPT")]
    assert drawn(queries.tree(on=DAY)) == [(0, "KEPT"), (0, "NEW")]


@pytest.mark.django_db
def test_who_holds_a_post_on_a_day() -> None:
    post, other = factories.post(), factories.post(code="CM", title="Cabinet Member", kind="cabinet_member")
    ann, bob, cy = (factories.user(email=f"{name}@b.example", name=name) for name in ("Ann", "Bob", "Cy"))
    factories.holding(post=post, user=ann, ends=BEFORE)
    factories.holding(post=post, user=bob, starts=AFTER)
    factories.holding(post=post, user=cy, starts=DAY, deputy=True)

    assert [getattr(queries.holder(post.pk, on=day), "name", None) for day in (BEFORE, DAY, AFTER)] == [
        "Ann",
        None,
        "Bob",
    ]
    assert [row.name for row in queries.deputies(post.pk, on=DAY)] == ["Cy"]
    assert {key: row.name for key, row in queries.holders_on(AFTER).items()} == {post.pk: "Bob"}
    assert [row.code for row in queries.vacant_posts(on=DAY)] == ["CM", "DIR"]
    assert [row.code for row in queries.vacant_posts(on=AFTER)] == ["CM"]
    assert [row.name for row in queries.holdings(post=post.pk)] == ["Ann", "Cy", "Bob"]
    assert [row.code for row in queries.posts_of(bob, on=AFTER)] == ["DIR"]
    assert queries.posts_of(bob, on=DAY) == []
    assert [row.code for row in queries.posts_of(cy, on=DAY, as_deputy=True)] == ["DIR"]
    assert queries.posts_of(cy, on=DAY) == []
    assert [queries.acting(post.pk, on=day).name for day in (BEFORE, DAY, AFTER)] == ["Ann", "Cy", "Bob"]
    with pytest.raises(queries.VacantPostError) as caught:
        queries.acting(other.pk, on=DAY)
    assert str(caught.value) == (
        "Nobody holds the post Cabinet Member on 1 April 2025, and it has no deputy then. "
        "Say who holds it under Organisation, or choose another post or another day."
    )


@pytest.mark.django_db
def test_reading_takes_the_same_queries_however_large_the_council(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    parent = factories.unit()
    for number in range(3):
        unit = factories.unit(code=f"U{number}", name=f"Unit {number}", kind="unit", parent=parent)
        factories.placement(unit=unit, parent=None, starts=DAY)
        post = factories.post(code=f"P{number}", title=f"Post {number}")
        factories.holding(post=post, user=factories.user(email=f"{number}@b.example"), starts=DAY)
        with django_assert_num_queries(2):
            queries.tree(on=AFTER)
        with django_assert_num_queries(4):
            queries.moves()
        with django_assert_num_queries(1):
            queries.holders_on(AFTER)
        with django_assert_num_queries(2):
            queries.vacant_posts(on=AFTER)
        with django_assert_num_queries(2):
            queries.subtree_ids(unit.pk, on=AFTER)
