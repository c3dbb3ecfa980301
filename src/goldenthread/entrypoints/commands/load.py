"""`goldenthread load`: a whole council from a folder of documented files; nothing is stored unless all is well."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from goldenthread.entrypoints.commands.council import person, start
from goldenthread.entrypoints.commands.database import open_or_make_council
from goldenthread.entrypoints.commands.refusals import FINDING, WrongUsageError

if TYPE_CHECKING:
    from goldenthread.domain.collection.operations import IncomingFile, LoadOutcome

DRY_RUN = typer.Option(False, "--dry-run", help="Check everything, store nothing.")
ACCEPT = typer.Option(False, "--accept-warnings", help="Store what was questioned too; needs --reason.")
REASON = typer.Option("", "--reason", help="Why figures change, or why what was questioned is right.")
BY = typer.Option("", "--by", help="E-mail address of the person who loads; the set-up account if empty.")


def load(
    folder: Path = typer.Argument(metavar="FOLDER", help="Folder with files named as in docs/guide/files.md."),
    dry_run: bool = DRY_RUN,
    accept_warnings: bool = ACCEPT,
    reason: str = REASON,
    by: str = BY,
) -> None:
    """Load a council: its places, parts, people, indicators, definitions, figures, targets and commentary.

    Every problem of every file is listed at once, and then nothing is stored. Loading the same files again
    changes nothing. Exit code 1 if anything was refused or questioned.

    Example: goldenthread load examples/maidstone/council --dry-run
    """
    if not folder.is_dir():
        raise WrongUsageError(f"There is no folder {folder}.")
    start()
    from goldenthread.domain.collection.operations import IncomingFile
    from goldenthread.domain.collection.rules.files import FILE_KINDS, kind_of_file

    files, strange = [], []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in {".csv", ".xlsx"} or path.name.startswith((".", "~$")):
            continue
        kind = kind_of_file(path.name)
        if kind is None:
            strange.append(path.name)
        else:
            files.append(IncomingFile(kind=kind.name, name=path.name, content=path))
    names = ", ".join(kind.name for kind in FILE_KINDS)
    if strange:
        raise WrongUsageError(
            f"{folder} holds {', '.join(strange)}, which no kind of file is called. The names are: {names} "
            "(.csv or .xlsx; definitions, observations, targets, commentary and comparators may be numbered: "
            "observations-2.csv). Rename it or take it out."
        )
    if not files:
        raise WrongUsageError(f"{folder} holds no file to load. The names are: {names} (.csv or .xlsx).")
    _refuse_twins(files)
    take(files, dry_run=dry_run, accept_warnings=accept_warnings, reason=reason, by=by)


def _refuse_twins(files: Sequence[IncomingFile]) -> None:
    seen: dict[str, str] = {}
    for file in files:
        stem = file.name.rpartition(".")[0].lower()
        if stem in seen:
            raise WrongUsageError(f"There are two files for {stem}: {seen[stem]} and {file.name}. Keep one of them.")
        seen[stem] = file.name


def take(files: Sequence[IncomingFile], *, dry_run: bool, accept_warnings: bool, reason: str, by: str) -> None:
    """Load ``files``; problems go to standard error, what was stored to standard output.

    Exits with 1 where anything was refused or questioned and not accepted.
    """
    if accept_warnings and not reason.strip():
        raise WrongUsageError("--accept-warnings needs --reason: say why what was questioned is right.")
    open_or_make_council()
    from django.utils import timezone

    from goldenthread.domain.collection import operations

    actor = person(by) if by else None
    with _progress() as progress:
        outcome = operations.load(
            files=files,
            by=actor,
            at=timezone.now(),
            reason=reason,
            accept_warnings=accept_warnings,
            dry_run=dry_run,
            progress=progress,
        )
    _tell(outcome, dry_run=dry_run, accepted=accept_warnings)
    if outcome.refused or (outcome.questioned and not accept_warnings):
        raise typer.Exit(FINDING)


def _tell(outcome: LoadOutcome, *, dry_run: bool, accepted: bool) -> None:
    for problem in (*outcome.refused, *outcome.questioned):
        word = "Refused" if problem.severity == "refused" else "Accepted" if outcome.stored else "Questioned"
        typer.echo(f"{word}: {problem.sentence}", err=True)
    refused, questioned = len(outcome.refused), len(outcome.questioned)
    if refused or (questioned and not accepted):
        parts = [f"{refused:,} refused"] if refused else []
        parts += [f"{questioned:,} questioned"] if questioned else []
        way_out = "" if refused else " If they are right, load again with --accept-warnings --reason “…”."
        typer.echo(f"Nothing was stored: {' and '.join(parts)}.{way_out}", err=True)
        return
    width = max(len(count.file) for count in outcome.counts)
    typer.echo(f"{'':{width}}  {'rows':>9}  {'new':>9}  {'revised':>9}  {'unchanged':>9}")
    for count in outcome.counts:
        numbers = (count.rows, count.new, count.revised, count.unchanged)
        typer.echo(f"{count.file:{width}}  " + "  ".join(f"{number:>9,}" for number in numbers))
    changed = any(count.new or count.revised for count in outcome.counts)
    if dry_run:
        typer.echo("All is well. This was a dry run: nothing was stored.")
    else:
        typer.echo("Stored." if changed else "Everything was stored already: nothing changed.")


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None] | None]:
    """A bar on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=Console(stderr=True))
    with bar:
        task = bar.add_task("Reading", total=None)

        def told(stage: str, done: int, total: int) -> None:
            bar.update(task, description=stage, completed=done, total=total or None)

        yield told
