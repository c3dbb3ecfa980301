"""The command line as a user meets it: arguments in, exit code and two streams out."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from goldenthread.entrypoints.commands.main import run


class Outcome(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def goldenthread(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run one command line in this process."""

    def call(*args: object) -> Outcome:
        code = run([str(arg) for arg in args])
        out, err = capfd.readouterr()
        return Outcome(code, out, err)

    return call
