"""The promises of results and ratings set by hand, each broken once on the real database."""

import pytest
from django.db import IntegrityError

from tests.domain.breaches import Cases, Row, variants, write

RATED = ("green", "amber", "red", "below", "within", "above")
UNRATED = ("no_data", "not_due", "no_target", "no_judgement", "not_comparable")

CASES: Cases = {
    "assessment_counts_agree": ("Assessment", [{"results": 1, "changed": 2}]),
    "result_numbered_from_one": ("Result", [{"number": 0}]),
    "result_rating_is_known": ("Result", [{"rating": "purple"}, {"rating": ""}]),
    "result_direction_is_known": (
        "Result",
        [{"direction_previous": "sideways"}, {"direction_last_year": "sideways"}],
    ),
    "result_explains_itself": ("Result", [{"reason": ""}]),
    "result_rated_has_a_value": ("Result", [{"rating": word, "value": None} for word in RATED]),
    "methodresult_method_is_known": ("MethodResult", [{"method": "guess"}, {"method": ""}]),
    "methodresult_explains_itself": ("MethodResult", [{"reason": ""}, {"version": ""}]),
    "methodresult_window_has_two_ends": ("MethodResult", [{"window_start": ""}, {"window_end": ""}]),
    "override_numbered_from_one": ("Override", [{"number": 0}]),
    "override_is_a_colour": ("Override", [{"rating": "no_data"}, {"rating": "Green"}]),
    "override_says_why": ("Override", [{"reason": ""}]),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("constraint", "model", "change"), variants(CASES))
def test_the_database_refuses_it_by_name(constraint: str, model: str, change: Row) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        write(model=model, change=change)


@pytest.mark.django_db
@pytest.mark.parametrize("rating", UNRATED)
def test_a_grey_result_needs_no_value(rating: str) -> None:
    write(model="Result", change={"rating": rating, "value": None})


@pytest.mark.django_db
def test_a_rating_set_by_hand_can_be_taken_back() -> None:
    write(model="Override", change={"rating": ""})
