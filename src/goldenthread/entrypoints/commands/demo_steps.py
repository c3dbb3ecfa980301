"""The steps of the demonstration: each runs the program's own commands on a database, and is told in a line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO

from goldenthread.entrypoints.commands.refusals import WrongUsageError

_WORKER = "goldenthread.entrypoints.commands.demo_worker"


class Council:
    """The program on one database: a process of its own, because the database is chosen when Django starts."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Keep the process; ``council`` starts it."""
        self._process = process

    def run(self, command: Sequence[str]) -> str:
        """Run one command (arguments of `goldenthread`) and return what it printed.

        Raises WrongUsageError with that text when the command does not succeed.
        """
        line = f"goldenthread {' '.join(command)}"
        try:
            self._to.write(json.dumps(list(command)) + "\n")
            self._to.flush()
            answer = self._from.readline()
        except OSError:
            answer = ""
        if not answer:
            raise WrongUsageError(f"'{line}' was stopped from outside (is there enough memory?). Run the demo again.")
        code, said = json.loads(answer)
        if code != 0:
            raise WrongUsageError(f"'{line}' did not succeed. It said:\n{said.strip()}")
        return str(said)

    @property
    def _to(self) -> IO[str]:
        if self._process.stdin is None:
            raise RuntimeError("The process was started without a pipe to it.")
        return self._process.stdin

    @property
    def _from(self) -> IO[str]:
        if self._process.stdout is None:
            raise RuntimeError("The process was started without a pipe from it.")
        return self._process.stdout


@contextmanager
def council(*, settings: Mapping[str, str]) -> Iterator[Council]:
    """Start the program with these environment settings; it ends with the block."""
    environment = {**os.environ, **settings}
    line = [sys.executable, "-m", _WORKER]
    with subprocess.Popen(  # noqa: S603  our own program
        line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    ) as process:
        yield Council(process)
        if process.stdin is not None:
            process.stdin.close()


@dataclass(kw_only=True)
class Steps:
    """Says what each step does and how long it took; ``total`` is how many there will be."""

    total: int
    done: int = 0
    started: float = field(default_factory=time.monotonic)

    @contextmanager
    def step(self, words: str) -> Iterator[None]:
        """Say what is being done, and afterwards how long it took or that it failed."""
        self.done += 1
        since = time.monotonic()
        print(f"[{self.done}/{self.total}] {words} ... ", end="", flush=True)
        try:
            yield
        except BaseException:
            print("failed", flush=True)
            raise
        print(f"{time.monotonic() - since:.1f} seconds", flush=True)

    @property
    def seconds(self) -> float:
        """How long everything has taken so far."""
        return time.monotonic() - self.started
