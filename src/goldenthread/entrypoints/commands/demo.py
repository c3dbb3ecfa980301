"""`goldenthread demo`: a real report from published figures, then the demonstration council, served."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping, Sequence
from pathlib import Path

import typer

from goldenthread.entrypoints.commands.demo_people import PASSWORD, SignIn, give_password, sign_ins
from goldenthread.entrypoints.commands.demo_plans import make_unit_plans
from goldenthread.entrypoints.commands.demo_steps import Steps, council
from goldenthread.entrypoints.commands.refusals import WrongUsageError

PROJECT = Path(__file__).resolve().parents[4]
EXAMPLES = PROJECT / "examples"
ADDRESS = "127.0.0.1"
MAIDSTONE_QUARTER = "Q4 2022/23"
"""The quarter of examples/maidstone with the most printed figures; its README says why."""
DOWNLAND = "Downland County Council"
PUBLISHED_QUARTER, PUBLISHED_CODE = "Q1 2026/27", "FY2026-Q1"
FROZEN_AS_AT = "2026-09-04"
"""The published edition has the figures that Cabinet had in September: corrections since then stay out of it."""
DRAFT_QUARTER = "Q2 2026/27"
ASSESSED = ("Q2 2025/26", "Q3 2025/26", "Q4 2025/26", PUBLISHED_QUARTER, DRAFT_QUARTER)
MEETINGS = {DRAFT_QUARTER: "2026-12-10", "Q3 2026/27": "2027-03-11"}
"""When Cabinet receives the reports of the quarters that are being collected."""
FORMATS = "html,pdf,docx,xlsx"


def demo(
    port: int = typer.Option(8000, "--port", envvar="PORT", min=1, max=65535, help="Where to serve, on this computer."),
    serve: bool = typer.Option(True, "--serve/--no-serve", envvar="SERVE", help="Serve the council when all is made."),
    out: Path = typer.Option(Path("out"), "--out", metavar="DIR", help="Folder to write the reports into."),
) -> None:
    """Show Golden Thread at work, in under a minute.

    First the Quarterly Performance Report of real published figures (examples/maidstone) in four formats. Then the
    demonstration council, Downland, which is fictional: its figures are loaded and rated, the report of
    Q1 2026/27 is published and that of Q2 2026/27 left as a draft, and everything is served on this computer.

    The demonstration council goes into the database of GOLDENTHREAD_DATABASE_URL, or into data/goldenthread.sqlite3.
    Running it again changes nothing that is there.

    Example: goldenthread demo --port 8001
    """
    if not (EXAMPLES / "maidstone").is_dir():
        raise WrongUsageError("The examples are not installed here. Run 'make demo' in the project's folder.")
    if serve:
        _check_port(port)
    data = Path(os.environ.get("GOLDENTHREAD_DATA", PROJECT / "data"))
    data.mkdir(parents=True, exist_ok=True)
    settings = _downland_settings(data)
    os.environ.update(settings)  # for this process too: it looks into the database, and serves it
    _refuse_another_council()
    steps = Steps(total=9)
    _maidstone(steps, data=data, out=out / "maidstone")
    people = _downland(steps, settings=settings, out=out / "downland")
    print(f"\nMade in {steps.seconds:.0f} seconds. The reports are here:")
    for path in sorted(out.glob("*/qpr-*")):
        print(f"  {path}")
    if serve:
        _serve(port=port, people=people)
    else:
        print("\nServe the demonstration council with: make demo")


def _check_port(port: int) -> None:
    """Find out before any work is done that something else listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as taken:
            raise WrongUsageError(
                f"Port {port} cannot be used ({(taken.strerror or 'no reason given').lower()}). "
                f"Choose another, for example: make demo PORT={port + 1 if port < 65535 else 8000}"
            ) from taken


def _maidstone(steps: Steps, *, data: Path, out: Path) -> None:
    files = EXAMPLES / "maidstone" / "council"
    settings = {"GOLDENTHREAD_DATABASE_URL": f"sqlite:///{data.resolve() / 'maidstone.sqlite3'}"}
    with council(settings=settings) as maidstone:
        with steps.step("Maidstone: loading the published figures"):
            maidstone.run(["migrate"])
            reason = "Published figures, loaded as printed"
            maidstone.run(["load", str(files), "--accept-warnings", "--reason", reason])
        with steps.step(f"Maidstone: writing the report of {MAIDSTONE_QUARTER}"):
            maidstone.run(["assess", "--period", MAIDSTONE_QUARTER])
            maidstone.run(_report(MAIDSTONE_QUARTER, out=out))


