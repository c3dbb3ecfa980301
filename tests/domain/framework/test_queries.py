"""Reading plans and the thread: what hangs together, what is rated, who sees what, what was different before."""

import gc
from collections import UserDict
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.domain.audit.models import AuditEvent
from goldenthread.domain.delivery import operations as delivery
from goldenthread.domain.framework import operations, queries
from goldenthread.domain.framework.rules.rows import Thread
from tests import factories
from tests.domain.framework.council import (
    APRIL,
    ON,
    because,
    council,
    item_row,
    manager,
    officer,
    plan_row,
    work_row,
)

pytestmark = pytest.mark.django_db
RATINGS = {"AS07": ("amber", "Amber: it is.")}


def _thread(**more: Any) -> Thread:
    return queries.thread(**({"on": ON, "for_user": None, "ratings": RATINGS} | more))


def _queries(call: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as caught:
        call()
    return len(caught)


def test_the_thread_hangs_together_from_the_vision_down() -> None:
    council()
    thread = _thread()
    assert thread.roots == ("V1",)
    assert {code: (node.above, node.below) for code, node in thread.nodes.items()} == {
        "V1": ((), ("T1",)),
        "T1": (("V1",), ("P1", "P2")),
        "P1": (("T1",), ("L1",)),
        "P2": (("T1",), ("L1",)),
        "L1": (("P1", "P2"), ()),
    }


def test_everything_beneath_is_counted_once_and_the_worst_decides() -> None:
    council()
    found = {code: (node.spread.rating, node.spread.words) for code, node in _thread().nodes.items()}
    assert found == {
        "V1": ("red", "1 Green, 1 Amber, 1 Red"),
        "T1": ("red", "1 Green, 1 Amber, 1 Red"),
        "P1": ("red", "1 Green, 1 Amber, 1 Red"),
        "P2": ("green", "1 Green, 0 Amber, 0 Red"),
        "L1": ("green", "1 Green, 0 Amber, 0 Red"),
    }
    assert [(one.kind, one.key, one.rating) for one in _thread().nodes["P1"].own] == [
        ("indicator", "AS07", "amber"),
        ("milestone", "M1", "red"),
    ]


def test_an_indicator_without_a_rating_has_no_data() -> None:
    council()
    spread = _thread(ratings=None).nodes["P1"].spread
    assert (spread.words, spread.others) == ("1 Green, 0 Amber, 1 Red, 1 no data", (("no_data", 1),))


def test_the_thread_and_an_items_page_say_the_same_of_its_work() -> None:
    council()
    page = queries.item(code="P1", for_user=None, on=ON)
    assert page is not None
    said = [(row.kind, row.code, row.title, row.rating, row.reason) for row in page.work]
    assert said == [tuple(one) for one in _thread().nodes["P1"].own if one.kind != "indicator"]
    assert said[0][:2] == ("milestone", "M1")
    assert page.item == _thread().nodes["P1"].item


def test_the_collector_rests_only_while_the_thread_is_made() -> None:
    council()
    resting = []

    class Seen(UserDict[str, tuple[str, str]]):
        def __getitem__(self, reference: str) -> tuple[str, str]:
            resting.append(not gc.isenabled())
            return super().__getitem__(reference)

    _thread(ratings=Seen(AS07=("green", "")))
    assert (resting, gc.isenabled()) == ([True], True)
    with pytest.raises(ValidationError):
        _thread(on="no day")
    assert gc.isenabled()


def test_from_one_item_up_and_down() -> None:
    council()
    assert set(_thread(root="P2").nodes) == {"V1", "T1", "P2", "L1"}
    assert set(_thread(root="P2").nodes["T1"].below) == {"P2"}
    assert set(_thread(plan="UNIT").nodes) == {"V1", "T1", "P1", "P2", "L1"}
    assert _thread(root="NOBODY").nodes == {}


def test_a_plan_whose_term_is_over_shows_only_where_it_is_asked_for() -> None:
    council()
    old = plan_row("OLD", "statement", starts=date(2022, 4, 1), ends=date(2026, 3, 31), status="closed")
    operations.save_plans(rows=[old], **because())
    operations.save_items(rows=[item_row("OLD1", "OLD", "priority")], **because())
    assert "OLD1" not in _thread().nodes
    assert "OLD1" in _thread(on=date(2026, 3, 31)).nodes
    assert set(_thread(plan="OLD").nodes) == set(_thread(root="OLD1").nodes) == {"OLD1"}


@pytest.mark.parametrize("who", ["administrator", "auditor", "performance", "director", "member", ""])
def test_nobody_but_the_officer_and_the_manager_reads_a_personal_objective(who: str) -> None:
    council()
    stranger = factories.user(email="stranger@x.example", name="Stranger", role=who)
    for reader in (stranger, None):
        assert "O1" not in _thread(for_user=reader).nodes
        assert "O1" not in _thread(for_user=reader, root="O1").nodes
        assert queries.item(code="O1", for_user=reader, on=ON) is None
        assert queries.history(code="O1", for_user=reader) == []
        assert queries.items(for_user=reader, words="secret") == []
        assert [row.code for row in queries.items(for_user=reader, plan="MINE")] == []
        assert queries.plan(code="MINE", for_user=reader) is None
        assert "O1" not in {link.child for link in queries.links(for_user=reader)}
        assert "O1" not in {row.code for row in queries.orphans(on=ON, for_user=reader)}
        page = queries.item(code="L1", for_user=reader, on=ON)
        assert page is not None
        assert page.below == ()


def test_the_officer_and_the_manager_read_it() -> None:
    council()
    for reader in (officer(), manager()):
        assert _thread(for_user=reader).nodes["O1"].above == ("L1",)
        assert [row.code for row in queries.items(for_user=reader, words="secret")] == ["O1"]


def test_an_account_that_was_closed_reads_nothing_personal() -> None:
    council()
    left = officer()
    left.is_active = False
    assert queries.items(for_user=left, words="secret") == []


def test_the_audit_trail_holds_no_word_of_a_personal_objective() -> None:
    council()
    own = officer()
    operations.revise_item(
        code="O1", seen=1, changes={"title": "Another secret"}, reason="A secret reason", **because(by=own)
    )
    factor = {"item": "O1", "position": 1, "text": "A secret factor"}
    operations.save_factors(rows=[factor], **because(by=own))
    operations.save_factors(rows=[factor | {"text": "A secret again"}], **because(by=own, reason="A secret why"))
    operations.save_plans(rows=[_mine(title="Secret title")], **because(by=own, reason="Secret"))
    said = " ".join(f"{event.subject} {event.reason} {event.data}" for event in AuditEvent.objects.all())
    assert "secret" not in said.lower()


def _mine(**more: Any) -> dict[str, Any]:
    own = {"classification": "personal", "officer": officer().email, "manager": manager().email}
    return plan_row("MINE", "personal_objectives", **own) | more


def test_the_public_sees_public_plans_that_are_no_drafts() -> None:
    council()
    assert set(_thread(public_only=True).nodes) == {"V1", "T1", "P1", "P2"}
    draft = plan_row("VISION", "vision", classification="public", status="draft")
    operations.save_plans(rows=[draft], **because())
    assert set(_thread(public_only=True).nodes) == {"T1", "P1", "P2"}


def test_a_page_has_everything_of_its_item() -> None:
    council()
    operations.save_related(rows=[{"item": "P2", "other": "P1", "note": "The same families"}], **because())
    page = queries.item(code="P1", for_user=None, on=ON)
    assert page is not None
    assert page.parent is not None
    assert (page.item.code, page.parent.code, [row.code for row in page.below]) == ("P1", "T1", ["L1"])
    assert [(row.code, row.rating) for row in page.work] == [("M1", "red")]
    assert page.slippage.reason == "Nothing was due yet."
    assert [(row.code, row.note) for row in page.related] == [("P2", "The same families")]
    assert [(row.kind, row.indicator) for row in page.measures] == [("indicator", "AS07")]


def test_links_hold_between_their_days() -> None:
    council()
    operations.end_link(child="L1", parent="P1", ends=date(2026, 12, 31), reason="Moved.", **because())
    assert _thread(on=date(2026, 12, 31)).nodes["L1"].above == ("P1", "P2")
    assert _thread(on=date(2027, 1, 1)).nodes["L1"].above == ("P2",)


JULY = datetime(2026, 7, 2, tzinfo=UTC)
AUGUST = datetime(2026, 8, 2, tzinfo=UTC)


def test_two_days_compared_show_what_was_added_moved_rated_and_worded_otherwise() -> None:
    council()
    later = because(at=datetime(2026, 8, 1, tzinfo=UTC))
    operations.save_items(rows=[item_row("L2", "UNIT", "line")], **later)
    operations.revise_item(code="P2", seen=1, changes={"title": "Better"}, reason="Clearer.", **later)
    operations.end_link(child="L1", parent="P1", ends=date(2026, 7, 31), reason="Moved.", **later)
    done = {"state": "complete", "progress": 100, "actual": date(2026, 7, 30)}
    delivery.revise_work(code="M1", seen=1, changes=done, reason="Done.", **later)
    found = queries.compare(before=JULY, after=AUGUST, for_user=None)
    assert sorted((one.kind, one.code, one.before, one.after) for one in found) == [
        ("added", "L2", "", "Unit"),
        ("moved", "L1", "Title of P1, Title of P2", "Better"),
        ("re-rated", "L1", "Green", "Amber"),
        ("re-rated", "P1", "Red", "not rated"),
        ("re-rated", "P2", "Green", "Amber"),
        ("re-rated", "T1", "Red", "Amber"),
        ("re-rated", "V1", "Red", "Amber"),
        ("reworded", "P2", "Title of P2", "Better"),
    ]
    back = queries.compare(before=AUGUST, after=JULY, for_user=None)
    assert [one.code for one in back if one.kind == "removed"] == ["L2"]


def test_loose_ends_are_found_each_by_its_sort() -> None:
    council()
    factories.indicator(reference="AS99", name="Nobody uses this")
    delivery.save_work(rows=[work_row("M3")], **because())
    operations.save_items(rows=[item_row("L9", "UNIT", "line"), item_row("O9", "MINE", "objective")], **because())
    operations.save_money(rows=[{"item": "P1", "position": 1, "amount": 5, "period": "2026/27"}], **because())
    found = queries.orphans(on=ON, for_user=officer())
    assert sorted((one.kind, one.code) for one in found) == [
        ("action_without_priority", "M3"),
        ("gap", "P1"),
        ("gap", "P2"),
        ("indicator_unused", "AS99"),
        ("line_without_priority", "L9"),
        ("money_without_purpose", "P1"),
        ("objective_without_line", "O9"),
        ("priority_without_action", "P2"),
        ("priority_without_measure", "P2"),
    ]
    assert [one.sentence for one in found if one.code == "P2"] == [
        "Priority 1.2 has no measure.",
        "Priority 1.2 has no milestone or action.",
        "Priority 1.2 has no lead officer and no chief officer and no Cabinet member.",
    ]


def test_the_outcome_of_a_closed_statement_counts_everything() -> None:
    council()
    old = plan_row("OLD", "statement", starts=date(2022, 4, 1), ends=date(2026, 3, 31), status="closed")
    states = ["completed"] * 63 + ["excellent_progress"] * 12 + ["not_met"] * 8
    operations.save_plans(rows=[old], **because())
    operations.save_items(
        rows=[item_row(f"OLD{n}", "OLD", "priority", state=state) for n, state in enumerate(states)], **because()
    )
    found = queries.outcome(plan="OLD", level="priority", for_user=None)
    assert found.sentence == "Of 83: 63 completed (76%), 12 with excellent progress (14%), 8 not met (10%)."
    assert (found.total, found.unresolved) == (83, 0)
    open_still = queries.outcome(plan="STATEMENT", level="priority", for_user=None)
    assert (
        open_still.sentence == "Of 2: 0 completed (0%), 0 with excellent progress (0%), 0 not met (0%), 2 unresolved."
    )
    assert queries.outcome(plan="OLD", level="theme", for_user=None).sentence == "There is nothing at this level."


def test_a_measure_is_robust_and_collectable_or_says_what_is_missing() -> None:
    council()
    evidence = {"item": "P1", "position": 2, "kind": "evidence", "text": "Letters", "source": "Post room", "on": ON}
    operations.save_measures(rows=[evidence], **because())
    checks = queries.collectable(on=ON, for_user=None, plan="STATEMENT")
    assert [(check.position, check.failing) for check in checks] == [
        (1, ("definition", "source", "owner", "baseline", "target", "first_data")),
        (2, ("owner",)),
    ]
    indicator = factories.indicator()
    factories.definition(
        indicator=indicator,
        valid_from=date(2026, 5, 1),
        source="Case system",
        numerator_label="Done",
        denominator_label="All",
    )
    factories.observation(indicator=indicator, period=factories.period("FY2025-Q4"))
    factories.target(indicator=indicator, period=factories.period())
    checks = queries.collectable(on=ON, for_user=None, plan="STATEMENT", item="P1")
    assert checks[0].failing == ("owner",)
    assert checks[0].sentence == "AS07: not yet robust and collectable. Missing: owner."
    assert queries.collectable(on=date(2026, 4, 30), for_user=None, plan="STATEMENT")[0].failing == (
        "definition",
        "source",
        "owner",
    )


@pytest.fixture
def more() -> Callable[[], None]:
    """Two more of everything."""

    def add() -> None:
        operations.save_items(
            rows=[item_row(code, "STATEMENT", "priority", parent="T1") for code in ("P3", "P4")], **because()
        )
        delivery.save_work(rows=[work_row("M8"), work_row("M9")], **because())
        factories.indicator(reference="AS08")
        for code, work in (("P3", "M8"), ("P4", "M9")):
            operations.save_item_work(rows=[{"item": code, "work": work}], **because())
            operations.save_measures(rows=[{"item": code, "position": 1, "indicator": "AS08"}], **because())
            operations.save_links(rows=[{"child": "L1", "parent": code, "starts": APRIL}], **because())
            operations.save_related(rows=[{"item": "P1", "other": code, "note": ""}], **because())

    return add


def test_more_rows_need_no_more_queries(more: Callable[[], None]) -> None:
    council()
    calls: list[Callable[[], Any]] = [
        _thread,
        lambda: queries.item(code="P1", for_user=None, on=ON),
        lambda: queries.item(code="L1", for_user=None, on=ON),
        lambda: queries.orphans(on=ON, for_user=None),
        lambda: queries.plans(for_user=None),
        lambda: queries.collectable(on=ON, for_user=None, plan="STATEMENT"),
        lambda: queries.compare(before=JULY, after=AUGUST, for_user=None),
    ]
    before = [_queries(call) for call in calls]
    more()
    assert [_queries(call) for call in calls] == before
    assert before[0] == 7
