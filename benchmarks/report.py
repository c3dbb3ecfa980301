"""The Quarterly Performance Report of the demonstration council in four formats, each time from a cold process.

    python -m benchmarks.report

The bound: at most 8 seconds and 500 MB. The reference, measured in the same run, is the same cold start without a
report: a process that starts the program, reads the same scorecard and stops. The folder is a temporary one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PERIOD = "Q2 2026/27"
SECONDS, MEMORY, TIMES = 8.0, 500.0, 3

_START = """
from goldenthread.entrypoints.commands.council import open_council
open_council()
import datetime
from goldenthread.domain.assessment.queries import scorecard
assert scorecard(period="FY2026-Q2", today=datetime.date(2026, 11, 21))
"""


def main() -> int:
    """Print seconds, memory and the ratio to the reference; return 1 when a bound does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GOLDENTHREAD_DATA"] = folder
        program = str(Path(sys.executable).with_name("goldenthread"))
        council = str(PROJECT / "examples" / "downland" / "council")
        accept = ["--accept-warnings", "--reason", "Benchmark"]
        subprocess.run([program, "load", council, *accept], check=True, stdout=subprocess.DEVNULL)
        report = [program, "report", "qpr", "--period", PERIOD, "--out", folder]
        started, reference, _ = _best([sys.executable, "-c", _START])
        seconds, cpu, memory = _best(report)
    held = seconds <= SECONDS and memory <= MEMORY
    print(f"cold start and scorecard (reference): {started:.2f} s, {reference:.2f} processor s")
    print(
        f"report in four formats: {seconds:.2f} s, {cpu:.2f} processor s, peak {memory:.0f} MB; "
        f"{seconds / started:.1f} times the reference; at most {SECONDS:g} s and {MEMORY:g} MB: "
        f"{'held' if held else 'NOT HELD'}"
    )
    return 0 if held else 1


def _best(command: list[str]) -> tuple[float, float, float]:
    """Run a command a few times; return its best seconds by the clock and the processor, and its worst peak in MB."""
    runs = []
    for _ in range(TIMES):
        clock = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as child:
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise subprocess.CalledProcessError(child.returncode, command)
        runs.append((time.perf_counter() - clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
    return min(run[0] for run in runs), min(run[1] for run in runs), max(run[2] for run in runs)


if __name__ == "__main__":
    sys.exit(main())
