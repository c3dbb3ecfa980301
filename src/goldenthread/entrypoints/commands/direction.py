"""`goldenthread direction`: which way each series is going, and whether that is better."""

from __future__ import annotations

import typer

from goldenthread.entrypoints.commands.refusals import Finding, RefusedDataError, WrongUsageError
from goldenthread.entrypoints.commands.tables import (
    PIPE,
    file_name,
    read_numbered_table,
    row_number,
    write_table,
)


def direction(
    source: str = typer.Argument(
        metavar="IN", help="CSV, Parquet, JSON or XLSX with the columns period and value; - is standard input."
    ),
    out: str = typer.Option(PIPE, "--out", "-o", metavar="OUT", help="File to write; - is standard output."),
    method: str = typer.Option(
        ...,
        "--method",
        metavar="previous|last_year|trend",
        help="Compare with the period before, or last year's, or fit the trend of all points.",
    ),
    band: float = typer.Option(
        0.0, "--band", min=0.0, help="A difference of this size or less is no real change (in the measure's unit)."
    ),
) -> None:
    """Say for each series whether its latest figure is improving or worsening: one row a series.

    A trend needs at least 8 points; it is called only where chance alone would rarely give so clear a line.

    Columns read: series, period, value, target, polarity (higher, lower, target, none) and basis (single,
    snapshot, ytd, rolling); optional type (of period), band, unit and decimals.

    Example: goldenthread direction figures.csv -o directions.csv --method previous
    """
    from goldenthread.engines.scoring import METHODS, ScoringError
    from goldenthread.engines.scoring import direction as directions

    if method not in METHODS:
        raise WrongUsageError(f"'{method}' is not a method; choose {' or '.join(METHODS)}.")
    if method == "trend" and band:
        raise WrongUsageError("--band does not apply to the trend method; leave it out.")
    table, rows = read_numbered_table(source, required=["period", "value"])
    try:
        found = directions(table, method=method, band=band, first_row=2)
    except ScoringError as refused:
        raise RefusedDataError(
            [
                Finding(
                    file=file_name(source), row=row_number(problem.row, rows=rows),
                    column=problem.column, seen=problem.seen, what_to_do=problem.what_to_do,
                )
                for problem in refused.problems
            ],
            total=refused.total,
        ) from refused  # fmt: skip
    write_table(found, out)
