"""`goldenthread assess`: judge a quarter and keep what was said."""

from __future__ import annotations

import typer

from goldenthread.entrypoints.commands.council import open_council, person, quarter
from goldenthread.entrypoints.commands.refusals import WrongUsageError


def assess(
    period: str = typer.Option(
        "", "--period", help="A quarter, for example “Q1 2026/27”; the latest with figures if empty."
    ),
    by: str = typer.Option("", "--by", help="E-mail address of the person who asks; the program itself if empty."),
) -> None:
    """Rate every indicator in a quarter and store what is new, with the rule version and the inputs.

    Example: goldenthread assess --period "Q1 2026/27"
    """
    open_council()
    from django.utils import timezone

    from goldenthread.domain.assessment import operations, queries
    from goldenthread.domain.organisation.queries import NotSetUpError

    code = quarter(period) if period else next((row.code for row in queries.reporting_periods(limit=1)), "")
    if not code:
        raise WrongUsageError("There are no figures yet, so there is no quarter to assess. Load some first.")
    try:
        found = operations.assess(period=code, by=person(by), at=timezone.now(), today=timezone.localdate())
    except NotSetUpError as error:
        raise WrongUsageError(str(error)) from error
    print(f"{found.period_label}: {found.judged} indicators judged, {found.changed} results new or changed.")
