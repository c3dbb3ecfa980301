"""Freezing a report as an edition, making it public, and reviewing the list of the exception report."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from goldenthread.domain.assessment.rules import Scored
from goldenthread.domain.audit.operations import record, take_turn
from goldenthread.domain.audit.rules import content_seal
from goldenthread.domain.calendar.operations import period_ids
from goldenthread.domain.collection.operations.returns import lock
from goldenthread.domain.reporting import queries
from goldenthread.domain.reporting.models import Edition, EditionFile, ExceptionReview, Publication
from goldenthread.domain.reporting.queries import EditionRow
from goldenthread.domain.reporting.queries.whole import EDITION_FIELDS, REVIEW_FIELDS
from goldenthread.domain.reporting.rules import (
    EditionLine,
    compose,
    compose_agreement,
    compose_exceptions,
    compose_statement,
)
from goldenthread.domain.reporting.rules.exceptions import DECISIONS
from goldenthread.domain.reporting.rules.words import listed
from goldenthread.engines.documents import Document, digest, to_json
from goldenthread.engines.periods import Period, from_code
from goldenthread.engines.rendering import FORMATS, render

LOCKS = "qpr"
"""The report whose freezing locks the figures of its period: what comes later is a late correction."""


class FreezeError(ValueError):
    """An edition cannot be frozen; the sentence says why and what to do."""


class ReviewError(ValueError):
    """An indicator of the exception report cannot be reviewed like this; the sentence says why and what to do."""


class PublishError(ValueError):
    """An edition cannot be published; the sentence says why and what to do."""


def freeze(
    *,
    period: str,
    by: Any,
    at: datetime,
    note: str = "",
    as_at: datetime | None = None,
    request_id: str = "",
    report: str = "qpr",
    view: str = "full",
) -> EditionRow:
    """Freeze a report of ``period`` (a code) with its inputs, in all formats, and return the edition.

    ``report`` is a name of REPORTS; ``view`` (full, exception, strategic) is for the quarterly report. The figures are
    those known at ``as_at`` (``at`` when None): a correction entered later does not reach it. A second edition of a
    period needs a ``note`` that says what is new. The files are made before the transaction begins, so that nobody
    waits for them; if another edition came first meanwhile, this one is refused.

    Raises :class:`FreezeError`, also for an exception report that is not reviewed to the end or lacks an action plan
    or commentary; and as ``reporting.queries.source`` does.
    """
    if view not in queries.VIEWS or (report != "qpr" and view != "full"):
        raise FreezeError(f"The report has no view “{view}”. Choose from: {', '.join(queries.VIEWS)}.")
    number = queries.next_number(report=report, period=period)
    if number > 1 and not note.strip():
        raise FreezeError(f"Edition {number - 1} exists already. Say what is new in edition {number}.")
    known = as_at or at
    if known > at:
        raise FreezeError("The figures cannot be those known in the future: choose a moment that has passed.")
    line = EditionLine(name=f"Edition {number}", day=timezone.localdate(at), draft=False, note=note.strip())
    if report == "exceptions":
        ready = _exceptions(period=period, at=at, known=known, line=line)
    elif report in queries.SIX_MONTHLY:
        ready = _six_monthly(report, period=period, known=known, line=line)
    else:
        ready = _quarterly(period=period, known=known, line=line, view=view)
    document = ready.document
    files = {name: render(document, format=name) for name in FORMATS}
    with transaction.atomic():
        take_turn()
        if queries.next_number(report=report, period=period) != number:
            raise FreezeError(f"Edition {number} was frozen by somebody else a moment ago. Look at it first.")
        stored = Edition(
            report=report,
            period_id=period_ids(periods=[ready.period])[ready.period.code],
            number=number,
            title=document.title,
            as_at=known,
            frozen_at=at,
            frozen_by=by,
            rule_version=ready.rule_version,
            document=to_json(document),
            digest=digest(document),
            inputs=ready.inputs,
            note=note.strip(),
        )
        event = record(
            action="edition.frozen",
            subject=f"edition {report} {period} {number}",
            by=by,
            at=at,
            reason=note,
            request_id=request_id,
            data={
                "document": digest(document),
                "as_at": known,
                "view": view,
                "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
                "edition_sha256": content_seal([[getattr(stored, name) for name in EDITION_FIELDS]]),
            },
        )
        stored.event = event
        stored.save(force_insert=True)
        EditionFile.objects.bulk_create(
            [
                EditionFile(edition=stored, format=name, content=content, digest=hashlib.sha256(content).hexdigest())
                for name, content in files.items()
            ]
        )
        if report == LOCKS and view == "full":
            lock(period=period, reason=f"{document.title}, edition {number}, was frozen.", by=by, at=at)
    return queries.edition(edition=stored.pk)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """A report that may be frozen: its document, and the very revisions that went in."""

    period: Period
    document: Document
    rule_version: str
    inputs: dict[str, Any]


def _quarterly(*, period: str, known: datetime, line: EditionLine, view: str) -> _Ready:
    source = queries.source(period=period, as_at=known, edition=line, view=view)
    if not source.now:
        raise FreezeError(f"There are no indicators in {source.period.label}: there is nothing to freeze.")
    if not source.shown:
        raise FreezeError(f"No indicator belongs to this view in {source.period.label}: there is nothing to freeze.")
    return _Ready(
        period=source.period,
        document=compose(source),
        rule_version=source.now[0].rule_version,
        inputs={"now": _inputs(source.now), "before": _inputs(source.before), "view": view},
    )


def _six_monthly(report: str, *, period: str, known: datetime, line: EditionLine) -> _Ready:
    """The report of agreements or of lead officers; of plans it keeps the very revisions of the items."""
    try:
        if report == "agreement":
            deals = queries.agreement_source(period=period, as_at=known, edition=line)
            scored, document, point = deals.scored, compose_agreement(deals), deals.period
            items = [one.item for deal in deals.agreements for one in deal.outcomes]
        else:
            told = queries.statement_source(period=period, as_at=known, edition=line)
            scored, document, point = told.scored, compose_statement(told), told.period
            items = [one.item for who in told.officers for one in who.items]
    except (queries.NoAgreementError, queries.NoStatementError, ValueError) as error:
        raise FreezeError(str(error)) from error
    if not scored:
        raise FreezeError(f"There are no indicators in {point.label}: there is nothing to freeze.")
    revisions = [[one.code, one.number] for one in items]
    return _Ready(
        period=point,
        document=document,
        rule_version=scored[0].rule_version,
        inputs={"now": _inputs(scored), "items": revisions, "view": "full"},
    )


def _exceptions(*, period: str, at: datetime, known: datetime, line: EditionLine) -> _Ready:
    source = queries.exception_source(period=period, as_at=known, edition=line, reviewed_by=at)
    those = source.those
    if not those.total:
        raise FreezeError(f"There are no indicators in {source.period.label}: there is nothing to freeze.")
    if owed := queries.missing(those):
        told = " ".join(f"{what}: {listed(names)}." for what, names in owed)
        raise FreezeError(f"The exception report for {source.period.label} cannot be frozen yet. {told}")
    return _Ready(
        period=source.period,
        document=compose_exceptions(source),
        rule_version=source.rule_version,
        inputs={
            "now": _inputs([one.scored for one in those.listed]),
            "reviews": [
                [one.scored.reference, one.review.number, one.review.decision] for one in those.listed if one.review
            ],
            "view": "full",
        },
    )


def _inputs(scored: Sequence[Scored]) -> list[list[object]]:
    """Name the very revisions that went in: (indicator reference, observation, target, definition, inputs digest)."""
    return [[one.reference, one.observation_id, one.target_id, one.definition_id, one.inputs_digest] for one in scored]


def review(
    *,
    period: str,
    reference: str,
    decision: str,
    reason: str,
    seen: str,
    by: Any,
    at: datetime,
    today: date,
    request_id: str = "",
) -> None:
    """Keep an indicator on the exception report of ``period`` (a code), or drop it with a ``reason``.

    ``seen`` is the digest of what was decided on; the same decision of the same twice is stored once. Raises
    :class:`ReviewError`: an unknown decision, no reason for dropping, an indicator that is not on the list, figures
    that changed meanwhile; and as ``reporting.queries.exceptions`` does.
    """
    reason = reason.strip()
    if decision not in DECISIONS:
        raise ReviewError("Choose whether to keep the indicator on the report or to drop it.")
    if decision == "dropped" and not reason:
        raise ReviewError("Say why it is dropped: the reason is printed in the report.")
    with transaction.atomic():
        take_turn()
        those = queries.exceptions(period=period, today=today)
        found = next((one for one in those.listed if one.scored.reference == reference), None)
        if found is None:
            raise ReviewError(f"{reference} is not on the list of this quarter, so there is nothing to review.")
        if found.digest != seen:
            raise ReviewError("The figures changed while you were reading. Look at them again, then decide.")
        last = found.review
        if last is not None and (last.decision, last.reason, last.seen_digest) == (decision, reason, seen):
            return
        stored = ExceptionReview(
            period_id=period_ids(periods=[from_code(period)])[period],
            indicator_id=found.scored.indicator_id,
            number=(last.number if last else 0) + 1,
            decision=decision,
            reason=reason,
            seen_digest=seen,
            entered_at=at,
            entered_by=by,
        )
        stored.event = record(
            action="exception.reviewed",
            subject=f"indicator {reference}",
            by=by,
            at=at,
            reason=reason,
            request_id=request_id,
            data={
                "period": period,
                "before": last.decision if last else "",
                "after": decision,
                "why_listed": [one.code for one in found.reasons],
                "review_sha256": content_seal([[getattr(stored, name) for name in REVIEW_FIELDS]]),
            },
        )
        stored.save(force_insert=True)


def publish(*, edition: int, by: Any, at: datetime, request_id: str = "") -> EditionRow:
    """Make an edition public from now on. Raises EditionNotFoundError, or :class:`PublishError` if it is already."""
    row = queries.edition(edition=edition)
    with transaction.atomic():
        take_turn()
        if Publication.objects.filter(edition_id=edition).exists():
            raise PublishError("This edition is published already.")
        event = record(
            action="edition.published",
            subject=f"edition {row.report} {row.period_code} {row.number}",
            by=by,
            at=at,
            request_id=request_id,
            data={"document": row.digest},
        )
        Publication.objects.create(edition_id=edition, published_at=at, published_by=by, event=event)
    return queries.edition(edition=edition)
