"""`goldenthread rollup`: one figure from several, over time or over places, or the reason why there is none."""

from __future__ import annotations

import typer

from goldenthread.entrypoints.commands.located import located, require_one_of
from goldenthread.entrypoints.commands.refusals import WrongUsageError
from goldenthread.entrypoints.commands.tables import PIPE, file_name, read_numbered_table, write_table


def rollup(
    source: str = typer.Argument(metavar="IN", help="CSV, Parquet, JSON or XLSX, one part a row; - is standard input."),
    more: list[str] = typer.Argument(None, metavar="[COLUMN]...", help="More columns to group by, after --by."),
    out: str = typer.Option(PIPE, "--out", "-o", metavar="OUT", help="File to write; - is standard output."),
    by: list[str] = typer.Option(
        ..., "--by", metavar="COLUMN...", help="Columns that make a group: one row out for each."
    ),
    rule: str = typer.Option("", "--rule", help="For rows that state none: sum, mean, ratio, last or none."),
    partial: bool = typer.Option(False, "--partial", help="Allow a total of the parts that are there, and say so."),
    multiplier: float = typer.Option(1.0, "--multiplier", help="Times a ratio; figures with the unit % are times 100."),
) -> None:
    """Combine figures: one row for each group, with its value or the error that says why there is none.

    Columns read: value, or numerator and denominator; rule (sum, mean, ratio, last, none); period where the rule is
    last; optional unit. A missing part makes the total missing unless --partial, which labels it "n of m parts".
    Percentages without denominators are never averaged.

    Example: goldenthread rollup months.csv -o years.csv --by indicator year
    """
    from goldenthread.engines.scoring.rollup import rollup as combined

    table, rows = read_numbered_table(source)
    columns = [name.strip() for part in [*by, *(more or [])] for name in part.split(",") if name.strip()]
    absent = [name for name in columns if name not in table.columns]
    if absent:
        raise WrongUsageError(
            f"{file_name(source)} has no column {' or '.join(absent)} to group by. "
            f"The columns seen are: {', '.join(table.columns) or 'none'}."
        )
    require_one_of(table.columns, ["value"], ["numerator", "denominator"], file=file_name(source))
    with located(source, rows):
        found = combined(table, by=columns, rule=rule or None, partial=partial, multiplier=multiplier, first_row=2)
    write_table(found, out)
