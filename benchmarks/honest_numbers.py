"""Every honest number of ten million observations, from one Parquet file to another, beside a tenth of them.

    python -m benchmarks.honest_numbers [SERIES] [MONTHS] [TIMES]

240 indicators in 350 areas over 120 months, each with its rating, the change since the month before, its XmR chart
(limits, all four rules, and an icon for each series in a second file) and its quartile within its group of areas. The
bound: at most 8 seconds and 3 GB on two processors, and at most 11 times a tenth of it. The reference, for
information, is a plain scan of the same file: every column read and added up. Reading, deciding and writing are all
inside the clock; starting Python and importing are not. The results of one indicator are compared with those of the
commands' own engines on the whole of it before anything is measured.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import polars as pl
from polars.io.plugins import register_io_source

from benchmarks.measure import Measurement, measure
from goldenthread.engines.periods import parse
from goldenthread.engines.scoring import direction, rate
from goldenthread.engines.scoring.made import observations
from goldenthread.engines.scoring.ranking import rank
from goldenthread.engines.scoring.ranking_positions import positions
from goldenthread.engines.scoring.xmr import POINT_COLUMNS, xmr

SECONDS, MEMORY, GROWTH = 8.0, 3_000.0, 11.0
WORKERS, STRETCH = 2, 500_000
READ = (
    "series", "indicator", "area_group", "period", "value", "target", "floor", "polarity", "scheme", "basis", "status",
)  # fmt: skip
KEPT = ("series", "period", "value")


def make(path: str, series: str, months: str) -> None:
    """Write the observations that ``goldenthread bench make`` writes."""
    observations(series=int(series), periods=int(months)).sink_parquet(path, compression="lz4", statistics=False)


def scan(path: str) -> None:
    """Read every column and add it up."""
    table = pl.scan_parquet(path)
    sums = [
        pl.col(name).str.len_bytes().sum() if kind == pl.String else pl.col(name).sum()
        for name, kind in table.collect_schema().items()
    ]
    table.select(sums).collect(engine="streaming")


def work(path: str, out: str, icons: str) -> None:
    """Write the points with their numbers to ``out`` and an icon for each series to ``icons``.

    The file holds its indicators one after another, and each needs nothing of the others; so a few at a time are
    worked on, two stretches at once, while those before are being written.
    """
    summaries: list[pl.DataFrame] = []
    first = _numbers(pl.read_parquet(path, columns=list(READ), n_rows=1))[0]

    def results(
        columns: list[str] | None, predicate: pl.Expr | None, rows: int | None, _batch: int | None
    ) -> Iterator[pl.DataFrame]:
        assert columns is None
        assert predicate is None
        assert rows is None
        with ThreadPoolExecutor(WORKERS) as pool:
            waiting: deque[Future[tuple[pl.DataFrame, pl.DataFrame]]] = deque()
            for start, height in _stretches(path):
                waiting.append(pool.submit(_stretch, path, start, height))
                if len(waiting) > WORKERS:
                    points, summary = waiting.popleft().result()
                    summaries.append(summary)
                    yield points
            for late in waiting:
                points, summary = late.result()
                summaries.append(summary)
                yield points

    lazy = register_io_source(io_source=results, schema=first.schema)
    lazy.sink_parquet(out, compression="lz4", statistics=False)
    pl.concat(summaries).write_parquet(icons)


def _stretches(path: str) -> Iterator[tuple[int, int]]:
    """Where each stretch of whole indicators begins, and how many rows it has."""
    indicator = pl.read_parquet(path, columns=["indicator"])["indicator"]
    runs = indicator.rle().struct.unnest()
    assert runs["value"].is_unique().all(), "an indicator stands in two places"
    start = height = 0
    for run in runs["len"].to_list():
        height += run
        if height >= STRETCH:
            yield start, height
            start, height = start + height, 0
    if height:
        yield start, height


def _stretch(path: str, start: int, height: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    return _numbers(pl.scan_parquet(path).select(READ).slice(start, height).collect())


def _numbers(table: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The points and the icons of a table of whole indicators."""
    labels = table["period"].unique()
    number = pl.Series([_month(label) for label in labels.to_list()], dtype=pl.Int32)
    month = table["period"].replace_strict(labels, number, return_dtype=pl.Int32)
    charts = xmr(table.select("series", "period", "value", "target", "polarity", "basis"))
    points = charts.points.select(*KEPT, *POINT_COLUMNS).with_columns(
        rate(table.select("value", "target", "floor", "polarity", "scheme", "status"), with_reasons=False)["rating"],
        _change(table, month).alias("change"),
        _quartile(table, month).alias("quartile"),
    )
    return points, charts.summary


def _month(label: str) -> int:
    start = parse(label).period.start
    return 12 * start.year + start.month


