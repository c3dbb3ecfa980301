"""`goldenthread xmr`: limits, signals and icons of XmR charts, many series at once."""

from __future__ import annotations

import typer

from goldenthread.entrypoints.commands.refusals import Finding, RefusedDataError, WrongUsageError
from goldenthread.entrypoints.commands.tables import PIPE, file_name, read_numbered_table, write_table


def xmr(
    source: str = typer.Argument(
        metavar="IN", help="CSV, Parquet, JSON or XLSX with the columns period and value; - is standard input."
    ),
    out: str = typer.Option(PIPE, "--out", "-o", metavar="POINTS", help="File of the points; - is standard output."),
    summary: str = typer.Option(
        "", "--summary", metavar="SUMMARY", help="File of the icons, one row a series; - is standard output."
    ),
    baseline: int | None = typer.Option(
        None, "--baseline", metavar="N", help="Fix the limits to the first N periods of each segment (12 or more)."
    ),
    screen: bool = typer.Option(
        True, "--screen/--no-screen", help="Leave unusually large moving ranges out of the limits, once."
    ),
    min_points: int = typer.Option(13, "--min-points", help="Points that an icon needs in the latest segment."),
    rebase: list[str] = typer.Option(
        [], "--rebase", metavar="PERIOD", help="Start a segment of every series at this period; may be repeated."
    ),
) -> None:
    """Say whether the latest figure of each series is unusual: XmR charts, the NHS Making Data Count method.

    Columns read: series, period (a code or an ISO date), value, target, polarity (higher, lower, target, none),
    rebase (1 starts a segment at that row) and basis (single, snapshot, ytd, rolling); optional type (of period).
    An empty value is a gap, and so is a month, quarter or year that is left out. Year to date and rolling figures
    are refused, with every row that cannot be charted; nothing is then written.

    Points gain mean, lower_limit, upper_limit, lower_2_sigma, upper_2_sigma, label, side, rules and point_type.
    The summary has series, n, variation, assurance, segment_n and reason.

    Example: goldenthread xmr figures.csv -o points.csv --summary icons.csv
    """
    from goldenthread.engines.periods import PeriodError
    from goldenthread.engines.scoring.refusal import ScoringError
    from goldenthread.engines.scoring.xmr import MIN_BASELINE
    from goldenthread.engines.scoring.xmr import xmr as charted

    if baseline is not None and baseline < MIN_BASELINE:
        raise WrongUsageError(f"A baseline of {baseline} points is too short: use --baseline {MIN_BASELINE} or more.")
    if min_points < 1:
        raise WrongUsageError(f"An icon cannot rest on {min_points} points: use --min-points 1 or more.")
    if out == PIPE and summary == PIPE:
        raise WrongUsageError("Points and summary cannot both go to standard output: give one of them a file.")
    table, rows = read_numbered_table(source, required=["period", "value"])
    try:
        found = charted(table, baseline=baseline, screen=screen, min_points=min_points, rebase=rebase)
    except PeriodError as unread:
        raise WrongUsageError(f"The option --rebase cannot be read: {unread}") from unread
    except ScoringError as refused:
        raise RefusedDataError(
            [
                Finding(
                    file=file_name(source), row=rows[problem.row], column=problem.column, seen=problem.seen,
                    what_to_do=problem.what_to_do,
                )
                for problem in refused.problems
            ],
            total=refused.total,
        ) from refused  # fmt: skip
    write_table(found.points, out)
    if summary:
        write_table(found.summary, summary)
