"""The template of the Word report, made here so that no binary file needs keeping.

A council may take it, change fonts, logo, words and order in Word, and give it back: the fields in double braces are
filled from the document, ``{{ contents }}`` and ``{{ body }}`` each stand alone in a paragraph and are replaced by
the contents list and the report itself. ``{{ body }}`` is the only field that must stay.
"""

import io
import zipfile
from functools import cache
from xml.sax.saxutils import quoteattr

from goldenthread.engines.rendering.word_styles import FALLBACK, FONT, LINE, NAMESPACES, styles_part
from goldenthread.engines.rendering.zipped import steady

FIELDS = (
    "title",
    "subtitle",
    "authority",
    "date",
    "edition",
    "author",
    "summary",
    "facts",
    "classification",
    "marking",
    "licence",
    "contents",
    "body",
)
"""What a template may ask for. ``facts`` is a list, each with a ``name`` and a ``value``; the rest is text."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PARTS = ("styles", "numbering", "settings", "fontTable", "header1", "header2", "footer1")
_MARKING = "{{ classification }}{% if marking %} · {{ marking }}{% endif %}"


def _line(style: str, text: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def _field(code: str, shown: str) -> str:
    return f'<w:fldSimple w:instr="{code}"><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'


def _front() -> str:
    fact = (
        '<w:p><w:pPr><w:pStyle w:val="Fact"/></w:pPr><w:r><w:rPr><w:rStyle w:val="FactName"/></w:rPr>'
        "<w:t>{{ fact.name }}</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>{{ fact.value }}</w:t></w:r></w:p>"
    )
    return "".join(
        (
            _line("Normal", "{%p if authority %}"),
            _line("FrontLine", "{{ authority }}"),
            _line("Normal", "{%p endif %}"),
            _line("Title", "{{ title }}"),
            _line("Normal", "{%p if subtitle %}"),
            _line("Subtitle", "{{ subtitle }}"),
            _line("Normal", "{%p endif %}"),
            _line(
                "FrontRule",
                "{{ edition }}{% if edition and date not in edition %}, {% endif %}"
                "{% if date not in edition %}{{ date }}{% endif %}",
            ),
            _line("Normal", "{%p if summary %}"),
            _line("Lead", "{{ summary }}"),
            _line("Normal", "{%p endif %}"),
            _line("Normal", "{%p for fact in facts %}"),
            fact,
            _line("Normal", "{%p endfor %}"),
            _line("Normal", "{{ contents }}"),
            _line("Normal", "{{ body }}"),
            _line("Note", "{{ title }}, {{ authority }}.{% if licence %} {{ licence }}{% endif %}"),
        )
    )


def _document() -> str:
    return (
        f'<w:document {NAMESPACES} mc:Ignorable="w14"><w:body>{_front()}<w:sectPr>'
        '<w:headerReference w:type="default" r:id="rId5"/><w:headerReference w:type="first" r:id="rId6"/>'
        '<w:footerReference w:type="default" r:id="rId7"/><w:footerReference w:type="first" r:id="rId7"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1134" w:bottom="1247" w:left="1134" '
        'w:header="624" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr></w:body></w:document>'
    )


def _running(kind: str, left: str, right: str, *, rule: str = "") -> str:
    style = "Header" if kind == "hdr" else "Footer"
    border = f'<w:pBdr><w:{rule} w:val="single" w:sz="4" w:space="6" w:color="{LINE}"/></w:pBdr>' if rule else ""
    return (
        f'<w:{kind} {NAMESPACES} mc:Ignorable="w14"><w:p><w:pPr><w:pStyle w:val="{style}"/>{border}</w:pPr>'
        f"{_text(left) if left else ''}<w:r><w:tab/></w:r>{right}</w:p></w:{kind}>"
    )


def _text(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def _fonts() -> str:
    def font(name: str, more: str) -> str:
        return (
            f'<w:font w:name="{name}">{more}<w:charset w:val="00"/><w:family w:val="swiss"/>'
            '<w:pitch w:val="variable"/></w:font>'
        )

    other = f'<w:altName w:val="{FALLBACK}"/><w:panose1 w:val="020B0604020202020204"/>'
    return f'<w:fonts {NAMESPACES} mc:Ignorable="w14">{font(FONT, other)}{font(FALLBACK, "")}</w:fonts>'


def _settings(language: str) -> str:
    return (
        f'<w:settings {NAMESPACES} mc:Ignorable="w14"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{language}"/></w:settings>'
    )


def _content_types() -> str:
    kinds = {"header1": "header", "header2": "header", "footer1": "footer"}
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}{kinds.get(name, name)}+xml"/>' for name in _PARTS
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}document.main+xml"/>{parts}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _relations(targets: list[tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type={quoteattr(kind)} Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'
    )


@cache
def default_template(*, colour: str = "#12436D", language: str = "en-GB") -> bytes:
    """Return our own template as a .docx file: ``colour`` is the authority's (``#RRGGBB``), ``language`` a BCP 47 tag.

    It is what :func:`goldenthread.engines.rendering.word.to_docx` uses when it is given none, and what a council
    starts from when it wants its own. Raises :class:`ValueError` when ``colour`` is not six hexadecimal digits.
    """
    plain = colour.removeprefix("#").upper()
    if len(plain) != 6 or set(plain) - set("0123456789ABCDEF"):
        raise ValueError(f"“{colour}” is not a colour. Write it as # and six hexadecimal digits, such as #12436D.")
    kinds = {"header1": "header", "header2": "header", "footer1": "footer"}
    pages = _text("Page ") + _field("PAGE", "1") + _text(" of ") + _field("NUMPAGES", "1")
    package = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    extended = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            [
                (f"{_RELATION}officeDocument", "word/document.xml"),
                (package, "docProps/core.xml"),
                (f"{_RELATION}extended-properties", "docProps/app.xml"),
            ]
        ),
        "word/document.xml": _document(),
        "word/_rels/document.xml.rels": _relations(
            [(f"{_RELATION}{kinds.get(name, name)}", f"{name}.xml") for name in _PARTS]
        ),
        "word/styles.xml": styles_part(colour=plain, language=language),
        "word/numbering.xml": f'<w:numbering {NAMESPACES} mc:Ignorable="w14"/>',
        "word/settings.xml": _settings(language),
        "word/fontTable.xml": _fonts(),
        "word/header1.xml": _running(
            "hdr", "{{ title }}{% if edition %} · {{ edition }}{% endif %}", _text(_MARKING), rule="bottom"
        ),
        "word/header2.xml": _running("hdr", "", _text(_MARKING)),
        "word/footer1.xml": _running("ftr", "{{ authority }}", pages),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{core}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
        ),
        "docProps/app.xml": f'<Properties xmlns="{extended}"><Application>Golden Thread</Application></Properties>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, xml in parts.items():
            archive.writestr(name, _HEAD + xml)
    return steady(out.getvalue())
