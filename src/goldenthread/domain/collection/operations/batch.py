"""One file on its way in, and what holds for the whole load."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import polars as pl

from goldenthread.domain.collection.rules.columns import FileKind
from goldenthread.domain.collection.rules.findings import Findings

Progress = Callable[[str, int, int], None]
"""Told the stage ("Storing observations.csv"), how many rows are done and how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCount:
    """What became of one file's rows."""

    file: str
    kind: str
    rows: int = 0
    new: int = 0
    revised: int = 0
    unchanged: int = 0


@dataclass(slots=True, kw_only=True)
class Batch:
    """A file that was read: its rows (``frame``), what was found, and what its audit event says about its source.

    ``later`` holds the keys, as typed, that a later file of this load says something about too.
    """

    kind: FileKind
    name: str
    frame: pl.DataFrame
    findings: Findings
    sound: bool
    source: dict[str, Any]
    rows: int = 0
    later: pl.DataFrame | None = None


@dataclass(slots=True, kw_only=True)
class Setting:
    """Who loads, when, why; what the files declare; whether anything was refused so far.

    ``units`` are the units for whose indicators they may load, None every unit.
    """

    by: Any
    at: datetime
    reason: str
    request_id: str
    accept_warnings: bool
    progress: Progress | None = None
    declared: dict[str, set[str]] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    refused: bool = False
    targets_follow: bool = False
    units: frozenset[int] | None = None

    def known_as(self, kind: str) -> set[str] | None:
        """Keys that a file of this load holds, sound or not; None where that file could not be read at all."""
        return None if kind in self.unreadable else self.declared.get(kind, set())

    def tell(self, stage: str, done: int, total: int) -> None:
        """Report progress, if anybody listens."""
        if self.progress is not None:
            self.progress(stage, done, total)

    def because(self, batch: Batch) -> dict[str, Any]:
        """What every operation of this load is told: who, when, why, and the file it comes from."""
        return {
            "by": self.by,
            "at": self.at,
            "reason": self.reason,
            "request_id": self.request_id,
            "source": batch.source,
        }
