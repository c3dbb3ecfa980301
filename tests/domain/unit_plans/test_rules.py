"""What is missing from a plan, what its approval covers, and every sentence of refusal."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from goldenthread.domain.unit_plans.rules import (
    SECTIONS,
    TOPICS,
    CostRow,
    SectionRow,
    authority_refusal,
    covers,
    missing,
    review_refusal,
    submit_refusal,
    total,
)

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
COSTS = [
    CostRow(position=1, activity="Home visits", amount=Decimal("0.10"), number=2),
    CostRow(position=3, activity="Day centres", amount=Decimal("0.20"), number=1),
]


def section(code: str, text: str = "Words.", number: int = 1) -> SectionRow:
    return SectionRow(section=code, text=text, number=number, entered_at=AT, entered_by="Ann")


FULL = {code: section(code) for code in SECTIONS}


def test_there_are_seven_topics_and_two_more_sections() -> None:
    assert (len(TOPICS), len(SECTIONS)) == (7, 9)


def test_what_is_missing_is_named_in_the_order_of_the_plan() -> None:
    assert missing(FULL, costs=COSTS, actions=1) == []
    some = {code: row for code, row in FULL.items() if code != "risks"}
    some["joint_working"] = section("joint_working", text=" \n")
    assert missing(some, costs=[], actions=0) == ["Joint working", "Risks", "Activity and what it costs", "Actions"]


def test_an_incomplete_plan_is_refused_with_the_topics() -> None:
    assert submit_refusal([]) is None
    assert submit_refusal(["Risks"]) == (
        "The plan is not complete. It says nothing yet on: Risks. Write that, then submit it."
    )
    assert "nothing yet on: Joint working, Risks and Actions." in str(
        submit_refusal(["Joint working", "Risks", "Actions"])
    )


def test_pence_are_added_exactly() -> None:
    assert total(COSTS) == Decimal("0.30")
    assert total([]) == 0


def test_an_approval_covers_every_revision_by_its_number() -> None:
    named = covers({"risks": section("risks", number=4)}, costs=COSTS, items=[("B", 1), ("A", 2)])
    assert named == {"sections": {"risks": 4}, "costs": {"1": 2, "3": 1}, "items": {"A": 2, "B": 1}}
    assert list(named["items"]) == ["A", "B"]


@pytest.mark.parametrize(
    ("amount", "text", "field"),
    [
        (None, "For the plan.", "amount"),
        (Decimal(0), "For the plan.", "amount"),
        (Decimal("100.01"), "For the plan.", "amount"),
        (Decimal("100.00"), " ", "text"),
        (Decimal("100.00"), "For the plan.", None),
    ],
)
def test_authority_is_for_something_and_at_most_what_the_plan_costs(
    amount: Decimal | None, text: str, field: str | None
) -> None:
    refusal = authority_refusal(amount, text=text, most=Decimal("100.00"))
    assert (refusal[0] if refusal else None) == field


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({}, None),
        ({"on": date(2026, 10, 2)}, "on"),
        ({"on": date(2026, 3, 31)}, "on"),
        ({"kind": "half_year", "reviewed": True}, "kind"),
        ({"reviewed": True}, None),
        ({"note": " "}, "note"),
    ],
)
def test_a_review_is_refused_at_the_field_at_fault(change: dict[str, Any], field: str | None) -> None:
    given: dict[str, Any] = {
        "kind": "in_year",
        "on": date(2026, 10, 1),
        "starts": date(2026, 4, 1),
        "ends": date(2027, 3, 31),
        "today": date(2026, 10, 1),
        "reviewed": False,
        "note": "On track.",
    }
    refusal = review_refusal(**(given | change))
    assert (refusal[0] if refusal else None) == field
