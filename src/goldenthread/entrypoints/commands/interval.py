"""`goldenthread interval`: how far each figure may be out by chance, and what that says beside a benchmark."""

from __future__ import annotations

import typer

from goldenthread.entrypoints.commands.located import located, require_one_of
from goldenthread.entrypoints.commands.tables import PIPE, file_name, read_numbered_table, write_table


def interval(
    source: str = typer.Argument(
        metavar="IN", help="CSV, Parquet, JSON or XLSX, one figure a row; - is standard input."
    ),
    out: str = typer.Option(PIPE, "--out", "-o", metavar="OUT", help="File to write; - is standard output."),
    kind: str = typer.Option(
        ..., "--kind", metavar="proportion|rate|mean", help="A share of a whole, events in a population, an average."
    ),
    confidence: float = typer.Option(0.95, "--confidence", help="Level of the interval, such as 0.95 or 0.998."),
    multiplier: float = typer.Option(1.0, "--multiplier", help="Times the result: 100 for %, 100000 for a rate."),
    second: float = typer.Option(
        0.0, "--second", help="A second level, such as 0.998: adds second_lower and second_upper."
    ),
) -> None:
    """Add value, lower, upper and comparison to each row.

    Columns read: numerator and denominator, or mean, sd and n; optional benchmark and polarity (higher, lower,
    target, none). A benchmark inside the interval, ends included, is similar. A file with a row that cannot be
    right (a numerator above its denominator, a denominator of 0, a negative count) is refused whole.

    Example: goldenthread interval areas.csv -o areas-with-limits.csv --kind rate --multiplier 100000
    """
    from goldenthread.engines.scoring.intervals import interval as intervals

    table, rows = read_numbered_table(source)
    parts = ["mean", "sd", "n"] if kind == "mean" else ["numerator", "denominator"]
    require_one_of(table.columns, parts, file=file_name(source))
    with located(source, rows):
        found = intervals(table, kind=kind, confidence=confidence, multiplier=multiplier, second=second or None)
    write_table(found, out)
