"""XmR charts of ten million observations, beside a tenth of them and a loop over one series at a time.

    python -m benchmarks.xmr [SERIES] [MONTHS]

The default is 240 indicators in 350 areas over 120 months. Beside it, in the same run, 1,000 series are charted one by
one in plain Python: the reference of the tests, which reads each period and works in exact fractions. Both are compared
by processor time for each series, so that other work on the machine does not decide. For information, a bare loop over
floats that gives icons alone is timed too. One series of 36 points is timed through the library, warm.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import polars as pl
from tests.engines.scoring.xmr_reference import Point, reference

from benchmarks.measure import Measurement, measure
from goldenthread.engines.periods import parse
from goldenthread.engines.scoring.xmr import xmr

LOOPED = 1_000
WITHIN, MEMORY, GROWTH, TIMES, ONE = 3.5, 3_000, 11, 100, 5.0
"""Bounds: seconds and megabytes for all series, growth from a tenth, the loop's multiple, milliseconds for one."""


def make(path: str, series: str, months: str) -> None:
    """Write reproducible series with two decimals: noise, drift, a few gaps; targets and both polarities."""
    rows, length = int(series) * int(months), int(months)
    row = pl.col("row")

    def chance(seed: int) -> pl.Expr:
        return (row.hash(seed) % 1_000_003).cast(pl.Float64) / 1_000_003

    number, month = row // length, row % length
    drift = (number % 7).cast(pl.Float64) * 0.02 * month
    noise = chance(1) + chance(2) + chance(3) - 1.5
    frame = pl.LazyFrame({"row": pl.int_range(rows, dtype=pl.UInt32, eager=True)}).select(
        series=number,
        period=pl.format("{}-{}", 2014 + month // 12, (month % 12 + 1).cast(pl.String).str.zfill(2)),
        value=pl.when(chance(4) > 0.01).then((60 + drift + 12 * noise).round(2)),
        target=pl.lit(62.5),
        polarity=pl.when(number % 2 == 0).then(pl.lit("higher")).otherwise(pl.lit("lower")),
    )
    frame.sink_parquet(path)


def chart(path: str) -> None:
    """Read and chart every series."""
    found = xmr(pl.read_parquet(path))
    assert found.summary["variation"].null_count() == 0


def loop(path: str) -> None:
    """Chart the first thousand series one by one without any library, and see that the icons and labels are ours."""
    first = pl.read_parquet(path).filter(pl.col("series") < LOOPED)
    ours = xmr(first)
    series = first.group_by("series", maintain_order=True).agg("period", "value").select("period", "value").rows()
    begun = time.process_time()
    exact = [_chart_exactly(periods, values) for periods, values in series]
    spent = time.process_time() - begun
    assert [point.label for points in exact for point in points] == ours.points["label"].to_list()
    begun = time.process_time()
    icons = [_icons(values, higher=n % 2 == 0, target=62.5) for n, (_, values) in enumerate(series)]
    print(json.dumps({"exact": spent / len(series), "bare": (time.process_time() - begun) / len(series)}))
    assert icons == list(zip(ours.summary["variation"].to_list(), ours.summary["assurance"].to_list(), strict=True))


def _chart_exactly(periods: list[str], values: list[float | None]) -> list[Point]:
    ordered = sorted(zip((parse(text).period.start for text in periods), values, strict=True))
    return reference([None if value is None else Fraction(str(value)) for _, value in ordered])


def one(path: str) -> None:
    """Chart one series of 36 points again and again, warm; print the milliseconds of each."""
    table = pl.read_parquet(path, n_rows=36)
    xmr(table)
    spent = []
    for _ in range(200):
        begun = time.perf_counter()
        xmr(table)
        spent.append(time.perf_counter() - begun)
    print(json.dumps({"one": sorted(spent)[len(spent) // 2] * 1000, "least": min(spent) * 1000}))


def _icons(values: list[float | None], *, higher: bool, target: float) -> tuple[str, str]:
    known = [value for value in values if value is not None]
    mean = sum(known) / len(known)
    ranges = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    average = sum(ranges) / len(ranges)
    kept = [size for size in ranges if size < 3.267 * average]
    reach = 2.66 * (sum(kept) / len(kept) if sum(kept) else average)
    side = [0 if value is None else (value > mean) - (value < mean) for value in values]
    step = [0] + [0 if a is None or b is None else (b > a) - (b < a) for a, b in pairwise(values)]
    outside = [value is not None and abs(value - mean) > reach for value in values]
    near = [
        value is not None and not out and abs(value - mean) > reach * 2 / 3
        for value, out in zip(values, outside, strict=True)
    ]
    trend, shift, two = ([False] * len(values) for _ in range(3))
    for end in range(2, len(values)):
        if abs(sum(side[end - 2 : end + 1])) == 3 and sum(near[end - 2 : end + 1]) >= 2:
            for n in range(end - 2, end + 1):
                two[n] = two[n] or near[n]
    for end in range(6, len(values)):
        if abs(sum(step[end - 5 : end + 1])) == 6:
            trend[end - 6 : end + 1] = [True] * 7
        if abs(sum(side[end - 6 : end + 1])) == 7:
            shift[end - 6 : end + 1] = [True] * 7
    last = max(n for n, value in enumerate(values) if value is not None)
    up = step[last] == 1 if trend[last] and not outside[last] else side[last] == 1
    signal = outside[last] or trend[last] or two[last] or shift[last]
    variation = (
        f"{'improvement' if up == higher else 'concern'}_{'high' if up else 'low'}" if signal else "common_cause"
    )
    sign = 1 if higher else -1
    worst, best = sorted((sign * (mean - reach), sign * (mean + reach)))
    assurance = "pass" if sign * target < worst else "fail" if sign * target > best else "hit_or_miss"
    return variation, assurance


def _printed(call: str, path: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.measure", f"benchmarks.xmr:{call}", path]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    found: dict[str, float] = json.loads(next(line for line in said if line.startswith("{")))
    return found


def main() -> int:
    """Make the files, measure, print; 1 where a bound does not hold."""
    series, months = (int(word) for word in (sys.argv[1:] + ["84000", "120"][len(sys.argv) - 1 :])[:2])
    with tempfile.TemporaryDirectory(prefix="xmr-") as folder:
        whole, tenth = str(Path(folder) / "whole.parquet"), str(Path(folder) / "tenth.parquet")
        found: dict[str, Measurement] = {}
        for name, path, count in (("tenth", tenth, series // 10), ("whole", whole, series)):
            measure(name="make", call="benchmarks.xmr:make", arguments=[path, str(count), str(months)])
            found[name] = measure(name=name, call="benchmarks.xmr:chart", arguments=[path], times=3)
        looped, single = _printed("loop", tenth), _printed("one", tenth)
    all_of, part = found["whole"], found["tenth"]
    growth = all_of.cpu / part.cpu
    each = all_of.cpu / series
    multiple = looped["exact"] / each
    held = {
        f"{series * months:,} observations, read and charted: {all_of.seconds:.2f} s, {all_of.cpu:.2f} processor s "
        f"(at most {WITHIN} s)": min(all_of.seconds, all_of.cpu) <= WITHIN,
        f"peak memory {all_of.peak:,.0f} MB (at most {MEMORY:,} MB)": all_of.peak <= MEMORY,
        f"{growth:.1f} times a tenth of it by processor (at most {GROWTH})": growth <= GROWTH,
        f"the reference loop takes {multiple:,.0f} times as long for each series (at least {TIMES}), "
        f"and a bare loop for icons alone {looped['bare'] / each:.1f} times": multiple >= TIMES,
        f"one series of 36 points: {single['one']:.2f} ms, at best {single['least']:.2f} ms (at most {ONE:g} ms)":
            single["least"] <= ONE,
    }  # fmt: skip
    for line, kept in held.items():
        print(f"{line}: {'held' if kept else 'NOT HELD'}")
    return 0 if all(held.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
