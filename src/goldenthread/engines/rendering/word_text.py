"""Paragraphs, runs, links and pictures of the Word report, as the XML that Word reads."""

import re
import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from xml.sax.saxutils import escape, quoteattr

from goldenthread.engines.charts.marks import Shape, rating_mark
from goldenthread.engines.charts.picture import Cache
from goldenthread.engines.documents.model import Direction, Inline, Link, Rating, Strong
from goldenthread.engines.rendering.office_text import arrow, clean, safe_address

_SHAPES: dict[Shape, str] = {
    "disc": "●",
    "triangle": "▲",
    "diamond": "◆",
    "ring": "○",
    "square": "■",
    "up": "△",
    "down": "▽",
}
_NBSP = "\u00a0"
_EMU_PER_TWIP = 635
_QUIET = '<w:color w:val="0B0C0C"/><w:u w:val="single" w:color="B1B4B6"/>'
"""A link inside the document: underlined, but not a column of blue."""


def run(text: str, *, letters: str = "") -> str:
    """Return a run of words; ``letters`` is XML for its look, and no words are no run."""
    if not text:
        return ""
    look = f"<w:rPr>{letters}</w:rPr>" if letters else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


@dataclass(slots=True, kw_only=True)
class Writer:
    """What writing one document needs to remember: names of styles, places to link to, the next free numbers.

    ``style`` gives the identifier of a style from its name, ``link`` the relationship of an address, ``picture`` the
    relationship of a PNG; ``cache`` keeps drawn charts. ``width`` is the
    width of the text on the page, in twentieths of a point.
    """

    style: Callable[[str], str]
    link: Callable[[str], str]
    picture: Callable[[bytes], str]
    numbering: Callable[[bool], int]
    width: int
    next_bookmark: int
    next_picture: int
    targets: frozenset[str] = frozenset()
    cache: Cache | None = None
    seen: set[str] = field(default_factory=set)

    def paragraph(self, style: str, content: str, *, layout: str = "") -> str:
        """Return a paragraph of the named style; a paragraph without content is left out: styles make space."""
        if not content:
            return ""
        return f'<w:p><w:pPr><w:pStyle w:val="{self.style(style)}"/>{layout}</w:pPr>{content}</w:p>'

    def runs(self, inlines: Iterable[Inline], *, letters: str = "") -> str:
        """Return the runs of ``inlines``: ratings as shape and word in colour, directions as arrow and word."""
        return "".join(self._run(inline, letters) for inline in inlines)

    def _run(self, inline: Inline, letters: str) -> str:
        if isinstance(inline, Rating):
            return rating(inline)
        if isinstance(inline, Direction):
            return run(f"{arrow(inline.code)}{_NBSP}{clean(inline.word)}", letters=letters)
        text = clean(inline.text)
        if isinstance(inline, Strong):
            return run(text, letters=f'<w:rStyle w:val="{self.style("Strong")}"/>')
        if isinstance(inline, Link):
            return self.hyperlink(text, href=inline.href) or run(text, letters=letters)
        return run(text, letters=letters)

    def hyperlink(self, text: str, *, href: str, underlined: bool = True) -> str:
        """Return words that lead to ``href``; empty when it leads nowhere in this document or is no safe address.

        ``underlined`` is left out only where every line is a link, as in a list of contents.
        """
        if href.startswith("#"):
            target = href[1:]
            where = f'w:anchor="{bookmark(target)}"' if target in self.targets else ""
        else:
            where = f'r:id="{self.link(href)}"' if safe_address(href) else ""
        look = f'<w:rStyle w:val="{self.style("Hyperlink")}"/>{_QUIET if href.startswith("#") else ""}'
        look = look if underlined else ""
        return f'<w:hyperlink {where} w:history="1">{run(text, letters=look)}</w:hyperlink>' if where and text else ""

    def anchored(self, identifier: str, content: str) -> str:
        """Return ``content`` as a place that ``#identifier`` leads to; the first place of a name keeps it."""
        if identifier in self.seen or not content:
            return content
        self.seen.add(identifier)
        number = self.next_bookmark
        self.next_bookmark += 1
        start = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark(identifier)}"/>'
        return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'

    def image(self, png: bytes, *, alternative: str, name: str, scale: float = 1.0) -> str:
        """Return a run with a picture as wide as ``scale`` of the text, never higher than it may be on a page."""
        pixels_wide, pixels_high = size_of(png)
        wide = self.width * scale
        high = wide * pixels_high / pixels_wide
        wide, high = (wide, high) if high <= self.width * 1.2 else (wide * self.width * 1.2 / high, self.width * 1.2)
        extent = f'cx="{round(wide * _EMU_PER_TWIP)}" cy="{max(1, round(high * _EMU_PER_TWIP))}"'
        number = self.next_picture
        self.next_picture += 1
        properties = f'id="{number}" name={quoteattr(f"{name} {number}")} descr={quoteattr(clean(alternative))}'
        kind = "http://schemas.openxmlformats.org/drawingml/2006/picture"
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
            f'<wp:docPr {properties}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>'
            f'</wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="{kind}"><pic:pic><pic:nvPicPr>'
            f"<pic:cNvPr {properties}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
            f'<a:blip r:embed="{self.picture(png)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
            f'<a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )


def rating(inline: Rating) -> str:
    """Return a rating: shape, word and colour together, on a light tint."""
    mark = rating_mark(inline.code)
    look = (
        f'<w:b/><w:bCs/><w:color w:val="{mark.ink.removeprefix("#")}"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{mark.tint.removeprefix("#")}"/>'
    )
    return run(f"{_NBSP}{_SHAPES[mark.shape]}{_NBSP}{clean(inline.word)}{_NBSP}", letters=look)


def bookmark(identifier: str) -> str:
    """Return the bookmark's name for ``identifier``: what Word allows, at most 40 characters, one for each."""
    plain = re.sub(r"\W", "_", identifier, flags=re.ASCII)
    if plain == identifier and len(plain) <= 38:
        return f"r_{plain}"
    return f"r_{plain[:28]}_{sha256(identifier.encode()).hexdigest()[:8]}"


def size_of(png: bytes) -> tuple[int, int]:
    """Return width and height of a PNG in pixels. Raises :class:`ValueError` for anything else."""
    if png[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError("The picture of a chart is not a PNG file.")
    wide, high = struct.unpack(">II", png[16:24])
    return int(wide), int(high)
