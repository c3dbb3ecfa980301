"""Reading the examples' files, and loading an example as a council does."""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def rows(path: str) -> list[dict[str, str]]:
    with (EXAMPLES / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def council_files(example: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((EXAMPLES / example / "council").iterdir())}


def kinds(example: str) -> Iterator[tuple[str, str]]:
    from goldenthread.domain.collection.rules.files import kind_of_file

    for name in council_files(example):
        kind = kind_of_file(name)
        assert kind is not None, f"{name} is no kind of file that can be loaded"
        yield kind.name, name


def load_example(example: str) -> Any:
    from goldenthread.domain.collection import operations as collection

    files = [
        collection.IncomingFile(kind=kind, name=name, content=EXAMPLES / example / "council" / name)
        for kind, name in kinds(example)
    ]
    return collection.load(files=files, by=None, at=NOW, reason="An example", accept_warnings=True)
