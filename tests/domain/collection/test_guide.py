"""The guide to the files says what the program does."""

from pathlib import Path

import pytest

from goldenthread.domain.collection.rules.files import FILE_KINDS, in_order, kind_of_file
from goldenthread.domain.collection.rules.guide import guide

PROJECT = Path(__file__).resolve().parents[3]


def test_the_guide_is_current() -> None:
    text = (PROJECT / "docs/guide/files.md").read_text(encoding="utf-8")
    assert text == guide(), "Run: goldenthread files > docs/guide/files.md"


def test_the_guide_explains_every_column_of_every_kind() -> None:
    text = guide()
    for kind in FILE_KINDS:
        section = text.partition(f"## {kind.name}.csv")[2].partition("\n## ")[0]
        assert all(f"| `{column.name}` | {column.meaning}" in section for column in kind.columns)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("observations.csv", "observations"),
        ("Observations-12.XLSX", "observations"),
        ("targets-1.csv", "targets"),
        ("places-1.csv", None),
        ("observations-last.csv", None),
        ("observations", None),
        ("notes.csv", None),
        ("places.txt", None),
    ],
)
def test_a_file_is_known_by_its_name(name: str, kind: str | None) -> None:
    found = kind_of_file(name)
    assert (found.name if found else None) == kind


def test_files_are_read_in_the_order_in_which_they_refer_to_each_other() -> None:
    files = [
        ("targets", "targets.csv"),
        ("observations", "observations-10.csv"),
        ("observations", "observations-2.csv"),
        ("places", "places.csv"),
    ]
    assert [files[place][1] for place in in_order(files)] == [
        "places.csv",
        "observations-2.csv",
        "observations-10.csv",
        "targets.csv",
    ]
