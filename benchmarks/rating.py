"""Rating ten million observations in a Parquet file, against a plain scan and aggregation of the same file.

    python -m benchmarks.rating [ROWS] [TIMES]

The reference reads every column that a rating reads and groups by indicator: mean, least, greatest and sum of each
number, the kinds of each word. The rating reads the same columns and writes all of them with a rating and a sentence.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import polars as pl

from benchmarks.measure import Measurement, compare, measure
from goldenthread.engines.scoring import rate as rated
from goldenthread.entrypoints.commands.main import run

NUMBERS = ("value", "target", "floor", "lower", "upper", "last_year", "tolerance")
WORDS = ("period", "polarity", "scheme", "status", "unit")
SCHEMES = ["floor", "percent", "absolute", "last_year", "range", "met"]


def make(path: str, rows: str) -> None:
    """Write reproducible observations: percentages, counts in thousands and money; every scheme; some grey."""
    row = pl.col("row")

    def chance(seed: int) -> pl.Expr:
        return (row.hash(seed) % 1_000_003).cast(pl.Float64) / 1_000_003

    def picked(words: list[str], number: pl.Expr) -> pl.Expr:
        return number.replace_strict(dict(enumerate(words)), return_dtype=pl.String)

    indicator = row // 96 % 5_000
    size = pl.when(indicator % 10 < 7).then(100.0).when(indicator % 10 < 9).then(50_000.0).otherwise(2_000_000.0)
    frame = pl.LazyFrame({"row": pl.int_range(int(rows), dtype=pl.UInt32, eager=True)}).with_columns(
        hundred=pl.lit(100.0) + row * 0, target=(size * (0.3 + 0.6 * chance(1)))
    )
    worse = pl.when(indicator % 3 == 0).then(1.1).otherwise(0.9)

    def decimal(number: pl.Expr) -> pl.Expr:
        # Two decimals each, the nearest float of its decimal, as a reader of CSV would have it.
        return (number * 100).round() / pl.col("hundred")

    frame = frame.select(
        indicator=pl.format("KPI{}", indicator),
        period=pl.format("FY{}-Q{}", 2000 + row % 96 // 4, row % 4 + 1),
        value=pl.when(chance(2) > 0.03).then(decimal(pl.col("target") * (0.8 + 0.4 * chance(3)))),
        target=pl.when(chance(4) > 0.03).then(decimal(pl.col("target"))),
        floor=decimal(pl.col("target") * worse),
        lower=decimal(pl.col("target") * 0.85),
        upper=decimal(pl.col("target") * 1.15),
        last_year=decimal(pl.col("target") * (0.8 + 0.4 * chance(5))),
        tolerance=pl.when(indicator % 2 == 0).then(10.0).otherwise(5.0),
        polarity=picked(["lower", "higher", "higher"], indicator % 3),
        scheme=picked(SCHEMES, indicator % 6),
        status=picked(["final"] * 8 + ["provisional", "estimated"], row % 10),
        unit=pl.when(size == 100.0).then(pl.lit("%")).when(size == 50_000.0).then(pl.lit("number"))
        .otherwise(pl.lit("£")),
    )  # fmt: skip
    frame.sink_parquet(path)


def reference(path: str) -> None:
    """Scan and aggregate, reading every column that a rating reads."""
    numbers = [
        getattr(pl.col(name), summary)().alias(f"{name}_{summary}")
        for name in NUMBERS
        for summary in ("mean", "min", "max", "sum")
    ]
    words = [pl.col(name).n_unique() for name in WORDS]
    pl.scan_parquet(path).group_by("indicator").agg(*numbers, *words).collect(engine="streaming")


def engine(path: str, out: str, reasons: str) -> None:
    """Rate with the engine, file to file."""
    rated(pl.scan_parquet(path), with_reasons=reasons == "yes").sink_parquet(out, compression="lz4", statistics=False)


def command(path: str, out: str) -> None:
    """Rate with the command as a user would."""
    assert run(["rate", path, "-o", out]) == 0


def main() -> int:
    """Make the file, measure, print; 1 where the bound does not hold."""
    rows, times = (sys.argv[1:] + ["10000000", "3"][len(sys.argv) - 1 :])[:2]
    with tempfile.TemporaryDirectory(prefix="rating-") as folder:
        path, out = str(Path(folder) / "in.parquet"), str(Path(folder) / "out.parquet")
        # Made in a child too: a large parent would count in its children's peak memory.
        measure(name="make", call="benchmarks.rating:make", arguments=[path, rows])

        def timed(name: str, call: str, *arguments: str) -> Measurement:
            return measure(name=name, call=f"benchmarks.rating:{call}", arguments=list(arguments), times=int(times))

        plain = timed("scan and aggregate", "reference", path)
        print(f"{int(rows):,} observations; {plain.name}: {plain.seconds:.2f} s, {plain.cpu:.2f} processor s")
        results = [
            timed("goldenthread rate, with reasons", "command", path, out),
            timed("engine to LZ4 Parquet, with reasons", "engine", path, out, "yes"),
            timed("engine to LZ4 Parquet, ratings only", "engine", path, out, "no"),
        ]
        held = [compare(result, plain, at_most=4, memory=2000) for result in results]
        return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
