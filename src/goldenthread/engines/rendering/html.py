"""A document as a web page: one file that needs nothing else, or a body to stand inside another page's frame."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from goldenthread.engines.documents import Document, Section
from goldenthread.engines.rendering.anchors import anchors
from goldenthread.engines.rendering.fonts import web_faces
from goldenthread.engines.rendering.html_blocks import Writer, escape

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_DEEPEST = 6
_CONTENTS_DEPTH = 2

Place = tuple[int, ...]
"""Where a section stands: (0, 2) is the third part of the first."""


def to_html(document: Document) -> bytes:
    """Return ``document`` as one accessible HTML file in UTF-8: style, fonts and charts inside, no scripts.

    Made for WCAG 2.2 AA: language, one ``h1``, landmarks, skip link, contents, table headers, drawn charts with their
    words and figures; it reflows at 320 px and prints. The same document gives the same bytes. Raises
    :class:`~goldenthread.engines.rendering.fonts.FontError` when the fonts have not been made.
    """
    title = ", ".join(filter(None, (document.title, document.subtitle, document.authority)))
    head = [
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        f'<meta name="description" content="{escape(document.summary)}">',
        f'<meta name="author" content="{escape(document.author)}">',
        f'<meta name="dcterms.issued" content="{escape(document.date)}">',
        f"<style>{web_faces()}{_style('html_page.css')}{stylesheet(colour=document.colour)}</style>",
    ]
    if document.keywords:
        head.insert(5, f'<meta name="keywords" content="{escape(", ".join(document.keywords))}">')
    page = (
        f'<!DOCTYPE html>\n<html lang="{escape(document.language)}">\n<head>\n{chr(10).join(head)}\n</head>\n<body>\n'
        f'<a class="gt-skip" href="#gt-main">Skip to main content</a>\n'
        f'<header class="gt-masthead"><div><p>{escape(document.authority)}</p></div></header>\n'
        f'<main id="gt-main" class="gt-frame" tabindex="-1">\n{to_html_body(document)}</main>\n</body>\n</html>\n'
    )
    return page.encode()


def to_html_body(document: Document, *, heading_level: int = 1) -> str:
    """Return ``document`` as an ``<article>`` for a page that has its own frame and :func:`stylesheet`.

    ``heading_level`` is the level of the document's title in that page (1 to 5); sections follow below it. Every
    class name begins with ``gt-``.
    """
    writer = Writer(inside=anchors(document))
    title = writer.name("gt-title")
    over = escape(" · ".join(filter(None, (document.authority, document.edition, document.classification))))
    front = [
        f'<p class="gt-over">{over}</p>',
        _heading(heading_level, document.title, name=title, style=1),
        f'<p class="gt-subtitle">{escape(document.subtitle)}</p>' if document.subtitle else "",
        f'<p class="gt-marking">{escape(document.marking)}</p>' if document.marking else "",
        writer.facts(document.facts).rstrip(),
        f"<p>{escape(document.summary)}</p>" if document.summary else "",
    ]
    names = {path: writer.name(section.identifier) for path, section in _every(document.sections)}
    contents = _contents(document.sections, names, writer, heading_level + 1)
    parts = "".join(
        _section(part, (index,), names, writer, heading_level + 1) for index, part in enumerate(document.sections)
    )
    end = "".join(f"<p>{escape(words)}</p>" for words in (document.author, document.edition, document.licence) if words)
    return (
        f'<article class="gt-report" aria-labelledby="{title}">\n<div class="gt-front">\n'
        f"{chr(10).join(filter(None, front))}\n</div>\n{contents}{parts}"
        f'<div class="gt-end">{end}</div>\n</article>\n'
    )


def stylesheet(*, colour: str = "") -> str:
    """Return the CSS of a report; ``colour`` (``#RRGGBB``) is the authority's own, the house's when it is no colour."""
    own = f".gt-report{{--gt-brand:{colour}}}.gt-masthead{{border-color:{colour}}}" if _COLOUR.fullmatch(colour) else ""
    return _style("html.css") + own


@cache
def _style(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8").replace("\n", "")


def _every(sections: tuple[Section, ...], above: Place = ()) -> Iterator[tuple[Place, Section]]:
    """Every section by its place: equal sections may stand in two places, each with a name of its own."""
    for index, section in enumerate(sections):
        path = (*above, index)
        yield path, section
        yield from _every(section.sections, path)


def _heading(level: int, words: str, *, name: str, style: int) -> str:
    """A heading; HTML knows six levels, and deeper ones say their level in words that screen readers know."""
    attributes = f'id="{name}" class="gt-h{min(style, 5)}"'
    # A heading without words is a dead end for whoever steps from heading to heading.
    words = words if words.strip() else "Untitled"
    if level > _DEEPEST:
        return f'<p role="heading" aria-level="{level}" {attributes}>{escape(words)}</p>'
    return f"<h{level} {attributes}>{escape(words)}</h{level}>"


def _contents(sections: tuple[Section, ...], names: dict[Place, str], writer: Writer, level: int) -> str:
    if not sections:
        return ""
    name = writer.name("gt-contents")

    def listed(parts: tuple[Section, ...], above: Place) -> str:
        if not parts or len(above) == _CONTENTS_DEPTH:
            return ""
        items = "".join(
            f'<li><a href="#{names[(*above, index)]}">{escape(part.heading)}</a>'
            f"{listed(part.sections, (*above, index))}</li>"
            for index, part in enumerate(parts)
        )
        return f"<ol>{items}</ol>"

    heading = _heading(level, "Contents", name=name, style=3)
    return f'<nav class="gt-contents" aria-labelledby="{name}">{heading}{listed(sections, ())}</nav>\n'


def _section(section: Section, place: Place, names: dict[Place, str], writer: Writer, level: int) -> str:
    heading = _heading(level + len(place) - 1, section.heading, name=names[place], style=len(place) + 1)
    blocks = "".join(writer.block(block) for block in section.blocks)
    inner = "".join(
        _section(part, (*place, index), names, writer, level) for index, part in enumerate(section.sections)
    )
    kinds = ["gt-part"] if len(place) == 1 else []
    kinds += ["gt-new-page"] if section.new_page else []
    opening = f'<section class="{" ".join(kinds)}">' if kinds else "<section>"
    return f"{opening}\n{heading}\n{blocks}{inner}</section>\n"
