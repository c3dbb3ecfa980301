"""The steps of the demonstration: each is one run of the program's own commands, told in a line."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from goldenthread.entrypoints.commands.refusals import WrongUsageError

_PROGRAM = "from goldenthread.entrypoints.commands.main import main; main()"


@dataclass(kw_only=True)
class Steps:
    """Runs commands one after the other, saying what each does and how long it took.

    ``total`` is how many there will be. A command runs in a process of its own because a database is chosen when
    Django starts.
    """

    total: int
    done: int = 0
    started: float = field(default_factory=time.monotonic)

    def begin(self, words: str) -> None:
        """Say what the next step does."""
        self.done += 1
        print(f"[{self.done:>2}/{self.total}] {words} ...", end=" ", flush=True)

    def end(self, words: str = "done") -> None:
        """Say how the step ended."""
        print(words, flush=True)

    def run(self, words: str, commands: Sequence[Sequence[str]], *, settings: Mapping[str, str]) -> None:
        """Run ``commands`` (arguments of `goldenthread`) as one step.

        Raises WrongUsageError when one of them does not succeed, with what it printed.
        """
        self.begin(words)
        since = time.monotonic()
        for command in commands:
            call(command, settings=settings)
        self.end(f"{time.monotonic() - since:.1f} seconds")

    @property
    def seconds(self) -> float:
        """How long everything has taken so far."""
        return time.monotonic() - self.started


def call(command: Sequence[str], *, settings: Mapping[str, str]) -> None:
    """Run one of the program's commands. Raises WrongUsageError with what it printed when it does not succeed."""
    line = [sys.executable, "-c", _PROGRAM, *command]
    environment = {**os.environ, **settings}
    outcome = subprocess.run(line, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  our own program
    if outcome.returncode != 0:
        print("failed", flush=True)
        said = "\n".join(part.strip() for part in (outcome.stdout, outcome.stderr) if part.strip())
        raise WrongUsageError(f"'goldenthread {' '.join(command)}' did not succeed. It said:\n{said}")
