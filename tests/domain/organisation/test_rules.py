"""Who holds what on a day, and where a unit belongs: decisions without a database."""

from datetime import date

import pytest

from goldenthread.domain.organisation.rules import (
    Held,
    Placed,
    Span,
    circle,
    clash,
    parents_on,
    stretch,
    subtree,
    top,
    units_covered,
    vacancies,
)

BEFORE, DAY, AFTER = date(2025, 3, 31), date(2025, 4, 1), date(2025, 4, 2)
ADULT, CHILD, CARE, TEAM = 1, 2, 3, 4
BASE = {ADULT: None, CHILD: None, CARE: ADULT, TEAM: CARE}
MOVED = [Placed(unit_id=CARE, parent_id=CHILD, starts=DAY)]


def span(
    person: str = "ann", *, starts: date | None = None, ends: date | None = None, deputy: bool = False, post: str = "P"
) -> Span:
    return Span(post=post, person=person, starts=starts, ends=ends, deputy=deputy)


@pytest.mark.parametrize(("day", "parent"), [(BEFORE, ADULT), (DAY, CHILD), (AFTER, CHILD)])
def test_a_unit_belongs_where_its_latest_placement_says(day: date, parent: int) -> None:
    assert parents_on(BASE, placed=MOVED, day=day) == {ADULT: None, CHILD: None, CARE: parent, TEAM: CARE}


def test_the_latest_placement_holds_whatever_the_order_of_rows() -> None:
    back = Placed(unit_id=CARE, parent_id=None, starts=AFTER)
    assert parents_on(BASE, placed=[back, *MOVED], day=AFTER)[CARE] is None
    assert parents_on(BASE, placed=[back, *MOVED], day=DAY)[CARE] == CHILD


def test_a_move_takes_everything_below_along() -> None:
    after = parents_on(BASE, placed=MOVED, day=DAY)
    assert subtree(BASE, root=ADULT) == {ADULT, CARE, TEAM}
    assert subtree(after, root=ADULT) == {ADULT}
    assert subtree(after, root=CHILD) == {CHILD, CARE, TEAM}
    assert (top(BASE, unit=TEAM), top(after, unit=TEAM), top(after, unit=ADULT)) == (ADULT, CHILD, ADULT)


def test_a_circle_is_found_with_its_first_day_and_its_units() -> None:
    assert circle(BASE, placed=MOVED) is None
    inside = [Placed(unit_id=CARE, parent_id=TEAM, starts=DAY)]
    assert circle(BASE, placed=inside) == (DAY, {CARE, TEAM})
    assert circle({ADULT: CARE, CARE: ADULT, TEAM: CARE}, placed=[]) == (None, {ADULT, CARE})


def test_a_circle_that_never_stands_on_one_day_is_none() -> None:
    swapped = [
        Placed(unit_id=TEAM, parent_id=None, starts=DAY),
        Placed(unit_id=CARE, parent_id=TEAM, starts=DAY),
    ]
    assert circle(BASE, placed=swapped) is None


@pytest.mark.parametrize(
    ("role", "unit", "covered"),
    [
        ("officer", None, None),
        ("officer", ADULT, {ADULT, CARE, TEAM}),
        ("officer", CARE, {CARE, TEAM}),
        ("auditor", None, set()),
        ("partner", None, set()),
        ("partner", CHILD, {CHILD}),
    ],
)
def test_a_role_covers_its_unit_and_what_is_below(role: str, unit: int | None, covered: set[int] | None) -> None:
    held = [Held(role=role, unit_id=unit, starts=None, ends=None)]
    assert units_covered(held, roles=("officer", "partner"), parents=BASE, day=DAY) == covered


@pytest.mark.parametrize(("starts", "ends"), [(AFTER, None), (None, BEFORE)])
def test_a_role_covers_nothing_outside_its_days(starts: date | None, ends: date | None) -> None:
    held = [Held(role="officer", unit_id=None, starts=starts, ends=ends)]
    assert units_covered(held, roles=("officer",), parents=BASE, day=DAY) == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "refused"),
    [
        (span(ends=BEFORE), span("bob", starts=DAY), False),
        (span(ends=DAY), span("bob", starts=DAY), True),
        (span(), span("bob", starts=DAY), True),
        (span(starts=DAY), span("bob", starts=AFTER, ends=AFTER), True),
        (span(), span("bob", deputy=True), False),
        (span("bob", deputy=True), span("cy", deputy=True), False),
        (span(), span(deputy=True), True),
        (span(deputy=True, ends=BEFORE), span(starts=DAY), False),
        (span(), span("bob", post="Q"), False),
    ],
)
def test_one_holder_a_day_and_nobody_twice(one: Span, other: Span, refused: bool) -> None:
    assert clash(one, others=[other]) == (other if refused else None)
    assert clash(other, others=[one]) == (one if refused else None)


def test_days_without_a_holder_are_vacancies_whatever_the_deputies() -> None:
    held = [
        span(starts=date(2024, 4, 1), ends=date(2024, 6, 30)),
        span("bob", starts=date(2024, 10, 1)),
        span("cy", deputy=True),
    ]
    year = {"first": date(2024, 1, 1), "last": date(2024, 12, 31)}
    assert vacancies(held, **year) == [
        (date(2024, 1, 1), date(2024, 3, 31)),
        (date(2024, 7, 1), date(2024, 9, 30)),
    ]
    assert vacancies([span()], **year) == []
    assert vacancies([], **year) == [(date(2024, 1, 1), date(2024, 12, 31))]
    assert vacancies([span(starts=date(2025, 1, 1))], **year) == [(date(2024, 1, 1), date(2024, 12, 31))]


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (span(starts=DAY, ends=AFTER), "from 1 April 2025 to 2 April 2025"),
        (span(starts=DAY), "since 1 April 2025"),
        (span(ends=BEFORE), "until 31 March 2025"),
        (span(), "at all times"),
    ],
)
def test_when_is_said_in_words(one: Span, words: str) -> None:
    assert stretch(one) == words
