"""Returns that wait for a signature, as the pages of sign-off show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from goldenthread.design import words
from goldenthread.domain.approvals.rules import Submission, next_stage
from goldenthread.domain.collection.queries import AskedRow, Line, ReturnRow
from goldenthread.entrypoints.workspace.returns.presenters import FIELD_WORDS, mark, shown, target_of, where


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSign:
    """A return that waits for a signature: ``clear`` where nothing in it stands out, else ``why`` it does."""

    id: int
    title: str
    period: str
    period_code: str
    post_code: str
    stage: str
    by: str
    since: str
    figures: int
    why: str
    clear: bool


def to_sign(row: ReturnRow, submission: Submission, *, lines: Sequence[Line]) -> ToSign:
    """Return a submission as the list of sign-off shows it. What stands out: a Red, a query, a figure not available."""
    stage = next_stage(submission)
    reds = sum(line.rating == "red" for line in lines if line.value is not None)
    queries = sum(line.question is not None for line in lines)
    missing = sum(line.value is None and line.state != "not_due" for line in lines)
    why = [
        words.counted(reds, "Red", "Reds") if reds else "",
        words.counted(queries, "open query", "open queries") if queries else "",
        words.counted(missing, "figure not available", "figures not available") if missing else "",
    ]
    return ToSign(
        id=row.id,
        title=row.post_title,
        period=row.period_label,
        period_code=row.period_code,
        post_code=row.post_code,
        stage=stage.code if stage else "",
        by=submission.submitted_by_name,
        since=words.moment(submission.submitted_at),
        figures=len(lines),
        why=words.joined([one for one in why if one]),
        clear=not any(why),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One figure to be signed: what it is, what it was, and what is said of it."""

    id: int
    name: str
    where: str
    value: str
    was: str
    last_year: str
    target: str
    mark: SafeString
    said: tuple[tuple[str, str], ...]
    query: AskedRow | None
    asked: bool


def differences(lines: Sequence[Line], *, home: int) -> list[Difference]:
    """Return the stored figures of a return beside those before; what an officer has not submitted stays theirs."""
    return [
        Difference(
            id=line.id,
            name=line.indicator.name,
            where=where(line, home=home),
            value=shown(line, line.stored.value if line.stored else None),
            was=shown(line, line.last),
            last_year=shown(line, line.last_year),
            target=target_of(line),
            mark=mark(line),
            said=tuple(
                (FIELD_WORDS[name], text)
                for name in ("status_reason", "note", "context", "action_taken", "action_planned")
                if (text := line.stored_fields.get(name, ""))
            ),
            query=line.question,
            asked=bool(line.questions),
        )
        for line in lines
        if line.state != "not_due"
    ]


def decisions(submission: Submission | None) -> list[str]:
    """Return what was decided so far, a sentence each, the submission first."""
    if submission is None:
        return []
    names = {stage.code: stage.name for stage in submission.route}
    verbs = {"approved": "signed this off", "returned": "sent this back", "withdrawn": "took this back"}
    return [
        f"{submission.submitted_by_name} submitted this on {words.moment(submission.submitted_at)}.",
        *[
            f"{one.by_name} ({names.get(one.stage, one.stage).lower()}) {verbs[one.decision]} on "
            f"{words.moment(one.at)}. {one.reason}".rstrip()
            for one in submission.decisions
        ],
    ]
