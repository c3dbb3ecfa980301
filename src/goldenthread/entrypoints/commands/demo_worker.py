"""The process that runs the program's commands on one database, one after the other, without starting anew for each."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout


def answer() -> None:
    """Run each command line read from standard input, and write its exit code and what it printed.

    A line in is a JSON list of arguments of `goldenthread`; a line out is a JSON list of exit code and text.
    """
    from goldenthread.entrypoints.commands.main import run

    out = sys.stdout
    for line in sys.stdin:
        kept = io.BytesIO()
        said = io.TextIOWrapper(kept, encoding="utf-8", write_through=True)  # with a buffer, which tables write to
        with redirect_stdout(said), redirect_stderr(said):
            code = run(json.loads(line))
        out.write(json.dumps([code, kept.getvalue().decode()]) + "\n")
        out.flush()


if __name__ == "__main__":
    answer()
