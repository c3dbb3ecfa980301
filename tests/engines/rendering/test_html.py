"""The page: whole in one file, readable by everybody, and no text in it is ever markup."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
import time_machine

from goldenthread.engines.documents import Document, Figure, Link, Paragraph, Section, Table, Text
from goldenthread.engines.rendering.html import stylesheet, to_html, to_html_body
from tests.engines.rendering.sample import HOSTILE, RISING, sample_document

VOID = {"meta", "circle", "rect", "path", "line", "br"}


class Reader(HTMLParser):
    """Reads a page the way a browser would, into a list of elements with their words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str], list[str]]] = []
        self.open: list[tuple[str, dict[str, str], list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, {name: value or "" for name, value in attrs}, [])
        self.found.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop()[0] == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element[2].append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert not reader.open
    return reader


@pytest.fixture(scope="module")
def page() -> str:
    return to_html(sample_document()).decode()


def tags(reader: Reader, *names: str) -> list[tuple[str, dict[str, str], str]]:
    return [(tag, attributes, "".join(said)) for tag, attributes, said in reader.found if tag in names]


def test_page_has_its_language_title_and_one_main_heading(page: str) -> None:
    reader = read(page)
    assert tags(reader, "html")[0][1]["lang"] == "en-GB"
    assert tags(reader, "title")[0][2].startswith("Quarterly Performance Report, Quarter 1 2025/26")
    assert [words for _, _, words in tags(reader, "h1")] == ["Quarterly Performance Report"]
    assert [len(tags(reader, kind)) for kind in ("main", "nav", "header")] == [1, 1, 1]


def test_page_needs_nothing_from_elsewhere_and_runs_nothing(page: str) -> None:
    reader = read(page)
    assert not tags(reader, "script", "link", "iframe", "img", "object")
    assert not re.search(r"url\((?!data:font/woff2;base64,)", page)
    assert not [name for _, attributes, _ in reader.found for name in attributes if name.startswith("on")]


def test_headings_never_skip_a_level(page: str) -> None:
    levels = [int(tag[1]) for tag, _, _ in tags(read(page), "h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_every_table_has_a_caption_and_headers(page: str) -> None:
    reader = read(page)
    tables = tags(reader, "table")
    assert len(tables) == len(tags(reader, "caption")) == 2 + 3
    scopes = [attributes.get("scope") for _, attributes, _ in tags(reader, "th")]
    assert None not in scopes
    # Rows: 30 and 2, and the figures of three charts; groups: 3.
    assert scopes.count("row") == 30 + 2 + 13 + 13 + 9
    assert scopes.count("rowgroup") == 3
    names = {attributes["id"] for _, attributes, _ in reader.found if "id" in attributes}
    regions = [attributes for _, attributes, _ in reader.found if attributes.get("role") == "region"]
    assert len(regions) == 5
    assert all(region["aria-labelledby"] in names and region["tabindex"] == "0" for region in regions)


def test_names_are_unique_and_every_inner_link_arrives(page: str) -> None:
    reader = read(page)
    names = [attributes["id"] for _, attributes, _ in reader.found if "id" in attributes]
    assert len(names) == len(set(names))
    inner = [attributes["href"][1:] for _, attributes, _ in tags(reader, "a") if attributes["href"].startswith("#")]
    assert len(inner) >= 40
    assert set(inner) <= set(names)


def test_charts_speak_and_show_their_figures(page: str) -> None:
    reader = read(page)
    charts = [attributes for tag, attributes, _ in reader.found if attributes.get("class") == "gt-chart"]
    assert [chart["role"] for chart in charts] == ["img"] * 3
    assert "Completed in time rose from 70.1%" in tags(reader, "desc")[0][2]
    assert "definition changed" in page
    cells = [words for _, _, words in tags(reader, "td")]
    assert {"78.4%", "provisional", "144,100"} <= set(cells)


def test_hostile_text_comes_out_as_it_went_in(page: str) -> None:
    reader = read(page)
    said = [words for _, _, words in tags(reader, "td", "th", "dt", "dd", "p")]
    assert sum(HOSTILE in words for words in said) >= 5
    assert "<script" not in page


@pytest.mark.parametrize(
    ("href", "followed"),
    [
        ("https://a.example/x", True),
        ("http://a.example", True),
        ("mailto:a@b.example", True),
        ("#s", True),
        ("#nowhere", False),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" https://a.example", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//a.example", False),
        ("/local", False),
        ("https:", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_links_that_are_safe_become_links(href: str, followed: bool) -> None:
    words = Paragraph(inlines=(Link(text="Words", href=href),))
    document = replace(sample_document(), sections=(Section(identifier="s", heading="S", blocks=(words,)),))
    body = to_html_body(document)
    assert (">Words</a>" in body) is followed
    assert "Words" in body


def body_of(*sections: Section) -> Document:
    return replace(sample_document(), sections=sections)


def test_body_stands_inside_another_page() -> None:
    body = to_html_body(sample_document(), heading_level=2)
    reader = read(body)
    assert body.startswith('<article class="gt-report"')
    assert [words for _, _, words in tags(reader, "h1", "h2")] == ["Quarterly Performance Report"]
    classes = [name for _, attributes, _ in reader.found for name in attributes.get("class", "").split()]
    assert classes
    assert all(name.startswith("gt-") for name in classes)
    assert not [attributes for _, attributes, _ in reader.found if "style" in attributes]


def test_deep_sections_keep_their_level_where_html_has_no_more() -> None:
    section = Section(identifier="deep", heading="Deep")
    for depth in range(8):
        section = Section(identifier=f"s{depth}", heading=f"S{depth}", sections=(section,))
    reader = read(to_html_body(body_of(section)))
    said = [
        (attributes["aria-level"], words) for _, attributes, words in tags(reader, "p") if "aria-level" in attributes
    ]
    assert said[-1] == ("10", "Deep")


def test_same_part_twice_gets_two_names() -> None:
    figure = Figure(chart=RISING, alternative="A")
    section = Section(identifier="gt-main", heading="Twice", blocks=(figure, figure))
    reader = read(to_html(body_of(section, section)).decode())
    names = [attributes["id"] for _, attributes, _ in reader.found if "id" in attributes]
    assert len(names) == len(set(names))
    assert len(tags(reader, "figure")) == 4


def test_empty_parts_leave_no_empty_elements() -> None:
    bare = replace(sample_document(), sections=(), facts=(), summary="", marking="", subtitle="", edition="")
    body = to_html_body(bare)
    assert "<nav" not in body
    assert "<dl" not in body
    assert not re.search(r"<(p|ul|ol|dl)[^>]*></", body)


def test_figures_keep_columns_apart_when_the_value_is_called_like_another() -> None:
    figure = Figure(chart=replace(RISING, value_name="Target"), alternative="A")
    reader = read(to_html_body(body_of(Section(identifier="s", heading="S", blocks=(figure,)))))
    heads = [words for _, attributes, words in tags(reader, "th") if attributes.get("scope") == "col"]
    assert heads == ["Period", "Value", "Target", "Floor", "Remark"]


def test_heading_without_words_is_said_to_have_none() -> None:
    assert ">Untitled</h2>" in to_html_body(body_of(Section(identifier="s", heading=" ")))


def test_table_without_rows_is_still_a_table() -> None:
    table = next(block for part in sample_document().sections for block in part.blocks if isinstance(block, Table))
    reader = read(to_html_body(body_of(Section(identifier="s", heading="S", blocks=(replace(table, rows=()),)))))
    assert len(tags(reader, "th")) == 7


def test_stylesheet_takes_a_colour_and_nothing_else() -> None:
    assert "--gt-brand:#AA0000" in stylesheet(colour="#AA0000")
    assert stylesheet(colour="red;}body{display:none") == stylesheet()
    assert all(
        selector.strip().startswith((".gt-", "@media", "}"))
        for selector in re.findall(r"(?:^|[}])([^{}]+){", stylesheet())
        if not selector.strip().startswith("@")
    )


def test_control_characters_never_reach_the_page() -> None:
    words = Paragraph(inlines=(Text(text="a\x00\x08\x1b\ufffe\x85b"),))
    assert "<p>ab</p>" in to_html_body(body_of(Section(identifier="s", heading="S", blocks=(words,))))


def test_same_document_same_bytes(page: str) -> None:
    with time_machine.travel("2041-05-06 07:08:09+09:00"):
        assert to_html(sample_document()).decode() == page
