"""Milestones and actions: promised, moved, done; every date kept, and the first promise counted."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from goldenthread.domain.audit.models import AuditEvent
from goldenthread.domain.delivery import operations, queries
from goldenthread.domain.delivery.models import WorkDependency
from goldenthread.domain.delivery.operations import ChangedMeanwhileError, RefusedError
from tests import factories
from tests.domain.framework.council import APRIL, ON, because, work_row

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 10, 15, tzinfo=UTC)


def _made(**more: Any) -> None:
    operations.save_work(rows=[work_row("M1", **more)], **because())


def _refusal(call: Any) -> str:
    events = AuditEvent.objects.count()
    with pytest.raises(RefusedError) as refused:
        call()
    assert AuditEvent.objects.count() == events
    return str(refused.value)


def _revise(seen: int = 1, *, reason: str = "Why.", **changes: Any) -> None:
    at = because(at=LATER)
    operations.revise_work(code="M1", seen=seen, changes=changes, reason=reason, **at)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"baseline": date(2026, 3, 31)}, "M1 is promised for 2026-03-31, before it starts on 2026-04-01"),
        ({"forecast": date(2026, 3, 31)}, "M1 is forecast for 2026-03-31, before it starts"),
        ({"state": "complete", "actual": date(2026, 3, 31)}, "M1 is done on 2026-03-31, before it starts"),
        ({"state": "complete", "actual": date(2026, 7, 2)}, "2026-07-02 lies in the future"),
        ({"state": "complete"}, "M1 is complete, and nothing says since when"),
        ({"state": "in_progress", "actual": ON}, "M1 is in progress, and has a day on which it was done"),
        ({"state": "late"}, "“late” is no state of work"),
        ({"kind": "wish"}, "“wish” is no kind of work"),
        ({"progress": 101}, "A progress of 101"),
        ({"self_rating": "green"}, "A rating of one's own without a reason"),
        ({"state": "deferred"}, "M1 is deferred, and nobody decided it"),
        ({"state": "dropped", "decision": "No money.", "decided_on": ON}, "M1 is dropped, and nobody decided it"),
        ({"lead_officer": "NOBODY"}, "There is no post “NOBODY”"),
        ({"title": " "}, "There is no title"),
        ({"baseline": None}, "There is no day. Write the day."),
    ],
)
def test_what_cannot_be_said_of_a_milestone(row: dict[str, Any], sentence: str) -> None:
    assert sentence in _refusal(lambda: _made(**row))


def test_a_promise_moves_only_with_an_approver_and_the_first_one_stays() -> None:
    factories.post()
    _made()
    moved = {"baseline": date(2026, 12, 31), "forecast": date(2026, 12, 31)}
    assert "moves from 2026-09-30 to 2026-12-31, and nobody approved it" in _refusal(lambda: _revise(**moved))
    _revise(**moved, approver="DIR", reason="Rain.")
    (row,) = queries.work(on=LATER.date(), codes=["M1"])
    assert (row.first, row.baseline, row.rebaselined, row.number) == (date(2026, 9, 30), date(2026, 12, 31), 1, 2)
    assert [(one.number, one.rebaselined, one.approver, one.reason) for one in queries.history(code="M1")] == [
        (1, False, "", ""),
        (2, True, "Director of Adult Social Care", "Rain."),
    ]


def test_an_approver_of_one_move_does_not_approve_the_next() -> None:
    factories.post()
    _made()
    _revise(baseline=date(2026, 12, 31), approver="DIR")
    assert "nobody approved it" in _refusal(lambda: _revise(seen=2, baseline=date(2027, 3, 31)))


def test_a_forecast_moves_freely_with_its_reason() -> None:
    _made()
    assert "gives no reason" in _refusal(lambda: _revise(forecast=date(2026, 12, 31), reason=""))
    _revise(forecast=date(2026, 12, 31))
    assert [one.forecast for one in queries.history(code="M1")] == [date(2026, 9, 30), date(2026, 12, 31)]


def test_the_second_of_two_editors_is_shown_the_words_of_the_first() -> None:
    _made()
    _revise(description="First.")
    with pytest.raises(ChangedMeanwhileError) as shown:
        _revise(description="Second.")
    assert (shown.value.theirs["description"], shown.value.number) == ("First.", 2)


def test_deferred_with_a_decision_is_kept_and_stands_outside_the_ratings() -> None:
    factories.post()
    _made(state="in_progress")
    _revise(state="deferred", decision="After the election.", decided_on=ON, decided_by="DIR")
    (row,) = queries.work(on=LATER.date())
    assert (row.rating, row.decision, row.decided_by) == (
        "deferred",
        "After the election.",
        "Director of Adult Social Care",
    )


def test_what_was_known_at_a_moment_and_how_it_was_rated_then() -> None:
    _made(state="in_progress", progress=50)
    _revise(state="complete", progress=100, actual=date(2026, 10, 1))
    (then,) = queries.work(on=ON, as_at=datetime(2026, 7, 2, tzinfo=UTC))
    (now,) = queries.work(on=LATER.date())
    assert [(row.state, row.rating, row.actual) for row in (then, now)] == [
        ("in_progress", "green", None),
        ("complete", "complete", date(2026, 10, 1)),
    ]


def test_the_meter_counts_against_the_first_promise() -> None:
    factories.post()
    _made()
    _revise(baseline=date(2026, 12, 31), approver="DIR")
    _revise(seen=2, state="complete", actual=date(2026, 10, 10))
    found = queries.slipped(queries.work(on=LATER.date()), on=LATER.date())
    assert found.reason == (
        "0 of 1 on time against the first promise, 1 of 1 against the promise now in force; "
        "1 had the promise moved, 0 dropped."
    )


def test_a_kind_is_for_life() -> None:
    _made()
    assert "M1 is of kind milestone and would become action" in _refusal(lambda: _made(kind="action"))


def test_dependencies_go_round_in_no_circle_and_can_end() -> None:
    operations.save_work(rows=[work_row(code) for code in ("M1", "M2", "M3")], **because())
    chain = [{"work": "M1", "needs": "M2"}, {"work": "M2", "needs": "M3"}]
    operations.save_dependencies(rows=chain, **because())
    back = [{"work": "M3", "needs": "M1"}]
    assert "M3 would have to wait for itself: M3 needs M1 needs M2 needs M3" in _refusal(
        lambda: operations.save_dependencies(rows=back, **because())
    )
    operations.end_dependency(work="M1", needs="M2", reason="Done.", **because())
    operations.save_dependencies(rows=back, **because())
    assert WorkDependency.objects.count() == 2
    with pytest.raises(LookupError, match="M1 does not need M2"):
        operations.end_dependency(work="M1", needs="M2", reason="Done.", **because())


def test_evidence_is_kept_once() -> None:
    _made()
    rows = [{"work": "M1", "text": "Opened.", "on": ON}] * 2
    assert operations.add_evidence(rows=rows, **because()).new == (f"M1 {ON}",)
    assert not operations.add_evidence(rows=rows, **because()).any
    ids = [row.id for row in queries.work(on=ON)]
    assert [(row.work, row.text) for row in queries.evidence(ids=ids)] == [("M1", "Opened.")]
    assert queries.dependencies(ids=ids) == []


def test_work_is_in_order_of_its_promise() -> None:
    rows = [work_row("M1"), work_row("M2", baseline=date(2026, 5, 1)), work_row("A1", starts=APRIL)]
    operations.save_work(rows=rows, **because())
    assert [row.code for row in queries.work(on=ON)] == ["M2", "A1", "M1"]
