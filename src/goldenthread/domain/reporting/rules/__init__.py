"""Reports as documents, composed from records without a database."""

from goldenthread.domain.reporting.rules.agreement import AgreementSource
from goldenthread.domain.reporting.rules.agreement_report import compose_agreement
from goldenthread.domain.reporting.rules.exception_report import ExceptionSource, compose_exceptions
from goldenthread.domain.reporting.rules.qpr import compose
from goldenthread.domain.reporting.rules.source import VIEWS, EditionLine, Source
from goldenthread.domain.reporting.rules.statement import StatementSource
from goldenthread.domain.reporting.rules.statement_report import compose_statement

__all__ = [
    "VIEWS",
    "AgreementSource",
    "EditionLine",
    "ExceptionSource",
    "Source",
    "StatementSource",
    "compose",
    "compose_agreement",
    "compose_exceptions",
    "compose_statement",
]
