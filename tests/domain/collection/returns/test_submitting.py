"""Submitting: every problem at its line and field, all or nothing."""

from datetime import date

import pytest

from goldenthread.domain.approvals.operations import ApprovalError
from goldenthread.domain.audit.models import AuditEvent
from goldenthread.domain.collection.operations import returns
from goldenthread.domain.indicators.models import Commentary, Observation
from tests.domain.collection.conftest import Load
from tests.domain.collection.returns.conftest import GOOD, NOW, PERIOD, TODAY, Quarter


def _stored(reference: str) -> list[tuple[str, str, int]]:
    kept = Observation.objects.filter(indicator__reference=reference, period__code=PERIOD).order_by("place__code", "id")
    return [(one.place.code, format(one.value, "f"), one.number) for one in kept if one.value is not None]


def test_a_sound_return_becomes_revisions_and_waits_for_the_head_of_service(quarter: Quarter) -> None:
    quarter.save(**GOOD)
    done = quarter.submit()
    assert (done.submitted, done.changes, done.findings) == (True, 3, ())
    assert _stored("A1") == [("E07A", "9", 1), ("E10", "11.5", 1)]
    assert _stored("C1") == [("E10", "19.5", 1)]
    assert {line.state for line in quarter.lines().values()} == {"in"}
    assert all(line.draft == {} for line in quarter.lines().values())
    assert quarter.lines()["C1"].fields == {"value": "19.5", "status": "final"}


def test_what_is_missing_and_what_cannot_be_read_is_said_at_its_place(quarter: Quarter) -> None:
    quarter.save(A1={"value": "1.2", "numerator": "46", "denominator": "400"}, C1={"value": "twenty"})
    told = quarter.check()
    assert [(name, field) for name, field, _ in told] == [("A1/E07A", "value"), ("A1", "value"), ("C1", "value")]
    assert told[0][2] == "Enter the figure, or choose “not available” and say why."
    assert "does not agree with its parts" in told[1][2]
    done = quarter.submit()
    assert (done.submitted, len(done.refused)) == (False, 3)
    assert _stored("A1") == _stored("C1") == []
    assert quarter.lines()["C1"].draft == {"value": "twenty"}


def test_a_red_needs_its_reason_and_what_is_being_done(quarter: Quarter) -> None:
    red = {**GOOD, "A1": {"numerator": "60", "denominator": "400"}}
    quarter.save(**red)
    assert quarter.lines()["A1"].rating == "red"
    assert [(name, field) for name, field, _ in quarter.check()] == [("A1", "context")]
    quarter.save(A1={**red["A1"], "context": "A virus in May.", "action_planned": "More home visits."})
    assert quarter.submit().submitted
    said = Commentary.objects.get(indicator__reference="A1", period__code=PERIOD)
    assert (said.context, said.action_planned) == ("A virus in May.", "More home visits.")


def test_numbers_may_be_typed_as_people_write_them(quarter: Quarter) -> None:
    quarter.save(
        **{
            "A1": {"value": "11.5%", "numerator": "46", "denominator": "400"},
            "A1/E07A": {"value": "9 %"},
            "C1": {"value": "19.50"},
        }
    )
    assert quarter.submit().submitted
    assert _stored("A1") == [("E07A", "9", 1), ("E10", "11.5", 1)]


def test_a_figure_far_from_those_before_is_stored_only_with_a_reason(quarter: Quarter) -> None:
    quarter.save(**{**GOOD, "C1": {"value": "1.95"}})
    assert "is the decimal point in the right place?" in quarter.lines()["C1"].asks[0]
    done = quarter.submit()
    assert (done.submitted, len(done.questioned), _stored("C1")) == (False, 1, [])
    assert quarter.submit(accepted="The new system decides at once.").submitted
    assert _stored("C1") == [("E10", "1.95", 1)]


def test_not_available_is_an_answer_when_it_says_why(quarter: Quarter) -> None:
    quarter.save(**{**GOOD, "C1": {"status": "not_available"}})
    assert [(name, field) for name, field, _ in quarter.check()] == [("C1", "status_reason")]
    quarter.save(C1={"status": "not_available", "status_reason": "The system was down."})
    assert quarter.submit().submitted


def test_a_change_of_the_past_needs_a_reason_of_its_own(quarter: Quarter) -> None:
    quarter.save(**GOOD)
    assert quarter.submit().submitted
    quarter.save(C1={"value": "18"})
    assert [(name, field) for name, field, _ in quarter.check()] == [("C1", "reason")]
    quarter.save(C1={"value": "18", "reason": "Two cases were counted twice."})
    assert quarter.submit().submitted
    assert _stored("C1") == [("E10", "19.5", 1), ("E10", "18", 2)]


def test_submitting_twice_with_nothing_new_is_refused_and_leaves_no_event(quarter: Quarter) -> None:
    quarter.save(**GOOD)
    quarter.submit()
    before = AuditEvent.objects.count()
    with pytest.raises(ApprovalError, match="already been submitted by Olu"):
        quarter.submit()
    assert AuditEvent.objects.count() == before


def test_an_old_draft_never_writes_over_a_newer_figure(quarter: Quarter, take: Load) -> None:
    quarter.save(**GOOD)
    quarter.submit()
    assert take({"observations": "indicator,period,value,reason\nC1,Q2 2022/23,17,A recount.\n"}).stored
    assert quarter.lines()["C1"].fields["value"] == "17"
    assert quarter.submit().submitted
    assert _stored("C1")[-1] == ("E10", "17", 2)


def test_after_the_freeze_a_late_figure_says_why(quarter: Quarter) -> None:
    assert returns.lock(period=PERIOD, reason="Edition 1 was frozen.", by=quarter.head, at=NOW)
    assert not returns.lock(period=PERIOD, reason="Again.", by=quarter.head, at=NOW)
    quarter.save(**GOOD)
    assert {field for _, field, _ in quarter.check()} == {"reason"}
    quarter.save(**{name: {**fields, "reason": "The return was late."} for name, fields in GOOD.items()})
    assert quarter.submit().submitted
    assert {line.state for line in quarter.lines().values()} == {"locked"}


def test_what_is_not_due_yet_is_left_out(quarter: Quarter) -> None:
    early = date(2022, 9, 30)
    assert {line.state for line in quarter.lines(today=early).values()} == {"not_due"}
    assert {line.state for line in quarter.lines(today=TODAY).values()} == {"due"}
    assert {line.state for line in quarter.lines(today=date(2022, 11, 1)).values()} == {"late"}
