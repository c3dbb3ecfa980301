"""`goldenthread collect`: set the meeting of a quarter and ask for its figures."""

from __future__ import annotations

from datetime import date

import typer

from goldenthread.entrypoints.commands.council import open_council, person, quarter
from goldenthread.entrypoints.commands.refusals import WrongUsageError


def collect(
    period: str = typer.Option(..., "--period", help="The quarter, for example “Q2 2026/27”."),
    meeting: str = typer.Option(..., "--meeting", help="The day of the meeting, for example 2026-12-03."),
    committee: str = typer.Option("", "--committee", help="Code of the committee that meets."),
    grace: int = typer.Option(0, "--grace", min=0, max=60, help="Working days before a figure counts as late."),
    reason: str = typer.Option("", "--reason", help="Why the timetable changes, where one was set before."),
    by: str = typer.Option("", "--by", help="E-mail address of the person who sets it; the program itself if empty."),
) -> None:
    """Set when everything of a quarter is due, counted back from its meeting, and ask the owners for their figures.

    Running it again asks for what is new and moves what has another day; the same timetable changes nothing.

    Example: goldenthread collect --period "Q2 2026/27" --meeting 2026-12-03
    """
    open_council()
    from django.utils import timezone

    from goldenthread.domain.calendar.operations import set_timetable
    from goldenthread.domain.calendar.rules import TimetableError
    from goldenthread.domain.collection.operations.returns import open_returns
    from goldenthread.domain.organisation import queries as organisation

    code = quarter(period)
    committees = {row.code: row.id for row in organisation.committees()}
    if committee and committee not in committees:
        known = ", ".join(committees) or "none is loaded yet"
        raise WrongUsageError(f"There is no committee {committee}. Choose one of: {known}.")
    who, now = person(by), timezone.now()
    try:
        table = set_timetable(
            period=code,
            meeting_on=_day(meeting),
            committee=committees.get(committee),
            grace_days=grace,
            reason=reason,
            by=who,
            at=now,
        )
    except TimetableError as error:
        raise WrongUsageError(str(error)) from error
    opened = open_returns(period=code, by=who, at=now)
    print(
        f"{opened.period_label}: {opened.owed} figures asked for ({opened.added} new, {opened.moved} moved), to be "
        f"entered by {table.scheduled.enter_by:%Y-%m-%d} for the meeting on {table.meeting_on:%Y-%m-%d}."
    )
    for reference in opened.without_owner:
        print(f"  {reference}: nobody answers for it. Name a lead officer in indicators.csv.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WrongUsageError(f"“{text}” is not a day. Write it like 2026-12-03.") from error
