"""Our own rules for an accessible Word file, checked in its XML. Each has a name and a planted fault."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from tests.engines.rendering.contrast import on_white

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_HERE = {"here", "click here", "link", "this link", "more", "read more"}

CHECKED = frozenset(
    {
        "title",
        "language",
        "author",
        "headings",
        "lists",
        "table header",
        "first column",
        "split row",
        "merged cells",
        "alternative text",
        "empty paragraph",
        "link text",
        "dead link",
        "page number",
        "update prompt",
        "contrast",
        "contents",
    }
)


@dataclass(frozen=True)
class Finding:
    rule: str
    what: str


def check(data: bytes) -> list[Finding]:
    """Return every breach in a .docx; none for a file that follows the rules."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode(errors="replace") for name in archive.namelist()}
    return [Finding(rule, what) for rule, what in _findings(parts)]


def _findings(parts: dict[str, str]) -> Iterator[tuple[str, str]]:
    document = ElementTree.fromstring(parts["word/document.xml"])  # noqa: S314 - our own file
    styles = ElementTree.fromstring(parts["word/styles.xml"])  # noqa: S314 - our own file
    core = parts["docProps/core.xml"]
    for rule, tag in (("title", "title"), ("author", "creator"), ("language", "language")):
        if not re.search(rf"<dc:{tag}>[^<]+</dc:{tag}>", core):
            yield rule, f"dc:{tag} is not set"
    default = styles.find(f"{_W}docDefaults//{_W}lang")
    if default is None or not default.get(f"{_W}val"):
        yield "language", "the styles name no language"
    names = {node.get(f"{_W}styleId", ""): _value(node, "name").lower() for node in styles.iter(f"{_W}style")}
    yield from _paragraphs(document, names)
    yield from _tables(document)
    for picture in document.iter(f"{_WP}docPr"):
        if not picture.get("descr", "").strip():
            yield "alternative text", picture.get("name", "")
    yield from _links(document)
    footers = [text for name, text in parts.items() if re.fullmatch(r"word/footer\d*\.xml", name)]
    if not footers or not all(re.search(r"instr=\"\s*PAGE|> ?PAGE", text) for text in footers):
        yield "page number", "a footer has no page number"
    if "updateFields" in parts["word/settings.xml"] or 'w:dirty="1"' in parts["word/document.xml"]:
        yield "update prompt", "Word asks to update fields when it opens the file"
    if " TOC " not in parts["word/document.xml"]:
        yield "contents", "there is no list of contents"
    for text in (parts["word/styles.xml"], parts["word/document.xml"]):
        for colour in set(re.findall(r'<w:color w:val="([0-9A-Fa-f]{6})"', text)):
            if on_white(colour) < 4.5:
                yield "contrast", colour


def _value(node: ElementTree.Element, tag: str) -> str:
    found = node.find(f".//{_W}{tag}")
    return "" if found is None else found.get(f"{_W}val", "")


def _text(node: ElementTree.Element) -> str:
    return "".join(part.text or "" for part in node.iter(f"{_W}t"))


def _paragraphs(document: ElementTree.Element, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    level = 0
    for paragraph in document.iter(f"{_W}p"):
        text, style = _text(paragraph), names.get(_value(paragraph, "pStyle"), "")
        pictured = paragraph.find(f".//{_W}drawing") is not None
        if not text.strip() and not pictured:
            yield "empty paragraph", f"a paragraph in the style {style}"
        numbered = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
        if (style.startswith("list ") and not numbered) or (
            re.match(r"\s*[•▪‣*–-][ \t]", text) and not numbered and "table" not in style
        ):
            yield "lists", f"typed, not a list: {text[:40]}"
        if match := re.fullmatch(r"heading (\d)", style):
            if int(match[1]) > level + 1:
                yield "headings", f"{text} is at level {match[1]} after level {level}"
            level = int(match[1])


def _tables(document: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for table in document.iter(f"{_W}tbl"):
        look, rows = table.find(f"{_W}tblPr/{_W}tblLook"), table.findall(f"{_W}tr")
        if rows[0].find(f"{_W}trPr/{_W}tblHeader") is None:
            yield "table header", _text(rows[0])
        if look is None or look.get(f"{_W}firstColumn") != "1" or look.get(f"{_W}firstRow") != "1":
            yield "first column", _text(rows[0])
        if any(row.find(f"{_W}trPr/{_W}cantSplit") is None for row in rows):
            yield "split row", _text(rows[0])
        merged = any(table.find(f".//{_W}{tag}") is not None for tag in ("gridSpan", "vMerge", "hMerge"))
        if merged or len({len(row.findall(f"{_W}tc")) for row in rows}) > 1:
            yield "merged cells", _text(rows[0])


def _links(document: ElementTree.Element) -> Iterator[tuple[str, str]]:
    places = {node.get(f"{_W}name") for node in document.iter(f"{_W}bookmarkStart")}
    for link in document.iter(f"{_W}hyperlink"):
        text, anchor = _text(link), link.get(f"{_W}anchor")
        if text.lower().strip(" .") in _HERE or re.match(r"(https?://|www\.|mailto:)", text) or not text.strip():
            yield "link text", text
        if anchor is not None and anchor not in places:
            yield "dead link", anchor
