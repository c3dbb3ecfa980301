"""`goldenthread migrate`: bring the database to this version; and the database that makes itself when it is a file."""

from __future__ import annotations

from pathlib import Path

from goldenthread.entrypoints.commands.council import open_council, start
from goldenthread.entrypoints.commands.refusals import WrongUsageError


def migrate() -> None:
    """Set up the database of GOLDENTHREAD_DATABASE_URL, or bring it to this version. Safe to run again.

    Example: goldenthread migrate
    """
    start()
    from django.core.management import call_command
    from django.db.utils import DatabaseError

    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise WrongUsageError(
            f"The database cannot be set up: {str(error).strip()}. Check GOLDENTHREAD_DATABASE_URL."
        ) from error
    print("The database is ready.")


def open_or_make_council() -> None:
    """Start Django; make the SQLite file with its tables where there is none yet.

    A database on a server is never set up unasked. Raises WrongUsageError saying what to run.
    """
    start()
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "sqlite":
        place = Path(str(connection.settings_dict["NAME"]))
        if not place.exists() or not place.stat().st_size:
            place.parent.mkdir(parents=True, exist_ok=True)
            call_command("migrate", verbosity=0, interactive=False)
    open_council()
