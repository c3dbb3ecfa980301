"""The promises of unit plans, each broken once on the real database."""

import pytest
from django.db import IntegrityError

from tests.domain.breaches import Cases, Row, variants, write

CASES: Cases = {
    "unit_section_numbered_from_one": ("UnitPlanSection", [{"number": 0}]),
    "unit_section_is_known": ("UnitPlanSection", [{"section": "weather"}]),
    "unit_cost_numbered_from_one": ("UnitPlanCost", [{"number": 0}]),
    "unit_cost_names_its_activity": ("UnitPlanCost", [{"activity": ""}]),
    "unit_cost_not_below_zero": ("UnitPlanCost", [{"amount": "-0.01"}]),
    "authority_says_for_what": ("BudgetAuthority", [{"text": ""}]),
    "authority_is_above_zero": ("BudgetAuthority", [{"amount": "0"}]),
    "unit_review_numbered_from_one": ("UnitPlanReview", [{"number": 0}]),
    "unit_review_kind_is_known": ("UnitPlanReview", [{"kind": "weekly"}]),
    "unit_review_has_a_note": ("UnitPlanReview", [{"note": ""}]),
    "off_track_says_what_and_why": ("OffTrack", [{"what": ""}, {"reason": ""}]),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("constraint", "model", "change"), variants(CASES))
def test_the_database_refuses_it_by_name(constraint: str, model: str, change: Row) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        write(model=model, change=change)


@pytest.mark.django_db
def test_a_topic_may_be_cleared_and_an_activity_cost_nothing() -> None:
    write(model="UnitPlanSection", change={"text": ""})
    write(model="UnitPlanCost", change={"amount": "0"})
