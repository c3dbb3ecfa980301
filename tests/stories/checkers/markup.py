"""Valid HTML: the Nu HTML checker, started once for all pages because Java takes seconds to start."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.stories.checkers.browser import MissingToolError

JAR = Path(__file__).parents[3] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def markup_faults(pages: Mapping[str, str]) -> list[str]:
    """Return every error in ``pages`` (name to HTML): page, line, message."""
    java = shutil.which("java")
    if java is None or not JAR.exists():
        raise MissingToolError("The Nu HTML checker needs java and node_modules/vnu-jar: apt-get install default-jre")
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (name, html) in enumerate(pages.items()):
            file = Path(folder) / f"{number}.html"
            file.write_text(html, encoding="utf-8")
            names[file.name] = name
        done = subprocess.run(
            [java, "-Xmx512m", "-jar", str(JAR), "--format", "json", "--errors-only", "--stdout", folder],
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if not done.stdout.strip().startswith("{"):
            raise MissingToolError(f"The Nu HTML checker did not run: {done.stderr[:500]}")
        found = json.loads(done.stdout)["messages"]
    return [
        f"{names[Path(one['url']).name]} line {one.get('lastLine')}: {one['message']} {one.get('extract', '')!r}"
        for one in found
        if one["type"] in {"error", "non-document-error"}
    ]
