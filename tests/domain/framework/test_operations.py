"""Writing plans: what is stored, what is refused and in which words, and what the audit trail keeps."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from goldenthread.domain.audit.models import AuditEvent
from goldenthread.domain.audit.queries import broken
from goldenthread.domain.delivery.operations import ChangedMeanwhileError, RefusedError
from goldenthread.domain.framework import operations, queries
from goldenthread.domain.framework.models import PlanItemRevision, Succession, ThreadLink
from tests import factories
from tests.domain.framework.council import APRIL, AT, because, council, item_row, plan_row

pytestmark = pytest.mark.django_db


def _refusal(call: Any) -> str:
    events = AuditEvent.objects.count()
    with pytest.raises(RefusedError) as refused:
        call()
    assert AuditEvent.objects.count() == events
    return str(refused.value)


def _link(child: str, parent: str, **more: Any) -> Any:
    return lambda: operations.save_links(rows=[{"child": child, "parent": parent, "starts": APRIL} | more], **because())


def test_storing_the_same_again_changes_nothing_and_leaves_no_event() -> None:
    council()
    before = AuditEvent.objects.count()
    council()
    assert AuditEvent.objects.count() == before
    assert broken() is None


def test_a_changed_item_becomes_a_revision_with_its_reason() -> None:
    council()
    operations.revise_item(code="P1", seen=1, changes={"title": "Better"}, reason="Clearer.", **because())
    kept = PlanItemRevision.objects.filter(item__code="P1").order_by("number")
    assert [(one.number, one.title, one.reason) for one in kept] == [
        (1, "Title of P1", ""),
        (2, "Better", "Clearer."),
    ]
    event = AuditEvent.objects.latest("sequence")
    assert (event.subject, event.reason) == ("item P1", "Clearer.")
    assert event.data["changes"] == [{"key": "P1", "before": {"title": "Title of P1"}, "after": {"title": "Better"}}]


def test_a_change_without_a_reason_is_refused() -> None:
    council()
    said = _refusal(lambda: operations.revise_item(code="P1", seen=1, changes={"title": "X"}, reason="", **because()))
    assert said == "This changes P1, which is already stored, and gives no reason. Say why it changes."


def test_the_second_of_two_editors_is_shown_the_words_of_the_first() -> None:
    council()
    operations.revise_item(code="P1", seen=1, changes={"description": "First."}, reason="One.", **because())
    with pytest.raises(ChangedMeanwhileError, match="Policy changed P1 while you were writing") as shown:
        operations.revise_item(code="P1", seen=1, changes={"description": "Second."}, reason="Two.", **because())
    assert (shown.value.number, shown.value.theirs["description"], shown.value.by) == (2, "First.", "Policy")
    operations.revise_item(code="P1", seen=2, changes={"description": "First. Second."}, reason="Both.", **because())
    assert queries.items(for_user=None, codes=["P1"])[0].description == "First. Second."


def test_a_circle_in_the_thread_is_refused_with_its_way() -> None:
    council()
    said = _refusal(_link("V1", "L1"))
    assert said == ("V1 would serve itself: V1 → L1 → P1 → T1 → V1. Take one of these links out.")
    assert "V1 would serve itself: V1 → V1" in _refusal(_link("V1", "V1"))


def test_a_circle_of_links_that_never_hold_together_is_none() -> None:
    council()
    operations.end_link(child="T1", parent="V1", ends=date(2027, 3, 31), reason="New vision.", **because())
    operations.save_links(rows=[{"child": "V1", "parent": "L1", "starts": date(2027, 4, 1)}], **because())
    assert ThreadLink.objects.count() == 5


def test_two_new_links_that_make_a_circle_are_refused_together() -> None:
    council()
    rows = [{"child": child, "parent": parent, "starts": APRIL} for child, parent in (("V1", "P2"), ("P2", "V1"))]
    said = _refusal(lambda: operations.save_links(rows=rows, **because()))
    assert "V1 would serve itself: V1 → P2 → V1" in said


def test_other_links_that_cannot_be() -> None:
    council()
    assert "items of one plan. Use the item's parent" in _refusal(_link("P1", "P2"))
    assert "it ends on 2026-03-31, before it starts".capitalize()[:10] in _refusal(
        _link("L1", "V1", ends=date(2026, 3, 31))
    )
    assert "L1 serves P1 twice at the same time" in _refusal(_link("L1", "P1", starts=date(2027, 4, 1)))
    assert "There is no item “L9”" in _refusal(_link("L9", "P1"))


def test_a_term_that_overlaps_itself_is_refused_and_the_next_one_is_not() -> None:
    council()
    late = plan_row("NEXT", "statement", starts=date(2029, 4, 1), ends=date(2033, 3, 31))
    assert _refusal(lambda: operations.save_plans(rows=[late], **because())) == (
        "NEXT and STATEMENT are both the statement from 2029-04-01 to 2030-03-31: a term that overlaps itself. "
        "Let one end before the other starts, or correct its kind or owner."
    )
    operations.save_plans(rows=[late | {"starts": date(2030, 4, 1)}], **because())
    operations.save_plans(rows=[plan_row("OTHER-UNIT", "unit_plan")], **because())


def test_what_else_a_plan_cannot_be() -> None:
    council()

    def said(**more: Any) -> str:
        return _refusal(lambda: operations.save_plans(rows=[plan_row("X", "vision") | more], **because()))

    assert "X ends on 2020-03-31, before it starts" in said(ends=date(2020, 3, 31))
    assert "There is no unit “ADUTL”. Did you mean ADULT?" in said(unit="ADUTL", kind="unit_plan")
    assert "Personal objectives without their officer" in said(kind="personal_objectives", classification="personal")
    assert "Personal objectives of class public" in said(kind="personal_objectives", classification="public")
    assert "There is no person “nobody@x.example”" in said(officer="nobody@x.example")
    assert "VISION is a vision and would become a statement" in said(code="VISION", kind="statement")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"plan": "NOWHERE"}, "There is no plan “NOWHERE”"),
        ({"level": "them"}, "There is no level of a statement “them”. Did you mean theme?"),
        ({"parent": "V1"}, "V1 is an item of VISION, not of STATEMENT"),
        ({"parent": "NEW"}, "NEW would be part of itself"),
        ({"code": "T1", "parent": "P1"}, "T1 would be part of itself: T1 → P1 → T1"),
        ({"code": "V1"}, "V1 is an item of VISION for life"),
        ({"starts": APRIL, "ends": date(2026, 3, 31)}, "NEW ends on 2026-03-31, before it starts"),
        ({"title": ""}, "There is no title"),
        ({"lead_officer": "NOBODY"}, "There is no post “NOBODY”"),
    ],
)
def test_what_an_item_cannot_be(more: dict[str, Any], sentence: str) -> None:
    council()
    rows = [item_row("NEW", "STATEMENT", "priority") | more]
    assert sentence in _refusal(lambda: operations.save_items(rows=rows, reason="Because.", **because()))


def _old_statement() -> None:
    old = plan_row("OLD", "statement", starts=date(2022, 4, 1), ends=date(2026, 3, 31), status="closed")
    operations.save_plans(rows=[old], **because())
    operations.save_items(rows=[item_row(f"OLD{n}", "OLD", "priority") for n in (1, 2, 3)], **because())


def _fate(old: str, new: str, kind: str) -> dict[str, Any]:
    return {"old": old, "new": new, "kind": kind, "decided_on": date(2026, 3, 1), "reason": "Agreed by Cabinet."}


def test_an_item_carried_twice_is_refused() -> None:
    council()
    _old_statement()
    operations.save_successions(rows=[_fate("OLD1", "P1", "carried")], **because())
    for again in (_fate("OLD1", "P2", "carried"), _fate("OLD1", "", "dropped"), _fate("OLD1", "P2", "split")):
        said = _refusal(lambda again=again: operations.save_successions(rows=[again], **because()))
        assert said.startswith("OLD1 was already carried into P1. Keep one of the two")
    both = [_fate("OLD2", "P1", "merged"), _fate("OLD2", "P2", "carried")]
    assert "OLD2 was already merged into P1" in _refusal(lambda: operations.save_successions(rows=both, **because()))


def test_a_split_has_parts_and_the_same_again_is_nothing_new() -> None:
    council()
    _old_statement()
    rows = [_fate("OLD1", "P1", "split"), _fate("OLD1", "P2", "split"), _fate("OLD2", "P2", "merged")]
    rows.append(_fate("OLD3", "", "dropped"))
    assert len(operations.save_successions(rows=rows, **because()).new) == 4
    assert operations.save_successions(rows=rows, **because()).unchanged == 4
    assert list(Succession.objects.filter(kind="split").values_list("part", flat=True)) == [1, 2]
    assert "OLD3 was dropped, and became P1" in _refusal(
        lambda: operations.save_successions(rows=[_fate("OLD3", "P1", "dropped")], **because())
    )
    assert "P1 would come after itself: P1 → OLD1 → P1" in _refusal(
        lambda: operations.save_successions(rows=[_fate("P1", "OLD1", "carried")], **because())
    )
    assert "P2 is an item of the same plan as P1" in _refusal(
        lambda: operations.save_successions(rows=[_fate("P1", "P2", "carried")], **because())
    )


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"kind": "indicator"}, "A measure by indicator that names none"),
        ({"kind": "indicator", "indicator": "AS7"}, "There is no indicator “AS7”. Did you mean AS07?"),
        ({"kind": "evidence"}, "Evidence without words"),
        ({"kind": "evaluation", "text": "Study."}, "An evaluation without the day it is due"),
        (
            {"kind": "evaluation", "text": "S.", "due_on": APRIL, "done_on": APRIL},
            "Was done, and found nothing".lower(),
        ),
        ({"kind": "mood", "text": "Glad."}, "“mood” is not known here"),
    ],
)
def test_what_a_measure_cannot_be(row: dict[str, Any], sentence: str) -> None:
    council()
    rows = [{"item": "P2", "position": 1, **row}]
    assert sentence in _refusal(lambda: operations.save_measures(rows=rows, **because()))


def test_measures_factors_and_money_are_revised_and_withdrawn() -> None:
    council()
    factor = {"item": "P1", "position": 1, "text": "Every school has joined.", "by_when": "2029/30"}
    operations.save_factors(rows=[factor], **because())
    operations.save_factors(rows=[factor | {"withdrawn": True}], **because(reason="Not ours."))
    assert queries.factors(for_user=None, items=["P1"]) == []
    assert queries.factors(for_user=None, items=["P1"], as_at=datetime(2026, 7, 1, 11, tzinfo=AT.tzinfo)) == []
    sum_of = {"item": "P1", "position": 1, "amount": Decimal("1250000.50"), "period": "2026/27", "ring_fenced": True}
    operations.save_money(rows=[sum_of], **because())
    operations.save_money(rows=[sum_of | {"amount": Decimal("1250000.10")}], **because(reason="Budget."))
    line = queries.money(for_user=None, items=["P1"])[0]
    assert (line.amount, line.period, line.number) == (Decimal("1250000.10"), "FY2026", 2)
    for amount, words in ((Decimal(0), "A sum of 0"), (Decimal("0.005"), "parts of a penny")):
        rows = [sum_of | {"position": 2, "amount": amount}]
        assert words in _refusal(lambda rows=rows: operations.save_money(rows=rows, **because()))
    rows = [sum_of | {"position": 2, "period": "next year"}]
    assert "next year" in _refusal(lambda: operations.save_money(rows=rows, **because()))


def test_partners_of_a_plan_are_those_of_the_last_row() -> None:
    council()
    for code in ("HEALTH", "POLICE"):
        factories.unit(code=code, name=code.capitalize(), kind="partner")
    row = plan_row("VISION", "vision", classification="public")
    for partners in (("HEALTH", "POLICE"), ("POLICE",)):
        operations.save_plans(rows=[row | {"partners": partners}], **because())
        found = queries.plan(code="VISION", for_user=None)
        assert found is not None
        assert [code for code, _ in found.partners] == sorted(partners)
    assert AuditEvent.objects.latest("sequence").data["partners"] == {
        "VISION": {"before": ["HEALTH", "POLICE"], "after": ["POLICE"]}
    }


def test_the_words_for_levels_can_be_changed() -> None:
    council()
    row = {"kind": "statement", "code": "theme", "name": "Ambition", "plural": "Ambitions", "order": 1}
    operations.save_levels(rows=[row], **because())
    assert queries.items(for_user=None, codes=["T1"])[0].level_name == "Ambition"
    assert "There is no kind of plan “wish”" in _refusal(
        lambda: operations.save_levels(rows=[row | {"kind": "wish"}], **because())
    )


def test_milestones_do_not_hang_on_personal_objectives() -> None:
    council()
    said = _refusal(lambda: operations.save_item_work(rows=[{"item": "O1", "work": "M1"}], **because()))
    assert said.startswith("O1 is a personal objective, which only two people may read")
