"""`make test` leaves no silent gap: what could not run is said, and on a build server it is a failure."""

from collections import Counter
from pathlib import Path

import pytest
from scripts import check
from scripts.postgres import VARIABLE, Unreachable, database_for_tests

from tests.house.tree import PROJECT

STORIES = check.Part("stories", "stories in a browser", ("pytest",), needs="chromium")


@pytest.mark.parametrize(("on_a_build_server", "state", "code"), [(True, "failed", 1), (False, "not run", 0)])
def test_a_missing_browser_is_said_or_fails(
    on_a_build_server: bool, state: str, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "ON_A_BUILD_SERVER", on_a_build_server)
    monkeypatch.setattr(check, "CHROMIUM", Path("/nowhere/chromium"))
    outcomes = check.run(groups=["stories"])
    assert [(outcome.part.name, outcome.state) for outcome in outcomes] == [("stories in a browser", state)]
    assert check.report(outcomes, seconds=1.0) == code
    said = capsys.readouterr().out
    assert "Chromium is not there (/nowhere/chromium): apt-get install chromium" in said
    assert ("Not run: stories in a browser." in said) is not on_a_build_server


def test_a_server_that_does_not_answer_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "postgres://root:secret@127.0.0.1:1/test")
    with pytest.raises(Unreachable) as refused, database_for_tests(project=PROJECT):
        pass
    assert str(refused.value) == (
        "PostgreSQL is not reachable at 127.0.0.1:1, so this half was not tested: "
        "start it there or give its address in GOLDENTHREAD_TEST_POSTGRES"
    )


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("12 passed in 3.40s", {"passed": 12}),
        ("2 failed, 1246 passed, 1 error in 243.01s (0:04:03)", {"failed": 2, "passed": 1246, "errors": 1}),
        ("no tests ran in 0.01s", {}),
    ],
)
def test_the_closing_line_of_pytest_is_counted(line: str, counts: dict[str, int]) -> None:
    assert check.counts_of(line) == counts


def test_the_last_line_adds_up_what_ran(capsys: pytest.CaptureFixture[str]) -> None:
    first = check.Outcome(STORIES, "passed", 2.0, "3 passed in 2.00s", Counter(passed=3))
    second = check.Outcome(STORIES, "failed", 1.0, "1 failed, 4 passed in 1.00s", Counter(failed=1, passed=4))
    assert check.report([first, second], seconds=3.0) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "==== 1 failed, 7 passed in 3.00s ===="


def test_every_folder_of_tests_belongs_to_a_part() -> None:
    named = {word for part in check.parts() for word in part.command if word.startswith("tests/")}
    folders = {
        f"tests/{path.parent.relative_to(PROJECT / 'tests').parts[0]}"
        for path in (PROJECT / "tests").rglob("test_*.py")
    }
    assert folders <= named
