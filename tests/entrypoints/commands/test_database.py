"""A council without a database: a file is made, and only a file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.domain.collection.conftest import COUNCIL


@pytest.mark.slow
def test_the_first_load_makes_the_sqlite_file_with_its_tables(tmp_path: Path) -> None:
    folder = tmp_path / "council"
    folder.mkdir()
    for name, text in COUNCIL.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    place = tmp_path / "new" / "council.sqlite3"
    environment = {
        **os.environ,
        "GOLDENTHREAD_DATA": str(tmp_path / "data"),
        "GOLDENTHREAD_DATABASE_URL": f"sqlite:///{place}",
    }
    command = [sys.executable, "-c", "from goldenthread.entrypoints.commands.main import main; main()", "load"]
    for last in ("Stored.", "Everything was stored already: nothing changed."):
        done = subprocess.run([*command, str(folder)], env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.splitlines()[-1] == last
    assert place.exists()
