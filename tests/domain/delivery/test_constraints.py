"""The promises of milestones and actions, each broken once on the real database."""

from datetime import date

import pytest
from django.db import IntegrityError

from tests import factories
from tests.domain.breaches import Cases, Row, variants, write

BEFORE = date(2026, 3, 31)
DECISION: Row = {
    "decision": "Put off.",
    "decided_on": date(2026, 6, 1),
    "decided_by_id": lambda row: factories.post().pk,
}

CASES: Cases = {
    "work_has_a_code": ("WorkItem", [{"code": ""}]),
    "work_kind_is_known": ("WorkItem", [{"kind": "wish"}]),
    "work_revision_numbered_from_one": ("WorkRevision", [{"number": 0}]),
    "work_revision_says_why": ("WorkRevision", [{"reason": ""}]),
    "work_revision_has_a_title": ("WorkRevision", [{"title": ""}]),
    "work_is_due_after_it_starts": ("WorkRevision", [{"baseline": BEFORE}]),
    "work_is_forecast_after_it_starts": ("WorkRevision", [{"forecast": BEFORE}]),
    "work_is_done_after_it_starts": ("WorkRevision", [{"state": "complete", "actual": BEFORE}]),
    "work_state_is_known": ("WorkRevision", [{"state": "late"}, {"state": ""}]),
    "work_done_has_its_date": ("WorkRevision", [{"state": "complete"}, {"actual": date(2026, 9, 1)}]),
    "work_progress_is_a_share": ("WorkRevision", [{"progress": 101}]),
    "work_self_rating_is_explained": (
        "WorkRevision",
        [{"self_rating": "green"}, {"self_rating": "blue", "self_reason": "Mood."}],
    ),
    "work_new_baseline_has_an_approver": ("WorkRevision", [{"rebaselined": True}]),
    "work_deferred_or_dropped_is_decided": (
        "WorkRevision",
        [
            {"state": state} | DECISION | gap
            for state in ("deferred", "dropped")
            for gap in ({"decision": ""}, {"decided_on": None}, {"decided_by_id": None})
        ],
    ),
    "dependency_not_on_itself": ("WorkDependency", [{"needs_id": lambda row: row["work_id"]}]),
    "evidence_says_something": ("WorkEvidence", [{"text": ""}]),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("constraint", "model", "change"), variants(CASES))
def test_the_database_refuses_it_by_name(constraint: str, model: str, change: Row) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        write(model=model, change=change)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"state": "complete", "actual": date(2026, 4, 1), "progress": 100},
        {"state": "deferred"} | DECISION,
        {"self_rating": "red", "self_reason": "The builder left."},
        {"rebaselined": True, "approver_id": lambda row: factories.post().pk},
        {"forecast": date(2026, 4, 1)},
    ],
)
def test_the_nearest_good_row_is_accepted(change: Row) -> None:
    write(model="WorkRevision", change=change)
