"""`goldenthread reward`: the grant that stretch targets have earned."""

from __future__ import annotations

import typer

from goldenthread.entrypoints.commands.located import located
from goldenthread.entrypoints.commands.tables import PIPE, read_numbered_table, write_table


def reward(
    source: str = typer.Argument(
        metavar="IN", help="CSV, Parquet, JSON or XLSX, one target or sub-target a row; - is standard input."
    ),
    out: str = typer.Option(PIPE, "--out", "-o", metavar="OUT", help="File to write; - is standard output."),
) -> None:
    """Add achieved_share and grant to each row.

    Columns read: pot, without_deal, stretch, actual; optional weight and target. Rows of one target share its pot
    equally, or by weight; without a column target, rows with the same pot share it. Nothing is paid under 60% of
    the stretch, and no more than the whole share.

    Example: goldenthread reward stretch-targets.csv -o grants.csv
    """
    from goldenthread.engines.scoring.reward import reward as rewarded

    table, rows = read_numbered_table(source, required=["pot", "without_deal", "stretch", "actual"])
    with located(source, rows):
        found = rewarded(table)
    write_table(found, out)
