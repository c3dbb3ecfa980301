"""The report as a Word file: structure, words, the council's own template, the same bytes on any day."""

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import docx
import pytest
import time_machine
from docx.oxml.ns import qn

from goldenthread.engines.documents import Cell, Column, Row, Section, Table
from goldenthread.engines.documents.model import Bullets, Link, Paragraph, Text
from goldenthread.engines.rendering.word import WordTemplateError, to_docx
from goldenthread.engines.rendering.word_template import default_template
from tests.engines.rendering.office import DRAWN, damaged, names, part, sample_docx
from tests.engines.rendering.sample import DIRECTORATES, HOSTILE, sample_document, text
from tests.engines.rendering.word_rules import check


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def made(*sections: Section, **more: str) -> bytes:
    return to_docx(replace(sample_document(), sections=sections, **more), cache=DRAWN)


def body_text(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in opened(data).paragraphs]


def test_the_depth_of_a_section_is_the_level_of_its_heading() -> None:
    found = [
        (paragraph.style.name, paragraph.text)
        for paragraph in opened(sample_docx()).paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    assert found[:4] == [
        ("Heading 1", "Summary"),
        ("Heading 2", "How to read this report"),
        ("Heading 2", "What is being done about the Reds"),
        ("Heading 1", "All key indicators"),
    ]
    assert ("Heading 3", "What the service says") in found


def test_the_file_says_what_it_is_and_names_no_other_day_than_the_edition() -> None:
    properties = opened(sample_docx()).core_properties
    assert (properties.title, properties.author, properties.language) == (
        "Quarterly Performance Report",
        "Strategy and Performance",
        "en-GB",
    )
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.isoformat().startswith("2025-09-01T00:00:00")


def test_hostile_words_come_out_as_they_went_in() -> None:
    assert HOSTILE in body_text(sample_docx())
    assert any(cell.text == HOSTILE for table in opened(sample_docx()).tables for cell in table.columns[0].cells)


def test_a_named_run_of_rows_is_a_table_of_its_own() -> None:
    captions = re.findall(r'<w:tblCaption w:val="([^"]+)"', part(sample_docx(), "word/document.xml"))
    stem = "Latest result of every key indicator, Q1 2025/26"
    assert captions[1:] == [f"{stem}: {name}" for name in DIRECTORATES]
    assert [len(table.rows) for table in opened(sample_docx()).tables] == [3, 11, 11, 11]


def test_a_rating_is_shape_and_word_and_colour() -> None:
    xml = part(sample_docx(), "word/document.xml")
    for shape, word, ink in (("●", "Green", "0B6B3A"), ("▲", "Amber", "8A4B00"), ("◆", "Red", "A3001B")):
        assert re.search(rf'<w:color w:val="{ink}"/><w:shd [^>]*/></w:rPr><w:t [^>]*>\xa0{shape}\xa0{word}\xa0<', xml)


def test_charts_are_pictures_with_words_and_fit_the_page() -> None:
    document = opened(sample_docx())
    width = document.sections[0].page_width - document.sections[0].left_margin - document.sections[0].right_margin
    pictures = list(document.element.iter(qn("wp:inline")))
    assert [picture.docPr.get("descr") for picture in pictures][1:] == [
        "Completed in time rose from 70.1% in Q1 2022/23 to 78.4% in Q1 2025/26.",
        "Repaired in time fell from 91.0% in Q1 2022/23 to 68.4% in Q1 2025/26.",
        "Calls answered fell from 151,200 in Q1 2022/23 to 144,100 in Q1 2024/25.",
    ]
    assert pictures[0].docPr.get("descr") == "20 Green, 12 Amber and 6 Red of 38 rated; 2 are not rated."
    assert all(0 < int(picture.extent.cx) <= width for picture in pictures)
    assert len({picture.docPr.get("id") for picture in pictures}) == len(pictures)


def test_each_numbered_list_starts_again_at_one() -> None:
    numbered = Bullets(items=(text("first"), text("second")), numbered=True)
    section = Section(identifier="s", heading="Steps", blocks=(numbered, Paragraph(inlines=text("then")), numbered))
    data = made(section)
    used = re.findall(r'<w:numId w:val="(\d+)"', part(data, "word/document.xml"))
    assert (used[0], used[2]) == (used[1], used[3])
    assert used[0] != used[2]
    assert part(data, "word/numbering.xml").count("<w:startOverride") == 2


def test_a_link_inside_leads_to_its_section_and_one_to_nowhere_stays_words() -> None:
    links = (Link(text="to the annex", href="#a annex!"), Text(text=" "), Link(text="to nowhere", href="#gone"))
    script = Link(text="run me", href="javascript:alert(1)")
    data = made(
        Section(identifier="s", heading="Start", blocks=(Paragraph(inlines=(*links, script)),)),
        Section(identifier="a annex!", heading="Annex"),
    )
    xml = part(data, "word/document.xml")
    assert "to nowhere" in xml
    assert "run me" in xml
    assert "javascript" not in xml + part(data, "word/_rels/document.xml.rels")
    anchors = set(re.findall(r'w:anchor="([^"]+)"', xml))
    assert anchors <= set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', xml))
    assert check(data) == []


def test_contents_list_the_first_two_levels_without_asking_to_be_updated() -> None:
    xml = part(sample_docx(), "word/document.xml")
    listed = re.findall(r"<w:t [^>]*>([^<]+)</w:t>", xml[xml.index("<w:sdtContent>") : xml.index("</w:sdtContent>")])
    assert listed == [
        "Contents",
        "Summary",
        "How to read this report",
        "What is being done about the Reds",
        "All key indicators",
        "Adult social care and health",
        "AS07 Assessments completed within 6 weeks",
        "HT02 Potholes repaired within 28 days",
        "CS01 Calls to the contact centre",
        "Annex: definitions and sources",
    ]
    assert "updateFields" not in part(sample_docx(), "word/settings.xml")


def test_every_page_says_what_it_is_and_how_open_it_is() -> None:
    for name in ("word/header1.xml", "word/header2.xml"):
        assert "Unrestricted · Illustrative figures" in part(sample_docx(), name)
    assert "Quarterly Performance Report · Edition 2" in part(sample_docx(), "word/header1.xml")


def test_a_report_with_next_to_nothing_in_it_still_follows_the_rules() -> None:
    bare = replace(
        sample_document(), sections=(), facts=(), subtitle="", summary="", marking="", licence="", keywords=()
    )
    problems = {finding.rule for finding in check(to_docx(bare))}
    # One part needs no list of contents.
    assert problems == {"contents"}


def test_the_same_document_gives_the_same_bytes_on_another_day() -> None:
    with time_machine.travel("2031-02-03 04:05:06+00:00"):
        assert to_docx(sample_document()) == sample_docx()


@pytest.mark.slow
def test_the_same_document_gives_the_same_bytes_in_another_place() -> None:
    script = (
        "import hashlib, sys; from tests.engines.rendering.office import sample_docx, sample_xlsx;"
        "print(*(hashlib.sha256(make()).hexdigest() for make in (sample_docx, sample_xlsx)))"
    )
    from tests.engines.rendering.office import sample_xlsx

    root = Path(__file__).parents[3]
    environment = {
        **os.environ,
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": f"{root}/src:{root}",
    }
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env=environment,
        cwd=root,
        check=True,
        timeout=60,
    )
    assert done.stdout.split() == [sha256(data).hexdigest() for data in (sample_docx(), sample_xlsx())]


