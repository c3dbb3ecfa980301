"""Runs the checks one after the other and says, at the end, what ran and how long it took.

Usage: check.py [PART...]; without a part, all of them. A part that cannot run because PostgreSQL or Chromium is not
there is a failure on a build server (CI is set) and a plain sentence everywhere else: never a silent gap.
"""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from scripts.postgres import Unreachable, database_for_tests  # noqa: E402  the project's folder must be on the path first

BIN = PROJECT / ".venv" / "bin"
CHROMIUM = Path(os.environ.get("GOLDENTHREAD_TEST_CHROMIUM", "/usr/bin/chromium"))
PYTEST = (str(BIN / "pytest"), "-q", "-p", "no:cacheprovider")
TWO_WORKERS = ("-n", "2")
_COUNTED = {"error": "errors"}
NAMED_FOLDERS = ("engines", "domain", "entrypoints", "house", "stories", "factories", "rulebook")
ON_A_BUILD_SERVER = os.environ.get("CI", "").lower() not in {"", "0", "false", "no"}


@dataclass(frozen=True)
class Part:
    """One check: the group it is asked for by, its name at the end, its command, and what must be there."""

    group: str
    name: str
    command: tuple[str, ...]
    needs: str = ""


@dataclass
class Outcome:
    """What came of a part: ``state`` is passed, failed or not run; ``line`` the last line of pytest or the reason."""

    part: Part
    state: str
    seconds: float = 0.0
    line: str = ""
    counts: Counter[str] = field(default_factory=Counter)


def _tests(*folders: str) -> tuple[str, ...]:
    return tuple(f"tests/{folder}" for folder in folders if (PROJECT / "tests" / folder).exists())


def _other_folders() -> tuple[str, ...]:
    """Test folders that no part names: they run too, so that a new folder is never forgotten."""
    known = {*NAMED_FOLDERS, "__pycache__"}
    return tuple(
        f"tests/{path.name}"
        for path in sorted((PROJECT / "tests").iterdir())
        if path.is_dir() and path.name not in known and any(path.rglob("test_*.py"))
    )


def parts() -> Iterator[Part]:
    """Every part in the order in which it runs: the quickest to fail first."""
    yield Part("lint", "layout", (str(BIN / "ruff"), "format", "--check", "--quiet", "."))
    yield Part("lint", "lint", (str(BIN / "ruff"), "check", "."))
    yield Part("types", "types", (str(BIN / "mypy"),))
    yield Part("walls", "walls", (str(BIN / "lint-imports"), "--no-logo"))
    yield Part("house", "house", (*PYTEST, *TWO_WORKERS, *_tests("house")))
    yield Part("unit", "engines", (*PYTEST, *TWO_WORKERS, *_tests("engines", "rulebook"), *_other_folders()))
    yield Part("domain", "domain on SQLite", (*PYTEST, *TWO_WORKERS, *_tests("domain")))
    on_postgres = _tests("domain", "entrypoints/commands/test_backup.py")
    yield Part("domain", "domain on PostgreSQL", (*PYTEST, *TWO_WORKERS, *on_postgres), needs="postgres")
    yield Part("entrypoints", "pages and commands", (*PYTEST, *TWO_WORKERS, *_tests("entrypoints")))
    yield Part("stories", "stories in a browser", (*PYTEST, *_tests("stories")), needs="chromium")
    if "bench" in sys.argv[1:]:
        for path in sorted((PROJECT / "benchmarks").glob("[a-z]*.py")):
            if path.stem != "measure":  # measures for the others
                yield Part("bench", f"bench: {path.stem}", (str(BIN / "python"), "-m", f"benchmarks.{path.stem}"))


def _missing_folder(part: Part) -> bool:
    return part.command[0].endswith("pytest") and not any(word.startswith("tests/") for word in part.command)


