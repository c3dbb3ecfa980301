"""`goldenthread user`: people who may sign in. A password comes from a prompt or from standard input, never a file."""

from __future__ import annotations

import getpass
import sys

import typer

from goldenthread.entrypoints.commands.council import person
from goldenthread.entrypoints.commands.database import open_or_make_council
from goldenthread.entrypoints.commands.main import SETTINGS
from goldenthread.entrypoints.commands.refusals import WrongUsageError

_HELP = """Add, list and disable people, and set their passwords.

Example: goldenthread user add pat.lee@downland.example --name "Pat Lee" --role performance
"""
user = typer.Typer(no_args_is_help=True, help=_HELP, **SETTINGS)

_BY = typer.Option("", "--by", help="E-mail address of the person who does this; the set-up account if empty.")


@user.command()
def add(
    email: str = typer.Argument(metavar="EMAIL", help="Address to sign in with."),
    name: str = typer.Option(..., "--name", help="Name as it is printed."),
    role: list[str] = typer.Option([], "--role", help="May be given more than once: performance, officer, director …"),
    post: str = typer.Option("", "--post", help="Code of the post the person takes up today."),
    unit: str = typer.Option(
        "", "--unit", help="Code of the unit in which the roles hold; the whole council if empty."
    ),
    no_password: bool = typer.Option(False, "--no-password", help="Add without a password: no sign-in yet."),
    by: str = _BY,
) -> None:
    """Add a person. Asks for a password, or reads it from standard input.

    Example: goldenthread user add pat.lee@downland.example --name "Pat Lee" --role performance
    """
    open_or_make_council()
    from django.utils import timezone

    from goldenthread.domain.organisation import operations

    password = None if no_password else _password()
    try:
        made = operations.create_user(
            email=email,
            name=name,
            password=password,
            roles=role,
            post=post,
            unit=unit,
            by=person(by),
            at=timezone.now(),
        )
    except operations.PersonError as error:
        raise WrongUsageError(str(error)) from error
    typer.echo(f"Added {made.name} ({made.email}).")


@user.command()
def password(email: str = typer.Argument(metavar="EMAIL", help="Whose password."), by: str = _BY) -> None:
    """Set a person's password. Asks for it, or reads it from standard input.

    Example: goldenthread user password pat.lee@downland.example
    """
    open_or_make_council()
    from django.utils import timezone

    from goldenthread.domain.organisation import operations

    try:
        operations.set_password(email=email, password=_password(), by=person(by), at=timezone.now())
    except operations.PersonError as error:
        raise WrongUsageError(str(error)) from error
    typer.echo(f"The password of {email} is set.")


@user.command()
def disable(
    email: str = typer.Argument(metavar="EMAIL", help="Who may no longer sign in."),
    reason: str = typer.Option("", "--reason", help="Why."),
    by: str = _BY,
) -> None:
    """Keep a person from signing in. What they did stays under their name.

    Example: goldenthread user disable pat.lee@downland.example --reason "Left in July"
    """
    open_or_make_council()
    from django.utils import timezone

    from goldenthread.domain.organisation import operations

    try:
        operations.disable_user(email=email, reason=reason, by=person(by), at=timezone.now())
    except operations.PersonError as error:
        raise WrongUsageError(str(error)) from error
    typer.echo(f"{email} can no longer sign in.")


@user.command(name="list")
def list_() -> None:
    """List everybody with their roles.

    Example: goldenthread user list
    """
    open_or_make_council()
    from goldenthread.domain.organisation import lookups

    for email, name, active, roles in lookups.everybody():
        state = "" if active else "  (cannot sign in)"
        typer.echo(f"{email}  {name}  {', '.join(roles) or 'no role'}{state}")


def _password() -> str:
    """Ask twice on a terminal; else take the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("The same again: ") != first:
        raise WrongUsageError("The two passwords are not the same. Nothing was changed.")
    return first
