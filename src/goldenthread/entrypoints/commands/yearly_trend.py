"""`goldenthread yearly-trend`: whether yearly proportions or rates rise or fall beyond chance."""

from __future__ import annotations

import typer

from goldenthread.entrypoints.commands.located import located, require_one_of
from goldenthread.entrypoints.commands.tables import PIPE, file_name, read_numbered_table, write_table


def yearly_trend(
    source: str = typer.Argument(
        metavar="IN", help="CSV, Parquet, JSON or XLSX, one year of a series a row; - is standard input."
    ),
    out: str = typer.Option(PIPE, "--out", "-o", metavar="OUT", help="File to write; - is standard output."),
    kind: str = typer.Option(
        ..., "--kind", metavar="proportion|rate", help="A share of a whole, or events in a population."
    ),
    confidence: float = typer.Option(0.95, "--confidence", help="Level of the intervals in lower and upper."),
) -> None:
    """Say for each series whether its latest five years have a trend: one row a series.

    Columns read: period, numerator and denominator (or value, lower and upper); optional series, type (of period),
    polarity and basis. Adds trend, chi_squared, significant, slope, n and reason.

    Example: goldenthread yearly-trend years.csv -o trends.csv --kind proportion
    """
    from goldenthread.engines.scoring.yearly_trend import yearly_trend as trends

    table, rows = read_numbered_table(source, required=["period"])
    require_one_of(table.columns, ["numerator", "denominator"], ["value", "lower", "upper"], file=file_name(source))
    with located(source, rows):
        found = trends(table, kind=kind, confidence=confidence, first_row=2)
    write_table(found, out)