def _streamed(command: tuple[str, ...], *, environment: dict[str, str]) -> tuple[int, list[str]]:
    """Run ``command``, show what it prints as it prints it, and return its exit code and its last lines."""
    last: list[str] = []
    with subprocess.Popen(  # noqa: S603  our own commands, no shell
        command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None  # noqa: S101  for the type checker: PIPE was asked for
        for line in process.stdout:
            sys.stdout.write(line)
            sys.stdout.flush()
            last = [*last[-9:], line.rstrip()]
    return process.returncode, last


def _run(part: Part, *, environment: dict[str, str]) -> Outcome:
    if _missing_folder(part):
        return Outcome(part, "not run", line="there are no such tests")
    sys.stdout.write(f"\n== {part.name}\n")
    sys.stdout.flush()
    start = time.monotonic()
    code, last = _streamed(part.command, environment=environment)
    outcome = Outcome(part, "passed" if code == 0 else "failed", time.monotonic() - start)
    if part.command[0].endswith("pytest"):
        outcome.line = next((line.strip("= ") for line in reversed(last) if re.search(r" in [\d.]+s", line)), "")
        outcome.counts.update(counts_of(outcome.line))
    return outcome


def counts_of(line: str) -> dict[str, int]:
    """Return what pytest's closing line counts: {"passed": 12, "errors": 1}."""
    return {_COUNTED.get(word, word): int(count) for count, word in re.findall(r"(\d+) ([a-z]+)", line)}


def _cannot_run(part: Part, *, why: str) -> Outcome:
    return Outcome(part, "failed" if ON_A_BUILD_SERVER else "not run", line=why)


def run(*, groups: list[str]) -> list[Outcome]:
    """Run the parts of ``groups`` (all if empty) and return what came of each."""
    outcomes = []
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("GOLDENTHREAD_", "DJANGO_"))}
    plain |= {name: value for name, value in os.environ.items() if name.startswith("GOLDENTHREAD_TEST_")}
    with ExitStack() as stack:
        for part in parts():
            if groups and part.group not in groups:
                continue
            # A data folder of its own: what a developer's program keeps in data/ is neither read nor touched.
            folder = stack.enter_context(TemporaryDirectory(prefix="goldenthread-check-"))
            environment = plain | {"GOLDENTHREAD_DATA": folder}
            if part.needs == "chromium" and not os.access(CHROMIUM, os.X_OK):
                outcomes.append(_cannot_run(part, why=f"Chromium is not there ({CHROMIUM}): apt-get install chromium"))
                continue
            if part.needs == "postgres":
                try:
                    address = stack.enter_context(database_for_tests(project=PROJECT))
                except Unreachable as why:
                    outcomes.append(_cannot_run(part, why=str(why)))
                    continue
                environment |= {"GOLDENTHREAD_DATABASE_URL": address}
            outcomes.append(_run(part, environment=environment))
    return outcomes


def report(outcomes: list[Outcome], *, seconds: float) -> int:
    """Print one line per part and a closing line that adds them up; return the exit code."""
    sys.stdout.write("\n== what ran\n")
    total: Counter[str] = Counter()
    for outcome in outcomes:
        total.update(outcome.counts)
        sys.stdout.write(f"{outcome.part.name:<22} {outcome.state:<8} {outcome.seconds:6.1f} s  {outcome.line}\n")
    failed = [outcome.part.name for outcome in outcomes if outcome.state == "failed"]
    not_run = [outcome.part.name for outcome in outcomes if outcome.state == "not run"]
    if not_run:
        sys.stdout.write(f"Not run: {', '.join(not_run)}. The reason stands beside each.\n")
    sys.stdout.write(f"Failed: {', '.join(failed)}.\n" if failed else "Every part that ran has passed.\n")
    words = [f"{total[word]} {word}" for word in ("failed", "passed", "skipped", "xfailed", "errors") if total[word]]
    sys.stdout.write(f"==== {', '.join(words) or 'no tests'} in {seconds:.2f}s ====\n")
    return 1 if failed else 0


if __name__ == "__main__":
    began = time.monotonic()
    results = run(groups=sys.argv[1:])
    sys.exit(report(results, seconds=time.monotonic() - began))
