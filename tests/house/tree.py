"""The files of the project, as the tests of the house look at them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "src" / "goldenthread"
FOLDERS = ("src", "tests", "benchmarks", "scripts")


@cache
def python_files(*, folders: tuple[str, ...] = FOLDERS) -> tuple[Path, ...]:
    """Return every Python file of ours in ``folders``, as paths from the project's root."""
    found = (path for folder in folders for path in (PROJECT / folder).rglob("*.py"))
    return tuple(sorted(path.relative_to(PROJECT) for path in found if "__pycache__" not in path.parts))


def text_of(path: Path) -> str:
    """Return the text of a file given from the project's root."""
    return (PROJECT / path).read_text(encoding="utf-8")


@cache
def source_modules() -> tuple[tuple[str, str], ...]:
    """Return (path from src/goldenthread, text) of every module of the program."""
    return tuple(
        (path.relative_to("src/goldenthread").as_posix(), text_of(path)) for path in python_files(folders=("src",))
    )


def walk(text: str) -> Iterator[ast.AST]:
    """Yield every node of a module's syntax tree."""
    yield from ast.walk(ast.parse(text))
