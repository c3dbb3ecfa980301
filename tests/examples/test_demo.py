"""`goldenthread demo`: from nothing to reports and a council, and nothing new the second time."""

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from goldenthread.entrypoints.commands.demo import _check_port
from goldenthread.entrypoints.commands.demo_people import PASSWORD, SignIn, sign_ins
from goldenthread.entrypoints.commands.demo_steps import Steps, council
from goldenthread.entrypoints.commands.refusals import WrongUsageError
from tests.examples.reading import EXAMPLES

PROGRAM = [sys.executable, "-c", "from goldenthread.entrypoints.commands.main import main; main()"]
REPORTS = {
    *(f"maidstone/qpr-FY2022-Q4-draft.{ending}" for ending in ("html", "pdf", "docx", "xlsx")),
    *(f"downland/qpr-FY2026-Q1-edition-1.{ending}" for ending in ("html", "pdf", "docx", "xlsx")),
    *(f"downland/qpr-FY2026-Q2-draft.{ending}" for ending in ("html", "pdf", "docx", "xlsx")),
}


def settings_of(folder: Path) -> dict[str, str]:
    return {"GOLDENTHREAD_DATA": str(folder / "data"), "GOLDENTHREAD_DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3"}


def run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **settings_of(folder)}
    return subprocess.run([*PROGRAM, *command], env=environment, capture_output=True, text=True, check=False)


def made(folder: Path) -> dict[str, bytes]:
    out = folder / "out"
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_it_makes_every_report_once_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "a demonstration"
    folder.mkdir()
    demo = ("demo", "--no-serve", "--out", str(folder / "out"))

    first = run(*demo, folder=folder)
    assert (first.returncode, first.stderr) == (0, "")
    assert "[9/9] Downland: writing and approving unit plans" in first.stdout
    before = made(folder)
    assert set(before) == REPORTS
    pages = {name: content.decode() for name, content in before.items() if name.endswith(".html")}
    assert "14 rated: 7 Green, 2 Amber and 5 Red" in re.sub("<[^>]+>", "", pages["maidstone/qpr-FY2022-Q4-draft.html"])
    assert {name: "llustrative figures" in page for name, page in pages.items()} == {
        "maidstone/qpr-FY2022-Q4-draft.html": False,
        "downland/qpr-FY2026-Q1-edition-1.html": True,
        "downland/qpr-FY2026-Q2-draft.html": True,
    }

    second = run(*demo, folder=folder)
    assert (second.returncode, second.stderr) == (0, "")
    after = made(folder)
    editions = {name for name in REPORTS if "edition" in name}
    assert {name: after[name] for name in editions} == {name: before[name] for name in editions}
    assert set(after) == REPORTS
    assert run("verify", folder=folder).returncode == 0


@pytest.mark.slow
def test_it_refuses_to_mix_with_another_council(tmp_path: Path) -> None:
    assert run("migrate", folder=tmp_path).returncode == 0
    reason = ("--accept-warnings", "--reason", "Published figures, loaded as printed")
    assert run("load", str(EXAMPLES / "maidstone" / "council"), *reason, folder=tmp_path).returncode == 0
    outcome = run("demo", "--no-serve", "--out", str(tmp_path / "out"), folder=tmp_path)
    assert outcome.returncode == 2
    assert "The database already holds Maidstone Borough Council" in outcome.stderr
    assert outcome.stdout == ""
    assert not (tmp_path / "out").exists()


def test_a_port_that_is_taken_is_told_before_any_work() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(WrongUsageError, match=rf"Port {port} cannot be used .* make demo PORT={port + 1}"):
            _check_port(port)


def test_everybody_who_can_sign_in_is_listed_once() -> None:
    found = sign_ins(EXAMPLES / "downland" / "council")
    assert found[0] == SignIn(
        email="performance.manager@downland.example", role="performance team: loads, freezes and publishes"
    )
    assert len({one.email for one in found}) == len(found) == 12


def test_the_password_is_one_that_the_program_accepts() -> None:
    from django.contrib.auth.password_validation import validate_password

    from goldenthread.domain.organisation.models import User

    for one in sign_ins(EXAMPLES / "downland" / "council"):
        validate_password(PASSWORD, User(email=one.email, name=one.email))


def test_a_command_that_fails_is_told_with_what_it_said(tmp_path: Path) -> None:
    with council(settings=settings_of(tmp_path)) as somewhere:
        with pytest.raises(WrongUsageError, match=r"'goldenthread periods nowhere.csv' did not succeed"):
            somewhere.run(["periods", "nowhere.csv"])
        table = tmp_path / "table.csv"
        table.write_text("period\nQ1 2026/27\n")
        assert "FY2026-Q1" in somewhere.run(["periods", str(table)])


def test_a_step_says_what_it_does_and_whether_it_failed(capsys: pytest.CaptureFixture[str]) -> None:
    steps = Steps(total=2)
    with steps.step("Loading"):
        pass
    with pytest.raises(KeyError), steps.step("Rating"):
        raise KeyError
    assert capsys.readouterr().out == "[1/2] Loading ... 0.0 seconds\n[2/2] Rating ... failed\n"


def test_the_worker_answers_in_lines() -> None:
    line = [sys.executable, "-m", "goldenthread.entrypoints.commands.demo_worker"]
    asked = json.dumps(["--version"]) + "\n" + json.dumps(["no-such-command"]) + "\n"
    found = subprocess.run(line, input=asked, capture_output=True, text=True, check=True).stdout.splitlines()
    (good, version), (bad, sentence) = map(json.loads, found)
    assert (good, version.split()[0], bad) == (0, "goldenthread", 2)
    assert "no-such-command" in sentence
