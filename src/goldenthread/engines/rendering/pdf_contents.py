"""A document as the plain data that the Typst template sets: words, names of things and numbers, never code."""

import datetime
import re
from typing import Any

from goldenthread.engines.charts import spread_bar, to_svg
from goldenthread.engines.charts.marks import ARROW_TEXT, direction_arrow, rating_mark
from goldenthread.engines.documents import (
    Block,
    Bullets,
    Callout,
    Direction,
    Document,
    Fact,
    Facts,
    Figure,
    Inline,
    Link,
    Paragraph,
    Rating,
    Section,
    Spread,
    Strong,
    Table,
    Text,
)
from goldenthread.engines.rendering.anchors import anchors, safe_href
from goldenthread.engines.rendering.pdf_columns import fit
from goldenthread.engines.rendering.pdf_letters import breakable, shown

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([A-Z]{2}))?")
_WHOLE_ROW = 1500
_READABLE = 4.5


def contents(document: Document, *, strict: bool = False) -> dict[str, Any]:
    """Return ``document`` as JSON-ready data for ``pdf_template.typ``; charts and bars are in it as SVG text.

    ``strict`` is that of :func:`~goldenthread.engines.rendering.pdf_letters.shown`.
    """
    writer = _Writer(inside=anchors(document), strict=strict)
    shown = writer.shown
    language = _LANGUAGE.match(document.language)
    day = datetime.date.fromisoformat(document.date)
    colour = document.colour if _COLOUR.fullmatch(document.colour) else "#12436D"
    return {
        "title": shown(document.title) or "Report",
        "subtitle": shown(document.subtitle),
        "authority": shown(document.authority),
        "author": shown(document.author or document.authority),
        "edition": shown(document.edition),
        "summary": shown(document.summary),
        "classification": shown(document.classification),
        "marking": shown(document.marking),
        "licence": shown(document.licence),
        "keywords": [shown(word) for word in document.keywords],
        "colour": colour,
        "words_colour": colour if _contrast(colour) >= _READABLE else "#0B0C0C",
        "language": language[1] if language else "en",
        "region": language[2] if language else "GB",
        "day": [day.year, day.month, day.day],
        "facts": writer.facts(document.facts),
        "sections": [writer.section(section, 1) for section in document.sections],
    }


def _contrast(colour: str) -> float:
    """The contrast of ``colour`` with white paper, from 1 to 21 (WCAG 2.2, relative luminance)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


class _Writer:
    """Turns parts of one document into data; knows which anchors exist and which are already placed."""

    def __init__(self, *, inside: frozenset[str], strict: bool) -> None:
        self.inside = inside
        self.strict = strict
        self.placed: set[str] = set()

    def section(self, section: Section, level: int) -> dict[str, Any]:
        return {
            "level": level,
            "anchor": self.anchor(section.identifier),
            "heading": self.shown(section.heading) or "Untitled",
            "new_page": section.new_page,
            "blocks": [self.block(block) for block in section.blocks],
            "sections": [self.section(part, level + 1) for part in section.sections],
        }

    def anchor(self, identifier: str) -> str:
        """The first part of a name takes it: Typst refuses a name that leads to two places."""
        if not identifier or identifier in self.placed:
            return ""
        self.placed.add(identifier)
        return f"a-{identifier}"

    def block(self, block: Block) -> dict[str, Any]:
        if isinstance(block, Paragraph):
            return {"kind": "paragraph", "style": block.style, "inlines": self.inlines(block.inlines)}
        if isinstance(block, Bullets):
            items = [self.inlines(item) for item in block.items]
            return {"kind": "bullets", "numbered": block.numbered, "items": items}
        if isinstance(block, Facts):
            return {"kind": "facts", "facts": self.facts(block.facts)}
        if isinstance(block, Callout):
            blocks = [self.block(part) for part in block.blocks]
            return {"kind": "callout", "tone": block.tone, "title": self.shown(block.title), "blocks": blocks}
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, Figure):
            return self.figure(block)
        return self.spread(block)

    def facts(self, facts: tuple[Fact, ...]) -> list[dict[str, Any]]:
        return [{"name": breakable(self.shown(fact.name)), "inlines": self.inlines(fact.inlines)} for fact in facts]

    def inlines(self, inlines: tuple[Inline, ...]) -> list[dict[str, Any]]:
        return [self.inline(inline) for inline in inlines]

    def inline(self, inline: Inline) -> dict[str, Any]:
        if isinstance(inline, Rating):
            mark = rating_mark(inline.code)
            return {
                "kind": "rating",
                "text": self.shown(inline.word),
                "shape": mark.shape,
                "ink": mark.ink,
                "tint": mark.tint,
            }
        if isinstance(inline, Direction):
            arrow = ARROW_TEXT[direction_arrow(inline.code)]
            return {"kind": "direction", "text": self.shown(inline.word), "arrow": arrow}
        words = self.spaced(inline.text)
        if isinstance(inline, Strong):
            return {"kind": "strong", "text": words}
        if isinstance(inline, Link):
            href = safe_href(inline.href, inside=self.inside)
            kind = "text" if not href else "jump" if href.startswith("#") else "link"
            return {"kind": kind, "text": words, "href": f"a-{href[1:]}" if kind == "jump" else href}
        assert isinstance(inline, Text)  # noqa: S101 - the last of the five kinds
        return {"kind": "text", "text": words}

    def table(self, table: Table) -> dict[str, Any]:
        fitted = fit(table)
        rows: list[dict[str, Any]] = []
        group = ""
        for row in table.rows:
            if row.group != group:
                group = row.group
                rows.append({"group": self.shown(group) or "Others"})
            size = sum(len(part.text) for cell in row.cells for part in cell.inlines if isinstance(part, Text))
            cells = [self.inlines(cell.inlines) for cell in row.cells]
            # A row is kept on one page unless it might not fit on any.
            rows.append({"cells": cells, "whole": size < _WHOLE_ROW})
        return {
            "kind": "table",
            "anchor": self.anchor(table.identifier),
            "caption": self.shown(table.caption),
            "size": fitted.size,
            "widths": list(fitted.widths),
            "columns": [
                {"name": self.shown(column.name), "number": column.kind == "number"} for column in table.columns
            ],
            "rows": rows,
            "note": self.shown(table.note),
            "source": self.shown(table.source),
        }

    def figure(self, figure: Figure) -> dict[str, Any]:
        chart = figure.chart
        return {
            "kind": "figure",
            "anchor": self.anchor(chart.identifier),
            "title": self.shown(chart.title),
            "subtitle": self.shown(chart.subtitle),
            "source": self.shown(chart.source),
            "alternative": self.shown(figure.alternative) or self.shown(chart.title) or "Chart",
            "svg": to_svg(chart, words=figure.alternative),
        }

    def spread(self, spread: Spread) -> dict[str, Any]:
        counts = [
            {"mark": self.inline(Rating(code=code, word=word)), "count": f"{count:,}", "share": self.shown(share)}
            for code, word, count, share in spread.counts
        ]
        return {
            "kind": "spread",
            "anchor": self.anchor(spread.identifier),
            "summary": self.shown(spread.summary) or "Counts by rating",
            "counts": counts,
            "svg": spread_bar(spread.counts),
        }

    def shown(self, words: str) -> str:
        return shown(words, strict=self.strict)

    def spaced(self, text: str) -> str:
        """Words of an inline, with the spaces that part it from its neighbours."""
        inner = breakable(self.shown(text))
        before = " " if text[:1].isspace() else ""
        after = " " if text[-1:].isspace() and inner else ""
        return f"{before}{inner}{after}"
