"""The promises of editions and their files, each broken once on the real database."""

import pytest
from django.db import IntegrityError

from tests.domain.breaches import Cases, Row, variants, write

CASES: Cases = {
    "edition_numbered_from_one": ("Edition", [{"number": 0}]),
    "edition_again_says_why": ("Edition", [{"note": ""}]),
    "edition_has_a_document": ("Edition", [{"document": ""}, {"digest": ""}, {"title": ""}]),
    "review_numbered_from_one": ("ExceptionReview", [{"number": 0}]),
    "review_decision_is_known": ("ExceptionReview", [{"decision": "proposed"}, {"decision": ""}]),
    "review_dropped_says_why": ("ExceptionReview", [{"decision": "dropped"}]),
    "review_names_what_was_seen": ("ExceptionReview", [{"seen_digest": ""}]),
    "edition_file_format_is_known": ("EditionFile", [{"format": "rtf"}, {"format": "PDF"}]),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("constraint", "model", "change"), variants(CASES))
def test_the_database_refuses_it_by_name(constraint: str, model: str, change: Row) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        write(model=model, change=change)
