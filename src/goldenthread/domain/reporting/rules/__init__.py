"""Reports as documents, composed from records without a database."""

from goldenthread.domain.reporting.rules.exception_report import ExceptionSource, compose_exceptions
from goldenthread.domain.reporting.rules.qpr import compose
from goldenthread.domain.reporting.rules.source import VIEWS, EditionLine, Source

__all__ = ["VIEWS", "EditionLine", "ExceptionSource", "Source", "compose", "compose_exceptions"]
