"""`goldenthread rank`: each area's place among its comparators."""

from __future__ import annotations

import typer

from goldenthread.entrypoints.commands.located import located
from goldenthread.entrypoints.commands.tables import PIPE, read_numbered_table, write_table


def rank(
    source: str = typer.Argument(metavar="IN", help="CSV, Parquet, JSON or XLSX, one area a row; - is standard input."),
    out: str = typer.Option(PIPE, "--out", "-o", metavar="OUT", help="File to write; - is standard output."),
) -> None:
    """Add rank, of, tied, quartile, median and missing to each row.

    Columns read: value; optional group, area, polarity (higher, lower, target, none) and target. Rank 1 and
    quartile 1 are best; equal values share the best rank, and tied counts the others that share it. Areas without
    a value are left out and counted in missing.

    Example: goldenthread rank areas.csv -o ranked.csv
    """
    from goldenthread.engines.scoring.ranking import rank as ranked

    table, rows = read_numbered_table(source, required=["value"])
    with located(source, rows):
        found = ranked(table)
    write_table(found, out)
