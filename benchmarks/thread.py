"""The thread of a whole council, 5,000 items with their ratings, on SQLite and on PostgreSQL.

    .venv/bin/python -m benchmarks.thread [--items 5000] [--only sqlite|postgresql]

Each database is measured in a process of its own, with the settings of real use, fifteen times over:
the tree opened, as most readers find it; made anew with the ratings known; and rolled up with every indicator judged
anew, as the first reader after a write finds it. Printed are the median and the best, by the clock
and of this process's processor time, which other work stretches less (a database server's own time is not in it). The
tree made anew is compared with its named reference: the very same queries alone, sent by a bare cursor in the same run.
The bounds hold for the best by the clock: 150 ms to open, kept or made anew, 1 second to roll up.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

ITEMS, INDICATORS, WORK, TIMES = 5_000, 300, 1_500, 15
BOUNDS_MS = {"opened": 150.0, "made anew": 150.0, "rolled up after a write": 1000.0}
SERVER = os.environ.get("GOLDENTHREAD_BENCHMARK_SERVER", "postgres://root@127.0.0.1")
SCRATCH = "goldenthread_benchmark_thread"
AT, TODAY = datetime(2026, 11, 5, 9, tzinfo=UTC), date(2026, 11, 6)
QUARTERS = [f"Q{quarter} {year}/{year % 100 + 1}" for year in range(2022, 2026) for quarter in (1, 2, 3, 4)]


def files(*, items: int) -> dict[str, list[str]]:
    """A council in files: a vision, 16 priorities, 400 aims; the rest are unit plan lines that serve one or two."""
    references = [f"B{number:03}" for number in range(INDICATORS)]
    lines = [f"L{number}" for number in range(items - 424)]
    made = {
        "places": ["code,name,kind", "P0,Place,county"],
        "authority": ["name,short_name,place,scheme,illustrative", "Bench County Council,Bench,P0,floor,yes"],
        "units": ["code,name,kind", *(f"U{number},Unit {number},directorate" for number in range(50))],
        "posts": ["code,title,kind", *(f"H{number},Head {number},officer" for number in range(50))],
        "people": ["email,name,role", "bench@bench.example,Bench Person,performance"],
        "indicators": ["reference,name,frequency,unit", *(f"{one},Measure {one},quarter,U0" for one in references)],
        "definitions": [
            "indicator,valid_from,description,measure,polarity,basis",
            *(f"{one},2018-04-01,What it is.,percent,higher,single" for one in references),
        ],
        "targets": [
            "indicator,period,target,floor,apportion",
            *(f"{one},FY{year},75,70,same" for one in references for year in range(2022, 2027)),
        ],
        "observations": ["indicator,period,value"],
        "plan_levels": [
            "kind,level,name,plural",
            "vision,item,Ambition,Ambitions",
            "statement,item,Priority,Priorities",
            "directorate_plan,item,Aim,Aims",
            "unit_plan,item,Line,Lines",
        ],
        "plans": ["code,title,kind,unit,starts,ends,status"],
        "plan_items": ["code,plan,level,title,description,lead_officer,order"],
        "measures": ["item,position,kind,indicator"],
        "thread_links": ["child,parent,starts"],
        "milestones": ["code,kind,title,starts,baseline,state,progress"],
        "item_work": ["item,work"],
    }
    for number, one in enumerate(references):
        made["observations"] += [
            f"{one},{label},{60 + (number * 7 + at * 3) % 30}" for at, label in enumerate(QUARTERS)
        ]
        made["observations"] += [f"{one},{label},{62 + number % 25}" for label in ("Q1 2026/27", "Q2 2026/27")]
    term = "2026-04-01,2027-03-31,current"
    made["plans"] += [f"V,Vision,vision,,{term}", f"S,Statement,statement,,{term}"]
    made["plans"] += [f"D{number},Directorate {number},directorate_plan,U{number},{term}" for number in range(4)]
    made["plans"] += [f"U{number},Unit {number},unit_plan,U{number},{term}" for number in range(50)]
    placed = [(f"V{number}", "V", "") for number in range(8)] + [
        (f"S{number}", "S", f"V{number % 8}") for number in range(16)
    ]
    placed += [(f"A{number}", f"D{number % 4}", f"S{number % 16}") for number in range(400)]
    placed += [(code, f"U{number % 50}", f"A{number % 400}") for number, code in enumerate(lines)]
    for number, (code, plan, served) in enumerate(placed):
        words = f"What is promised in {code} and why it matters to residents"
        made["plan_items"].append(f"{code},{plan},item,{words},{words} in more words,H{number % 50},{number}")
        if served:
            made["thread_links"].append(f"{code},{served},2026-04-01")
        if number % 3 == 0 and code.startswith("L"):
            made["thread_links"].append(f"{code},A{(number + 7) % 400},2026-04-01")
        if number % 4 == 0:
            made["measures"].append(f"{code},1,indicator,{references[number % INDICATORS]}")
    for number in range(WORK):
        state = ("in_progress", "not_started", "in_progress")[number % 3]
        made["milestones"].append(f"M{number},milestone,Done {number},2026-04-01,2027-01-31,{state},{number % 100}")
        made["item_work"].append(f"{placed[8 + number % (items - 8)][0]},M{number}")
    return made


def _taken_ms(ask: Callable[[], object], *, before: Callable[[], object] = lambda: None) -> tuple[float, ...]:
    """Median and best by the clock, median and best of the processor time."""
    clock, processor = [], []
    for _ in range(TIMES):
        before()
        started, busy = time.perf_counter(), time.process_time()
        ask()
        clock.append((time.perf_counter() - started) * 1000)
        processor.append((time.process_time() - busy) * 1000)
    return statistics.median(clock), min(clock), statistics.median(processor), min(processor)


def child(items: int) -> dict[str, Any]:
    """Load the council, open the tree, and return what it took."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from goldenthread.domain.assessment.queries import thread as rated
    from goldenthread.domain.audit.operations import record
    from goldenthread.domain.collection.operations import IncomingFile, load
    from goldenthread.domain.framework import queries

    call_command("migrate", verbosity=0)
    incoming = [
        IncomingFile(kind=kind, name=f"{kind}.csv", content="\n".join(lines).encode() + b"\n")
        for kind, lines in files(items=items).items()
    ]
    outcome = load(files=incoming, by=None, at=AT, reason="Benchmark", accept_warnings=True)
    if not outcome.stored:
        raise SystemExit("\n".join(problem.sentence for problem in outcome.refused[:5]))

    def write() -> None:
        with transaction.atomic():
            record(action="benchmark", subject="write", by=None, at=AT)

    ratings = rated.ratings(on=TODAY)

    def tree() -> Any:
        return queries.thread(on=TODAY, for_user=None, ratings=ratings)

    def alone() -> None:
        with connection.cursor() as cursor:
            for query in asked.captured_queries:
                cursor.execute(query["sql"])
                cursor.fetchall()

    with CaptureQueriesContext(connection) as asked:
        found = tree()
    taken = {"made anew": _taken_ms(tree), "its queries alone": _taken_ms(alone)}
    rated.thread(on=TODAY, for_user=None)
    taken["opened"] = _taken_ms(lambda: rated.thread(on=TODAY, for_user=None))
    taken["rolled up after a write"] = _taken_ms(lambda: rated.thread(on=TODAY, for_user=None), before=write)
    return {
        "items": len(found.nodes),
        "spread": found.nodes["V0"].spread.words,
        "queries": len(asked),
        "taken": taken,
    }


