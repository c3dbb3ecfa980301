"""`goldenthread bench`: reproducible observations, and how fast every engine works through them on this machine.

Each measurement runs in a process of its own, so that a peak of memory is of that work alone. Its clock starts when
the program is loaded, and covers reading the file and deciding, not writing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import typer

from goldenthread.entrypoints.commands.main import PACKAGE, SETTINGS
from goldenthread.entrypoints.commands.refusals import FINDING, WrongUsageError
from goldenthread.entrypoints.commands.tables import PIPE, scan_table, write_table

if TYPE_CHECKING:
    import polars as pl

_HELP = """Make reference data, and measure how fast every engine works on this machine.

Example: goldenthread bench make --series 2100 --periods 60 -o observations.parquet
"""
bench = typer.Typer(no_args_is_help=True, help=_HELP, **SETTINGS)

SERIES, PERIODS = 2_100, 60
"""What is made where no file is given: six indicators over five years."""

MANY, FEW = 8_400, 2_000
"""Engines that hold the periods and sentences of every row beside it are measured on so many series of a large file;
a forecast, which goes through the whole past of a series, on fewer."""


class Measured(NamedTuple):
    """One engine: the columns without which it has nothing to do, all columns it reads, and how it is called."""

    needed: tuple[str, ...]
    read: tuple[str, ...]
    work: Callable[[pl.LazyFrame], object]
    most: int | None = None
    """How many series of a large file it is measured on; None is all."""


def _rate(table: pl.LazyFrame) -> object:
    import polars as pl

    from goldenthread.engines.scoring import rate

    # As the command does, a batch at a time; what is counted here is written there.
    return rate(table).select(pl.col("rating").count(), pl.col("reason").count()).collect(engine="streaming")


def _previous(table: pl.LazyFrame) -> object:
    from goldenthread.engines.scoring import direction

    return direction(table, method="previous")


def _trend(table: pl.LazyFrame) -> object:
    from goldenthread.engines.scoring import direction

    return direction(table, method="trend")


def _xmr(table: pl.LazyFrame) -> object:
    from goldenthread.engines.scoring.xmr import xmr

    return xmr(table)


def _interval(table: pl.LazyFrame) -> object:
    from goldenthread.engines.scoring.intervals import interval

    return interval(table, kind="proportion", multiplier=100)


def _rank(table: pl.LazyFrame) -> object:
    from goldenthread.engines.scoring.ranking import rank

    return rank(table)


def _rollup(table: pl.LazyFrame) -> object:
    from goldenthread.engines.scoring.rollup import rollup

    return rollup(table, by=["indicator", "period"], partial=True)


def _forecast(table: pl.LazyFrame) -> object:
    from goldenthread.engines.scoring.forecast import forecast

    return forecast(table)


_FIGURES: Final = ("value", "numerator", "denominator")
_JUDGED: Final = ("target", "polarity", "basis", "unit")
_LINE: Final = ("series", "period", "value")

ENGINES: Final[dict[str, Measured]] = {
    "rate": Measured(("value",), (*_FIGURES, "target", "floor", "polarity", "scheme", "status", "unit"), _rate),
    "direction previous": Measured(_LINE, (*_LINE, *_JUDGED), _previous, MANY),
    "direction trend": Measured(_LINE, (*_LINE, *_JUDGED), _trend, MANY),
    "xmr": Measured(_LINE, (*_LINE, *_JUDGED[:3]), _xmr),
    "interval": Measured(_FIGURES[1:], (*_FIGURES[1:], "polarity"), _interval),
    "rank": Measured(("group", "value"), ("group", "area", "value", "polarity", "target"), _rank, MANY),
    "rollup": Measured(
        ("indicator", "period", "value"), ("indicator", "area", "period", *_FIGURES, "rule", "unit"), _rollup, MANY
    ),
    "forecast": Measured(_LINE, (*_LINE, *_FIGURES[1:], *_JUDGED), _forecast, FEW),
}
"""Every engine that is measured, in the order in which they are printed."""

_SCAN: Final = "plain scan"
_MODULE: Final = f"{PACKAGE}.bench"


@bench.command(short_help="Write made-up observations: the same bytes each time.")
def make(
    series: int = typer.Option(..., "--series", metavar="N", help="How many series; 350 of them make an indicator."),
    periods: int = typer.Option(..., "--periods", metavar="M", help="Months of each series, from January 2014."),
    out: str = typer.Option(PIPE, "--out", "-o", metavar="FILE", help="File to write; - is standard output."),
) -> None:
    """Write made-up observations that every command here can read: the same bytes each time.

    Columns: series, indicator, area, area_group, group (an indicator's areas of one kind in one month), period,
    value, numerator, denominator, target, floor, polarity, scheme, basis, status, unit and rule. One figure in a
    hundred is not available; more series or more months leave the others as they are.

    Example: goldenthread bench make --series 84000 --periods 120 -o observations.parquet
    """
    from goldenthread.engines.scoring.made import observations

    try:
        made = observations(series=series, periods=periods)
    except ValueError as wrong:
        raise WrongUsageError(str(wrong)) from wrong
    write_table(made, out)


@bench.command(short_help="Print rows per second and peak memory of every engine.")
def run(
    source: str = typer.Argument(
        "", metavar="[FILE]", help="Observations to measure on; a small file is made if left out."
    ),
    times: int = typer.Option(1, "--times", min=1, help="Measure so often; the fastest counts, and the highest peak."),
) -> None:
    """Print how fast each engine works: rows per second, peak memory, and how many times a plain scan it takes.

    The plain scan reads every column of the same file and adds it up; times the scan compares the seconds for each
    row. Reading the file is part of every figure, writing is not; peak memory includes the program itself. Of a
    large file some engines read a share, which is then said. An engine whose columns the file does not have is
    left out and named. Exit code 1: an engine refused the file.

    Example: goldenthread bench run observations.parquet --times 3
    """
    if source == PIPE:
        raise WrongUsageError("Each engine reads the file anew, so standard input will not do: give a file.")
    with tempfile.TemporaryDirectory(prefix="goldenthread-bench-") as folder:
        path = source or str(Path(folder) / "observations.parquet")
        if not source:
            make(series=SERIES, periods=PERIODS, out=path)
        columns = scan_table(path).collect_schema().names()
        typer.echo(f"{source or f'{SERIES:,} series of {PERIODS} months, made now'}; {_machine()}\n")
        typer.echo(_LAYOUT.format("", "rows", "seconds", "rows a second", "peak memory", "times the scan"))
        scan = _measure(_SCAN, path, times=times)
        _say(_SCAN, scan, scan=scan)
        refused = "refused" in scan
        for name, engine in ENGINES.items():
            absent = [column for column in engine.needed if column not in columns]
            if absent:
                typer.echo(f"{name:<20}not measured: the file has no column {' or '.join(absent)}.")
                continue
            found = _measure(name, path, times=times)
            _say(name, found, scan=scan)
            refused |= "refused" in found
    if refused:
        raise typer.Exit(FINDING)


_LAYOUT: Final = "{:<20}{:>12}{:>10}{:>16}{:>14}{:>17}"


def _say(name: str, found: dict[str, Any], *, scan: dict[str, Any]) -> None:
    if "refused" in found:
        typer.echo(f"{name:<20}not measured: {found['refused']}")
        return
    rows, seconds = found["rows"], max(found["seconds"], 1e-9)
    ratio = "" if "refused" in scan else f"{seconds / max(rows, 1) / (scan['seconds'] / max(scan['rows'], 1)):,.1f}"
    typer.echo(
        _LAYOUT.format(
            name, f"{rows:,}", f"{seconds:,.2f}", f"{rows / seconds:,.0f}", f"{found['peak']:,.0f} MB", ratio
        )
        + (f"  (on {found['series']:,} series)" if found.get("series") else "")
    )


def _machine() -> str:
    loads = f", load average {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} processors{loads}"


def _measure(name: str, path: str, *, times: int) -> dict[str, Any]:
    """The fastest of several runs, each in a process of its own, or why there is none under ``refused``."""
    runs: list[dict[str, Any]] = []
    for _ in range(times):
        child = subprocess.run(  # noqa: S603  this module itself, by the Python that runs now
            [sys.executable, "-m", _MODULE, name, path], capture_output=True, text=True, check=False
        )
        if child.returncode:
            said = child.stderr.strip().splitlines() or [f"it stopped with {child.returncode}, perhaps out of memory."]
            return {"refused": said[-1]}
        runs.append(json.loads(child.stdout.splitlines()[-1]))
    return {**min(runs, key=lambda one: float(one["seconds"])), "peak": max(one["peak"] for one in runs)}


def _child(name: str, path: str) -> None:
    """Measure one engine, here, and print what it took as JSON; a refusal is printed and ends the process."""
    import polars as pl

    from goldenthread.engines.scoring import ScoringError, direction, rate

    engine = ENGINES.get(name)
    if engine is not None:
        # What is imported on first use is loaded before the clock starts.
        rate(pl.DataFrame({"value": [1.0]}))
        direction(pl.DataFrame({"period": ["2014-01"], "value": [1.0]}), method="trend")
        part, found = part_of(path, engine=engine)
    clock = time.perf_counter()
    try:
        if engine is None:
            found = _scan(path)
        else:
            engine.work(part)
    except ScoringError as refused:
        problem, noun = refused.problems[0], "problem" if refused.total == 1 else "problems"
        place = f"row {problem.row + 2}, column {problem.column}"
        sys.exit(f"{refused.total:,} {noun}, the first in {place}: {problem.seen}")
    seconds = time.perf_counter() - clock
    print(json.dumps({**found, "seconds": seconds, "peak": _peak()}))


def _scan(path: str) -> dict[str, Any]:
    import polars as pl

    table = scan_table(path)
    kinds = table.collect_schema().items()
    sums = [
        pl.col(name).sum() if kind.is_numeric() else pl.col(name).cast(pl.String).str.len_bytes().sum()
        for name, kind in kinds
    ]
    return {"rows": table.select(pl.len().alias("__rows__"), *sums).collect(engine="streaming")["__rows__"][0]}


def part_of(path: str, *, engine: Measured) -> tuple[pl.LazyFrame, dict[str, Any]]:
    """The columns and series that an engine is measured on, still to be read, with the number of rows and series."""
    import polars as pl

    table = scan_table(path)
    columns = table.collect_schema().names()
    found: dict[str, Any] = {}
    if engine.most is not None and "series" in columns:
        names = table.select(pl.col("series").unique(maintain_order=True)).collect()
        if names.height > engine.most:
            found["series"] = engine.most
            table = table.join(names.head(engine.most).lazy(), on="series", how="semi", maintain_order="left")
    found["rows"] = table.select(pl.len()).collect().item()
    return table.select(name for name in columns if name in engine.read), found


def _peak() -> float:
    """The most memory that this process has held, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # What the kernel counts for a child elsewhere includes the parent it was forked from; this line does not.
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 2**20 if sys.platform == "darwin" else most / 1024


if __name__ == "__main__":
    _child(*sys.argv[1:])
