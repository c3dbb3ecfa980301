"""Assess one council's quarter, 1,500 indicators × 120 months, on SQLite and on PostgreSQL: read, judged, stored.

    .venv/bin/python -m benchmarks.assess [--indicators 1500] [--only sqlite|postgresql] [--profile]

Each database is measured in a process of its own, with the settings of real use. The clock runs over the whole
operation: figures, definitions, targets and comparators read as known, rated, directions and every other method worked
out, results with their reasons and the audit event stored in one transaction. Reference, in the same run: a plain read
of the same figures with a bare cursor and the same number of rows stored by a plain executemany. The bounds: 3 seconds
and 700 MB. The second figure is a run in which nothing changed, so that nothing is stored.
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
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl

INDICATORS, MONTHS, FIRST = 1500, 120, 2015
SERVER = os.environ.get("GOLDENTHREAD_BENCHMARK_SERVER", "postgres://root@127.0.0.1")
SCRATCH = "goldenthread_benchmark_assess"
LOADED, AT = datetime(2025, 11, 5, 9, tzinfo=UTC), datetime(2025, 11, 6, 9, tzinfo=UTC)
TODAY, PERIOD = date(2025, 11, 6), "FY2025-Q2"
SECONDS, MEGABYTES = 3.0, 700
SORTS = ("share", "count", "cumulative", "price")


def make_files(*, folder: Path, indicators: int) -> None:
    """Write a council: shares with their parts, counts that add up, cumulative counts, prices; seeded, with targets."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"IND-{number:04d}" for number in range(indicators)]
    sort = [SORTS[number % 10 % 4] for number in range(indicators)]
    _csv(folder, "places", {"code": ["E1"], "name": ["Benchmark"], "kind": ["county"]})
    _csv(folder, "authority", {"name": ["Benchmark"], "short_name": ["Bench"], "place": ["E1"], "scheme": ["floor"]})
    _csv(folder, "units", {"code": ["ALL"], "name": ["All"], "kind": ["directorate"]})
    _csv(folder, "people", {"email": ["bench@bench.example"], "name": ["Bench Person"], "role": ["performance"]})
    rules = {"share": "ratio", "count": "sum", "cumulative": "sum", "price": "mean"}
    _csv(
        folder,
        "indicators",
        {
            "reference": names,
            "name": [f"Measure {name} of the council" for name in names],
            "frequency": ["month"] * indicators,
            "unit": ["ALL"] * indicators,
            "proportion": ["yes" if one == "share" else "no" for one in sort],
            "roll_up_time": [rules[one] for one in sort],
        },
    )
    measures = {"share": "percent", "count": "number", "cumulative": "number", "price": "money"}
    _csv(
        folder,
        "definitions",
        {
            "indicator": names,
            "valid_from": ["2010-04-01"] * indicators,
            "description": ["What is counted"] * indicators,
            "measure": [measures[one] for one in sort],
            "decimals": ["1" if one == "share" else "0" for one in sort],
            "polarity": ["higher"] * indicators,
            "basis": ["ytd" if one == "cumulative" else "single" for one in sort],
        },
    )
    years = [(name, one, year) for name, one in zip(names, sort, strict=True) for year in range(FIRST, FIRST + 11)]
    aims = {"share": ("75", "70", "same"), "price": ("130", "125", "same")}
    added = ("13800", "13200", "even")
    _csv(
        folder,
        "targets",
        {
            "indicator": [name for name, _, _ in years],
            "period": [f"FY{year}" for _, _, year in years],
            "target": [aims.get(one, added)[0] for _, one, _ in years],
            "apportion": [aims.get(one, added)[2] for _, one, _ in years],
        },
    )
    _figures(indicators=indicators).write_csv(folder / "observations.csv")


