"""Office files pass Microsoft's own validator, and the validator sees what is planted."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from goldenthread.engines.rendering.excel import to_xlsx
from goldenthread.engines.rendering.word import to_docx
from goldenthread.engines.rendering.word_template import default_template
from tests.engines.rendering import ooxml
from tests.engines.rendering.office import DRAWN, damaged, sample_docx, sample_xlsx
from tests.engines.rendering.ooxml import GateError, validate
from tests.engines.rendering.sample import sample_document
from tests.engines.rendering.test_excel import hard_cases
from tests.engines.rendering.test_word import council_template

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("make", "suffix"), [(sample_docx, ".docx"), (sample_xlsx, ".xlsx"), (default_template, ".docx")]
)
def test_our_files_are_valid(make: Callable[[], bytes], suffix: str) -> None:
    assert validate(make(), suffix) == []


def councils_docx() -> bytes:
    return to_docx(
        sample_document(), template=council_template("{{ title }}", "{{ contents }}", "{{ body }}"), cache=DRAWN
    )


@pytest.mark.parametrize(
    ("make", "suffix"),
    [
        (councils_docx, ".docx"),
        (lambda: to_docx(hard_cases()), ".docx"),
        (lambda: to_xlsx(hard_cases()), ".xlsx"),
        (lambda: to_docx(replace(hard_cases(), sections=())), ".docx"),
        (lambda: to_xlsx(replace(hard_cases(), sections=(), facts=())), ".xlsx"),
    ],
)
def test_hard_cases_are_valid(make: Callable[[], bytes], suffix: str) -> None:
    assert validate(make(), suffix) == []


@pytest.mark.parametrize(
    ("make", "suffix", "name", "pattern", "replacement"),
    [
        (sample_docx, ".docx", "word/document.xml", r"(<w:cantSplit/>)(<w:tblHeader/>)", r"\2<w:b/>\1"),
        (sample_docx, ".docx", "word/document.xml", r'<w:tblW w:w="\d+"', '<w:tblW w:w="wide"'),
        (sample_docx, ".docx", "word/document.xml", r'r:embed="\w+"', 'r:embed="rIdNone"'),
        (sample_xlsx, ".xlsx", "xl/worksheets/sheet6.xml", r"(<sheetData>.*</sheetData>)(<pageMargins[^>]*>)", r"\2\1"),
        (sample_xlsx, ".xlsx", "xl/worksheets/sheet6.xml", 'customHeight="1"', 'customHeight="tall"'),
        (sample_xlsx, ".xlsx", "xl/tables/table5.xml", ' ref="[^"]+"', ""),
    ],
)
def test_a_planted_fault_is_caught(
    make: Callable[[], bytes], suffix: str, name: str, pattern: str, replacement: str
) -> None:
    assert validate(damaged(make(), name, pattern, replacement), suffix)


def test_something_else_than_an_office_file_is_caught() -> None:
    assert validate(b"not a zip file", ".docx")


def test_the_gate_fails_when_it_cannot_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ooxml, "_CLI", Path("/nowhere/cli.js"))
    with pytest.raises(GateError, match="missing"):
        validate(b"", ".docx")
