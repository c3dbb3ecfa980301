"""How returns stand, on lists and in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.design import words
from goldenthread.domain.approvals.rules import Submission, next_stage
from goldenthread.domain.collection.queries import Line, ReturnRow
from goldenthread.domain.collection.rules.owed import WAITING
from goldenthread.entrypoints.workspace.returns.presenters import asked_for, counted, first_due


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A return on a list: whose, how far, by when, and how it stands."""

    title: str
    period: str
    period_code: str
    post_code: str
    done: str
    due: str
    pressing: date
    late: bool
    standing: str
    own: bool


def in_order(listed: Sequence[Listed]) -> list[Listed]:
    """Return returns with the most pressing first."""
    return sorted(listed, key=lambda one: (one.pressing, one.period_code, one.title))


def listed(row: ReturnRow, *, lines: Sequence[Line], standing: str, own: bool) -> Listed:
    """Return a return as lists show it."""
    total, done = counted(lines)
    waiting = [line for line in asked_for(lines) if line.state in WAITING]
    coming = min((line.due_on for line in lines if line.state == "not_due"), default=None)
    return Listed(
        title=row.post_title,
        period=row.period_label,
        period_code=row.period_code,
        post_code=row.post_code,
        done=f"{done} of {total}" if total else "Nothing due yet",
        due=first_due(waiting) if waiting else f"next on {words.day(coming)}" if coming else "–",
        pressing=min((line.due_on for line in waiting), default=date.max),
        late=any(line.state == "late" for line in lines),
        standing=STANDINGS[standing],
        own=own,
    )


STANDINGS = {
    "": "Not submitted",
    "open": "With the head of service or director",
    "approved": "Signed off",
    "returned": "Sent back",
    "withdrawn": "Taken back",
    "lapsed": "Changed since it was submitted",
}
"""How a return stands, in words."""


def standing_words(word: str, submission: Submission | None) -> str:
    """Say in a sentence how a return stands and with whom it is; nothing before it was submitted."""
    if submission is None:
        return ""
    sent = f"{submission.submitted_by_name} submitted this on {words.moment(submission.submitted_at)}."
    if word == "open":
        stage = next_stage(submission)
        return f"{sent} It is with the {stage.name.lower()} now." if stage else sent
    if word == "approved":
        last = submission.decisions[-1]
        return f"{sent} {last.by_name} signed it off on {words.moment(last.at)}."
    if word == "lapsed":
        return f"{sent} It has changed since, so it must be submitted again."
    if word == "withdrawn":
        return f"{sent} It was taken back."
    return sent


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack:
    """Who sent a return back, when and why."""

    by: str
    at: str
    why: str


def returned(submission: Submission | None) -> SentBack | None:
    """Return who sent a return back and why, or None."""
    last = submission.decisions[-1] if submission and submission.decisions else None
    return SentBack(by=last.by_name, at=words.moment(last.at), why=last.reason) if last else None
