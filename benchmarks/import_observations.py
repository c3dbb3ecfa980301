"""Import 1,000,000 observations, with validation, revisions and audit, on SQLite and on PostgreSQL.

    .venv/bin/python -m benchmarks.import_observations [--rows 1000000] [--only sqlite|postgresql] [--again]

SQLite: a fresh file with the settings of real use (WAL, synchronous FULL). Reference, as information: a plain
executemany of the same rows into the same table. PostgreSQL: a scratch database, made and dropped. Reference: a plain
COPY of the same rows into the same table with its indexes and constraints. ``--again`` loads the same file a second
time, which must store nothing. The bounds: 100,000 rows a second on SQLite, a fifth of COPY, 700 MB.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

INDICATORS, PLACES, QUARTERS = 500, 50, 40
SERVER = os.environ.get("GOLDENTHREAD_BENCHMARK_SERVER", "postgres://root@127.0.0.1")
SCRATCH = "goldenthread_benchmark"
AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def make_files(*, folder: Path, rows: int) -> None:
    """Write a council and its figures: half of them percentages with their parts, half plain counts; seeded."""
    folder.mkdir(parents=True, exist_ok=True)
    places = [f"E{number:08d}" for number in range(PLACES)]
    indicators = [f"IND-{number:04d}" for number in range(INDICATORS)]
    share = [number % 2 == 0 for number in range(INDICATORS)]
    _csv(folder, "places", {"code": places, "name": places, "kind": ["district"] * PLACES})
    _csv(
        folder,
        "authority",
        {"name": ["Benchmark"], "short_name": ["Benchmark"], "place": [places[0]], "scheme": ["floor"]},
    )
    _csv(folder, "units", {"code": ["ALL"], "name": ["All"], "kind": ["directorate"]})
    _csv(
        folder,
        "indicators",
        {
            "reference": indicators,
            "name": indicators,
            "frequency": ["quarter"] * INDICATORS,
            "unit": ["ALL"] * INDICATORS,
            "proportion": ["yes" if one else "no" for one in share],
        },
    )
    _csv(
        folder,
        "definitions",
        {
            "indicator": indicators,
            "valid_from": ["2010-04-01"] * INDICATORS,
            "description": ["What is counted"] * INDICATORS,
            "measure": ["percent" if one else "number" for one in share],
            "decimals": ["1" if one else "0" for one in share],
            "polarity": ["higher"] * INDICATORS,
            "basis": ["single"] * INDICATORS,
        },
    )
    number = pl.int_range(0, rows, dtype=pl.Int64, eager=True).alias("n")
    quarter = pl.col("n") % QUARTERS
    place = pl.col("n") // QUARTERS % PLACES
    indicator = pl.col("n") // (QUARTERS * PLACES)
    noise = pl.col("n").hash(seed=7) % 300
    year = 2010 + quarter // 4
    below = 5_000 + pl.col("n").hash(seed=11) % 100
    above = (below * (600 + noise) / 1000).cast(pl.Int64)
    percent = indicator % 2 == 0
    frame = number.to_frame().select(
        pl.format("IND-{}", indicator.cast(pl.String).str.zfill(4)).alias("indicator"),
        pl.format("Q{} {}/{}", quarter % 4 + 1, year, ((year + 1) % 100).cast(pl.String).str.zfill(2)).alias("period"),
        pl.format("E{}", place.cast(pl.String).str.zfill(8)).alias("place"),
        pl.when(percent)
        .then((100 * above / below).round(1).cast(pl.String))
        .otherwise((1_000 + noise).cast(pl.String))
        .alias("value"),
        pl.when(percent).then(above.cast(pl.String)).alias("numerator"),
        pl.when(percent).then(below.cast(pl.String)).alias("denominator"),
        pl.when(noise < 5).then(pl.lit("provisional")).otherwise(pl.lit("final")).alias("status"),
    )
    # As a council's own system writes it: by period, not in the order that suits us.
    frame.sort("period", maintain_order=True).write_csv(folder / "observations.csv")


def _csv(folder: Path, name: str, columns: dict[str, list[str]]) -> None:
    pl.DataFrame(columns).write_csv(folder / f"{name}.csv")


def child(folder: Path, *, again: bool) -> None:
    """Load everything into the database of the environment and print what it took, as one line of JSON."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from goldenthread.domain.collection.operations import IncomingFile, load
    from goldenthread.domain.collection.rules.files import FILE_KINDS

    known = [kind.name for kind in FILE_KINDS if (folder / f"{kind.name}.csv").exists()]
    council = [IncomingFile(kind=n, name=f"{n}.csv", content=folder / f"{n}.csv") for n in known if n != "observations"]
    figures = IncomingFile(kind="observations", name="observations.csv", content=folder / "observations.csv")
    assert load(files=council, by=None, at=AT).stored
    said: dict[str, Any] = {"before": _peak()}
    stages: list[tuple[str, float]] = []
    start, cpu = time.perf_counter(), time.process_time()

    def progress(stage: str, done: int, total: int) -> None:
        if not stages or stages[-1][0] != stage:
            stages.append((stage, time.perf_counter() - start))

    outcome = load(files=[figures], by=None, at=AT, progress=progress)
    said["seconds"] = time.perf_counter() - start
    said["cpu"] = time.process_time() - cpu
    said["stages"] = stages
    said["peak"] = _peak()
    assert outcome.stored, outcome.problems[:3]
    said["rows"] = outcome.counts[0].new
    if again:
        start = time.perf_counter()
        second = load(files=[figures], by=None, at=AT)
        said["again"] = time.perf_counter() - start
        said["peak_again"] = _peak()
        assert second.counts[0].unchanged == said["rows"], second.counts
    said["reference"] = _reference(connection)
    print(json.dumps(said))


