"""The PDF: accessible, archivable, the same every time, and no text in it is ever code."""

import io
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
import time_machine

from goldenthread.engines.documents import Bullets, Cell, Column, Document, Paragraph, Row, Section, Table, Text
from goldenthread.engines.rendering.pdf import to_pdf
from goldenthread.engines.rendering.pdf_contents import contents
from tests.engines.rendering.sample import HOSTILE, sample_document
from tests.engines.rendering.verapdf import verapdf_all


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return to_pdf(sample_document())


@pytest.fixture
def opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(pdf)) as found:
        yield found


def elements(opened: pikepdf.Pdf, kind: str) -> list[Any]:
    return [
        found
        for found in opened.objects
        if isinstance(found, pikepdf.Dictionary) and found.get("/S") == kind and "/P" in found
    ]


def scope(header: Any) -> str:
    attributes = header.get("/A", [])
    for entry in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        if "/Scope" in entry:
            return str(entry.Scope)
    return ""


def words(pdf: bytes) -> str:
    said = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return "".join(said.split())


def broken(pdf: bytes, part: str) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        if part == "/Alt":
            for figure in elements(opened, "/Figure"):
                del figure["/Alt"]
        else:
            del opened.Root[part]
        made = io.BytesIO()
        opened.save(made)
    return made.getvalue()


@pytest.mark.slow
def test_gate_passes_ours_and_catches_planted_faults(pdf: bytes) -> None:
    empty = to_pdf(replace(sample_document(), sections=(), facts=()))
    ua, archive, bare, unspoken, untagged, no_picture, no_metadata = verapdf_all(
        [
            (pdf, "ua1"),
            (pdf, "2a"),
            (empty, "ua1"),
            (broken(pdf, "/Lang"), "ua1"),
            (broken(pdf, "/StructTreeRoot"), "ua1"),
            (broken(pdf, "/Alt"), "ua1"),
            (broken(pdf, "/Metadata"), "2a"),
        ]
    )
    assert ua == archive == bare == []
    assert any(rule.startswith("7.2-") for rule in unspoken)
    assert any(rule.startswith("7.1-") for rule in untagged)
    assert any(rule.startswith("7.3-") for rule in no_picture)
    assert any(rule.startswith("6.6.2.1-") for rule in no_metadata)


def test_gate_fails_when_java_is_missing(monkeypatch: pytest.MonkeyPatch, pdf: bytes) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(FileNotFoundError):
        verapdf_all([(pdf, "ua1")])


def test_every_table_has_headers_for_columns_and_rows(opened: pikepdf.Pdf) -> None:
    scopes = Counter(scope(header) for header in elements(opened, "/TH"))
    # Seven columns and three groups, four columns; 30 rows, 2 rows, 3 facts on the front, 9 and 1 inside.
    assert scopes == {"/Column": 7 + 3 + 4, "/Row": 30 + 2 + 3 + 9 + 1}
    assert len(elements(opened, "/Table")) == 2 + 1 + 3 + 1


def test_document_says_what_it_is(opened: pikepdf.Pdf) -> None:
    assert str(opened.Root.Lang) == "en-GB"
    assert str(opened.docinfo.Title) == "Quarterly Performance Report, Quarter 1 2025/26: April to June 2025"
    assert str(opened.docinfo.Author) == "Strategy and Performance"
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    assert str(opened.docinfo.CreationDate).startswith("D:20250901000000")