def council_template(*paragraphs: str) -> bytes:
    template = docx.Document()
    for words in paragraphs:
        template.add_paragraph(words)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def test_a_council_may_bring_its_own_template() -> None:
    template = council_template(
        "Our report: {{ title }}",
        "{%p for fact in facts %}",
        "{{ fact.name }} = {{ fact.value }}",
        "{%p endfor %}",
        "{{ contents }}",
        "{{ body }}",
        "Printed by {{ author }}",
    )
    data = to_docx(sample_document(), template=template, cache=DRAWN)
    found = body_text(data)
    assert found[:3] == [
        "Our report: Quarterly Performance Report",
        "For = Cabinet, 15 September 2025",
        "Period = Q1 2025/26 (1 April to 30 June 2025)",
    ]
    assert found[-1] == "Printed by Strategy and Performance"
    assert "AS07 Assessments completed within 6 weeks" in found
    assert {finding.rule for finding in check(data)} == {"page number", "contrast"}
    assert data == to_docx(sample_document(), template=template, cache=DRAWN)


def test_the_look_of_a_councils_styles_is_kept_and_missing_ones_are_added() -> None:
    data = to_docx(sample_document(), template=council_template("{{ body }}"), cache=DRAWN)
    styles = {style.name: style for style in opened(data).styles}
    own = {style.name: style for style in docx.Document().styles}
    assert styles["Heading 1"].font.size == own["Heading 1"].font.size
    assert "Report table" in styles
    used = set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"', part(data, "word/document.xml")))
    assert used <= {style.style_id for style in styles.values()}


