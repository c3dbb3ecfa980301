"""Checking and submitting a return: the same rules as a file of a thousand figures, in one transaction."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from goldenthread.domain.approvals import operations as approvals
from goldenthread.domain.audit.operations import take_turn
from goldenthread.domain.collection.models import Expected
from goldenthread.domain.collection.operations.batch import Setting
from goldenthread.domain.collection.operations.loading import IncomingFile, LoadOutcome, take_in
from goldenthread.domain.collection.operations.returns.signing import STAGES
from goldenthread.domain.collection.queries import Line, ReturnRow, covers, lines, locked_periods
from goldenthread.domain.collection.rules import drafts
from goldenthread.engines.spreadsheets import Problem

_FIGURES = ("indicator", "period", "place", "breakdown", *drafts.FIGURE_FIELDS)
_WORDS = ("indicator", "period", *drafts.COMMENTARY_FIELDS, "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something about one line of a return: the field it is about, a sentence, and whether it may be accepted."""

    expected_id: int
    field: str
    sentence: str
    may_be_accepted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check of a return found. ``changes`` are the figures that would be new or revised if it were submitted."""

    findings: tuple[Finding, ...]
    changes: int
    submitted: bool

    @property
    def refused(self) -> tuple[Finding, ...]:
        """What must be mended before the return can be submitted."""
        return tuple(one for one in self.findings if not one.may_be_accepted)

    @property
    def questioned(self) -> tuple[Finding, ...]:
        """What may be right, and is submitted only with a reason."""
        return tuple(one for one in self.findings if one.may_be_accepted)


class _NotSubmittedError(Exception):
    """Ends the transaction without a trace."""


def check(*, owed: ReturnRow, by: Any, at: datetime, today: date) -> Checked:
    """Return everything that stands in the way of submitting ``owed``; nothing is stored."""
    return _run(owed, setting=_setting(by=by, at=at, accepted="", request_id=""), today=today, keep=False)


def submit(
    *, owed: ReturnRow, by: Any, at: datetime, today: date, accepted: str = "", note: str = "", request_id: str = ""
) -> Checked:
    """Store every figure and comment of a return as revisions and submit it for sign-off, all or nothing.

    ``accepted`` is the reason why figures that are questioned are right; without it questions stand in the way too.
    Figures that are not due yet are left out. What was typed stays until it is stored. Raises ApprovalError while an
    earlier submission is with an approver and nothing has changed.
    """
    setting = _setting(by=by, at=at, accepted=accepted, request_id=request_id)
    return _run(owed, setting=setting, today=today, keep=True, note=note)


def _setting(*, by: Any, at: datetime, accepted: str, request_id: str) -> Setting:
    reason = accepted.strip()
    return Setting(by=by, at=at, reason=reason, accept_warnings=bool(reason), request_id=request_id)


def _run(owed: ReturnRow, *, setting: Setting, today: date, keep: bool, note: str = "") -> Checked:
    findings: list[Finding] = []
    changes = 0
    try:
        with transaction.atomic():
            take_turn()
            due = [line for line in lines(returns=[owed.id], today=today)[owed.id] if line.state != "not_due"]
            findings += _missing(due, locked=owed.period_code in locked_periods())
            outcome, more = _stored(due, setting=setting, source={"subject": owed.subject, "return": owed.id})
            changes = sum(count.new + count.revised for count in outcome.counts) if outcome else 0
            findings += more
            stands = any(not one.may_be_accepted or not setting.accept_warnings for one in findings)
            if stands or not keep:
                raise _NotSubmittedError
            _settled(due, by=setting.by, at=setting.at)
            approvals.submit(
                subject=owed.subject,
                route=STAGES,
                covers=covers(returns=[owed.id])[owed.id],
                by=setting.by,
                at=setting.at,
                note=note or setting.reason,
                request_id=setting.request_id,
            )
    except _NotSubmittedError:
        return Checked(findings=tuple(findings), changes=changes, submitted=False)
    return Checked(findings=tuple(findings), changes=changes, submitted=True)


def _settled(due: Sequence[Line], *, by: Any, at: datetime) -> None:
    """Empty the drafts: what they said is stored now, and must never be stored again over something newer."""
    rows = list(Expected.objects.filter(pk__in=[line.id for line in due if line.draft]))
    for row in rows:
        row.draft, row.version, row.saved_at, row.saved_by = {}, row.version + 1, at, by
    Expected.objects.bulk_update(rows, ["draft", "version", "saved_at", "saved_by"], batch_size=200)


def _missing(due: Sequence[Line], *, locked: bool) -> list[Finding]:
    found = []
    for line in due:
        fields = line.fields
        if not drafts.says_something(fields):
            found.append(_finding(line, "value", "Enter the figure, or choose “not available” and say why."))
        elif line.needs_words:
            sentence = "This is Red. Say what is behind it (context) and what is being done (action taken or planned)."
            found.append(_finding(line, "context" if not fields.get("context") else "action_planned", sentence))
        if line.draft and locked and line.stored is None and not line.draft.get("reason"):
            sentence = "The report of this period is frozen. Say why this figure comes late."
            found.append(_finding(line, "reason", sentence))
        if line.question is not None and line.question.kind == "asked":
            found.append(_finding(line, "value", f"Answer the query first: “{line.question.text}”"))
    return found


def _finding(line: Line, field: str, sentence: str) -> Finding:
    return Finding(expected_id=line.id, field=field, sentence=sentence, may_be_accepted=False)


def _stored(
    due: Sequence[Line], *, setting: Setting, source: Mapping[str, Any]
) -> tuple[LoadOutcome | None, list[Finding]]:
    """Take in the figures and the words that were typed, as two files; say what is wrong with which line."""
    figures = [line for line in due if drafts.says_something(line.draft)]
    words = _once([line for line in due if any(line.draft.get(name) for name in drafts.COMMENTARY_FIELDS)])
    files = []
    if figures:
        files.append(IncomingFile(kind="observations", name="figures", content=_csv(_FIGURES, map(_figure, figures))))
    if words:
        files.append(IncomingFile(kind="commentary", name="commentary", content=_csv(_WORDS, map(_comment, words))))
    if not files:
        return None, []
    outcome = take_in(files=files, setting=setting, source=source)
    return outcome, [
        _located(problem, lines=figures if problem.file == "figures" else words) for problem in outcome.problems
    ]


def _once(words: Sequence[Line]) -> list[Line]:
    """Keep one line for each indicator and period: what is said of it holds for all its places and groups."""
    return list({(line.indicator.id, line.period.code): line for line in reversed(words)}.values())[::-1]


def _csv(columns: Sequence[str], rows: Any) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()


def _figure(line: Line) -> list[str]:
    fields = line.draft
    status = fields.get("status", "") or "final"
    value, numerator, denominator = (fields.get(name, "") for name in ("value", "numerator", "denominator"))
    return [
        line.indicator.reference,
        line.period.code,
        line.place_code,
        line.breakdown,
        drafts.plain_number(value, measure=line.measure),
        *[drafts.plain_number(part, measure="number") for part in (numerator, denominator)],
        status,
        *[fields.get(name, "") for name in ("status_reason", "note", "reason")],
    ]


def _comment(line: Line) -> list[str]:
    fields = line.fields
    return [
        line.indicator.reference,
        line.period.code,
        *[fields.get(name, "") for name in drafts.COMMENTARY_FIELDS],
        fields.get("reason", "") or ("Brought up to date in the return." if line.commentary else ""),
    ]


def _located(problem: Problem, *, lines: Sequence[Line]) -> Finding:
    line = lines[problem.row - 2 if problem.row is not None else 0]
    expected = f" Expected: {problem.expected}." if problem.expected else ""
    seen = problem.seen[:1].upper() + problem.seen[1:]
    return Finding(
        expected_id=line.id,
        field=problem.column or "value",
        sentence=f"{seen}.{expected} {problem.what_to_do}".rstrip(),
        may_be_accepted=problem.severity == "questioned",
    )