def run(*, vendor: str, items: int) -> bool:
    """Measure one database in a process of its own, print it, and say whether the bounds were held."""
    with tempfile.TemporaryDirectory(prefix="goldenthread-benchmark-") as folder:
        address = f"sqlite:///{folder}/bench.sqlite3" if vendor == "sqlite" else f"{SERVER}/{SCRATCH}"
        if vendor == "postgresql":
            _afresh()
        environment = os.environ | {
            "GOLDENTHREAD_DATA": folder,
            "GOLDENTHREAD_DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings",
        }
        command = [sys.executable, "-m", "benchmarks.thread", "--items", str(items), "--child"]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    taken = found["taken"]
    print(f"{vendor}: {found['items']:,} items in {found['queries']} queries. ({found['spread']})")
    for name, (median, best, processor, least) in taken.items():
        bound = f"; at most {BOUNDS_MS[name]:.0f} ms" if name in BOUNDS_MS else ""
        print(f"  {name}: {median:.1f} ms (best {best:.1f}), processor {processor:.1f} ms (best {least:.1f}){bound}")
    times = taken["made anew"][3] / taken["its queries alone"][3]
    held = all(taken[name][1] <= bound for name, bound in BOUNDS_MS.items())
    print(f"  made anew is {times:.2f} times its queries alone by processor time: {'held' if held else 'NOT HELD'}")
    return held


def _afresh() -> None:
    """Make the scratch database anew on the server."""
    import psycopg

    with psycopg.connect(f"{SERVER.replace('postgres://', 'postgresql://')}/postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {SCRATCH} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {SCRATCH}")


def main() -> int:
    """Measure and return 1 if a bound was not held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=ITEMS)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        print(json.dumps(child(asked.items)))
        return 0
    vendors = [asked.only] if asked.only else ["sqlite", "postgresql"]
    return 0 if all(run(vendor=vendor, items=asked.items) for vendor in vendors) else 1


if __name__ == "__main__":
    sys.exit(main())
