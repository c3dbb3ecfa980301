"""`goldenthread periods`: what people write as a period, as code, dates, label and interval."""

from __future__ import annotations

import typer

from goldenthread.entrypoints.commands.refusals import FINDING, Finding
from goldenthread.entrypoints.commands.tables import PIPE, file_name, read_numbered_table, write_table

LISTED = 1_000
"""How many unread rows standard error names; the output's error column has them all."""


def periods(
    source: str = typer.Argument(
        metavar="IN", help="CSV, Parquet, JSON or XLSX with a column 'period'; - is standard input."
    ),
    out: str = typer.Option(PIPE, "--out", "-o", metavar="OUT", help="File to write; - is standard output."),
) -> None:
    """Read period labels and add code, type, start, end, label, interval and error.

    The column 'period' holds any text ("Q1 2011/12", "Apr-11", "2011/12"); an optional column 'type'
    decides where a label could mean two things. A row that cannot be read keeps its place, with the reason
    in 'error', and the exit code is 1.

    Types: day, week, month, quarter, calendar_quarter, half_year, year, financial_year, calendar_year,
    academic_year, term, range, wave.

    Example: goldenthread periods figures.csv -o figures-with-dates.csv
    """
    from goldenthread.engines.periods import parse_frame

    frame, rows = read_numbered_table(source, required=["period"])
    table = parse_frame(frame)
    write_table(table, out)
    wrong = table.with_columns(rows.alias(" row")).filter(table["error"].is_not_null())
    for row, sentence in wrong.select(" row", "error").head(LISTED).iter_rows():
        typer.echo(Finding(file=file_name(source), row=row, column="period", seen=sentence).sentence, err=True)
    if wrong.height > LISTED:
        typer.echo(f"... and {wrong.height - LISTED:,} more; each is in the column 'error'.", err=True)
    if wrong.height:
        raise typer.Exit(FINDING)
