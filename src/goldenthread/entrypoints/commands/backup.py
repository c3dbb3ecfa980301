"""`goldenthread backup` and `goldenthread restore`: the whole council in one file, and back again.

A backup of SQLite is an SQLite file, taken while the program runs; a backup of PostgreSQL is pg_dump's own archive.
Both carry everything that is in the database: figures with every revision, editions with their files, the audit trail
and the people. The secret key and the settings are not in it.
"""

from __future__ import annotations

import os
from pathlib import Path

import typer

from goldenthread.entrypoints.commands.archives import Archive, ArchiveError, kind_of, postgres, sqlite
from goldenthread.entrypoints.commands.council import open_council, start
from goldenthread.entrypoints.commands.refusals import FINDING, Finding, RefusedDataError, WrongUsageError


def backup(file: Path = typer.Argument(metavar="FILE", help="File to write; it must not exist yet.")) -> None:
    """Write the whole database to one file, while the program runs, and check the file.

    An existing file is never overwritten. Only you can read the file: it holds everything that the council knows.

    Example: goldenthread backup council-2026-07-01.backup
    """
    if file.exists():
        raise WrongUsageError(f"{file} exists already, and a backup never overwrites. Choose another name.")
    if not file.parent.is_dir():
        raise WrongUsageError(f"There is no folder {file.parent}. Make it first, or choose another.")
    open_council()
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        _archive().write(to=part)
        _archive().check(file=part)
        os.link(part, file)  # unlike a rename, this fails when somebody else made FILE meanwhile
    except ArchiveError as error:
        raise WrongUsageError(f"The backup was not made: {error}") from error
    except FileExistsError as error:
        raise WrongUsageError(f"{file} was made by somebody else meanwhile and was left alone.") from error
    finally:
        part.unlink(missing_ok=True)
    print(f"{file} holds the whole database ({file.stat().st_size / 1e6:,.1f} MB) and was read back without a fault.")


def restore(file: Path = typer.Argument(metavar="FILE", help="A file that `goldenthread backup` wrote.")) -> None:
    """Bring a backup back into an empty database, and check the audit trail and every edition.

    A database that has anything in it is never overwritten: move it away first, or name a new one in
    GOLDENTHREAD_DATABASE_URL.

    Example: goldenthread restore council-2026-07-01.backup
    """
    if not file.is_file():
        raise WrongUsageError(f"There is no file {file}.")
    start()
    archive = _archive()
    found = kind_of(file)
    if found != archive.kind:
        told = f"is a backup of {found}" if found else "is no backup of Golden Thread"
        raise RefusedDataError(
            [
                Finding(
                    file=str(file),
                    seen=f"This {told}, and the database of GOLDENTHREAD_DATABASE_URL is {archive.kind}.",
                    what_to_do="Name the right file, or the right kind of database.",
                )
            ]
        )
    try:
        archive.check(file=file)
    except ArchiveError as error:
        seen = f"This backup cannot be trusted: {error}"
        raise RefusedDataError([Finding(file=str(file), seen=seen, what_to_do="Use another backup.")]) from error
    try:
        if not archive.is_empty():
            raise WrongUsageError(
                f"The database {archive.name()} is not empty, and a restore never overwrites. "
                "Move it away, or name a new one in GOLDENTHREAD_DATABASE_URL."
            )
        archive.read(file=file)
    except ArchiveError as error:
        raise WrongUsageError(f"The backup was not restored: {error}") from error
    _report_restored(file)


def _archive() -> Archive:
    from django.db import connection

    return postgres.PostgresArchive() if connection.vendor == "postgresql" else sqlite.SqliteArchive()


def _report_restored(file: Path) -> None:
    """Say what came back. A backup of an older version is whole, and its tables must be brought up to date first."""
    try:
        open_council()
    except WrongUsageError:
        print(f"{file} was restored. It is of another version of Golden Thread; now run: goldenthread migrate")
        return
    from goldenthread.domain.audit import queries as audit
    from goldenthread.domain.reporting import queries as reporting

    broken = audit.broken()
    sentences = [broken.sentence] if broken else []
    sentences += [finding.sentence for finding in reporting.findings(rendered_again=False)]
    if sentences:
        print(f"{file} was restored as it is, and it is not as it was written:")
        print("\n".join(sentences))
        raise typer.Exit(FINDING)
    count, head = audit.head()
    print(f"{file} was restored. The audit trail is whole: {count:,} events, head {head}.")
