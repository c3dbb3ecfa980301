"""The promises of submissions and decisions, each broken once on the real database."""

import pytest
from django.db import IntegrityError

from tests.domain.breaches import Cases, Row, variants, write

CASES: Cases = {
    "approval_has_a_subject": ("Approval", [{"subject": ""}]),
    "approval_numbered_from_one": ("Approval", [{"number": 0}]),
    "approval_has_a_route": ("Approval", [{"stages": 0}]),
    "approval_names_its_cover": ("Approval", [{"covers_digest": ""}, {"covers_digest": "G" * 64}]),
    "decision_has_a_stage": ("Decision", [{"stage": ""}]),
    "decision_is_known": ("Decision", [{"decision": "perhaps"}]),
    "decision_return_says_why": ("Decision", [{"decision": "returned"}]),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("constraint", "model", "change"), variants(CASES))
def test_the_database_refuses_it_by_name(constraint: str, model: str, change: Row) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        write(model=model, change=change)


@pytest.mark.django_db
def test_a_return_with_its_reason_is_accepted() -> None:
    write(model="Decision", change={"decision": "returned", "reason": "The costs are missing."})
