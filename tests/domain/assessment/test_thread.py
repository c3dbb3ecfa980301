"""The thread with the ratings of its indicators, kept until the next change and never for another reader."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from goldenthread.domain.assessment import queries
from goldenthread.domain.assessment.queries.thread import compare, ratings, thread
from goldenthread.domain.framework import operations
from goldenthread.engines.scoring.rollup_plan import roll_up_plan
from tests import factories
from tests.domain.framework.council import because, council, officer

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 20)


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    queries.forget()
    yield
    queries.forget()


def _council() -> None:
    council()
    factories.authority()
    indicator = factories.indicator()
    factories.observation(indicator=indicator, period=factories.period("FY2026-Q1"), value="83.4")
    factories.target(indicator=indicator, period=factories.period("FY2026-Q1"), value="85", floor="80")


def test_an_item_takes_the_rating_of_its_indicator_in_the_last_quarter_that_ended() -> None:
    _council()
    found = thread(on=ON, for_user=None)
    assert [(one.key, one.rating) for one in found.nodes["P1"].own] == [("AS07", "amber"), ("M1", "red")]
    assert ratings(on=date(2026, 7, 1))["AS07"][0] == "amber"
    assert ratings(on=date(2026, 6, 30))["AS07"][0] == "no_data"


def test_before_a_council_was_loaded_nothing_is_rated() -> None:
    assert ratings(on=ON) == {}
    assert thread(on=ON, for_user=None).nodes == {}


def test_what_one_reader_may_see_is_not_kept_for_the_next() -> None:
    _council()
    assert "O1" in thread(on=ON, for_user=officer()).nodes
    assert "O1" not in thread(on=ON, for_user=None).nodes
    assert "O1" not in thread(on=ON, for_user=factories.user(role="administrator")).nodes


def test_it_is_kept_until_something_changes() -> None:
    _council()
    first = thread(on=ON, for_user=None)
    assert thread(on=ON, for_user=None) is first
    operations.revise_item(code="P1", seen=1, changes={"title": "Better"}, reason="Clearer.", **because())
    assert thread(on=ON, for_user=None).nodes["P1"].item.title == "Better"


def test_the_spread_is_that_of_the_engine_at_every_node() -> None:
    _council()
    found = thread(on=ON, for_user=None)
    rows: list[dict[str, Any]] = []
    for code in found.nodes:
        reached, waiting = set(), [code]
        while waiting:
            at = waiting.pop()
            if at not in reached:
                reached.add(at)
                waiting += found.nodes[at].below
        things = {(one.kind, one.key): one.rating for at in reached for one in found.nodes[at].own}
        rows += [{"code": code, "rating": rating} for rating in things.values()]
    rolled = roll_up_plan(pl.DataFrame(rows), by=["code"])
    expected = {row["code"]: (row["rating"], row["spread"]) for row in rolled.to_dicts()}
    assert expected == {code: (node.spread.rating, node.spread.words) for code, node in found.nodes.items()}


def test_two_days_are_compared_with_what_was_then_known_of_the_indicators() -> None:
    _council()
    before, after = datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 7, 20, tzinfo=UTC)
    found = compare(before=before, after=after, for_user=None)
    assert {one.kind for one in found} == {"added"}