def test_a_template_without_a_language_gets_the_reports() -> None:
    silent = damaged(default_template(), "word/styles.xml", "<w:docDefaults>.*</w:docDefaults>", "")
    welsh = to_docx(replace(sample_document(), language="cy-GB"), template=silent, cache=DRAWN)
    assert re.search(r'<w:docDefaults>.*<w:lang w:val="cy-GB"', part(welsh, "word/styles.xml"))


def test_tables_without_a_caption_stay_two_tables() -> None:
    row = Row(cells=(Cell(inlines=text("A")),))
    bare = tuple(
        Table(identifier=name, caption="", columns=(Column(name="Name"),), rows=(row,)) for name in ("one", "two")
    )
    data = made(Section(identifier="s", heading="Part", blocks=bare))
    assert "</w:tbl><w:tbl>" not in part(data, "word/document.xml")
    assert {finding.rule for finding in check(data)} == {"contents"}


def test_our_own_template_is_an_ordinary_word_file_that_can_be_given_back() -> None:
    template = default_template()
    assert "{{ title }}" in [paragraph.text for paragraph in opened(template).paragraphs]
    assert to_docx(sample_document(), template=template, cache=DRAWN) == sample_docx()


@pytest.mark.parametrize(
    ("template", "says"),
    [
        (council_template("{{ title }}"), "no place for the report"),
        (council_template("see {{ body }} here"), "no place for the report"),
        (council_template("{{ tilte }}", "{{ body }}"), "tilte"),
        (council_template("{{ title", "{{ body }}"), "cannot be read"),
        (council_template("{{ title.__class__.__mro__ }}", "{{ body }}"), "cannot be read|does not have"),
        (council_template("{% for i in range(999999999) %}x{% endfor %}", "{{ body }}"), "cannot be read"),
        (council_template("{{ 1 / 0 }}", "{{ body }}"), "cannot be read"),
        (council_template("{{ title.nothing() }}", "{{ body }}"), "does not have"),
        (b"not a zip", "not a Word document"),
        (damaged(default_template(), "word/document.xml", "<w:body>", "<w:body"), "not a Word document"),
        (damaged(default_template(), "_rels/.rels", 'officeDocument"', 'other"'), "not a Word document"),
        (damaged(default_template(), "[Content_Types].xml", "document.main", "template.main"), "not a Word document"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_with_a_sentence(template: bytes, says: str) -> None:
    with pytest.raises(WordTemplateError, match=says):
        to_docx(sample_document(), template=template)


def test_a_template_that_unpacks_to_too_much_is_refused() -> None:
    huge = damaged(default_template(), "word/media/huge.bin", "", "0" * 51_000_000)
    with pytest.raises(WordTemplateError, match="50 MB is the most"):
        to_docx(sample_document(), template=huge)


def test_a_colour_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="is not a colour"):
        to_docx(replace(sample_document(), colour="navy"))


def test_control_characters_do_not_break_the_file() -> None:
    section = Section(identifier="s", heading="A\x00B\x0bC", blocks=(Paragraph(inlines=text("one\ntwo\x07")),))
    assert {"ABC", "one two"} <= set(body_text(made(section, title="T\x01itle", marking="")))


def test_a_table_of_the_widest_kind_still_fits_the_page() -> None:
    columns = tuple(Column(name=f"Column {index}", kind="number") for index in range(14))
    row = Row(cells=tuple(Cell(inlines=text("1,234,567"), number=Decimal(1234567)) for _ in columns))
    table = Table(identifier="t", caption="Wide", columns=columns, rows=(row,))
    data = made(Section(identifier="s", heading="Wide", blocks=(table,)))
    grid = [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"', part(data, "word/document.xml"))]
    assert sum(grid) <= 9638
    assert {finding.rule for finding in check(data)} == {"contents"}
    assert not [name for name in names(data) if "media" in name]
