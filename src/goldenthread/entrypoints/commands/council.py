"""What every command with a database does first: start Django, and say plainly what is missing."""

from __future__ import annotations

import os
from typing import Any

from goldenthread.entrypoints.commands.refusals import WrongUsageError


def open_council() -> None:
    """Start Django on the database of GOLDENTHREAD_DATABASE_URL.

    Raises WrongUsageError when the database cannot be reached or its tables are not up to date, with what to do.
    """
    start()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import DatabaseError

    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise WrongUsageError(
            f"The database cannot be reached: {str(error).strip()}. Check GOLDENTHREAD_DATABASE_URL."
        ) from error
    if behind:
        raise WrongUsageError("The database is not set up for this version. Run: goldenthread migrate")


def start() -> None:
    """Start Django without looking at the database."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.config.settings")
    django.setup()


def person(email: str) -> Any:
    """Return the person with this address; without one, the program's own account.

    Raises WrongUsageError for an address that nobody here has.
    """
    from django.utils import timezone

    from goldenthread.domain.organisation import queries
    from goldenthread.domain.organisation.operations.people import setup_person

    if not email:
        return setup_person(at=timezone.now())
    found = queries.user(email=email)
    if found is None:
        raise WrongUsageError(f"Nobody here has the address {email}. List them with: goldenthread user list")
    return found


def monitoring_point(text: str) -> str:
    """Return the code of a half-year or quarter from what was typed ("H1 2026/27", "Q2 2026/27").

    Raises WrongUsageError for anything else.
    """
    from goldenthread.engines.periods import Kind, PeriodError, parse

    told = "Write a half-year or a quarter, for example “H1 2026/27”."
    for kind in ("financial half year", "financial quarter"):
        try:
            found = parse(text, kind=kind).period
        except PeriodError:
            continue
        if found.kind in {Kind.HALF_YEAR, Kind.QUARTER}:
            return found.code
    raise WrongUsageError(f"“{text}” is no monitoring point. {told}")


def quarter(text: str) -> str:
    """Return the code of a reporting quarter from what was typed ("Q1 2026/27", "FY2026-Q1").

    Raises WrongUsageError for what cannot be read as a financial quarter.
    """
    from goldenthread.engines.periods import Kind, PeriodError, parse

    try:
        found = parse(text, kind="financial quarter").period
    except PeriodError as error:
        raise WrongUsageError(f"{error} Write a quarter, for example “Q1 2026/27”.") from error
    if found.kind is not Kind.QUARTER:
        raise WrongUsageError(f"{found.label} is not a quarter. Write one, for example “Q1 2026/27”.")
    return found.code
