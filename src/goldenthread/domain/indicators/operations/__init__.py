"""The only writes about indicators: the catalogue, and revisions of definitions, targets, figures and commentary."""

from goldenthread.domain.indicators.operations.bulk import CHUNK, append_revisions, next_id
from goldenthread.domain.indicators.operations.catalogue import save_indicators

__all__ = ["CHUNK", "append_revisions", "next_id", "save_indicators"]
