"""A council goes into one file and comes back whole, on both databases; nothing is ever overwritten.

Commands run in another process, as a person runs them. On PostgreSQL the databases are made beside the one of
GOLDENTHREAD_DATABASE_URL.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

SERVER = os.environ.get("GOLDENTHREAD_DATABASE_URL", "")
ON_POSTGRES = SERVER.startswith("postgres")
DRIVER = """
import contextlib, io, json, sys
from goldenthread.entrypoints.commands.main import run
for words in json.load(sys.stdin):
    out, said = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
        code = exec(words[1]) or 0 if words[0] == "python" else run(words)
    print(json.dumps([code, out.getvalue(), said.getvalue()]))
"""
SET_UP = """
import django; django.setup()
from datetime import datetime, timezone
from django.core.management import call_command
from django.db import transaction
from goldenthread.domain.audit.operations import record
call_command("migrate", skip_checks=True, verbosity=0)
with transaction.atomic():
    for number in (1, 2, 3):
        noon = datetime(2026, 7, 1, 12, tzinfo=timezone.utc)
        record(action="test.made", subject=f"figure {number} – £", by=None, at=noon)
"""
SPOIL = """
from django.db import connection
from goldenthread.domain.append_only import create_statements, drop_statements
with connection.cursor() as cursor:
    for text in drop_statements(vendor=connection.vendor): cursor.execute(text)
    cursor.execute("UPDATE goldenthread_auditevent SET reason = 'another' WHERE sequence = 2")
    for text in create_statements(vendor=connection.vendor): cursor.execute(text)
"""


@dataclass(frozen=True)
class Answer:
    """What a command said, and its exit code."""

    code: int
    out: str
    said: str


def _run(*commands: list[str], folder: Path, address: str) -> list[Answer]:
    """Run commands one after the other, in one process, on a council of its own."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GOLDENTHREAD_")}
    given = plain | {"GOLDENTHREAD_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings"}
    given |= {"GOLDENTHREAD_DATABASE_URL": address} if address else {}
    done = subprocess.run(
        [sys.executable, "-c", DRIVER],
        env=given,
        input=json.dumps(commands),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [Answer(*json.loads(line)) for line in done.stdout.splitlines()]


@contextmanager
def _database(name: str) -> Iterator[str]:
    """Make a database on the server, give its address, and drop it; on SQLite there is nothing to make."""
    if not ON_POSTGRES:
        yield ""
        return
    import psycopg

    named = urlsplit(SERVER)._replace(scheme="postgresql")
    unique = f"{name}_{os.getpid()}"
    with psycopg.connect(urlunsplit(named._replace(path="/postgres")), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{unique}"')
        try:
            yield urlunsplit(named._replace(scheme="postgres", path=f"/{unique}"))
        finally:
            server.execute(f'DROP DATABASE "{unique}" WITH (FORCE)')


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Answer]]:
    """A backup of a council with three events, and what was said while it was made, made again and made nowhere."""
    file = tmp_path_factory.mktemp("backups") / "a council.backup"
    with _database("backup_from") as address:
        answers = _run(
            ["python", SET_UP],
            ["backup", str(file)],
            ["verify"],
            ["backup", str(file)],
            ["backup", str(file.parent / "nowhere" / "a.backup")],
            folder=tmp_path_factory.mktemp("council"),
            address=address,
        )
    return file, answers


def _head(text: str) -> str:
    found = re.search(r"3 events, head ([0-9a-f]{64})", text)
    assert found is not None, text
    return found[1]


def test_a_backup_is_made_once_and_only_for_its_owner(saved: tuple[Path, list[Answer]]) -> None:
    file, (_, made, _, again, nowhere) = saved
    assert made.code == 0, made.said
    assert "read back without a fault" in made.out
    assert again == Answer(
        2, "", f"Error: {file} exists already, and a backup never overwrites. Choose another name.\n"
    )
    assert nowhere.code == 2
    assert "There is no folder" in nowhere.said
    assert oct(file.stat().st_mode & 0o777) == "0o600"
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_what_is_no_whole_backup_is_refused_and_the_good_one_comes_back_with_its_seal(
    saved: tuple[Path, list[Answer]], tmp_path: Path
) -> None:
    file, (_, _, verified, _, _) = saved
    whole = file.read_bytes()
    foreign, kind = (b"SQLite format 3\x00", "SQLite") if ON_POSTGRES else (b"PGDMP\x01", "PostgreSQL")
    wrong = {
        "half": (whole[: len(whole) // 2], "This backup cannot be trusted"),
        "none": (b"", "is no backup of Golden Thread"),
        "words": (b"hello", "is no backup of Golden Thread"),
        "other": (foreign, f"is a backup of {kind}"),
    }
    for name, (content, _) in wrong.items():
        (tmp_path / name).write_bytes(content)
    with _database("backup_to") as address:
        answers = _run(
            *(["restore", str(tmp_path / name)] for name in wrong),
            ["restore", str(file)],
            ["restore", str(file)],
            ["verify"],
            ["restore", str(tmp_path / "missing")],
            folder=tmp_path / "empty",
            address=address,
        )
    *refused, restored, again, verified_again, missing = answers
    for answer, (_, expected) in zip(refused, wrong.values(), strict=True):
        assert answer.code == 1
        assert expected in answer.said
    assert restored.code == 0, restored.said
    assert _head(restored.out) == _head(verified.out) == _head(verified_again.out)
    assert again.code == 2
    assert "is not empty, and a restore never overwrites" in again.said
    assert missing.code == 2


def test_a_record_that_somebody_changed_is_named_when_it_comes_back(
    saved: tuple[Path, list[Answer]], tmp_path: Path
) -> None:
    file, _ = saved
    spoilt = tmp_path / "spoilt.backup"
    with _database("backup_spoilt") as address:
        answers = _run(
            ["restore", str(file)], ["python", SPOIL], ["backup", str(spoilt)], folder=tmp_path / "one", address=address
        )
    assert [answer.code for answer in answers] == [0, 0, 0], answers
    with _database("backup_again") as address:
        (done,) = _run(["restore", str(spoilt)], folder=tmp_path / "two", address=address)
    assert done.code == 1
    assert "Event 2 was changed" in done.out
