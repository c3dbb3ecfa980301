"""How long a page takes in process, at 200,000 observations: scorecard and indicator page, signed in and public.

Run: ``.venv/bin/python benchmarks/pages.py``. Prints for each page the median and the best of 15 requests: warm, as
most requests are, and first, the first one after a write, when nothing is kept. The ratio compares the first with its
named reference: the very same queries alone, sent by a bare cursor in the same run. On a machine that does other work
the best time says more than the median.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).parents[1]
INDICATORS, PLACES, MONTHS, TIMES, LIMIT_MS = 300, 13, 52, 15, 60.0


def _files() -> list[tuple[str, bytes]]:
    """The council as files: 300 monthly indicators of four directorates, in 13 places, over 52 months."""
    months = [f"{2018 + (3 + step) // 12}-{(3 + step) % 12 + 1:02}" for step in range(MONTHS)]
    places = ["P0", *(f"P{number}" for number in range(1, PLACES))]
    made: dict[str, list[str]] = {
        "places": [
            "code,name,kind,parent",
            *(f"{p},Place {p},{'district' if p != 'P0' else 'county'}," for p in places),
        ],
        "authority": ["name,short_name,place,scheme,illustrative", "Bench County Council,Bench,P0,floor,yes"],
        "units": ["code,name,kind", *(f"U{number},Directorate {number},directorate" for number in range(4))],
        "people": ["email,name,role", "bench@bench.example,Bench Person,performance"],
        "indicators": ["reference,name,frequency,unit,public"],
        "definitions": ["indicator,valid_from,description,measure,decimals,polarity,basis"],
        "targets": ["indicator,period,target,floor,apportion"],
        "observations": ["indicator,period,place,value"],
    }
    for number in range(INDICATORS):
        reference = f"B{number:03}"
        made["indicators"].append(f"{reference},Measure number {number} of the council,month,U{number % 4},yes")
        made["definitions"].append(f"{reference},2018-04-01,What the measure is.,percent,1,higher,single")
        made["targets"] += [f"{reference},FY{year},75,70,same" for year in range(2018, 2023)]
        made["observations"] += [
            f"{reference},{month},{place},{60 + (number * 7 + step * 3 + spot) % 30}.{step % 10}"
            for spot, place in enumerate(places)
            for step, month in enumerate(months)
        ]
    return [(kind, "\n".join(lines).encode() + b"\n") for kind, lines in made.items()]


def _taken_ms(ask: Callable[[], object], *, before: Callable[[], object] = lambda: None) -> tuple[float, float]:
    """Return the median and the best of 15 times, in milliseconds."""
    taken = []
    for _ in range(TIMES):
        before()
        started = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken), min(taken)


def main() -> int:
    """Make the council, measure, print; return 1 when a warm page takes longer than 60 ms."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from goldenthread.domain.audit.operations import record
    from goldenthread.domain.collection.operations import IncomingFile, load
    from goldenthread.domain.organisation import queries as organisation

    call_command("migrate", verbosity=0)
    files = [IncomingFile(kind=kind, name=f"{kind}.csv", content=content) for kind, content in _files()]
    outcome = load(files=files, by=None, at=timezone.now(), reason="Benchmark", accept_warnings=True)
    if not outcome.stored:
        print(*(problem.sentence for problem in outcome.refused[:5]), sep="\n")
        return 2
    client = Client(SERVER_NAME="localhost")
    user = organisation.user(email="bench@bench.example")
    client.force_login(user, backend="goldenthread.entrypoints.workspace.accounts.backend.SignInBackend")

    def write() -> None:
        with transaction.atomic():
            record(action="benchmark", subject="write", by=None, at=timezone.now())

    print(
        f"{sum(one.rows for one in outcome.counts if one.kind == 'observations'):,} observations, "
        f"{INDICATORS} indicators"
    )
    print(
        f"{'page':26}{'warm ms':>9}{'best ms':>9}{'queries':>9}{'bytes':>10}"
        f"{'first ms':>10}{'queries':>9}{'alone ms':>11}{'ratio':>7}"
    )
    slow = False
    for page in ("/work/scorecard/", "/work/indicators/B007/", "/", "/indicators/B007/"):
        write()
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(page)
        assert answer.status_code == 200, page
        statements = [query["sql"] for query in asked.captured_queries if query["sql"].startswith("SELECT")]
        first, _ = _taken_ms(lambda page=page: client.get(page), before=write)  # type: ignore[misc]
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        count = len(asked)
        warm, best = _taken_ms(lambda page=page: client.get(page))  # type: ignore[misc]

        def alone(statements: list[str] = statements) -> None:
            with connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
                    cursor.fetchall()

        reference, _ = _taken_ms(alone)
        slow = slow or best > LIMIT_MS
        size = len(answer.content)
        print(
            f"{page:26}{warm:9.1f}{best:9.1f}{count:9}{size:10,}{first:10.1f}{len(statements):9}"
            f"{reference:11.1f}{first / reference:7.1f}"
        )
    return 1 if slow else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="goldenthread-bench-") as folder:
        os.environ["GOLDENTHREAD_DATA"] = folder
        os.environ.pop("GOLDENTHREAD_DATABASE_URL", None)
        os.environ["DJANGO_SETTINGS_MODULE"] = "goldenthread.config.settings"
        sys.path.insert(0, str(PROJECT / "src"))
        sys.exit(main())
