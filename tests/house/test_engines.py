"""An analyst can use every engine without a web framework, a database or a setting."""

import os
import subprocess
import sys

from tests.house.tree import PROJECT, python_files

FORBIDDEN = ("django", "psycopg", "goldenthread.domain", "goldenthread.config", "goldenthread.entrypoints")
_LOOK = "import importlib, sys; [importlib.import_module(name) for name in sys.argv[1:]]; print(*sorted(sys.modules))"


def test_every_engine_is_imported_without_django() -> None:
    paths = [path for path in python_files(folders=("src",)) if "engines" in path.parts]
    names = [".".join(path.relative_to("src").with_suffix("").parts) for path in paths if path.name != "__init__.py"]
    assert len(names) > 20
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "GOLDENTHREAD"))}
    done = subprocess.run(
        [sys.executable, "-c", _LOOK, *names], cwd=PROJECT, env=plain, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert set(names) <= loaded
    assert [name for name in sorted(loaded) if name in FORBIDDEN] == []
