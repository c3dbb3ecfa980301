"""One door to every format, and nothing loaded that was not asked for."""

import subprocess
import sys
from typing import get_args

import pytest

from goldenthread.engines.rendering import FORMATS, Format, FormatError, render
from tests.engines.rendering.sample import sample_document


@pytest.mark.parametrize(
    ("kind", "begins"),
    [("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF-1.7"), ("docx", b"PK\x03\x04"), ("xlsx", b"PK\x03\x04")],
)
def test_every_format_is_rendered(kind: Format, begins: bytes) -> None:
    assert render(sample_document(), format=kind).startswith(begins)


def test_every_format_has_a_name_and_an_ending() -> None:
    assert tuple(FORMATS) == get_args(Format)
    assert {kind: entry.ending for kind, entry in FORMATS.items()} == {kind: f".{kind}" for kind in FORMATS}


def test_unknown_format_is_refused_with_the_choice() -> None:
    with pytest.raises(FormatError, match=r"no report format “odt”. Choose one of: html, pdf, docx, xlsx"):
        render(sample_document(), format="odt")  # type: ignore[arg-type]  # the mistake that is refused


def test_page_does_not_load_the_other_formats() -> None:
    code = (
        "import sys; from tests.engines.rendering.sample import sample_document;"
        "from goldenthread.engines.rendering import render; render(sample_document(), format='html');"
        "print([name for name in ('typst', 'pikepdf', 'docx', 'xlsxwriter', 'django') if name in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, env={"PYTHONPATH": "src:."}
    )
    assert said.stdout.strip() == "[]"
