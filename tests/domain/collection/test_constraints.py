"""The promises of what is owed, each broken once on the real database."""

import pytest
from django.db import IntegrityError

from tests.domain.breaches import Cases, Row, variants, write

CASES: Cases = {
    "expected_draft_says_by_whom": (
        "Expected",
        [{"version": 0}, {"saved_at": None}, {"saved_by_id": None}],
    ),
    "figure_question_numbered_from_one": ("FigureQuestion", [{"number": 0}]),
    "figure_question_kind_is_known": ("FigureQuestion", [{"kind": "shouted"}]),
    "figure_question_says_something": ("FigureQuestion", [{"text": ""}]),
    "lock_says_why": ("Lock", [{"reason": ""}]),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("constraint", "model", "change"), variants(CASES))
def test_the_database_refuses_it_by_name(constraint: str, model: str, change: Row) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        write(model=model, change=change)
