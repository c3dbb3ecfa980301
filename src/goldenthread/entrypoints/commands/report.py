"""`goldenthread report`: a report in the formats asked for, as a draft or as a frozen edition."""

from __future__ import annotations

import os
from datetime import date, datetime, time
from pathlib import Path

import typer

from goldenthread.entrypoints.commands.council import monitoring_point, open_council, person, quarter
from goldenthread.entrypoints.commands.refusals import WrongUsageError


def report(
    name: str = typer.Argument(
        metavar="NAME",
        help="The report: qpr (Quarterly Performance Report), exceptions (Staying Excellent), agreement (partnership "
        "agreement, six-monthly), statement (lead officers to Cabinet members and directors, six-monthly).",
    ),
    period: str = typer.Option(
        ..., "--period", help="A quarter, for example “Q1 2026/27”; half a year for agreement, statement."
    ),
    formats: str = typer.Option("html,pdf,docx,xlsx", "--format", help="Formats, separated by commas."),
    out: Path = typer.Option(Path("out"), "--out", metavar="DIR", help="Folder to write the files into."),
    freeze: bool = typer.Option(False, "--freeze", help="Freeze the report as an edition with its inputs."),
    edition: int = typer.Option(0, "--edition", help="Write this frozen edition again instead of a draft."),
    publish: bool = typer.Option(False, "--publish", help="Make the frozen edition public."),
    note: str = typer.Option("", "--note", help="What is new in this edition; needed from the second on."),
    as_at: str = typer.Option("", "--as-at", help="Figures as known at the end of this day, for example 2026-09-01."),
    view: str = typer.Option("full", "--view", help="What qpr shows one by one: full, exception or strategic."),
    post: str = typer.Option("", "--post", help="For statement: keep to this lead officer (code); drafts only."),
    by: str = typer.Option("", "--by", help="E-mail address of the person who asks; the program itself if empty."),
) -> None:
    """Write a report as a web page, an accessible PDF, a Word document and an Excel workbook.

    A draft has the figures as they stand now. --freeze keeps it for good as the next edition of the quarter. The
    exception report is frozen when everything on its list is reviewed and has an action plan or commentary; whatever
    is missing is listed.

    The reports of agreement and statement compare with six months before: their period is "H1 2026/27" or a quarter.

    Example: goldenthread report qpr --period "Q1 2026/27" --format pdf,docx --out papers
    """
    from goldenthread.engines.rendering import FORMATS

    wanted = [word.strip() for word in formats.split(",") if word.strip()]
    chosen = [known for known in FORMATS if known in wanted]
    unknown = sorted(set(wanted) - set(chosen))
    if unknown or not chosen:
        raise WrongUsageError(f"There is no format {', '.join(unknown) or 'given'}. Choose from: {', '.join(FORMATS)}.")
    if publish and not (freeze or edition):
        raise WrongUsageError("Only a frozen edition can be published: add --freeze, or name one with --edition.")
    if freeze and edition:
        raise WrongUsageError("Either freeze a new edition or write an old one again, not both.")
    open_council()
    from django.utils import timezone

    from goldenthread.domain.organisation.queries import NotSetUpError
    from goldenthread.domain.reporting import operations, queries
    from goldenthread.engines.rendering import render

    if name not in queries.REPORTS:
        raise WrongUsageError(f"There is no report “{name}”. Choose from: {', '.join(queries.REPORTS)}.")
    views = list(queries.VIEWS) if name == "qpr" else ["full"]
    if view not in views:
        raise WrongUsageError(f"The report {name} has no view “{view}”. Choose from: {', '.join(views)}.")
    if post and (name != "statement" or freeze or edition):
        raise WrongUsageError("--post is for drafts of the report statement: an edition has every lead officer.")
    code = monitoring_point(period) if name in queries.SIX_MONTHLY else quarter(period)
    now = timezone.now()
    known = _end_of(as_at) if as_at else now
    if known > now:
        raise WrongUsageError(f"{as_at} is not over yet: choose a day that has passed, or leave --as-at out.")
    files: dict[str, bytes] = {}
    try:
        if freeze or edition:
            row = (
                operations.freeze(period=code, by=person(by), at=now, as_at=known, note=note, report=name, view=view)
                if freeze
                else queries.edition_of(period=code, number=edition, report=name)
            )
            if publish and row.published_at is None:
                operations.publish(edition=row.id, by=person(by), at=now)
            for kind in chosen:
                files[kind] = queries.edition_file(edition=row.id, format=kind).content
            stem = f"{name}-{code}-edition-{row.number}"
        else:
            document = queries.document(period=code, as_at=known, report=name, view=view, post=post)
            files = {kind: render(document, format=kind) for kind in chosen}
            stem = "-".join([name, code, *([view] if view != "full" else []), *([post] if post else []), "draft"])
    except (queries.NoAgreementError, queries.NoStatementError) as error:
        raise WrongUsageError(str(error)) from error
    except (NotSetUpError, queries.EditionNotFoundError, operations.FreezeError, operations.PublishError) as error:
        raise WrongUsageError(str(error)) from error
    out.mkdir(parents=True, exist_ok=True)
    for ending, content in files.items():
        path = out / f"{stem}.{ending}"
        path.with_suffix(".part").write_bytes(content)
        os.replace(path.with_suffix(".part"), path)  # noqa: PTH105  replaces on every system
        print(path)


def _end_of(day: str) -> datetime:
    """Return the last moment of a day, here. Raises WrongUsageError for what is no day."""
    from django.utils import timezone

    try:
        last = datetime.combine(date.fromisoformat(day), time.max)
    except ValueError as error:
        raise WrongUsageError(f"“{day}” is not a day. Write it as 2026-09-01.") from error
    return timezone.make_aware(last)
