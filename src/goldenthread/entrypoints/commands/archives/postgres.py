"""A backup of PostgreSQL: pg_dump's archive, written and read by PostgreSQL's own programs."""

import os
import shutil
import subprocess
from pathlib import Path

from django.db import DatabaseError, connection

from goldenthread.entrypoints.commands.archives.faults import ArchiveError


class PostgresArchive:
    """The default database, when it is on a server."""

    kind = "PostgreSQL"

    def name(self) -> str:
        """Return the name of the database."""
        return str(connection.settings_dict["NAME"])

    def write(self, *, to: Path) -> None:
        """Dump everything as of one moment, while others read and write."""
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={to}")

    def check(self, *, file: Path) -> None:
        """Read the archive from end to end and look for our tables in it."""
        if "goldenthread_auditevent" not in _run("pg_restore", "--list", str(file), with_database=False):
            raise ArchiveError("the file is a PostgreSQL archive, but not one of Golden Thread.")
        _run("pg_restore", f"--file={os.devnull}", str(file), with_database=False)

    def is_empty(self) -> bool:
        """Say whether the database has no table."""
        try:
            return not connection.introspection.table_names()
        except DatabaseError as error:
            raise ArchiveError(f"the database cannot be reached: {str(error).strip()}") from error

    def read(self, *, file: Path) -> None:
        """Restore in one transaction: all of it or nothing."""
        connection.close()
        _run(
            "pg_restore",
            "--exit-on-error",
            "--single-transaction",
            "--no-owner",
            "--no-privileges",
            f"--dbname={self.name()}",
            str(file),
        )


def _run(program: str, *arguments: str, with_database: bool = True) -> str:
    """Run one of PostgreSQL's programs; the password travels in the environment, where nobody else sees it."""
    found = shutil.which(program)
    if found is None:
        raise ArchiveError(f"PostgreSQL's program {program} is not installed here (Debian: postgresql-client).")
    settings = connection.settings_dict
    given = {
        "PGHOST": settings["HOST"],
        "PGPORT": settings["PORT"],
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGDATABASE": settings["NAME"],
    }
    environment = os.environ | {name: str(value) for name, value in given.items() if value and with_database}
    done = subprocess.run(  # noqa: S603  a program of the system, no shell
        [found, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ArchiveError(f"{program} says: {done.stderr.strip() or f'it stopped with code {done.returncode}'}")
    return done.stdout
