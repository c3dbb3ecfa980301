"""A hundred rows at a time, whatever the address asks for."""

import pytest
from django.http import QueryDict

from goldenthread.design.kept import Kept
from goldenthread.design.paging import pages


@pytest.mark.parametrize(
    ("asked", "total", "number", "cut"),
    [
        ("", 0, 1, (0, 0)),
        ("page=1", 100, 1, (0, 100)),
        ("page=2", 101, 2, (100, 101)),
        ("page=99", 101, 2, (100, 101)),
        ("page=0", 101, 1, (0, 100)),
        ("page=-1", 101, 1, (0, 100)),
        ("page=two", 101, 1, (0, 100)),
        ("page=²", 101, 1, (0, 100)),
        (f"page={'9' * 5000}", 101, 2, (100, 101)),
    ],
)
def test_the_nearest_page_is_shown(asked: str, total: int, number: int, cut: tuple[int, int]) -> None:
    page = pages(QueryDict(asked), total=total)
    assert (page.number, (page.start, page.end)) == (number, cut)


def test_neighbours_keep_the_filters() -> None:
    page = pages(QueryDict("view=strategic&page=2"), total=250)
    assert page.previous == "?view=strategic&page=1"
    assert page.next == "?view=strategic&page=3"
    assert page.shown == "101 to 200 of 250"


def test_what_is_used_least_is_forgotten() -> None:
    kept: Kept[int] = Kept(most=2)
    made: list[str] = []

    def make(name: str) -> int:
        made.append(name)
        return len(made)

    for name in ("a", "b", "a", "c", "a", "b"):
        kept.get(name, lambda name=name: make(name))  # type: ignore[misc]
    assert made == ["a", "b", "c", "b"]
