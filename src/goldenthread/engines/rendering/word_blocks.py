"""Every kind of block of a document as Word paragraphs, lists, pictures and tables."""

from collections.abc import Iterable, Iterator

from goldenthread.engines.charts.picture import to_svg
from goldenthread.engines.charts.spread import spread_bar
from goldenthread.engines.documents.model import (
    Block,
    Bullets,
    Callout,
    Document,
    Facts,
    Figure,
    Paragraph,
    Rating,
    Section,
    Spread,
    Table,
    Text,
)
from goldenthread.engines.rendering.office_text import blocks, clean, source_line, walk
from goldenthread.engines.rendering.pictures import to_png
from goldenthread.engines.rendering.word_tables import table
from goldenthread.engines.rendering.word_text import Writer, run

_STYLES = {"body": "Normal", "lead": "Lead", "note": "Note"}
_TONES = {"plain": "12436D", "good": "0B6B3A", "warning": "8A4B00", "bad": "A3001B"}
_DEEPEST = 9
_PIXELS = 2.0
"""Pixels to a unit of a chart: sharp on paper at the width of the page."""
_CHART_WIDTH = 0.82
"""Share of the width of the text: letters in a chart come out as large as those in a table."""
_TIGHT = '<w:keepNext/><w:spacing w:before="0" w:after="0"/>'
_ROOM_BELOW = '<w:spacing w:after="200"/>'
_BELOW_BAR = '<w:spacing w:before="120"/>'
_STAY = "<w:keepNext/>"
_AFTER_TABLE = '<w:spacing w:before="200"/>'


def targets(document: Document) -> frozenset[str]:
    """Return every identifier that a link inside the document can lead to."""
    named = {section.identifier for _, section in walk(document.sections)}
    for _, block in blocks(document):
        if isinstance(block, Table | Spread):
            named.add(block.identifier)
        elif isinstance(block, Figure):
            named.add(block.chart.identifier)
    return frozenset(named)


def body(writer: Writer, document: Document) -> str:
    """Return all sections as XML; the first heading starts a fresh page, after the front."""
    return "".join(
        _section(writer, section, level=1, fresh=section.new_page or index == 0)
        for index, section in enumerate(document.sections)
    )


def contents(writer: Writer, document: Document) -> str:
    """Return a contents list: linked entries already in place, inside a field that Word can update on request.

    Page numbers are Word's to know, so the entries carry none until somebody updates the field; nothing asks to.
    """
    entries = [
        (min(len(path), 2), section.identifier, path[-1]) for path, section in walk(document.sections) if len(path) <= 2
    ]
    if len(entries) < 2:
        return ""
    start = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
        'TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    lines = [
        writer.paragraph(
            f"toc {level}",
            (start if index == 0 else "")
            + writer.hyperlink(heading, href=f"#{identifier}", underlined=False)
            + (end if index == len(entries) - 1 else ""),
        )
        for index, (level, identifier, heading) in enumerate(entries)
    ]
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{writer.paragraph('TOC Heading', run('Contents'))}{''.join(lines)}"
        "</w:sdtContent></w:sdt>"
    )


def _section(writer: Writer, section: Section, *, level: int, fresh: bool) -> str:
    layout = "<w:pageBreakBefore/>" if fresh else ""
    heading = writer.anchored(section.identifier, run(clean(section.heading)))
    parts = [writer.paragraph(f"heading {min(level, _DEEPEST)}", heading, layout=layout)]
    after_table = False
    for block in section.blocks:
        parts.append(_block(writer, block, after_table=after_table))
        after_table = isinstance(block, Table) and not (block.note or block.source)
    parts += [_section(writer, inner, level=level + 1, fresh=inner.new_page) for inner in section.sections]
    return "".join(parts)


def _block(writer: Writer, block: Block, *, after_table: bool) -> str:
    space = _AFTER_TABLE if after_table else ""
    if isinstance(block, Paragraph):
        return writer.paragraph(_STYLES[block.style], writer.runs(block.inlines), layout=space)
    if isinstance(block, Bullets):
        return "".join(_items(writer, block))
    if isinstance(block, Facts):
        return "".join(_facts(writer, block))
    if isinstance(block, Callout):
        return "".join(_callout(writer, block))
    if isinstance(block, Table):
        return table(writer, block)
    if isinstance(block, Figure):
        return _figure(writer, block)
    return _spread(writer, block)


def _items(writer: Writer, block: Bullets, *, indent: int = 0, border: str = "", last: bool = True) -> Iterator[str]:
    number = writer.numbering(block.numbered)
    style = "List Number" if block.numbered else "List Bullet"
    start = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>{border}'
    end = f'<w:ind w:left="{indent + 340}" w:hanging="340"/>'
    for index, item in enumerate(block.items):
        room = _ROOM_BELOW if last and index == len(block.items) - 1 else ""
        yield writer.paragraph(style, writer.runs(item), layout=f"{start}{room}{end}")


def _facts(writer: Writer, block: Facts) -> Iterator[str]:
    for fact in block.facts:
        name = run(clean(fact.name), letters=f'<w:rStyle w:val="{writer.style("Fact name")}"/>')
        yield writer.paragraph("Fact", f"{name}<w:r><w:tab/></w:r>{writer.runs(fact.inlines)}", layout=_STAY)


def _callout(writer: Writer, block: Callout) -> Iterator[str]:
    border = f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="10" w:color="{_TONES[block.tone]}"/></w:pBdr>'
    yield writer.paragraph("Callout title", run(clean(block.title)), layout=border)
    for index, inner in enumerate(block.blocks):
        last = index == len(block.blocks) - 1
        if isinstance(inner, Bullets):
            yield from _items(writer, inner, indent=284, border=border, last=last)
        else:
            yield writer.paragraph("Callout", writer.runs(inner.inlines), layout=border + (_ROOM_BELOW if last else ""))


def _figure(writer: Writer, block: Figure) -> str:
    chart = block.chart
    picture = to_png(to_svg(chart, words=block.alternative, cache=writer.cache), scale=_PIXELS)
    image = writer.image(picture, alternative=block.alternative, name="Chart", scale=_CHART_WIDTH)
    title = writer.anchored(chart.identifier, run(clean(chart.title)))
    return (
        writer.paragraph("caption", title)
        + writer.paragraph("Note", run(clean(chart.subtitle)), layout=_TIGHT)
        + writer.paragraph("Picture", image, layout="<w:keepNext/>" if chart.source else "")
        + writer.paragraph("Note", run(source_line(chart.source)))
    )


def _spread(writer: Writer, block: Spread) -> str:
    shown = ""
    if any(count for _, _, count, _ in block.counts):
        image = writer.image(
            to_png(spread_bar(block.counts), scale=_PIXELS), alternative=block.summary, name="Bar of counts"
        )
        shown = writer.paragraph("Picture", writer.anchored(block.identifier, image), layout="<w:keepNext/>")
    return shown + writer.paragraph("Note", writer.runs(_counted(block)), layout=_BELOW_BAR)


def _counted(block: Spread) -> Iterable[Text | Rating]:
    for index, (code, word, count, share) in enumerate(block.counts):
        if index:
            yield Text(text="   ")
        yield Rating(code=code, word=f"{count} {word}")
        if share:
            yield Text(text=f" {share}")
