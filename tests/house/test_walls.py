"""Every wall is kicked: a breach is planted in a copy of the program, and exactly that wall must notice."""

import configparser
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house.tree import PROJECT, SOURCE

CONTRACTS = PROJECT / ".importlinter"


@dataclass(frozen=True)
class Breach:
    """``line`` is added to the file at ``path``; ``wall`` is the contract that must turn red, ``why`` the harm."""

    wall: str
    path: str
    line: str
    why: str


BREACHES = [
    Breach(
        "imports-point-down",
        "domain/calendar/permissions.py",
        "import goldenthread.entrypoints.commands.main",
        "a decision that knows a command cannot be used without it",
    ),
    Breach(
        "imports-point-down",
        "entrypoints/commands/periods.py",
        "import goldenthread.config.urls",
        "the command line would load every page",
    ),
    Breach(
        "imports-point-down",
        "engines/charts/axis.py",
        "import goldenthread.design",
        "a chart in a notebook would need the pages",
    ),
    Breach(
        "imports-point-down",
        "domain/audit/rules.py",
        "import goldenthread.design",
        "a rule that knows how it is drawn changes with the drawing",
    ),
    Breach("imports-point-down", "utils/__init__.py", "", "a new floor of the house needs a place in the order"),
    Breach(
        "domain-is-ranked",
        "domain/indicators/rules.py",
        "import goldenthread.domain.assessment.rules",
        "a figure would depend on how it is judged",
    ),
    Breach(
        "domain-is-ranked",
        "domain/organisation/rules.py",
        "import goldenthread.domain.calendar",
        "neighbours that know each other cannot be understood apart",
    ),
    Breach(
        "domain-is-ranked",
        "domain/delivery/models.py",
        "import goldenthread.domain.framework.rules",
        "a milestone would depend on the plan that happens to promise it",
    ),
    Breach(
        "domain-is-ranked",
        "domain/delivery/rules/words.py",
        "import goldenthread.domain.indicators.rules",
        "promises and figures that know each other cannot be understood apart",
    ),
    Breach(
        "domain-is-ranked",
        "domain/approvals/rules.py",
        "import goldenthread.domain.delivery.rules",
        "an approval that knows what it approves could approve nothing else",
    ),
    Breach(
        "domain-is-ranked",
        "domain/framework/rules/words.py",
        "import goldenthread.domain.consultation.rules.words",
        "a plan would depend on what people say about it",
    ),
    Breach(
        "domain-is-ranked",
        "domain/unit_plans/models.py",
        "import goldenthread.domain.consultation.rules",
        "a unit's plan would need the consultation on the council's",
    ),
    Breach("domain-is-ranked", "domain/meetings/__init__.py", "", "a new subject needs a rank"),
    Breach(
        "inside-a-package",
        "domain/audit/models.py",
        "import goldenthread.domain.audit.queries",
        "a record would read other records while it is being read",
    ),
    Breach(
        "inside-a-package",
        "domain/audit/queries.py",
        "import goldenthread.domain.audit.operations",
        "looking at a page would be able to write",
    ),
    Breach(
        "inside-a-package",
        "domain/approvals/queries.py",
        "import goldenthread.domain.approvals.operations",
        "looking at what waits would be able to approve it",
    ),
    Breach("inside-a-package", "domain/calendar/reminders.py", "", "a sixth kind of module needs a place in the order"),
    Breach(
        "engines-are-ranked",
        "engines/periods/kinds.py",
        "import goldenthread.engines.scoring",
        "reading a date would need the rules of rating",
    ),
    Breach(
        "engines-are-ranked",
        "engines/documents/model.py",
        "import goldenthread.engines.rendering",
        "a report would depend on its file format",
    ),
    Breach("engines-are-ranked", "engines/guessing/__init__.py", "", "a new engine needs a rank"),
    Breach(
        "engines-are-pure", "engines/periods/kinds.py", "import django.utils.dates", "an analyst has no web framework"
    ),
    Breach(
        "engines-are-pure", "engines/scoring/units.py", "import sqlite3", "a sum that reads a database is not a sum"
    ),
    Breach(
        "engines-are-pure",
        "domain/audit/rules.py",
        "from django.db import connection",
        "a decision must not look things up",
    ),
    Breach("engines-are-pure", "domain/indicators/rules.py", "import psycopg", "a decision must not look things up"),
    Breach(
        "only-the-domain-touches-models",
        "entrypoints/commands/main.py",
        "from goldenthread.domain.audit.models import AuditEvent",
        "a write from here would leave no trace in the audit trail",
    ),
    Breach(
        "only-the-domain-touches-models",
        "config/wsgi.py",
        "import goldenthread.domain.organisation.models",
        "a write from here would leave no trace in the audit trail",
    ),
    Breach(
        "nobody-imports-the-model-list",
        "entrypoints/commands/main.py",
        "from goldenthread.domain.models import Observation",
        "the list would be a door round the wall before this one",
    ),
    Breach(
        "nobody-imports-the-model-list",
        "domain/reporting/__init__.py",
        "import goldenthread.domain.models",
        "every record would be in reach",
    ),
    Breach(
        "entrypoints-are-strangers",
        "entrypoints/commands/main.py",
        "import goldenthread.entrypoints.public_site",
        "the command line could not be used without the pages",
    ),
    Breach(
        "entrypoints-are-strangers",
        "entrypoints/public_site/__init__.py",
        "import goldenthread.entrypoints.workspace",
        "the public site could not stand on a server of its own",
    ),
    Breach(
        "entrypoints-are-strangers", "entrypoints/fax/__init__.py", "", "a new entrance is a stranger to the others too"
    ),
]


