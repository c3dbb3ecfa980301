"""Reports as they would be frozen now: nothing is stored."""

from datetime import date, datetime

from django.utils import timezone

from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.framework import queries as framework
from goldenthread.domain.indicators import queries as indicators
from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.reporting.queries.agreement import agreement_source
from goldenthread.domain.reporting.queries.exceptions import exceptions
from goldenthread.domain.reporting.queries.statement import statement_source
from goldenthread.domain.reporting.rules import (
    EditionLine,
    ExceptionSource,
    Source,
    compose,
    compose_agreement,
    compose_exceptions,
    compose_statement,
)
from goldenthread.domain.reporting.rules.exceptions import public_part
from goldenthread.engines.documents import Document
from goldenthread.engines.periods import from_code, previous

REPORTS = {
    "qpr": "Quarterly Performance Report",
    "exceptions": "Staying Excellent: exception report",
    "agreement": "Report on the partnership agreement",
    "statement": "Report of lead officers on the statement",
}
"""Reports that can be composed, by the name commands use."""

SIX_MONTHLY = ("agreement", "statement")
"""Those that compare with six months before: their period is a half-year or a quarter."""


def source(*, period: str, as_at: datetime, edition: EditionLine, view: str = "full") -> Source:
    """Return what the report of ``period`` (a code) is made from, all as known at ``as_at``; a fixed number of queries.

    ``view`` is full, exception or strategic: which indicators are shown one by one. The counts are of the whole.

    Public indicators only: an edition is published whole, and one that is kept off the public site must not come in by
    its back door. The scorecard of the workspace has them all.

    Raises NotFoundError for a period that cannot be read and NotSetUpError before a council was loaded.
    """
    reporting = from_code(period)
    before = previous(reporting)
    day = timezone.localdate(as_at)
    everything = assessment.scorecard(period=reporting.code, today=day, as_at=as_at)
    now = [one for one in everything if one.public]
    references = [one.reference for one in now]
    said = indicators.commentaries(indicators=[one.indicator_id for one in now], as_at=as_at)
    meant = indicators.definitions_of(indicators=[one.indicator_id for one in now], as_at=as_at)
    return Source(
        council=organisation.authority(),
        period=reporting,
        before_period=before,
        now=now,
        before=[one for one in assessment.scorecard(period=before.code, today=day, as_at=as_at) if one.public],
        withheld=len(everything) - len(now),
        series=indicators.series(references=references, until=reporting.end, as_at=as_at),
        commentary={one.reference: said[one.indicator_id] for one in now},
        definitions={one.reference: meant[one.indicator_id] for one in now},
        as_at=timezone.localtime(as_at),
        edition=edition,
        view=view,
    )


def exception_source(
    *, period: str, as_at: datetime, edition: EditionLine, reviewed_by: datetime | None = None
) -> ExceptionSource:
    """Return what the exception report of ``period`` (a code) is made from; a fixed number of queries.

    Figures and commentary as known at ``as_at``, decisions made up to ``reviewed_by`` (now when None). Public
    indicators only, as in ``source``. Raises as ``source`` does.
    """
    reporting = from_code(period)
    day = timezone.localdate(as_at)
    whole = exceptions(period=reporting.code, today=day, as_at=as_at, reviewed_by=reviewed_by)
    return ExceptionSource(
        council=organisation.authority(),
        period=reporting,
        those=public_part(whole),
        withheld=sum(not one.scored.public for one in whole.listed),
        as_at=timezone.localtime(as_at),
        edition=edition,
        rule_version=whole.scored[0].rule_version if whole.scored else "",
    )


def six_monthly_on(day: date) -> list[str]:
    """Return which of SIX_MONTHLY can be made for a monitoring point: whose public plan is in force; two queries."""
    kinds = {"agreement": "partnership_agreement", "statement": "statement"}
    there = {one.kind for one in framework.plans(for_user=None, public_only=True, kinds=list(kinds.values()), on=day)}
    return [name for name in SIX_MONTHLY if kinds[name] in there]


def document(*, period: str, as_at: datetime, report: str = "qpr", view: str = "full", post: str = "") -> Document:
    """Return the draft of a report of ``period`` as things stand at ``as_at``: nothing is stored.

    ``post`` (a code) keeps the statement's report to one lead officer. Raises as the source of the report does.
    """
    line = EditionLine(name="Draft", day=timezone.localdate(as_at), draft=True)
    if report == "exceptions":
        return compose_exceptions(exception_source(period=period, as_at=as_at, edition=line))
    if report == "agreement":
        return compose_agreement(agreement_source(period=period, as_at=as_at, edition=line))
    if report == "statement":
        return compose_statement(statement_source(period=period, as_at=as_at, edition=line, post=post))
    return compose(source(period=period, as_at=as_at, edition=line, view=view))
