"""The `goldenthread` command: a table of commands, and one place where a fault becomes a sentence.

To add a command, write its function (or Typer app) in a module of this package and add one line to ``COMMANDS``.
A command's module is imported only when that command runs, so an analyst's command never loads Django.
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command as command_of

from goldenthread.entrypoints.commands.refusals import FINDING, WRONG_USAGE, RefusedDataError, WrongUsageError


class Command(NamedTuple):
    """Where a command lives: module of this package, name of its function or Typer app, one line of help."""

    module: str
    attribute: str
    help: str


COMMANDS: dict[str, Command] = {
    # The analyst's commands: files in, files out, no database.
    "periods": Command("periods", "periods", "Read period labels: code, dates, label and interval."),
    "rate": Command("rate", "rate", "Rate figures against their targets, with the reason for each rating."),
    "direction": Command("direction", "direction", "Say which way each series is going, and whether that is better."),
    "xmr": Command("xmr", "xmr", "Say whether the latest figure of each series is unusual (XmR charts)."),
    "interval": Command("interval", "interval", "Say how far each figure may be out by chance."),
    "yearly-trend": Command("yearly_trend", "yearly_trend", "Say whether yearly figures rise or fall beyond chance."),
    "rank": Command("rank", "rank", "Place each area among its comparators."),
    "rollup": Command("rollup", "rollup", "Combine figures over time or places, or say why they cannot be."),
    "forecast": Command("forecast", "forecast", "Forecast the year end, and whether the target will be met."),
    "reward": Command("reward", "reward", "Work out the grant that stretch targets have earned."),
    "bench": Command("bench", "bench", "Make reference data, and measure how fast every engine works on this machine."),
    "rulebook": Command("rulebook", "rulebook", "Write the rulebook's pages from its worked examples."),
    # The council's commands: with a database.
    "migrate": Command("database", "migrate", "Set up the database, or bring it to this version."),
    "load": Command("load", "load", "Load a whole council from a folder of files."),
    "import": Command("import_", "import_", "Import one file of figures, targets, indicators ..."),
    "export": Command("export", "export", "Write a council's plans as files that can be loaded again."),
    "files": Command("files", "files", "Print the guide to the files that can be loaded."),
    "user": Command("user", "user", "Add, list and disable people, and set their passwords."),
    "collect": Command("collect", "collect", "Set the meeting of a quarter and ask for its figures."),
    "assess": Command("assess", "assess", "Rate every indicator in a quarter and keep what was said."),
    "report": Command("report", "report", "Write a report in four formats, as a draft or a frozen edition."),
    "verify": Command("verify", "verify", "Check the audit trail and every edition against their seals."),
    "demo": Command("demo", "demo", "Make a report of real figures, then serve the demonstration council."),
    "serve": Command("serve", "serve", "Serve the workspace and the public site."),
    "backup": Command("backup", "backup", "Write the whole database to one file."),
    "restore": Command("backup", "restore", "Bring a backup back into an empty database."),
}

FAULT = 70
"""Exit code of a fault in Golden Thread itself (EX_SOFTWARE), so that no script takes it for a finding."""

READER_LEFT = 141
"""Exit code where the reader of a pipe has left (`| head`), as the shell reports it: 128 + SIGPIPE."""

PACKAGE = "goldenthread.entrypoints.commands"

SETTINGS: dict[str, Any] = {
    "add_completion": False,
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"], "max_content_width": 100},
}
"""How every Typer app here is made: plain text help, and faults left to ``main``."""


def load(name: str) -> Any:
    """Import one command's module and return what Typer runs for it.

    Raises nothing of its own; an ImportError means that the table points at something that is not there.
    """
    entry = COMMANDS[name]
    found = getattr(importlib.import_module(f"{PACKAGE}.{entry.module}"), entry.attribute)
    if not isinstance(found, typer.Typer):
        function, found = found, typer.Typer(**SETTINGS)
        found.command(name=name, short_help=entry.help)(function)
    command = command_of(found)
    command.name = name
    return command


class LazyCommands(TyperGroup):
    """Lists commands from the table, and imports only the one that is run."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Every command's name, in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A name and a line of help, enough to list a command without importing it."""
        if cmd_name not in COMMANDS:
            return None
        return TyperCommand(cmd_name, help=COMMANDS[cmd_name].help)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The real command, imported now."""
        self.commands = {name: self.get_command(ctx, name) for name in COMMANDS}
        name, command, rest = super().resolve_command(ctx, args)
        return name, command if name is None else load(name), rest


app = typer.Typer(cls=LazyCommands, no_args_is_help=True, **SETTINGS)


def _show_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"goldenthread {version('goldenthread')}")
        raise typer.Exit


@app.callback()
def goldenthread(
    version: bool = typer.Option(
        False, "--version", help="Print the version and stop.", is_eager=True, callback=_show_version
    ),
    debug: bool = typer.Option(False, "--debug", help="Show the technical trace of a fault."),
) -> None:
    """Performance management for a council.

    Figures that can be trusted, ratings that explain themselves.

    Example: goldenthread periods figures.csv -o figures-with-dates.csv

    Exit codes: 0 success, 1 a finding or refused data, 2 wrong usage.
    """


def main() -> None:
    """Run the command line and exit. Every fault leaves as a sentence on standard error."""
    sys.exit(run(sys.argv[1:]))


def run(args: list[str]) -> int:
    """Run one command line (without the program's name) and return its exit code."""
    try:
        outcome = command_of(app).main(args=args, prog_name="goldenthread", standalone_mode=True)
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
        return _flushed(code)
    except WrongUsageError as wrong:
        return _say(f"Error: {wrong}", code=WRONG_USAGE)
    except RefusedDataError as refused:
        lines = [finding.sentence for finding in refused.findings]
        if refused.total > len(lines):
            lines.append(f"... and {refused.total - len(lines):,} more.")
        return _say("\n".join(lines), code=FINDING)
    except KeyboardInterrupt:
        return _say("Stopped.", code=130)
    except BrokenPipeError:
        _silence(sys.stdout)
        return READER_LEFT
    except Exception as fault:
        if "--debug" in args[:1]:
            traceback.print_exc()
        return _say(_fault_sentence(fault), code=WRONG_USAGE if isinstance(fault, OSError) else FAULT)
    return _flushed(outcome if isinstance(outcome, int) else 0)


def _fault_sentence(fault: Exception) -> str:
    if isinstance(fault, OSError) and fault.strerror:
        where = f" {fault.filename}" if fault.filename else ""
        return f"Error: cannot use the file{where}: {fault.strerror.lower()}."
    if isinstance(fault, OSError):
        return f"Error: a file cannot be read or written: {fault}."
    return (
        f"Error: something went wrong inside Golden Thread ({type(fault).__name__}: {fault}). "
        "This is a fault of the program, not of your data. "
        "Run it again as 'goldenthread --debug ...' and report what it prints."
    )


def _say(message: str, *, code: int) -> int:
    try:
        print(message, file=sys.stderr)
    except OSError:
        _silence(sys.stderr)
    return _flushed(code)


def _flushed(code: int) -> int:
    """Flush now, so that a reader who has left (`| head`) is met here and not at shutdown."""
    try:
        sys.stdout.flush()
    except OSError:
        _silence(sys.stdout)
    return code


def _silence(stream: Any) -> None:
    """Point a broken stream at nothing: Python flushes it once more when it exits."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError, AttributeError):
        return
