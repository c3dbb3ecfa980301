"""`goldenthread load`, `import`, `user`: exit codes, two streams, and nothing stored when refused."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from tests.domain.collection.conftest import COUNCIL
from tests.entrypoints.commands.conftest import Run

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in COUNCIL.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def count(name: str) -> int:
    found: Any = apps.get_model("goldenthread", name).objects
    return int(found.count())


def test_a_folder_is_loaded_and_loading_it_again_changes_nothing(goldenthread: Run, folder: Path) -> None:
    first = goldenthread("load", folder)
    assert (first.code, first.err) == (0, "")
    assert first.out.splitlines()[0].split() == ["rows", "new", "revised", "unchanged"]
    assert ["observations.csv", "5", "5", "0", "0"] in [line.split() for line in first.out.splitlines()]
    assert first.out.splitlines()[-1] == "Stored."
    again = goldenthread("load", folder)
    assert again.code == 0
    assert again.out.splitlines()[-1] == "Everything was stored already: nothing changed."
    assert count("Observation") == 5


def test_a_dry_run_stores_nothing(goldenthread: Run, folder: Path) -> None:
    outcome = goldenthread("load", folder, "--dry-run")
    assert outcome.code == 0
    assert outcome.out.splitlines()[-1] == "All is well. This was a dry run: nothing was stored."
    assert count("Indicator") == count("AuditEvent") == 0


def test_every_problem_is_listed_on_standard_error_and_the_exit_code_is_one(goldenthread: Run, folder: Path) -> None:
    (folder / "observations.csv").write_text(
        "indicator,period,value\nA1,Q1 2022/23,£12\nA9,Q1 2022/23,12\n", encoding="utf-8"
    )
    outcome = goldenthread("load", folder)
    assert (outcome.code, outcome.out) == (1, "")
    lines = outcome.err.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["Refused", "Refused", "Nothing was stored"]
    assert lines[0].startswith("Refused: observations.csv, row 2, column value: '£12' has a currency sign.")
    assert "row 3, column indicator: there is no indicator “A9”" in lines[1]
    assert lines[2] == "Nothing was stored: 2 refused."
    assert count("Indicator") == 0


def test_a_question_is_accepted_only_with_a_reason(goldenthread: Run, folder: Path, tmp_path: Path) -> None:
    assert goldenthread("load", folder).code == 0
    figures = tmp_path / "june.csv"
    figures.write_text("indicator,period,value\nB1,Jun-22,20000\n", encoding="utf-8")
    asked = goldenthread("import", "observations", figures)
    assert asked.code == 1
    assert asked.err.startswith("Questioned: june.csv, row 2, column value: 20000 is ten times or more")
    assert "--accept-warnings --reason" in asked.err
    assert goldenthread("import", "observations", figures, "--accept-warnings").code == 2
    assert count("Observation") == 5
    accepted = goldenthread("import", "observations", figures, "--accept-warnings", "--reason", "A festival")
    assert accepted.code == 0
    assert accepted.err.startswith("Accepted: june.csv, row 2")
    assert count("Observation") == 6


def test_who_loads_is_kept(goldenthread: Run, folder: Path) -> None:
    assert goldenthread("load", folder).code == 0
    figures = folder / "june.csv"
    figures.write_text("indicator,period,value\nB1,Jun-22,1200\n", encoding="utf-8")
    assert goldenthread("import", "observations", figures, "--by", "PAT.LEE@downland.example").code == 0
    last: Any = apps.get_model("goldenthread", "AuditEvent").objects.order_by("sequence").last()
    assert last.actor_name == "Pat Lee"
    assert goldenthread("import", "observations", figures, "--by", "no@body.example").code == 2


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ([], "holds no file to load"),
        (["figures.csv"], "holds figures.csv, which no kind of file is called"),
        (["places.csv", "places.xlsx"], "two files for places"),
    ],
)
def test_a_folder_that_cannot_be_meant_is_wrong_usage(
    goldenthread: Run, tmp_path: Path, names: list[str], sentence: str
) -> None:
    for name in names:
        (tmp_path / name).write_text("x", encoding="utf-8")
    outcome = goldenthread("load", tmp_path)
    assert outcome.code == 2
    assert sentence in outcome.err


def test_an_unknown_kind_or_file_is_wrong_usage(goldenthread: Run, tmp_path: Path) -> None:
    assert "The kinds are: places, authority" in goldenthread("import", "figures", tmp_path / "a.csv").err
    assert goldenthread("import", "places", tmp_path / "a.csv").code == 2
    assert goldenthread("load", tmp_path / "nowhere").code == 2


def test_a_person_is_added_listed_and_disabled(goldenthread: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse battery\n"))
    added = goldenthread("user", "add", "ann@b.example", "--name", "Ann", "--role", "officer", "--role", "member")
    assert (added.code, added.out) == (0, "Added Ann (ann@b.example).\n")
    ann: Any = apps.get_model("goldenthread", "User").objects.get(email="ann@b.example")
    assert ann.check_password("correct horse battery")
    assert goldenthread("user", "add", "ann@b.example", "--name", "Ann", "--no-password").code == 2
    monkeypatch.setattr("sys.stdin", io.StringIO("another long sentence\n"))
    assert goldenthread("user", "password", "ann@b.example").code == 0
    ann.refresh_from_db()
    assert ann.check_password("another long sentence")
    assert goldenthread("user", "disable", "ann@b.example", "--reason", "Left").code == 0
    assert "ann@b.example  Ann  member, officer  (cannot sign in)\n" in goldenthread("user", "list").out


def test_the_guide_is_printed(goldenthread: Run) -> None:
    assert goldenthread("files").out.startswith("# Files that can be loaded\n")


def test_migrating_again_is_safe(goldenthread: Run) -> None:
    outcome = goldenthread("migrate")
    assert (outcome.code, outcome.out) == (0, "The database is ready.\n")
