"""A document as a Word file: our own template or the council's, filled, with the report in its body."""

import io
import re
import zipfile
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from goldenthread.engines.charts.picture import Cache
from goldenthread.engines.documents.model import Document
from goldenthread.engines.rendering.office_text import clean, day, moment, words
from goldenthread.engines.rendering.word_blocks import body, contents, targets
from goldenthread.engines.rendering.word_styles import NAMESPACES, SOFT, styles
from goldenthread.engines.rendering.word_template import FIELDS, default_template
from goldenthread.engines.rendering.word_text import Writer
from goldenthread.engines.rendering.zipped import steady

_BODY, _CONTENTS = "\ue000body\ue000", "\ue000contents\ue000"
_LARGEST = 50_000_000
"""Bytes that a template may unpack to: a template with a large logo is far below it."""


class WordTemplateError(ValueError):
    """A council's template cannot be used; the message says why and what to change in it."""


def to_docx(document: Document, *, template: bytes | None = None, cache: Cache | None = None) -> bytes:
    """Return ``document`` as the bytes of a .docx file; the same document and template give the same bytes, any day.

    ``template`` is a .docx with the fields of :data:`goldenthread.engines.rendering.word_template.FIELDS`; without
    one our own is used, in the authority's colour. Styles that the template has under the names of ours keep its
    look, those it lacks are added. ``cache`` keeps drawn charts from one format to the next.

    Raises :class:`WordTemplateError` when the template cannot be used, and :class:`ValueError` when
    ``document.date`` is not a day. Rules: WCAG 2.2 AA as it applies to documents.
    """
    when = moment(document)
    if template is None:
        template = default_template(colour=document.colour, language=document.language)
    word: Any = docx.Document(io.BytesIO(_filled(template, document)))
    _set_properties(word, document, when)
    names = _style_names(word, colour=document.colour.removeprefix("#"))
    writer = _writer(word, names, document, cache)
    _replace(word, marker=_CONTENTS, xml=contents(writer, document))
    if not _replace(word, marker=_BODY, xml=body(writer, document)):
        raise WordTemplateError(
            "The Word template has no place for the report. Write {{ body }} into a paragraph of its own, outside any "
            "table or text box."
        )
    out = io.BytesIO()
    word.save(out)
    return steady(out.getvalue())


def _filled(template: bytes, document: Document) -> bytes:
    """Return the template with its fields filled and markers where contents and body go."""
    _check(template)
    values = {
        "title": document.title,
        "subtitle": document.subtitle,
        "authority": document.authority,
        "date": day(document.date),
        "edition": document.edition,
        "author": document.author,
        "summary": document.summary,
        "classification": document.classification,
        "marking": document.marking,
        "licence": document.licence,
    }
    context: dict[str, Any] = {name: clean(value).strip() for name, value in values.items()}
    context["facts"] = [{"name": clean(fact.name), "value": words(fact.inlines)} for fact in document.facts]
    context |= {"contents": _CONTENTS, "body": _BODY}
    out = io.BytesIO()
    try:
        filler = DocxTemplate(io.BytesIO(template))
        filler.init_docx()
    except (KeyError, ValueError, SyntaxError) as error:
        raise WordTemplateError(_NOT_WORD) from error
    try:
        filler.render(context, jinja_env=SandboxedEnvironment(undefined=StrictUndefined), autoescape=True)
        filler.save(out)
    except UndefinedError as error:
        raise WordTemplateError(
            f"The Word template asks for something the report does not have: {error}. "
            f"It may use these fields: {', '.join(FIELDS)}."
        ) from error
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, SyntaxError) as error:
        raise WordTemplateError(
            f"A field of the Word template cannot be read: {error}. Write fields as {{{{ title }}}}, in one go and "
            "without changing the letters halfway."
        ) from error
    return out.getvalue()


_NOT_WORD = "The template is not a Word document. Save it in Word as a document with the ending .docx and try again."