def _reference(connection: Any) -> float:
    """Put the same rows into an empty table of the same shape, as plainly as the database allows; return seconds."""
    table = "goldenthread_observation"
    from goldenthread.domain.append_only import drop_statements

    with connection.cursor() as cursor:
        for statement in drop_statements(vendor=connection.vendor):
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} TO STDOUT") as out:
                content = b"".join(bytes(block) for block in out)
            cursor.execute(f"TRUNCATE {table} CASCADE")
            cursor.execute("CHECKPOINT")
            start = time.perf_counter()
            with cursor.copy(f"COPY {table} FROM STDIN") as into:
                into.write(content)
            return time.perf_counter() - start
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  a constant
        rows = cursor.fetchall()
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608  a constant
        places = ", ".join("?" * len(rows[0]))
        start = time.perf_counter()
        connection.connection.execute("BEGIN IMMEDIATE")
        connection.connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608  a constant
        connection.connection.execute("COMMIT")
        return time.perf_counter() - start


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(*, vendor: str, folder: Path, again: bool) -> bool:
    """Measure one database in a process of its own; print and judge."""
    with tempfile.TemporaryDirectory(prefix="goldenthread-benchmark-") as data:
        address = f"sqlite:///{data}/council.sqlite3" if vendor == "sqlite" else f"{SERVER}/{SCRATCH}"
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings",
            "GOLDENTHREAD_DATA": data,
            "GOLDENTHREAD_DATABASE_URL": address,
        }
        if vendor == "postgresql":
            _scratch("DROP DATABASE IF EXISTS", "CREATE DATABASE")
        try:
            command = [sys.executable, "-m", "benchmarks.import_observations", "--child", str(folder)]
            out = subprocess.run(
                [*command, *(["--again"] if again else [])], env=environment, stdout=subprocess.PIPE, check=True
            ).stdout
        finally:
            if vendor == "postgresql":
                _scratch("DROP DATABASE IF EXISTS")
    said = json.loads(out.splitlines()[-1])
    speed, plain = said["rows"] / said["seconds"], said["rows"] / said["reference"]
    held = said["peak"] <= 700 and (speed >= 100_000 if vendor == "sqlite" else speed >= plain / 5)
    print(
        f"{vendor}: {said['rows']:,} rows in {said['seconds']:.2f} s = {speed:,.0f} rows/s; plain "
        f"{'executemany' if vendor == 'sqlite' else 'COPY'} {plain:,.0f} rows/s, ratio {speed / plain:.2f}; "
        f"{said['cpu']:.2f} processor s; peak {said['peak']:,.0f} MB ({said['before']:,.0f} MB before): "
        f"{'held' if held else 'NOT HELD'}"
    )
    print("  " + "; ".join(f"{stage} from {seconds:.2f} s" for stage, seconds in said["stages"]))
    if again:
        print(f"  again, nothing stored: {said['again']:.2f} s, peak {said['peak_again']:,.0f} MB")
    return held


def _scratch(*statements: str) -> None:
    import psycopg

    with psycopg.connect(f"{SERVER}/postgres".replace("postgres://", "postgresql://"), autocommit=True) as server:
        for statement in statements:
            server.execute(f"{statement} {SCRATCH}")


def main() -> int:
    """Measure and return 1 if a bound was not held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.make:
        make_files(folder=asked.make, rows=asked.rows)
        return 0
    if asked.child:
        child(asked.child, again=asked.again)
        return 0
    with tempfile.TemporaryDirectory(prefix="goldenthread-benchmark-") as folder:
        # In a process of its own: a child inherits the peak of the process that starts it.
        made = [sys.executable, "-m", "benchmarks.import_observations", "--make", folder, "--rows", str(asked.rows)]
        subprocess.run(made, check=True)
        vendors = [asked.only] if asked.only else ["sqlite", "postgresql"]
        held = [run(vendor=vendor, folder=Path(folder), again=asked.again) for vendor in vendors]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
