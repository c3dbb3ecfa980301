"""Files are small, are called what they are, and every public word in them is explained."""

import re
import statistics
from pathlib import Path

import pytest

from tests.house.tree import PROJECT, python_files, text_of

LONGEST = 400
LONG: dict[str, str] = {
    "src/goldenthread/domain/migrations/0001_first.py": "written by makemigrations, one entry per column",
    "src/goldenthread/domain/migrations/0005_plans.py": "written by makemigrations, one entry per column",
    "src/goldenthread/domain/migrations/0012_consultation_and_unit_plans.py": "written by makemigrations, the same",
}
"""Path: why the file may be longer than 400 lines."""

EMPTY_WORDS = {
    "utils",
    "util",
    "common",
    "core",
    "base",
    "manager",
    "managers",
    "helper",
    "helpers",
    "services",
    "misc",
}


def _lines(path: Path) -> int:
    return len(text_of(path).splitlines())


def test_no_file_is_too_long() -> None:
    assert {path.as_posix(): _lines(path) for path in python_files() if _lines(path) > LONGEST}.keys() == LONG.keys()
    assert all(len(reason) > 20 for reason in LONG.values())


def test_the_middle_file_of_the_program_is_short() -> None:
    assert statistics.median(_lines(path) for path in python_files(folders=("src",))) <= 100


def _empty_words(path: Path) -> set[str]:
    """Return the names in ``path`` that say nothing; a performance manager is a person and may be in one."""
    names = set(path.with_suffix("").parts)
    endings = {name.rsplit("_", 1)[-1] for name in names if "_" in name} - {"manager", "core", "base"}
    return (names | endings) & EMPTY_WORDS


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert {path.as_posix(): _empty_words(path) for path in python_files() if _empty_words(path)} == {}


@pytest.mark.parametrize(
    "path", ["src/utils/a.py", "src/core.py", "a/common/__init__.py", "b/date_helpers.py", "x/base.py"]
)
def test_a_name_that_says_nothing_is_noticed(path: str) -> None:
    assert _empty_words(Path(path))


@pytest.mark.parametrize("path", ["src/domain/database.py", "tests/stories/test_performance_manager.py"])
def test_a_good_name_is_left_alone(path: str) -> None:
    assert not _empty_words(Path(path))


def test_every_module_begins_with_a_sentence() -> None:
    program = [
        path for path in python_files(folders=("src", "scripts", "benchmarks")) if "migrations" not in path.parts
    ]
    assert [path.as_posix() for path in program if not re.match(r'(#!.*\n)?"""[A-Z`].', text_of(path))] == []


def test_every_test_file_lies_where_pytest_and_make_look_for_it() -> None:
    """A test outside a package, or with another name, would never run."""
    strays = [
        path.as_posix()
        for path in python_files(folders=("tests",))
        if re.search(r"^def test_|^    def test_", text_of(path), flags=re.MULTILINE)
        and not (path.name.startswith("test_") and (PROJECT / path.parent / "__init__.py").exists())
    ]
    assert strays == []
