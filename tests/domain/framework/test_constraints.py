"""The promises of plans, each broken once on the real database."""

from datetime import date

import pytest
from django.db import IntegrityError

from tests.domain.breaches import Cases, Row, variants, write

DAY = date(2026, 6, 1)

CASES: Cases = {
    "level_kind_is_known": ("PlanLevel", [{"kind": "wish"}]),
    "level_is_named": ("PlanLevel", [{"code": ""}, {"name": ""}, {"plural": ""}]),
    "plan_is_named": ("Plan", [{"code": ""}, {"title": ""}]),
    "plan_kind_is_known": (
        "Plan",
        [{"kind": "wish", "classification": "public", "officer_id": None, "manager_id": None}],
    ),
    "plan_ends_after_it_starts": ("Plan", [{"ends": date(2026, 3, 31)}]),
    "plan_status_is_known": ("Plan", [{"status": "lost"}]),
    "plan_class_is_known": (
        "Plan",
        [{"kind": "vision", "classification": "hidden", "officer_id": None, "manager_id": None}],
    ),
    "plan_personal_has_an_officer": (
        "Plan",
        [
            {"officer_id": None, "manager_id": None},
            {"classification": "internal"},
            {"kind": "vision"},
            {"kind": "vision", "classification": "internal"},
        ],
    ),
    "plan_manager_has_an_officer": (
        "Plan",
        [{"kind": "vision", "classification": "internal", "officer_id": None}],
    ),
    "item_has_a_code": ("PlanItem", [{"code": ""}]),
    "item_revision_numbered_from_one": ("PlanItemRevision", [{"number": 0}]),
    "item_revision_says_why": ("PlanItemRevision", [{"reason": ""}]),
    "item_revision_has_a_title": ("PlanItemRevision", [{"title": ""}]),
    "item_state_is_known": ("PlanItemRevision", [{"state": "lost"}]),
    "item_not_its_own_parent": ("PlanItemRevision", [{"parent_id": lambda row: row["item_id"]}]),
    "item_ends_after_it_starts": ("PlanItemRevision", [{"starts": DAY, "ends": date(2026, 5, 31)}]),
    "factor_numbered_from_one": ("SuccessFactor", [{"number": 0}]),
    "factor_revision_says_why": ("SuccessFactor", [{"reason": ""}]),
    "factor_says_something": ("SuccessFactor", [{"text": ""}]),
    "measure_numbered_from_one": ("Measure", [{"number": 0}]),
    "measure_revision_says_why": ("Measure", [{"reason": ""}]),
    "measure_kind_is_known": ("Measure", [{"kind": "mood", "indicator_id": None, "text": "Glad."}]),
    "measure_by_indicator_names_it": (
        "Measure",
        [{"indicator_id": None}, {"kind": "evidence", "text": "Letters."}],
    ),
    "measure_in_words_has_words": ("Measure", [{"kind": "evidence", "indicator_id": None}]),
    "measure_evaluation_is_due": ("Measure", [{"kind": "evaluation", "indicator_id": None, "text": "Study."}]),
    "measure_evaluation_done_has_a_finding": (
        "Measure",
        [
            {"done_on": DAY, "finding": "It works."},
            {"kind": "evaluation", "indicator_id": None, "text": "Study.", "due_on": DAY, "done_on": DAY},
        ],
    ),
    "money_numbered_from_one": ("MoneyLine", [{"number": 0}]),
    "money_revision_says_why": ("MoneyLine", [{"reason": ""}]),
    "money_is_above_zero": ("MoneyLine", [{"amount": "0"}, {"amount": "-5"}]),
    "stretch_numbered_from_one": ("StretchTarget", [{"number": 0}]),
    "stretch_revision_says_why": ("StretchTarget", [{"reason": ""}]),
    "stretch_asks_for_something": ("StretchTarget", [{"stretch": "50"}, {"stretch": "50.0"}]),
    "stretch_pot_is_above_zero": ("StretchTarget", [{"pot": "0"}, {"pot": "-1"}]),
    "stretch_weight_is_not_negative": ("StretchTarget", [{"weight": "-0.1"}]),
    "stretch_says_its_basis": ("StretchTarget", [{"basis": ""}]),
    "link_not_to_itself": ("ThreadLink", [{"parent_id": lambda row: row["child_id"]}]),
    "link_ends_after_it_starts": ("ThreadLink", [{"ends": date(2027, 3, 31)}]),
    "succession_has_parts_when_split": ("Succession", [{"part": 2}, {"part": 0}, {"part": 0, "kind": "split"}]),
    "succession_kind_is_known": ("Succession", [{"kind": "lost"}]),
    "succession_leads_somewhere_or_is_dropped": ("Succession", [{"kind": "dropped"}, {"new_id": None}]),
    "succession_not_of_itself": ("Succession", [{"old_id": lambda row: row["new_id"]}]),
    "succession_says_why": ("Succession", [{"reason": ""}]),
    "related_not_to_itself": ("RelatedItem", [{"other_id": lambda row: row["item_id"]}]),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("constraint", "model", "change"), variants(CASES))
def test_the_database_refuses_it_by_name(constraint: str, model: str, change: Row) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        write(model=model, change=change)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "change"),
    [
        ("Plan", {"kind": "vision", "classification": "public", "officer_id": None, "manager_id": None}),
        ("Plan", {"manager_id": None, "ends": date(2026, 4, 1)}),
        ("PlanItemRevision", {"starts": DAY, "ends": DAY}),
        ("Measure", {"kind": "evidence", "indicator_id": None, "text": "Letters."}),
        ("Measure", {"kind": "evaluation", "indicator_id": None, "text": "Study.", "due_on": DAY}),
        ("MoneyLine", {"amount": "0.01"}),
        ("StretchTarget", {"stretch": "49.9", "pot": "0.01", "weight": "0"}),
        ("ThreadLink", {"ends": date(2027, 4, 1)}),
        ("Succession", {"kind": "split", "part": 2}),
        ("Succession", {"kind": "dropped", "new_id": None}),
    ],
)
def test_the_nearest_good_row_is_accepted(model: str, change: Row) -> None:
    write(model=model, change=change)
