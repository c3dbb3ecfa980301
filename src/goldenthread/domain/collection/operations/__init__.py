"""Loading a council's files: everything is checked, then everything is stored, or nothing."""

from goldenthread.domain.collection.operations.batch import FileCount
from goldenthread.domain.collection.operations.loading import IncomingFile, LoadOutcome, load
from goldenthread.domain.collection.operations.single import record_observation, set_target

__all__ = ["FileCount", "IncomingFile", "LoadOutcome", "load", "record_observation", "set_target"]
