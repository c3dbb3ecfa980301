"""`goldenthread import`: one file of a named kind, by the same rules as a whole folder."""

from __future__ import annotations

from pathlib import Path

import typer

from goldenthread.entrypoints.commands.council import start
from goldenthread.entrypoints.commands.load import ACCEPT, BY, DRY_RUN, REASON, take
from goldenthread.entrypoints.commands.refusals import WrongUsageError


def import_(
    kind: str = typer.Argument(metavar="KIND", help="observations, targets, indicators …: see docs/guide/files.md."),
    file: Path = typer.Argument(metavar="FILE", help="CSV (UTF-8) or XLSX."),
    dry_run: bool = DRY_RUN,
    accept_warnings: bool = ACCEPT,
    reason: str = REASON,
    by: str = BY,
) -> None:
    """Import one file. Every problem is listed at once, and then nothing is stored.

    Example: goldenthread import observations q1-figures.csv --by pat.lee@downland.example
    """
    start()
    from goldenthread.domain.collection.operations import IncomingFile
    from goldenthread.domain.collection.rules.files import BY_NAME

    if kind not in BY_NAME:
        raise WrongUsageError(f"There is no kind of file called {kind}. The kinds are: {', '.join(BY_NAME)}.")
    if not file.is_file():
        raise WrongUsageError(f"There is no file {file}.")
    incoming = IncomingFile(kind=kind, name=file.name, content=file)
    take([incoming], dry_run=dry_run, accept_warnings=accept_warnings, reason=reason, by=by)
