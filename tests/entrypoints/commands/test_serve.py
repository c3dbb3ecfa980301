"""`goldenthread serve` answers where it says, and says in a sentence why it cannot."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

GOLDENTHREAD = Path(sys.executable).with_name("goldenthread")
SET_UP = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", skip_checks=True, verbosity=0)
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A council of its own, with an up-to-date and empty database."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GOLDENTHREAD_")}
    given = plain | {
        "GOLDENTHREAD_DATA": str(tmp_path_factory.mktemp("council")),
        "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings",
    }
    subprocess.run([sys.executable, "-c", SET_UP], env=given, check=True)
    return given


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def served(environment: dict[str, str], port: int) -> Iterator[subprocess.Popen[str]]:
    command = [GOLDENTHREAD, "serve", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


def test_it_answers_where_it_says_and_stops_when_told(served: subprocess.Popen[str], port: int) -> None:
    assert served.stdout is not None
    assert served.stdout.readline() == f"Golden Thread answers at http://127.0.0.1:{port}/ (Ctrl+C stops it)\n"
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    line.request("GET", "/nothing-here")
    page = line.getresponse()
    page.read()
    line.close()
    assert page.status == 404
    assert "Content-Security-Policy" in page.headers
    served.send_signal(signal.SIGTERM)
    assert served.wait(timeout=20) == 0
    assert served.stderr is not None
    assert "Traceback" not in served.stderr.read()


def _said(environment: dict[str, str], *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [GOLDENTHREAD, "serve", *words], env=environment, capture_output=True, text=True, check=False, timeout=30
    )
    return done.returncode, done.stderr


def test_a_taken_port_is_a_sentence(environment: dict[str, str], port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        assert _said(environment, "--port", str(port)) == (
            2,
            f"Error: Port {port} is in use by another program. Choose another, for example --port {port + 1}.\n",
        )


def test_a_foreign_address_is_a_sentence(environment: dict[str, str]) -> None:
    code, said = _said(environment, "--host", "192.0.2.1")
    assert (code, said) == (2, "Error: 192.0.2.1 is not an address of this computer. Choose another with --host.\n")


def test_a_database_of_another_version_is_a_sentence(environment: dict[str, str], tmp_path: Path) -> None:
    code, said = _said(environment | {"GOLDENTHREAD_DATA": str(tmp_path)})
    assert (code, said) == (2, "Error: The database is not set up for this version. Run: goldenthread migrate\n")
