"""How the Word report looks: every style by its name, as Word writes it. A council's template may have its own.

Calm on purpose: one typeface, thin rules, no boxes, space made by styles and never by empty paragraphs. Sizes are in
half points, distances in twentieths of a point, as the file format wants them.
"""

from collections.abc import Iterator

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)

FONT = "Inter"
FALLBACK = "Arial"
INK, SOFT, LINE, LINK = "0B0C0C", "505A5F", "D5D9DC", "1A5A96"

_TABULAR = '<w14:numSpacing w14:val="tabular"/>'


def _paragraph(
    style_id: str,
    name: str,
    *,
    based_on: str = "Normal",
    following: str = "Normal",
    layout: str = "",
    letters: str = "",
    quick: bool = True,
) -> tuple[str, str]:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    default = "" if based_on else ' w:default="1"'
    builtin = name in _BUILT_IN or name.startswith(("heading ", "toc "))
    return name, (
        f'<w:style w:type="paragraph"{default}{"" if builtin else _CUSTOM} w:styleId="{style_id}">'
        f'<w:name w:val="{name}"/>{base}<w:next w:val="{following}"/>{"<w:qFormat/>" if quick else ""}'
        f"<w:pPr>{layout}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


_CUSTOM = ' w:customStyle="1"'
_BUILT_IN = {"Normal", "Title", "Subtitle", "caption", "List Bullet", "List Number", "TOC Heading", "header", "footer"}


def _spacing(*, before: int = 0, after: int = 0, line: int = 280) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _letters(size: int, *, bold: bool = False, colour: str = INK, more: str = "") -> str:
    weight = "<w:b/><w:bCs/>" if bold else ""
    return f'{weight}<w:color w:val="{colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{more}'


_HEADINGS = {1: (40, 480, 140), 2: (28, 360, 80), 3: (23, 280, 60), 4: (21, 240, 40)}


def styles(*, colour: str) -> Iterator[tuple[str, str]]:
    """Yield (name, XML) of every style the report uses; ``colour`` is the authority's, as six hexadecimal digits."""
    keep = "<w:keepNext/><w:keepLines/>"
    yield _paragraph("Normal", "Normal", based_on="", layout=_spacing(after=140))
    for level in range(1, 10):
        size, before, after = _HEADINGS.get(level, _HEADINGS[4])
        yield _paragraph(
            f"Heading{level}",
            f"heading {level}",
            layout=f'{keep}{_spacing(before=before, after=after, line=252)}<w:outlineLvl w:val="{level - 1}"/>',
            letters=_letters(size, bold=True),
        )
    yield _paragraph("Title", "Title", layout=_spacing(before=120, after=60, line=240), letters=_letters(58, bold=True))
    yield _paragraph("Subtitle", "Subtitle", layout=_spacing(after=80), letters=_letters(28))
    yield _paragraph("FrontLine", "Front line", layout=_spacing(before=1200), letters=_letters(20, colour=SOFT))
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="24" w:space="14" w:color="{colour}"/></w:pBdr>'
    yield _paragraph(
        "FrontRule", "Front rule", layout=f"{rule}{_spacing(after=320)}", letters=_letters(20, colour=SOFT)
    )
    yield _paragraph("Lead", "Lead", layout=_spacing(after=200, line=290), letters=_letters(25))
    yield _paragraph("Note", "Note", layout=_spacing(before=60, after=140), letters=_letters(18, colour=SOFT))
    yield _paragraph(
        "Caption",
        "caption",
        layout=f"{keep}{_spacing(before=280, after=80)}",
        letters=_letters(22, bold=True),
    )
    yield _paragraph(
        "TableGroup",
        "Table group",
        layout=f"{keep}{_spacing(before=220, after=60)}",
        letters=_letters(20, bold=True),
    )
    yield _paragraph("Picture", "Picture", layout=f"<w:keepLines/>{_spacing(before=120, after=60, line=240)}")
    step = '<w:ind w:left="340" w:hanging="340"/>'
    yield _paragraph("ListBullet", "List Bullet", following="ListBullet", layout=f"{_spacing(after=60)}{step}")
    yield _paragraph("ListNumber", "List Number", following="ListNumber", layout=f"{_spacing(after=60)}{step}")
    yield _paragraph(
        "Fact",
        "Fact",
        following="Fact",
        layout=(
            f'<w:tabs><w:tab w:val="left" w:pos="2835"/></w:tabs>{_spacing(after=50)}'
            '<w:ind w:left="2835" w:hanging="2835"/>'
        ),
    )
    aside = '<w:ind w:left="284"/>'
    yield _paragraph(
        "CalloutTitle",
        "Callout title",
        following="Callout",
        layout=f"{keep}{_spacing(before=200, after=40)}{aside}",
        letters=_letters(21, bold=True),
    )
    yield _paragraph("Callout", "Callout", following="Callout", layout=f"<w:keepLines/>{_spacing(after=60)}{aside}")
    for style_id, name, align in (("TableText", "Table text", "left"), ("TableNumber", "Table number", "right")):
        yield _paragraph(
            style_id,
            name,
            following=style_id,
            layout=f'{_spacing(line=252)}<w:jc w:val="{align}"/>',
            letters=_letters(18, more=_TABULAR),
        )
    for style_id, name, align in (
        ("TableHeader", "Table header", "left"),
        ("TableHeaderNumber", "Table header number", "right"),
    ):
        yield _paragraph(
            style_id,
            name,
            following=style_id,
            layout=f'<w:keepNext/>{_spacing(line=240)}<w:jc w:val="{align}"/>',
            letters=_letters(17, bold=True, colour=SOFT),
        )
    yield _paragraph(
        "TOCHeading", "TOC Heading", layout=f"{keep}{_spacing(before=480, after=120)}", letters=_letters(26, bold=True)
    )
    yield _paragraph("TOC1", "toc 1", layout=f"{_spacing(before=60, after=20)}", quick=False)
    yield _paragraph(
        "TOC2", "toc 2", layout=f'{_spacing(after=10)}<w:ind w:left="340"/>', letters=_letters(19), quick=False
    )
    stop = '<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>'
    for style_id, name in (("Header", "header"), ("Footer", "footer")):
        yield _paragraph(
            style_id,
            name,
            following=style_id,
            layout=f"{stop}{_spacing(line=240)}",
            letters=_letters(16, colour=SOFT),
            quick=False,
        )
    for xml in _others():
        yield xml.partition('<w:name w:val="')[2].partition('"')[0], xml


def _others() -> Iterator[str]:
    yield (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )
    yield (
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/>'
        f'<w:rPr><w:color w:val="{LINK}"/><w:u w:val="single"/></w:rPr></w:style>'
    )
    yield (
        '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>'
    )
    yield (
        f'<w:style w:type="character"{_CUSTOM} w:styleId="FactName"><w:name w:val="Fact name"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="{SOFT}"/></w:rPr></w:style>'
    )
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    thin = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
    yield (
        f'<w:style w:type="table"{_CUSTOM} w:styleId="ReportTable"><w:name w:val="Report table"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
        f"<w:bottom {thin}/><w:insideH {thin}/></w:tblBorders><w:tblCellMar>"
        '<w:top w:w="70" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="70" w:type="dxa"/>'
        '<w:right w:w="170" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
        f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{INK}"/></w:tcBorders><w:vAlign w:val="bottom"/>'
        "</w:tcPr></w:tblStylePr></w:style>"
    )


def styles_part(*, colour: str, language: str) -> str:
    """Return the whole styles part: the typeface, the language of the words, and every style."""
    return (
        f'<w:styles {NAMESPACES} mc:Ignorable="w14"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FALLBACK}"/>'
        f'<w:color w:val="{INK}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>" + "".join(xml for _, xml in styles(colour=colour)) + "</w:styles>"
    )
