"""The front door: the table of commands, exit codes, and faults as sentences."""

import subprocess
import sys
from typing import NoReturn

import pytest
import typer

from goldenthread.entrypoints.commands import main
from goldenthread.entrypoints.commands.refusals import Finding, RefusedDataError, WrongUsageError
from tests.entrypoints.commands.conftest import Run


def test_help_lists_every_command(goldenthread: Run) -> None:
    found = goldenthread("--help")
    assert found.code == 0
    for name in main.COMMANDS:
        assert f"\n  {name} " in found.out


@pytest.mark.parametrize("name", sorted(main.COMMANDS))
def test_every_command_has_help_with_an_example(goldenthread: Run, name: str) -> None:
    found = goldenthread(name, "--help")
    assert found.code == 0
    assert "goldenthread " + name in found.out
    assert "xample" in found.out


def test_no_arguments_is_wrong_usage(goldenthread: Run) -> None:
    found = goldenthread()
    assert found.code == 2
    assert "Usage: goldenthread" in found.out + found.err


def test_an_unknown_command_is_named_with_the_nearest(goldenthread: Run) -> None:
    found = goldenthread("perods")
    assert found.code == 2
    assert "'perods'" in found.err
    assert "'periods'" in found.err


def test_an_unknown_option_is_wrong_usage(goldenthread: Run) -> None:
    assert goldenthread("periods", "x.csv", "--wat").code == 2


def test_the_version(goldenthread: Run) -> None:
    assert goldenthread("--version").out.startswith("goldenthread 0.")


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        (WrongUsageError("There is no file x."), 2, "Error: There is no file x.\n"),
        (
            RefusedDataError(
                [Finding(file="a.csv", row=3, column="value", seen="'x' is not a number.", what_to_do="Mend it.")]
            ),
            1,
            "a.csv, row 3, column value: 'x' is not a number. Mend it.\n",
        ),
        (RefusedDataError([Finding(file="a.csv", seen="bad.")], total=1_501), 1, "a.csv: bad.\n... and 1,500 more.\n"),
        (
            PermissionError(13, "Permission denied", "x.csv"),
            2,
            "Error: cannot use the file x.csv: permission denied.\n",
        ),
        (BrokenPipeError(), 141, ""),
        (KeyboardInterrupt(), 130, "Stopped.\n"),
    ],
)
def test_a_fault_leaves_as_a_sentence(
    goldenthread: Run, monkeypatch: pytest.MonkeyPatch, fault: BaseException, code: int, said: str
) -> None:
    def fails() -> NoReturn:
        raise fault

    app = typer.Typer(**main.SETTINGS)
    app.command()(fails)
    monkeypatch.setattr(main, "app", app)
    monkeypatch.setattr(main, "_silence", lambda stream: None)
    found = goldenthread()
    assert found.code == code
    if not isinstance(fault, KeyboardInterrupt):
        assert found.err == said


def test_a_fault_of_the_program_is_called_one(goldenthread: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> NoReturn:
        raise ZeroDivisionError("division by zero")

    app = typer.Typer(**main.SETTINGS)
    app.command()(fails)
    monkeypatch.setattr(main, "app", app)
    found = goldenthread()
    assert found.code == main.FAULT
    assert "fault of the program, not of your data" in found.err
    assert "Traceback" not in found.err


def test_an_analysts_command_never_loads_django() -> None:
    code = (
        "import sys; from goldenthread.entrypoints.commands.main import run; "
        "run(['periods', '--help']); print([m for m in sys.modules if m.startswith('django')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


def test_a_reader_who_leaves_is_no_fault() -> None:
    line = (
        "import sys; from goldenthread.entrypoints.commands.main import main; sys.argv[1:] = ['periods', '-']; main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", line], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write(b"period\n" + b"2011/12\n" * 20_000)
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141