def _contracts() -> dict[str, str]:
    """Return the name of every contract by its key."""
    parser = configparser.ConfigParser()
    parser.read(CONTRACTS)
    return {
        section.removeprefix("importlinter:contract:"): parser[section]["name"]
        for section in parser.sections()
        if section.startswith("importlinter:contract:")
    }


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program that may be spoiled."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(SOURCE, folder / "goldenthread", ignore=shutil.ignore_patterns("__pycache__", "static", "fonts"))
    return folder


@pytest.fixture
def planted(copy: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """The copy with one breach in it, taken out again afterwards."""
    breach: Breach = request.param
    path = copy / "goldenthread" / breach.path
    before = path.read_text() if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_text((before or '"""New."""\n') + f"\n{breach.line}\n")
    yield copy
    if before is not None:
        path.write_text(before)
        return
    path.unlink()
    if path.name == "__init__.py":
        shutil.rmtree(path.parent)


def _broken(folder: Path) -> set[str]:
    """Return the names of the contracts that the program in ``folder`` breaks; the rest must be kept."""
    done = subprocess.run(
        [
            Path(sys.executable).with_name("lint-imports"),
            "--no-logo",
            "--config",
            CONTRACTS,
            "--no-cache",
        ],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = dict(re.findall(r"^(.+) (KEPT|BROKEN)$", done.stdout, flags=re.MULTILINE))
    assert set(said) == set(_contracts().values()), done.stdout + done.stderr
    return {name for name, word in said.items() if word == "BROKEN"}


def test_the_walls_stand_as_they_are(copy: Path) -> None:
    assert _broken(copy) == set()


@pytest.fixture(scope="module")
def broken_already(copy: Path) -> set[str]:
    """What is broken without any breach: nothing, says the test above; when that fails, the others still tell."""
    return _broken(copy)


@pytest.mark.parametrize(
    ("planted", "breach"),
    [pytest.param(breach, breach, id=f"{breach.wall}: {breach.path}") for breach in BREACHES],
    indirect=["planted"],
)
def test_a_breach_is_noticed_by_its_wall_and_no_other(broken_already: set[str], planted: Path, breach: Breach) -> None:
    assert _broken(planted) - broken_already == {_contracts()[breach.wall]}, breach.why


def test_every_wall_is_kicked() -> None:
    assert {breach.wall for breach in BREACHES} == set(_contracts())


def test_every_wall_says_why_it_stands() -> None:
    lines = CONTRACTS.read_text().splitlines()
    for number, line in enumerate(lines):
        if line.startswith("[importlinter:contract:"):
            assert re.match(r"# \w.{20,}\.$", lines[number + 1]), f"{line} has no sentence below it"
