"""`goldenthread export`: a council as open files that can be loaded again."""

from __future__ import annotations

from pathlib import Path

import typer

from goldenthread.entrypoints.commands.council import open_council
from goldenthread.entrypoints.commands.refusals import WrongUsageError


def export(
    folder: Path = typer.Argument(metavar="DIR", help="Folder to write to; made if it is not there."),
) -> None:
    """Write a council's files, every revision of them, so that `goldenthread load DIR` gives the same council.

    Personal objectives are left out: only the officer and the manager may read them. A folder that holds CSV files
    already is refused, so that no file of another day is mixed in.

    Example: goldenthread export out/council
    """
    if folder.exists() and not folder.is_dir():
        raise WrongUsageError(f"{folder} is a file: name a folder.")
    if folder.is_dir() and any(folder.glob("*.csv")):
        raise WrongUsageError(f"{folder} holds CSV files already: name an empty folder.")
    open_council()
    from goldenthread.domain.collection.queries.exporting import exported

    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for name, content, rows in exported():
        (folder / name).write_bytes(content)
        total += rows
        typer.echo(f"{name}: {rows:,} row{'' if rows == 1 else 's'}")
    if not total:
        typer.echo("There is nothing to export yet.")
