"""`goldenthread forecast`: where each year in progress is heading, and whether the target will be met."""

from __future__ import annotations

import typer

from goldenthread.entrypoints.commands.located import located, require_one_of
from goldenthread.entrypoints.commands.tables import PIPE, file_name, read_numbered_table, write_table


def forecast(
    source: str = typer.Argument(
        metavar="IN", help="CSV, Parquet, JSON or XLSX, one figure a row; - is standard input."
    ),
    out: str = typer.Option(PIPE, "--out", "-o", metavar="OUT", help="File to write; - is standard output."),
    method: str = typer.Option(
        "auto", "--method", metavar="auto|profile_share|seasonal_naive|ets", help="How to forecast a year in progress."
    ),
    multiplier: float = typer.Option(1.0, "--multiplier", help="Times a ratio; figures with the unit % are times 100."),
) -> None:
    """Forecast the year end of each series with an 80% interval: one row a series.

    Columns read: period, value (or numerator and denominator), target (the year's), polarity; optional series, type
    (of period), basis, unit and decimals. Adds year_end, lower, upper, method, predicted (likely, uncertain,
    unlikely) and reason. Under one full past year there is no forecast, and the reason says so.

    Example: goldenthread forecast months.csv -o year-ends.csv
    """
    from goldenthread.engines.scoring.forecast import forecast as forecasts

    table, rows = read_numbered_table(source, required=["period"])
    require_one_of(table.columns, ["value"], ["numerator", "denominator"], file=file_name(source))
    with located(source, rows):
        found = forecasts(table, method=method, multiplier=multiplier, first_row=2)
    write_table(found, out)
