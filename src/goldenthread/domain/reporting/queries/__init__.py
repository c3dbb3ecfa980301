"""Reading reports: drafts as things stand, editions as they were frozen, the exception report's list."""

from goldenthread.domain.reporting.queries.agreement import NoAgreementError, agreement_source, agreements
from goldenthread.domain.reporting.queries.drafts import (
    REPORTS,
    SIX_MONTHLY,
    document,
    exception_source,
    six_monthly_on,
    source,
)
from goldenthread.domain.reporting.queries.editions import (
    EditionContent,
    EditionNotFoundError,
    EditionRow,
    edition,
    edition_document,
    edition_file,
    edition_of,
    editions,
    next_number,
)
from goldenthread.domain.reporting.queries.exceptions import exceptions, reviews
from goldenthread.domain.reporting.queries.monitoring import MonitoredRow, monitoring
from goldenthread.domain.reporting.queries.statement import NoStatementError, statement_source
from goldenthread.domain.reporting.queries.whole import Finding, findings
from goldenthread.domain.reporting.rules import VIEWS, EditionLine, compose
from goldenthread.domain.reporting.rules.exceptions import ExceptionList, Gone, Listed, ReviewRow, missing

__all__ = [
    "REPORTS",
    "SIX_MONTHLY",
    "VIEWS",
    "EditionContent",
    "EditionLine",
    "EditionNotFoundError",
    "EditionRow",
    "ExceptionList",
    "Finding",
    "Gone",
    "Listed",
    "MonitoredRow",
    "NoAgreementError",
    "NoStatementError",
    "ReviewRow",
    "agreement_source",
    "agreements",
    "compose",
    "document",
    "edition",
    "edition_document",
    "edition_file",
    "edition_of",
    "editions",
    "exception_source",
    "exceptions",
    "findings",
    "missing",
    "monitoring",
    "next_number",
    "reviews",
    "six_monthly_on",
    "source",
    "statement_source",
]
