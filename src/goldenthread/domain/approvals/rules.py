"""What may be submitted and decided, by whom, and how a submission stands."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

DECISIONS = ("approved", "returned", "withdrawn")
STANDINGS = ("open", "approved", "returned", "withdrawn", "lapsed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A step on the route: its code, its name on the screen ("Head of service"), and who decides ("approver")."""

    code: str
    name: str
    role: str = ""

    def as_data(self) -> dict[str, str]:
        """What is stored."""
        return {"code": self.code, "name": self.name, "role": self.role}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What somebody decided at a stage, when, and why."""

    stage: str
    decision: str
    by_id: int
    by_name: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What was submitted for approval, the ``number``-th time for its subject, and every decision on it, in order."""

    id: int
    subject: str
    number: int
    route: tuple[Stage, ...]
    covers: Mapping[str, Any]
    covers_digest: str
    submitted_by_id: int
    submitted_by_name: str
    submitted_at: datetime
    note: str
    decisions: tuple[Decided, ...] = ()

    @property
    def approved_in_full(self) -> bool:
        """Every stage of the route has approved; whether that still holds, see :func:`standing`."""
        return len([one for one in self.decisions if one.decision == "approved"]) == len(self.route)


def digest(covers: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what is covered, whatever the order of its keys. Raises ``TypeError`` if it is no JSON."""
    text = json.dumps(covers, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def standing(one: Submission, *, current: Mapping[str, Any]) -> str:
    """Say how a submission stands when its subject now reads ``current``: a word of STANDINGS.

    A submission that was returned or withdrawn stays so; one that is open or approved lapses when what it covers
    has changed.
    """
    ended = next((decided.decision for decided in one.decisions if decided.decision != "approved"), None)
    if ended:
        return ended
    if digest(current) != one.covers_digest:
        return "lapsed"
    return "approved" if one.approved_in_full else "open"


def next_stage(one: Submission) -> Stage | None:
    """Return the stage that must decide next, or None when nobody must: all approved, or returned, or withdrawn."""
    if any(decided.decision != "approved" for decided in one.decisions):
        return None
    done = {decided.stage for decided in one.decisions}
    return next((stage for stage in one.route if stage.code not in done), None)


def submit_refusal(
    latest: Submission | None, *, subject: str, route: Sequence[Stage], covers: Mapping[str, Any], note: str
) -> str | None:
    """Return the sentence why this cannot be submitted now, or None: it can.

    ``latest`` is the submission before it, if any.
    """
    codes = [stage.code for stage in route]
    if not subject or not codes or not all(codes) or len(set(codes)) != len(codes):
        return "Nothing was submitted: its route has no stage, or names one twice. Correct the route and try again."
    if latest is None:
        return None
    state = standing(latest, current=covers)
    if state == "open":
        return (
            f"This has already been submitted by {latest.submitted_by_name} and is with {_where(latest)}. "
            "Wait for the decision, or withdraw it first."
        )
    if state == "approved":
        return "This is already approved and has not changed since. Change it first if it must be approved again."
    if state == "returned" and digest(covers) == latest.covers_digest and not note.strip():
        return "Nothing has changed since this was returned. Change it, or say in a note why it comes back unchanged."
    return None


def decide_refusal(
    one: Submission | None,
    *,
    stage: str,
    decision: str,
    by_id: int,
    current: Mapping[str, Any],
    reason: str,
) -> str | None:
    """Return the sentence why this decision cannot be taken now, or None: it can.

    ``stage`` is the stage that the person saw; ``current`` what the subject covers now.
    """
    if one is None:
        return "This has not been submitted. Ask its author to submit it first."
    if decision not in DECISIONS:
        return f"There is no decision “{decision}”. Choose one of: {', '.join(DECISIONS)}."
    before = next((decided for decided in one.decisions if decided.stage == stage), None)
    if before is not None:
        return f"{before.by_name} has already {before.decision} this. Your own decision was not kept."
    state = standing(one, current=current)
    if state == "lapsed":
        return (
            "This has changed since it was submitted, so the submission has lapsed. Ask its author to submit it again."
        )
    waiting = next_stage(one)
    if waiting is None:
        last = one.decisions[-1]
        return f"{last.by_name} has already {last.decision} this: there is nothing left to decide."
    if waiting.code != stage:
        return f"This is with {waiting.name} now. Open it again to see where it stands."
    if decision == "withdrawn":
        return (
            None
            if by_id == one.submitted_by_id
            else f"Only {one.submitted_by_name}, who submitted this, can withdraw it."
        )
    if by_id == one.submitted_by_id:
        return (
            "You submitted this yourself, so somebody else must decide. Ask another approver, or withdraw it if it is "
            "not ready."
        )
    if decision == "approved" and one.decisions and one.decisions[-1].by_id == by_id:
        return "You approved the stage before this one. Two people must look at it: ask another approver."
    if decision == "returned" and not reason.strip():
        return "Say what must change before this comes back: a return needs a reason."
    return None


def _where(one: Submission) -> str:
    stage = next_stage(one)
    return stage.name if stage else "nobody"