def test_outline_and_headings_follow_the_sections(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        titles = [(entry.title, [child.title for child in entry.children]) for entry in outline.root]
    assert ("Summary", ["How to read this report", "What is being done about the Reds"]) in titles
    assert [len(elements(opened, f"/H{level}")) for level in (1, 2, 3)] == [5, 5, 3]


def test_pictures_say_what_they_show(opened: pikepdf.Pdf) -> None:
    spoken = {str(figure.Alt) for figure in elements(opened, "/Figure")}
    assert "20 Green, 12 Amber and 6 Red of 38 rated; 2 are not rated." in spoken
    assert "Completed in time rose from 70.1% in Q1 2022/23 to 78.4% in Q1 2025/26." in spoken
    assert len(spoken) == 4


def test_links_lead_where_they_say(opened: pikepdf.Pdf) -> None:
    actions = [
        str(note.A.URI)
        for page in opened.pages
        for note in page.get("/Annots", [])
        if "/A" in note and "/URI" in note.A
    ]
    assert sorted(actions) == ["https://downland.example/how?a=1&b=2", "mailto:performance@downland.example"]


def test_hostile_text_comes_out_as_it_went_in(pdf: bytes) -> None:
    text = words(pdf)
    shown = "".join(HOSTILE.partition("שלום")[0].split())
    # In its table, callout, paragraph and both halves of a fact.
    assert text.replace("\u200b", "").count(shown) >= 3
    assert "[thumbsupsign]" in text


@pytest.mark.parametrize(
    "text",
    [
        "#panic()",
        "$ x",
        "\\",
        "*",
        "_",
        "`",
        "@a",
        "<a>",
        "//",
        "/*",
        "= x",
        '"',
        "\x00\x07",
        "\ufffe",
        "日本語",
        "👩🏽‍🚒",
        "e\u0301",
        "\u0301",
        "नमस्ते",
        "a" * 5000,
        "\u202e",
        "",
    ],
)
def test_any_text_can_be_set(text: str) -> None:
    made = to_pdf(replace(small(text), title=text or "x", authority=text, marking=text, edition=text))
    assert made.startswith(b"%PDF-1.7")


def small(text: str) -> Document:
    table = Table(
        identifier="t",
        caption=text,
        columns=(Column(name=text or "c"), Column(name="n", kind="number")),
        rows=(Row(cells=(Cell(inlines=(Text(text=text),)), Cell(inlines=(Text(text=text),))), group=text),),
    )
    blocks = (Paragraph(inlines=(Text(text=text),)), Bullets(items=((Text(text=text),),)), table)
    return replace(sample_document(), sections=(Section(identifier="s", heading=text, blocks=blocks),))


def test_wide_table_stays_on_the_page() -> None:
    columns = tuple(Column(name=f"Quarter {index}", kind="number") for index in range(14))
    row = Row(cells=tuple(Cell(inlines=(Text(text="£1,234,567"),)) for _ in columns))
    table = Table(identifier="t", caption="Wide", columns=columns, rows=(row,) * 3)
    made = to_pdf(replace(sample_document(), sections=(Section(identifier="s", heading="S", blocks=(table,)),)))
    assert "Quarter13" in words(made)
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=made, capture_output=True, check=True
    ).stdout.decode()
    rights = [float(line.split('xMax="')[1].split('"')[0]) for line in boxes.splitlines() if "<word" in line]
    assert max(rights) <= 595.3 - 40


def test_same_document_same_bytes_at_any_later_date(pdf: bytes) -> None:
    with time_machine.travel("2041-05-06 07:08:09+09:00"):
        assert to_pdf(sample_document()) == pdf
    code = (
        "import sys, time_machine; from tests.engines.rendering.sample import sample_document;"
        "from goldenthread.engines.rendering.pdf import to_pdf\n"
        "with time_machine.travel('2033-01-02 03:04:05+00:00'): sys.stdout.buffer.write(to_pdf(sample_document()))"
    )
    env = {"PYTHONPATH": "src:.", "TZ": "Pacific/Auckland", "PATH": "/usr/bin", "SOURCE_DATE_EPOCH": "1"}
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=env).stdout
    assert other == pdf


def test_other_document_other_bytes(pdf: bytes) -> None:
    assert to_pdf(replace(sample_document(), marking="Draft")) != pdf


def test_every_page_is_numbered_and_marked(pdf: bytes, opened: pikepdf.Pdf) -> None:
    text = words(pdf)
    count = len(opened.pages)
    assert all(f"Page{number}of{count}" in text for number in range(2, count + 1))
    assert text.count("Illustrativefigures") >= count


@pytest.mark.parametrize(("colour", "words"), [("#12436D", "#12436D"), ("#FFDD00", "#0B0C0C"), ("red", "#12436D")])
def test_pale_colours_are_never_used_for_words(colour: str, words: str) -> None:
    assert contents(replace(sample_document(), colour=colour, sections=()))["words_colour"] == words
