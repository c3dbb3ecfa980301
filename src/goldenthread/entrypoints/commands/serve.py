"""`goldenthread serve`: the workspace and the public site, answered by several processes."""

from __future__ import annotations

import multiprocessing
import socket
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import typer

from goldenthread.entrypoints.commands.council import open_council
from goldenthread.entrypoints.commands.refusals import WrongUsageError

HOST, PORT = "127.0.0.1", 8000
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  a worker's heartbeat must not wait for a disk


def serve(
    host: str = typer.Option(HOST, "--host", help="Address to listen on; 127.0.0.1 is this computer only."),
    port: int = typer.Option(PORT, "--port", min=1, max=65535, help="Port to listen on."),
    workers: int = typer.Option(0, "--workers", min=0, max=64, help="Processes; 0 chooses by the number of cores."),
) -> None:
    """Serve the workspace and the public site until you press Ctrl+C.

    Only this computer can reach it, unless --host says otherwise and GOLDENTHREAD_HOSTS names the site's address.

    Example: goldenthread serve --port 8080
    """
    open_council()
    run_server(host=host, port=port, workers=workers)


def run_server(*, host: str = HOST, port: int = PORT, workers: int = 0, then: Sequence[str] = ()) -> None:
    """Answer at ``host``:``port`` until stopped; when ready, print the address and each line of ``then``.

    Django must have been started. Sync workers, because they measured fastest for these pages; 0 is two for each core
    and one more, five at most. Raises WrongUsageError when the port is taken or the address is not this computer's.
    """
    from django.conf import settings
    from django.db import connections
    from gunicorn.app.base import BaseApplication

    _refuse_taken(host=host, port=port)
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # empty is well: the styles come from the package
    connections.close_all()  # a connection must not be shared with the processes that are about to start

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        """The web server with our settings instead of a file's or a command line's."""

        def load_config(self) -> None:
            """Set what differs from gunicorn's own defaults."""
            for name, value in _settings(host=host, port=port, workers=workers, then=then).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            """Return the program as each process calls it."""
            from django.core.wsgi import get_wsgi_application

            return get_wsgi_application()

    Server().run()


def _settings(*, host: str, port: int, workers: int, then: Sequence[str]) -> dict[str, Any]:
    return {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": workers or min(2 * multiprocessing.cpu_count() + 1, 5),
        "worker_class": "sync",
        "timeout": 60,
        "graceful_timeout": 10,
        "max_requests": 2000,
        "max_requests_jitter": 200,
        "loglevel": "warning",
        "proc_name": "goldenthread",
        "control_socket_disable": True,
        "worker_tmp_dir": str(_SHARED_MEMORY) if _SHARED_MEMORY.is_dir() else None,
        "when_ready": _announcement(host=host, port=port, then=then),
    }


def _announcement(*, host: str, port: int, then: Sequence[str]) -> Callable[[Any], None]:
    def say(_server: Any) -> None:
        shown = "127.0.0.1" if host in {"0.0.0.0", "::", ""} else host  # noqa: S104  compared, not listened on
        address = f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"
        sys.stdout.write("\n".join([f"Golden Thread answers at {address} (Ctrl+C stops it)", *then]) + "\n")
        sys.stdout.flush()

    return say


def _refuse_taken(*, host: str, port: int) -> None:
    """Find out before gunicorn does, which would try five times and print a trace."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(found[0], found[1]) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(found[4])
    except PermissionError as error:
        raise WrongUsageError(f"You may not listen on port {port}: choose one from 1024 on, with --port.") from error
    except OSError as error:
        if isinstance(error, socket.gaierror) or "assign" in (error.strerror or ""):
            raise WrongUsageError(f"{host} is not an address of this computer. Choose another with --host.") from error
        raise WrongUsageError(
            f"Port {port} is in use by another program. Choose another, for example --port {min(port + 1, 65535)}."
        ) from error