def _check(template: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise WordTemplateError(_NOT_WORD) from error
    if size > _LARGEST:
        raise WordTemplateError(
            f"The Word template unpacks to {size // 1_000_000} MB; 50 MB is the most. Make its pictures smaller."
        )


def _replace(word: Any, *, marker: str, xml: str) -> bool:
    """Put ``xml`` in the place of the paragraph that holds ``marker`` alone; False when there is none."""
    for paragraph in word.element.body.findall(qn("w:p")):
        if "".join(node.text or "" for node in paragraph.iter(qn("w:t"))).strip() == marker:
            for element in list(parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>")):
                paragraph.addprevious(element)
            paragraph.getparent().remove(paragraph)
            return True
    return False


def _set_properties(word: Any, document: Document, when: Any) -> None:
    properties = word.core_properties
    # Word allows 255 characters in each of these.
    properties.title = clean(document.title)[:255]
    properties.subject = clean(document.subtitle)[:255]
    properties.author = properties.last_modified_by = clean(document.author)[:255]
    properties.keywords = clean(", ".join(document.keywords))[:255]
    properties.category = clean(document.classification)[:255]
    properties.comments = clean(document.summary)[:255]
    properties.language = document.language
    properties.created = properties.modified = when.replace(tzinfo=None)
    properties.revision = 1
    _set_language(word.styles.element, document.language)


def _set_language(styles_part: Any, language: str) -> None:
    """Set the language that words have unless their own style says otherwise, making the place for it if need be."""
    place = styles_part
    for tag in ("docDefaults", "rPrDefault", "rPr", "lang"):
        found = place.find(qn(f"w:{tag}"))
        if found is None:
            found = parse_xml(f"<w:{tag} {NAMESPACES}/>")
            # The schema wants the language late among the letters' properties and everything else first.
            place.insert(len(place) if tag == "lang" else 0, found)
        place = found
    place.set(qn("w:val"), language)


def _style_names(word: Any, *, colour: str) -> dict[str, str]:
    """Return style identifiers by lower-case name, after adding those of ours that the template lacks."""
    element = word.styles.element
    known = {
        node.find(qn("w:name")).get(qn("w:val")).lower(): node.get(qn("w:styleId")) for node in element.iter(_STYLE)
    }
    taken = set(known.values())
    for name, xml in styles(colour=colour):
        if name.lower() in known:
            continue
        node = parse_xml(re.sub(r"^<w:style ", f"<w:style {NAMESPACES} ", xml))
        identifier = node.get(qn("w:styleId"))
        if identifier in taken:
            identifier = f"GoldenThread{identifier}"
            node.set(qn("w:styleId"), identifier)
        node.attrib.pop(qn("w:default"), None)
        for reference in ("w:basedOn", "w:next"):
            for target in node.iter(qn(reference)):
                own = _ORIGINAL.get(target.get(qn("w:val")), target.get(qn("w:val")))
                target.set(qn("w:val"), known.get(own, target.get(qn("w:val"))))
        element.append(node)
        known[name.lower()] = identifier
        taken.add(identifier)
    return known


_STYLE = qn("w:style")
_ORIGINAL = {
    match[1]: name.lower() for name, xml in styles(colour="000000") if (match := re.search(r'w:styleId="(\w+)"', xml))
}
"""Names of our styles by the identifier they refer to each other with."""


def _writer(word: Any, names: dict[str, str], document: Document, cache: Cache | None) -> Writer:
    part = word.part
    section = word.sections[-1]
    used = [int(node.get("id", "0")) for node in word.element.iter(qn("wp:docPr"))]
    marks = [int(node.get(qn("w:id"), "0")) for node in word.element.iter(qn("w:bookmarkStart"))]
    lists = _Lists(word)
    return Writer(
        style=lambda name: names[name.lower()],
        link=lambda href: str(part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)),
        picture=lambda png: str(part.get_or_add_image(io.BytesIO(png))[0]),
        numbering=lists.start,
        width=int((section.page_width - section.left_margin - section.right_margin) / 635),
        next_bookmark=max(marks, default=-1) + 1,
        next_picture=max(used, default=0) + 1,
        targets=targets(document),
        cache=cache,
    )


class _Lists:
    """Real lists: one pattern for bullets, one for numbers, and a numbering of its own for each numbered list."""

    def __init__(self, word: Any) -> None:
        self._element = _numbering(word)
        self._bullets: int | None = None
        kinds = [int(node.get(qn("w:abstractNumId"))) for node in self._element.findall(qn("w:abstractNum"))]
        self._bullet_kind = max(kinds, default=-1) + 1
        self._number_kind = self._bullet_kind + 1
        look = f'<w:rPr><w:color w:val="{SOFT}"/></w:rPr>'
        place = len(kinds)
        for kind, pattern in (
            (self._bullet_kind, f'<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>{_PLACE}{look}'),
            (self._number_kind, f'<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>{_PLACE}{look}'),
        ):
            node = parse_xml(
                f'<w:abstractNum {NAMESPACES} w:abstractNumId="{kind}"><w:multiLevelType w:val="singleLevel"/>'
                f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{pattern}</w:lvl></w:abstractNum>'
            )
            pictures = len(self._element.findall(qn("w:numPicBullet")))
            self._element.insert(pictures + place, node)
            place += 1

    def start(self, numbered: bool) -> int:
        """Return the number of a list that starts here."""
        if not numbered and self._bullets is not None:
            return self._bullets
        instances = self._element.findall(qn("w:num"))
        number = max((int(node.get(qn("w:numId"))) for node in instances), default=0) + 1
        kind = self._number_kind if numbered else self._bullet_kind
        again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if numbered else ""
        node = parse_xml(f'<w:num {NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{again}</w:num>')
        if instances:
            instances[-1].addnext(node)
        else:
            self._element.findall(qn("w:abstractNum"))[-1].addnext(node)
        if not numbered:
            self._bullets = number
        return number


_PLACE = '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr>'


def _numbering(word: Any) -> Any:
    """Return the root of the numbering part, made first where the template has no lists at all."""
    try:
        return word.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:
        part = XmlPart(
            PackURI("/word/numbering.xml"),
            CONTENT_TYPE.WML_NUMBERING,
            parse_xml(f"<w:numbering {NAMESPACES}/>"),
            word.part.package,
        )
        word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return part.element
