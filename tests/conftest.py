"""What every test needs: a data folder of its own, and a database that may be emptied between tests.

The database is the one of GOLDENTHREAD_DATABASE_URL: `make test` runs the tests of the domain once on SQLite and once
on PostgreSQL. On SQLite it is a file, as in real life: a database in memory would not show how two writers meet.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

_DATA = tempfile.TemporaryDirectory(prefix="goldenthread-tests-")
os.environ["GOLDENTHREAD_DATA"] = _DATA.name
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver runs an event loop of its own

import pytest  # noqa: E402  the folder must be known before Django reads its settings
from hypothesis import HealthCheck, settings  # noqa: E402  the same

# A test measures the program and not how busy the computer is: benchmarks do that.
settings.register_profile("any computer", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any computer")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Keep the SQLite test database in a file."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        database.setdefault("TEST", {})["NAME"] = f"{_DATA.name}/test-{worker}.sqlite3"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let the emptying between tests, and only that, lift the append-only triggers."""
    from django.db import connection

    from goldenthread.domain.append_only import create_statements, drop_statements

    plain: Callable[..., None] = connection.ops.execute_sql_flush

    def flush(sql_list: list[str]) -> None:
        with connection.cursor() as cursor:
            for statement in drop_statements(vendor=connection.vendor):
                cursor.execute(statement)
        plain(sql_list)
        with connection.cursor() as cursor:
            for statement in create_statements(vendor=connection.vendor):
                cursor.execute(statement)

    connection.ops.execute_sql_flush = flush  # type: ignore[method-assign]  # put back below
    yield
    connection.ops.execute_sql_flush = plain  # type: ignore[method-assign]