def _report(quarter: str, *, out: Path, more: Sequence[str] = ()) -> list[str]:
    return ["report", "qpr", "--period", quarter, "--format", FORMATS, "--out", str(out), *more]


def _downland_settings(data: Path) -> dict[str, str]:
    default = f"sqlite:///{data.resolve() / 'goldenthread.sqlite3'}"
    return {
        "GOLDENTHREAD_DATABASE_URL": os.environ.get("GOLDENTHREAD_DATABASE_URL", default),
        "GOLDENTHREAD_DEMONSTRATION": "1",
        "GOLDENTHREAD_DEMONSTRATION_PASSWORD": os.environ.get("GOLDENTHREAD_DEMONSTRATION_PASSWORD", PASSWORD),
    }


def _downland(steps: Steps, *, settings: Mapping[str, str], out: Path) -> list[SignIn]:
    files = EXAMPLES / "downland" / "council"
    people = sign_ins(files)
    with council(settings=settings) as downland:
        with steps.step("Downland: loading four and a half years of figures"):
            downland.run(["migrate"])
            _refuse_another_council()  # again: a database of an earlier version could not be read before
            downland.run(["load", str(files), "--accept-warnings", "--reason", "Demonstration council"])
        with steps.step("Downland: rating the last five quarters"):
            for quarter in ASSESSED:
                downland.run(["assess", "--period", quarter])
        with steps.step(f"Downland: publishing the report of {PUBLISHED_QUARTER}"):
            downland.run(_report(PUBLISHED_QUARTER, out=out, more=_edition()))
        with steps.step(f"Downland: writing the draft report of {DRAFT_QUARTER}"):
            downland.run(_report(DRAFT_QUARTER, out=out))
        with steps.step("Downland: asking the owners for their figures"):
            for quarter, meeting in MEETINGS.items():
                downland.run(["collect", "--period", quarter, "--meeting", meeting])
    with steps.step("Downland: giving the sign-ins their password"):
        give_password(people, password=settings["GOLDENTHREAD_DEMONSTRATION_PASSWORD"])
    with steps.step("Downland: writing and approving unit plans"):
        make_unit_plans(EXAMPLES / "downland" / "unit_plans")
    return people


def _refuse_another_council() -> None:
    """Never mix made-up figures with those of a council that is there already; a database not set up holds none."""
    from goldenthread.entrypoints.commands.council import open_council

    try:
        open_council()
    except WrongUsageError:
        return
    from goldenthread.domain.organisation import queries

    try:
        there = queries.authority()
    except queries.NotSetUpError:
        return
    if there.name != DOWNLAND:
        raise WrongUsageError(
            f"The database already holds {there.name}, and the demonstration would mix made-up figures with it. "
            "Name another: GOLDENTHREAD_DATABASE_URL=sqlite:///data/demonstration.sqlite3 make demo"
        )


def _edition() -> list[str]:
    """The options that freeze and publish the first edition, or only write it again where it is there."""
    from goldenthread.domain.reporting import queries

    there = any(row.period_code == PUBLISHED_CODE and row.number == 1 for row in queries.editions())
    return ["--edition", "1", "--publish"] if there else ["--freeze", "--as-at", FROZEN_AS_AT, "--publish"]


def _serve(*, port: int, people: Sequence[SignIn]) -> None:
    from goldenthread.entrypoints.commands.serve import run_server

    password = os.environ["GOLDENTHREAD_DEMONSTRATION_PASSWORD"]
    width = max(len(one.email) for one in people)
    print()
    run_server(
        host=ADDRESS,
        port=port,
        then=[
            f"Public pages are at http://{ADDRESS}:{port}/ and the workspace at http://{ADDRESS}:{port}/work/",
            f"Sign in as any of these, with the password {password}",
            *(f"  {one.email:<{width}}  {one.role}" for one in people),
            "Every figure of Downland is made up.",
        ],
    )
