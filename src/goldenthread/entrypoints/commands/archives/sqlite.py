"""A backup of SQLite: a copy of the file, taken by SQLite itself while others read and write."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from goldenthread.entrypoints.commands.archives.faults import ArchiveError


class SqliteArchive:
    """The default database, when it is a file."""

    kind = "SQLite"

    def name(self) -> str:
        """Return the path of the database."""
        return str(connection.settings_dict["NAME"])

    def write(self, *, to: Path) -> None:
        """Copy every page as of one moment; a writer at work neither waits nor spoils the copy."""
        with _faults(), _opened(Path(self.name()), mode="ro") as source, _opened(to, mode="rw") as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a companion

    def check(self, *, file: Path) -> None:
        """Let SQLite compare every page, every index and every key."""
        with _faults(), _opened(file, mode="ro") as copy:
            found = [row[0] for row in copy.execute("PRAGMA integrity_check(3)")]
            if found != ["ok"]:
                raise ArchiveError(f"the file is damaged ({found[0]}).")
            lost = copy.execute("PRAGMA foreign_key_check").fetchone()
            if lost:
                raise ArchiveError(f"a row of {lost[0]} refers to a row of {lost[2]} that is not there.")
            if not copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'goldenthread_auditevent'").fetchone():
                raise ArchiveError("the file is an SQLite database, but not one of Golden Thread.")

    def is_empty(self) -> bool:
        """Say whether there is no file, or none with a table."""
        path = Path(self.name())
        if not path.exists() or not path.stat().st_size:
            return True
        with _faults(), _opened(path, mode="ro") as there:
            return there.execute("SELECT 1 FROM sqlite_master").fetchone() is None

    def read(self, *, file: Path) -> None:
        """Copy beside the database's place, then move there in one step."""
        path = Path(self.name())
        path.parent.mkdir(parents=True, exist_ok=True)
        connection.close()
        part = path.with_name(f"{path.name}.part")
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        try:
            with _faults(), _opened(file, mode="ro") as source, _opened(part, mode="rw") as copy:
                source.backup(copy)
            for name in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
                name.unlink(missing_ok=True)  # an empty database, or what one left
            os.link(part, path)
        except FileExistsError as error:
            raise ArchiveError(f"somebody else made {path} meanwhile.") from error
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def _opened(path: Path, *, mode: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{quote(str(path))}?mode={mode}", uri=True, timeout=30)) as opened:
        yield opened


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise ArchiveError(f"SQLite says: {error}.") from error
