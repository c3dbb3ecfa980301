"""How a submission stands, who must decide next, and every sentence of refusal."""

from datetime import UTC, datetime
from typing import Any

import pytest

from goldenthread.domain.approvals.rules import (
    Decided,
    Stage,
    Submission,
    decide_refusal,
    digest,
    next_stage,
    standing,
    submit_refusal,
)

AT = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
HEAD, DIRECTOR = Stage(code="head", name="Head of service"), Stage(code="director", name="Director")
COVERS = {"revisions": [3, 7]}
ANN, BEN, CAT = 1, 2, 3
NAMES = {ANN: "Ann", BEN: "Ben", CAT: "Cat"}


def decided(stage: str, decision: str, by: int) -> Decided:
    return Decided(stage=stage, decision=decision, by_id=by, by_name=NAMES[by], at=AT)


def submission(*decisions: Decided) -> Submission:
    return Submission(
        id=1,
        subject="plan EDU",
        number=1,
        route=(HEAD, DIRECTOR),
        covers=COVERS,
        covers_digest=digest(COVERS),
        submitted_by_id=ANN,
        submitted_by_name="Ann",
        submitted_at=AT,
        note="",
        decisions=decisions,
    )


HEAD_YES, DIRECTOR_YES = decided("head", "approved", BEN), decided("director", "approved", CAT)


@pytest.mark.parametrize(
    ("decisions", "unchanged", "changed", "waits_for"),
    [
        ((), "open", "lapsed", HEAD),
        ((HEAD_YES,), "open", "lapsed", DIRECTOR),
        ((HEAD_YES, DIRECTOR_YES), "approved", "lapsed", None),
        ((decided("head", "returned", BEN),), "returned", "returned", None),
        ((HEAD_YES, decided("director", "withdrawn", ANN)), "withdrawn", "withdrawn", None),
    ],
)
def test_how_it_stands_and_who_is_next(
    decisions: tuple[Decided, ...], unchanged: str, changed: str, waits_for: Stage | None
) -> None:
    one = submission(*decisions)
    assert standing(one, current=COVERS) == unchanged
    assert standing(one, current={"revisions": [3, 8]}) == changed
    assert next_stage(one) == waits_for


def test_a_digest_does_not_depend_on_the_order_of_keys() -> None:
    assert digest({"a": 1, "b": [2]}) == digest({"b": [2], "a": 1}) != digest({"a": 1, "b": [3]})


@pytest.mark.parametrize(
    ("one", "change", "sentence"),
    [
        (None, {}, "has not been submitted"),
        (submission(), {"decision": "perhaps"}, "There is no decision “perhaps”"),
        (submission(HEAD_YES), {"by_id": CAT}, "Ben has already approved this. Your own decision was not kept."),
        (submission(decided("head", "returned", BEN)), {"stage": "director"}, "nothing left to decide"),
        (submission(), {"current": {"revisions": [9]}}, "changed since it was submitted"),
        (submission(), {"stage": "director"}, "This is with Head of service now"),
        (submission(), {"by_id": ANN}, "You submitted this yourself"),
        (submission(), {"by_id": ANN, "decision": "returned", "reason": "No."}, "You submitted this yourself"),
        (submission(HEAD_YES), {"stage": "director", "by_id": BEN}, "You approved the stage before"),
        (submission(), {"decision": "returned", "reason": "  "}, "a return needs a reason"),
        (submission(), {"decision": "withdrawn"}, "Only Ann, who submitted this, can withdraw it"),
    ],
)
def test_a_decision_is_refused_with_a_sentence(one: Submission | None, change: dict[str, Any], sentence: str) -> None:
    given: dict[str, Any] = {"stage": "head", "decision": "approved", "by_id": BEN, "current": COVERS, "reason": ""}
    refusal = decide_refusal(one, **(given | change))
    assert refusal is not None
    assert sentence in refusal


@pytest.mark.parametrize(
    ("one", "change"),
    [
        (submission(), {}),
        (submission(HEAD_YES), {"stage": "director", "by_id": CAT}),
        (submission(HEAD_YES), {"stage": "director", "decision": "returned", "reason": "Costs."}),
        (submission(HEAD_YES), {"stage": "director", "by_id": ANN, "decision": "withdrawn"}),
    ],
)
def test_a_decision_is_taken(one: Submission, change: dict[str, Any]) -> None:
    given: dict[str, Any] = {"stage": "head", "decision": "approved", "by_id": BEN, "current": COVERS, "reason": ""}
    assert decide_refusal(one, **(given | change)) is None


@pytest.mark.parametrize(
    ("latest", "change", "sentence"),
    [
        (None, {"route": []}, "no stage"),
        (None, {"route": [HEAD, HEAD]}, "names one twice"),
        (submission(HEAD_YES), {}, "already been submitted by Ann and is with Director"),
        (submission(HEAD_YES, DIRECTOR_YES), {}, "already approved and has not changed"),
        (submission(decided("head", "returned", BEN)), {}, "Nothing has changed since this was returned"),
    ],
)
def test_a_submission_is_refused_with_a_sentence(
    latest: Submission | None, change: dict[str, Any], sentence: str
) -> None:
    given: dict[str, Any] = {"subject": "plan EDU", "route": [HEAD, DIRECTOR], "covers": COVERS, "note": ""}
    refusal = submit_refusal(latest, **(given | change))
    assert refusal is not None
    assert sentence in refusal


@pytest.mark.parametrize(
    ("latest", "change"),
    [
        (None, {}),
        (submission(HEAD_YES), {"covers": {"revisions": [9]}}),
        (submission(decided("head", "returned", BEN)), {"covers": {"revisions": [9]}}),
        (submission(decided("head", "returned", BEN)), {"note": "The costs are right: see the budget book."}),
        (submission(decided("head", "withdrawn", ANN)), {}),
    ],
)
def test_a_submission_is_taken(latest: Submission | None, change: dict[str, Any]) -> None:
    given: dict[str, Any] = {"subject": "plan EDU", "route": [HEAD, DIRECTOR], "covers": COVERS, "note": ""}
    assert submit_refusal(latest, **(given | change)) is None
