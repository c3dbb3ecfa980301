"""The Quarterly Performance Report as a document, composed from records without a database."""

from goldenthread.domain.reporting.rules.qpr import compose
from goldenthread.domain.reporting.rules.source import EditionLine, Source

__all__ = ["EditionLine", "Source", "compose"]
