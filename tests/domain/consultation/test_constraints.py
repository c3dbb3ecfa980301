"""The promises of consultations, each broken once on the real database."""

import pytest
from django.db import IntegrityError

from tests.domain.breaches import Cases, Row, variants, write

CASES: Cases = {
    "iteration_numbered_from_one": ("Iteration", [{"number": 0}]),
    "iteration_names_its_words": ("Iteration", [{"digest": ""}, {"digest": "x" * 64}]),
    "comment_numbered_from_one": ("Comment", [{"number": 0}]),
    "comment_section_is_known": ("Comment", [{"section": "colours"}]),
    "comment_says_something": ("Comment", [{"text": ""}]),
    "comment_is_somebodys": ("Comment", [{"person": ""}]),
    "response_numbered_from_one": ("Response", [{"number": 0}]),
    "response_revision_says_why": ("Response", [{"reason": ""}]),
    "response_says_something": ("Response", [{"text": ""}]),
    "response_says_what_changed": ("Response", [{"what_changed": ""}, {"changed": False}]),
    "response_leads_to_a_change": (
        "Response",
        [
            {"passage": "BOLD-1/wording/0"},
            {"revision": 7},
            {"changed": False, "what_changed": "", "passage": "BOLD-1/wording/0", "revision": 7},
        ],
    ),
    "body_is_named": ("EndorsementWanted", [{"code": ""}, {"name": ""}]),
    "body_kind_is_known": ("EndorsementWanted", [{"kind": "press"}]),
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
        ("Comment", {"person": "", "workshop": "Members, 12 May"}),
        ("Comment", {"item_id": None}),
        ("Response", {"changed": False, "what_changed": ""}),
        ("Response", {"passage": "BOLD-1/wording/0", "revision": 7}),
    ],
)
def test_the_nearest_good_row_is_accepted(model: str, change: Row) -> None:
    write(model=model, change=change)
