"""The two kinds of backup file, behind one shape."""

from pathlib import Path
from typing import Protocol

from goldenthread.entrypoints.commands.archives.faults import ArchiveError

__all__ = ["Archive", "ArchiveError", "kind_of"]

_BEGINNINGS = {b"SQLite format 3\x00": "SQLite", b"PGDMP": "PostgreSQL"}


class Archive(Protocol):
    """A backup of one kind of database. Every method raises :class:`ArchiveError` with a sentence."""

    kind: str

    def name(self) -> str:
        """Return what a person calls the database: its file, or its name on its server."""

    def write(self, *, to: Path) -> None:
        """Write everything in the database into the empty file ``to``, as of one moment."""

    def check(self, *, file: Path) -> None:
        """Read ``file`` through and compare it with its own sums."""

    def is_empty(self) -> bool:
        """Say whether the database has no table yet."""

    def read(self, *, file: Path) -> None:
        """Bring ``file`` into the empty database, wholly or not at all."""


def kind_of(file: Path) -> str:
    """Return "SQLite" or "PostgreSQL" by the file's first bytes, or "" for anything else."""
    with file.open("rb") as opened:
        start = opened.read(16)
    return next((kind for beginning, kind in _BEGINNINGS.items() if start.startswith(beginning)), "")
