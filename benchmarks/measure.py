"""Measure a function in a process of its own: seconds, processor seconds, peak memory; and print ratios.

Each measurement is a fresh child, so the peak is of that work alone. The clock starts when the modules are imported.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """What one piece of work took. ``seconds`` by the clock, ``cpu`` over all threads, ``peak`` in megabytes."""

    name: str
    seconds: float
    cpu: float
    peak: float


def measure(*, name: str, call: str, arguments: list[str], times: int = 1) -> Measurement:
    """Run ``module:function`` on text arguments in a child, ``times`` over; keep the fastest, and the worst peak.

    Raises CalledProcessError where the child fails.
    """
    runs = [_run(call, arguments) for _ in range(times)]
    return Measurement(
        name=name,
        seconds=min(run["seconds"] for run in runs),
        cpu=min(run["cpu"] for run in runs),
        peak=max(run["peak"] for run in runs),
    )


def _run(call: str, arguments: list[str]) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.measure", call, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        said = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return {**json.loads(said.splitlines()[-1]), "peak": usage.ru_maxrss / 1024}


def compare(measured: Measurement, reference: Measurement, *, at_most: float, memory: float) -> bool:
    """Print a measurement beside its reference, and say whether ratio and memory (megabytes) are within bounds."""
    ratio, work = measured.seconds / reference.seconds, measured.cpu / reference.cpu
    held = ratio <= at_most and measured.peak <= memory
    print(
        f"{measured.name}: {measured.seconds:.2f} s, {measured.cpu:.2f} processor s, peak {measured.peak:,.0f} MB; "
        f"{ratio:.2f} times the reference ({work:.2f} by processor), at most {at_most:g} and {memory:,.0f} MB: "
        f"{'held' if held else 'NOT HELD'}"
    )
    return held


def _child(call: str, arguments: list[str]) -> None:
    module, _, function = call.partition(":")
    work = getattr(importlib.import_module(module), function)
    before, clock = os.times(), time.perf_counter()
    work(*arguments)
    seconds, after = time.perf_counter() - clock, os.times()
    cpu = after.user + after.system - before.user - before.system
    print("\n" + json.dumps({"seconds": seconds, "cpu": cpu}))


if __name__ == "__main__":
    _child(sys.argv[1], sys.argv[2:])
