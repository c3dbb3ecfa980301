"""Finds a PostgreSQL for the tests: the one that was named, else one of our own for as long as the tests run."""

import hashlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

DEFAULT = "postgres://root@127.0.0.1:5432/test"
VARIABLE = "GOLDENTHREAD_TEST_POSTGRES"


class Unreachable(Exception):  # noqa: N818  it is a state of the world and not a fault
    """No PostgreSQL answers and none could be started; the message says so in one sentence."""


@contextmanager
def database_for_tests(*, project: Path) -> Iterator[str]:
    """Yield the address of a PostgreSQL that answers; raise :class:`Unreachable` when there is none.

    The name of the database carries a mark of the project's folder, so that two copies can be tested side by side.
    """
    address = os.environ.get(VARIABLE, DEFAULT)
    if _answers(address):
        yield _marked(address, project=project)
        return
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if VARIABLE in os.environ or not programs:
        raise Unreachable(
            f"PostgreSQL is not reachable at {_without_password(address)}, so this half was not tested: start it there "
            f"or give its address in {VARIABLE}"
        )
    with _own_server(programs[-1]) as own:
        yield _marked(own, project=project)


def _answers(address: str) -> bool:
    import psycopg

    named = urlsplit(address)
    for database in (named.path.lstrip("/"), "postgres"):
        try:
            psycopg.connect(
                urlunsplit(named._replace(scheme="postgresql", path=f"/{database}")), connect_timeout=3
            ).close()
        except psycopg.OperationalError:
            continue
        return True
    return False


def _marked(address: str, *, project: Path) -> str:
    named = urlsplit(address)
    mark = hashlib.sha256(str(project).encode()).hexdigest()[:8]
    return urlunsplit(named._replace(path=f"{named.path}_{mark}"))


def _without_password(address: str) -> str:
    named = urlsplit(address)
    return f"{named.hostname}:{named.port or 5432}"


@contextmanager
def _own_server(programs: Path) -> Iterator[str]:
    """Run a server in a temporary folder, on a free port, trusting this computer only; stop it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="goldenthread-postgres-"))
    as_whom: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root; its Debian package brings a user for it
        person = pwd.getpwnam("postgres")
        os.chown(folder, person.pw_uid, person.pw_gid)
        as_whom = ["runuser", "-u", "postgres", "--"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    control = [*as_whom, str(programs / "pg_ctl"), "-D", str(folder / "data"), "-w", "-s"]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    try:
        _quietly(
            [*as_whom, str(programs / "initdb"), "-D", str(folder / "data"), "-U", "root", "-A", "trust", "-E", "UTF8"]
        )
        _quietly([*control, "-l", str(folder / "log"), "-o", options, "start"])
        try:
            yield f"postgres://root@127.0.0.1:{port}/test"
        finally:
            _quietly([*control, "-m", "fast", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _quietly(command: list[str]) -> None:
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, timeout=120)  # noqa: S603  no shell
    if done.returncode:
        raise Unreachable(f"PostgreSQL could not be started, so this half was not tested: {done.stderr.strip()[-300:]}")