def _figures(*, indicators: int) -> pl.DataFrame:
    number = pl.int_range(0, indicators * MONTHS, dtype=pl.Int64, eager=True).alias("n")
    indicator, step = pl.col("n") // MONTHS, pl.col("n") % MONTHS
    noise, below = pl.col("n").hash(seed=7) % 300, 900 + pl.col("n").hash(seed=11) % 200
    month = FIRST * 12 + 9 + step
    frame = number.to_frame().select(
        pl.format("IND-{}", indicator.cast(pl.String).str.zfill(4)).alias("indicator"),
        pl.format("{}-{}", month // 12, (month % 12 + 1).cast(pl.String).str.zfill(2)).alias("period"),
        sort=pl.Series(SORTS, dtype=pl.String).gather(list(indicator_sorts(indicators))).repeat_by(MONTHS).explode(),
        count=(1_000 + noise).cast(pl.Int64),
        below=below.cast(pl.Int64),
        above=(below * (600 + noise) / 1000).cast(pl.Int64),
        year=indicator * 1000 + (step + 6) // 12,
    )
    share = pl.col("sort") == "share"
    return frame.select(
        "indicator",
        "period",
        value=pl.when(share)
        .then((100 * pl.col("above") / pl.col("below")).round(1).cast(pl.String))
        .when(pl.col("sort") == "cumulative")
        .then(pl.col("count").cum_sum().over("year").cast(pl.String))
        .when(pl.col("sort") == "price")
        .then((pl.col("count") / 10).round(2).cast(pl.String))
        .otherwise(pl.col("count").cast(pl.String)),
        numerator=pl.when(share).then(pl.col("above")),
        denominator=pl.when(share).then(pl.col("below")),
    )


def indicator_sorts(indicators: int) -> list[int]:
    """Return which of SORTS each indicator is."""
    return [number % 10 % 4 for number in range(indicators)]


def _csv(folder: Path, name: str, columns: dict[str, list[Any]]) -> None:
    pl.DataFrame(columns).write_csv(folder / f"{name}.csv")


def child(folder: Path, *, profile: bool) -> None:
    """Load the council, assess its quarter, and print what it took as one line of JSON."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from goldenthread.domain.assessment import operations
    from goldenthread.domain.collection.operations import IncomingFile, load
    from goldenthread.domain.collection.rules.files import FILE_KINDS
    from goldenthread.domain.organisation import queries as organisation

    known = [kind.name for kind in FILE_KINDS if (folder / f"{kind.name}.csv").exists()]
    files = [IncomingFile(kind=name, name=f"{name}.csv", content=folder / f"{name}.csv") for name in known]
    outcome = load(files=files, by=None, at=LOADED, accept_warnings=True)
    assert outcome.stored, outcome.problems[:3]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
    user = organisation.user(email="bench@bench.example")
    _warm()
    said: dict[str, Any] = {"before": _peak()}
    found, said["seconds"], said["cpu"] = _assessed(operations, user, at=AT, profile=profile)
    said["judged"], said["changed"], said["peak"] = found.judged, found.changed, _peak()
    again, said["again"], _ = _assessed(operations, user, at=AT, profile=False)
    assert again.changed == 0, again
    said["reference"] = _reference(connection)
    print(json.dumps(said))


def _warm() -> None:
    """Load what Python loads once: four indicators are judged, and nothing is stored."""
    from goldenthread.domain.assessment import queries

    queries.scorecard(period=PERIOD, today=TODAY, references=["IND-0000", "IND-0001", "IND-0002", "IND-0003"])


def _assessed(operations: Any, user: Any, *, at: datetime, profile: bool) -> tuple[Any, float, float]:
    from goldenthread.domain.assessment import queries

    queries.forget()
    profiler = None
    if profile:
        import cProfile

        profiler = cProfile.Profile()
        profiler.enable()
    start, cpu = time.perf_counter(), time.process_time()
    found = operations.assess(period=PERIOD, by=user, at=at, today=TODAY)
    taken = time.perf_counter() - start, time.process_time() - cpu
    if profiler is not None:
        import pstats

        profiler.disable()
        pstats.Stats(profiler, stream=sys.stderr).sort_stats("cumulative").print_stats(70)
    return found, *taken


def _reference(connection: Any) -> float:
    """Read the same figures and store as many rows as the results have, as plainly as a cursor can; return seconds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM goldenthread_methodresult")
        (stored,) = cursor.fetchone()
        cursor.execute(
            "CREATE TEMPORARY TABLE plain (result bigint, method text, answer text, reason text, points int, told text)"
        )
        rows = [
            (n, "trend", "no_clear_trend", "A sentence that explains it. " * 5, 36, "{}" * 60) for n in range(stored)
        ]
        start = time.perf_counter()
        cursor.execute(
            "SELECT id, indicator_id, period_id, number, value, numerator, denominator, status "
            "FROM goldenthread_observation"
        )
        assert len(cursor.fetchall()) > 0
        cursor.executemany("INSERT INTO plain VALUES (%s, %s, %s, %s, %s, %s)", rows)
        return time.perf_counter() - start


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(*, vendor: str, folder: Path, profile: bool) -> bool:
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
            command = [sys.executable, "-m", "benchmarks.assess", "--child", str(folder)]
            out = subprocess.run(
                [*command, *(["--profile"] if profile else [])], env=environment, stdout=subprocess.PIPE, check=True
            ).stdout
        finally:
            if vendor == "postgresql":
                _scratch("DROP DATABASE IF EXISTS")
    said = json.loads(out.splitlines()[-1])
    held = bool(said["seconds"] <= SECONDS and said["peak"] <= MEGABYTES)
    print(
        f"{vendor}: {said['judged']:,} indicators assessed, {said['changed']:,} stored in {said['seconds']:.2f} s "
        f"({said['cpu']:.2f} processor s), at most {SECONDS:g} s; {said['seconds'] / said['reference']:.1f} times a "
        f"plain read and write of the same ({said['reference']:.2f} s); again, nothing stored: {said['again']:.2f} s; "
        f"peak {said['peak']:,.0f} MB ({said['before']:,.0f} MB before): {'held' if held else 'NOT HELD'}"
    )
    return held


def _scratch(*statements: str) -> None:
    import psycopg

    with psycopg.connect(f"{SERVER}/postgres".replace("postgres://", "postgresql://"), autocommit=True) as server:
        for statement in statements:
            server.execute(f"{statement} {SCRATCH}")


def main() -> int:
    """Measure and return 1 if a bound was not held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--indicators", type=int, default=INDICATORS)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        child(asked.child, profile=asked.profile)
        return 0
    with tempfile.TemporaryDirectory(prefix="goldenthread-benchmark-") as folder:
        make_files(folder=Path(folder), indicators=asked.indicators)
        vendors = [asked.only] if asked.only else ["sqlite", "postgresql"]
        held = [run(vendor=vendor, folder=Path(folder), profile=asked.profile) for vendor in vendors]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