def _change(table: pl.DataFrame, month: pl.Series) -> pl.Series:
    """Each figure less that of the month right before it in its series; rows stand in order of series and month."""
    value = table["value"]
    near = (table["series"] == table["series"].shift()) & (month - month.shift() == 1)
    return (value - value.shift()).round(12).set(~near.fill_null(False), None)


def _quartile(table: pl.DataFrame, month: pl.Series) -> pl.Series:
    """Each figure's quartile among its indicator's areas of one kind in one month."""
    kinds = table["area_group"].cast(pl.Enum(table["area_group"].unique().sort())).to_physical()
    keys = [(number, _span(number)) for number in (kinds.cast(pl.Int64), month.cast(pl.Int64))]
    groups = table["indicator"].rle_id().cast(pl.Int64)
    for number, (low, count) in keys:
        groups = groups * count + (number - low)
    score = table["value"].zip_with((table["polarity"] != "lower").fill_null(True), -table["value"])
    # Groups that stand together are placed fastest, and 16-bit numbers are sorted in two passes.
    low, count = _span(groups)
    codes = (groups - low).to_numpy().astype(np.uint16 if count <= 1 << 16 else np.int64)
    order = np.argsort(codes, kind="stable")
    placed = positions(score.gather(order), pl.Series(codes[order].astype(np.int64)), wanted=("quartile",))["quartile"]
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    return placed.gather(back)


def _span(numbers: pl.Series) -> tuple[int, int]:
    """The least of some whole numbers, and how many there are from it to the greatest."""
    low, high = int(numbers.to_numpy().min()), int(numbers.to_numpy().max())
    return low, high - low + 1


def check(path: str, out: str, icons: str) -> None:
    """See that the first indicator's results are what the engines say of the file as their commands read it."""
    table = pl.read_parquet(path)
    table = table.filter(pl.col("indicator") == table["indicator"][0])
    found = pl.read_parquet(out).head(table.height)
    charts = xmr(table)
    assert found.select(POINT_COLUMNS).equals(charts.points.select(POINT_COLUMNS))
    assert pl.read_parquet(icons).head(charts.summary.height).equals(charts.summary)
    assert found["rating"].equals(rate(table)["rating"])
    assert found["quartile"].equals(rank(table)["quartile"])
    latest = found.group_by("series", maintain_order=True).last()
    assert latest["change"].equals(direction(table, method="previous")["change"])


def main() -> int:
    """Make both files, measure, print; 1 where a bound does not hold."""
    series, months, times = (int(word) for word in [*sys.argv[1:], *["84000", "120", "1"][len(sys.argv) - 1 :]])
    found: dict[str, Measurement] = {}
    with tempfile.TemporaryDirectory(prefix="honest-numbers-") as folder:
        path, *results = (str(Path(folder) / f"{name}.parquet") for name in ("made", "points", "icons"))
        for name, count in (("tenth", series // 10), ("whole", series)):
            measure(name="make", call="benchmarks.honest_numbers:make", arguments=[path, str(count), str(months)])
            found[f"scan of the {name}"] = measure(name=name, call="benchmarks.honest_numbers:scan", arguments=[path])
            found[name] = measure(
                name=name, call="benchmarks.honest_numbers:work", arguments=[path, *results], times=times
            )
            if name == "tenth":
                measure(name="check", call="benchmarks.honest_numbers:check", arguments=[path, *results])
    for name, one in found.items():
        print(f"{name}: {one.seconds:.2f} s, {one.cpu:.2f} processor s, peak {one.peak:,.0f} MB")
    whole, tenth, scanned = found["whole"], found["tenth"], found["scan of the whole"]
    print(f"{whole.seconds / scanned.seconds:.0f} times the scan ({whole.cpu / scanned.cpu:.0f} by processor)")
    loads = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    print(f"load average {loads} on {os.cpu_count()} processors")
    growth = min(whole.seconds / tenth.seconds, whole.cpu / tenth.cpu)
    # Work of others takes from the clock and not from the processor time, which one processor alone would need.
    held = {
        f"{series * months:,} observations, Parquet to Parquet: {whole.seconds:.2f} s, {whole.cpu:.2f} processor s "
        f"(at most {SECONDS:g} s)": min(whole.seconds, whole.cpu) <= SECONDS,
        f"peak memory {whole.peak:,.0f} MB (at most {MEMORY:,.0f} MB)": whole.peak <= MEMORY,
        f"{whole.seconds / tenth.seconds:.1f} times a tenth of it, {whole.cpu / tenth.cpu:.1f} by processor "
        f"(at most {GROWTH:g})": growth <= GROWTH,
    }  # fmt: skip
    for line, kept in held.items():
        print(f"{line}: {'held' if kept else 'NOT HELD'}")
    return 0 if all(held.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
