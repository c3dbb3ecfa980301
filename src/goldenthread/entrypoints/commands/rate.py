"""`goldenthread rate`: a rating and a sentence for each figure in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from goldenthread.entrypoints.commands.refusals import Finding, RefusedDataError, WrongUsageError
from goldenthread.entrypoints.commands.tables import (
    PIPE,
    file_name,
    row_number,
    scan_numbered_table,
    write_table,
)

if TYPE_CHECKING:
    import polars as pl


def rate(
    source: str = typer.Argument(
        metavar="IN", help="CSV, Parquet, JSON or XLSX, one figure a row; - is standard input."
    ),
    out: str = typer.Option(PIPE, "--out", "-o", metavar="OUT", help="File to write; - is standard output."),
    scheme: str = typer.Option(
        "", "--scheme", help="For rows that name no scheme: floor, percent, absolute, last_year, range or met."
    ),
    multiplier: float = typer.Option(
        1.0, "--multiplier", help="Times numerator / denominator; figures with the unit % are always times 100."
    ),
    reasons: bool = typer.Option(True, "--reasons/--no-reasons", help="Write the sentence for each rating."),
) -> None:
    """Rate figures against their targets: adds the columns rating and reason.

    Columns read: value (or numerator and denominator), target, floor, lower, upper, polarity (higher, lower,
    target, none), scheme, tolerance (10 for percent), last_year, status (final, provisional, estimated,
    not_available, not_due, suppressed); unit and decimals for the wording. Every other column passes through.
    A file with a row that cannot be rated honestly is refused whole: every such row is listed, nothing is written.

    Example: goldenthread rate figures.csv -o rated.csv
    """
    from goldenthread.engines.scoring import COLUMNS, ScoringError
    from goldenthread.engines.scoring import rate as rated
    from goldenthread.engines.scoring.vocabulary import SCHEMES

    if scheme and scheme not in SCHEMES:
        raise WrongUsageError(f"'{scheme}' is not a scheme; choose one of {', '.join(SCHEMES)}.")
    table, rows = scan_numbered_table(source)
    columns = table.collect_schema().names()
    if not set(columns) & {"value", "numerator", "status"}:
        raise WrongUsageError(
            f"{source} has no column to rate. Give value, or numerator and denominator. "
            f"The columns read are {', '.join(COLUMNS)}; the columns seen are {', '.join(columns)}."
        )
    try:
        write_table(rated(table, scheme=scheme or None, multiplier=multiplier, with_reasons=reasons), out)
    except ScoringError as refused:
        raise _refusal(source, table, rows, scheme=scheme or None) from refused


def _refusal(source: str, table: pl.LazyFrame, rows: pl.Series | None, *, scheme: str | None) -> RefusedDataError:
    """Go through the table once more, for its faults alone, so that all of them are told."""
    from goldenthread.engines.scoring import find_problems

    found = find_problems(table, scheme=scheme)
    return RefusedDataError(
        [
            Finding(
                file=file_name(source), row=row_number(problem.row, rows=rows),
                column=problem.column, seen=problem.seen, what_to_do=problem.what_to_do,
            )
            for problem in found.listed
        ],
        total=found.total,
    )  # fmt: skip
