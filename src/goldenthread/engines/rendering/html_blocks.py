"""The parts of a report as HTML: every word escaped, every table with its headers, every chart with its figures."""

import re
from dataclasses import replace
from decimal import Decimal
from html import escape as _escape

from goldenthread.engines.charts import SeriesChart, spread_bar, to_svg
from goldenthread.engines.charts.figures import figure as figure_words
from goldenthread.engines.documents import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Direction,
    Fact,
    Facts,
    Figure,
    Inline,
    Link,
    Paragraph,
    Rating,
    Row,
    Spread,
    Strong,
    Table,
    Text,
)
from goldenthread.engines.rendering.anchors import safe_href
from goldenthread.engines.rendering.html_marks import direction, rating

_NOT_HTML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_NOT_NAME = re.compile(r"[^A-Za-z0-9_.-]+")
_CARDS_FROM = 4


def escape(words: str) -> str:
    """Return ``words`` safe inside HTML text and attributes, without characters that HTML may not hold."""
    return _escape(_NOT_HTML.sub("", words))


class Writer:
    """Writes the parts of one page; knows where links may lead and hands out each identifier once."""

    def __init__(self, *, inside: frozenset[str]) -> None:
        self.inside = inside
        self._given = {"gt-main"}
        self._names = {identifier: _NOT_NAME.sub("-", identifier) or "part" for identifier in inside}

    def name(self, identifier: str) -> str:
        """Return an ``id`` for ``identifier`` that is unique in the page; the first to ask is where links lead."""
        wanted = self._names.get(identifier) or _NOT_NAME.sub("-", identifier) or "part"
        given, number = wanted, 2
        while given in self._given:
            given, number = f"{wanted}-{number}", number + 1
        self._given.add(given)
        return given

    def inlines(self, inlines: tuple[Inline, ...]) -> str:
        """Return a run of words as HTML."""
        return "".join(map(self._inline, inlines))

    def _inline(self, inline: Inline) -> str:
        if isinstance(inline, Rating):
            return rating(replace(inline, word=_NOT_HTML.sub("", inline.word)))
        if isinstance(inline, Direction):
            return direction(replace(inline, word=_NOT_HTML.sub("", inline.word)))
        if isinstance(inline, Strong):
            return f"<strong>{escape(inline.text)}</strong>"
        if isinstance(inline, Link):
            href = safe_href(inline.href, inside=self.inside)
            if href.startswith("#"):
                href = f"#{self._names[href[1:]]}"
            return f'<a href="{escape(href)}">{escape(inline.text)}</a>' if href else escape(inline.text)
        return escape(inline.text)

    def block(self, block: Block) -> str:
        """Return any block as HTML."""
        if isinstance(block, Paragraph):
            style = "" if block.style == "body" else f' class="gt-{block.style}"'
            return f"<p{style}>{self.inlines(block.inlines)}</p>\n"
        if isinstance(block, Bullets):
            kind = "ol" if block.numbered else "ul"
            items = "".join(f"<li>{self.inlines(item)}</li>" for item in block.items)
            return f"<{kind}>{items}</{kind}>\n" if items else ""
        if isinstance(block, Facts):
            return self.facts(block.facts)
        if isinstance(block, Callout):
            inside = "".join(self.block(part) for part in block.blocks)
            title = f'<p class="gt-callout-title">{escape(block.title)}</p>'
            return f'<div class="gt-callout gt-callout-{block.tone}">{title}{inside}</div>\n'
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, Figure):
            return self._figure(block)
        return self._spread(block)

    def facts(self, facts: tuple[Fact, ...]) -> str:
        """Return names and what they are as a description list; nothing when there are none."""
        if not facts:
            return ""
        rows = "".join(
            f"<div><dt>{escape(fact.name)}</dt><dd>{self.inlines(fact.inlines)}</dd></div>" for fact in facts
        )
        return f'<dl class="gt-facts">{rows}</dl>\n'

    def table(self, table: Table) -> str:
        """Return a table with caption, column and row headers; a wide one scrolls, or becomes cards on a telephone."""
        name = self.name(table.identifier)
        wide = len(table.columns) >= _CARDS_FROM
        head = "".join(f'<th scope="col"{_class(column)}>{escape(column.name)}</th>' for column in table.columns)
        opening = f'<table id="{name}"><caption id="{name}-caption">{escape(table.caption)}</caption>'
        bodies = "".join(self._body(group, rows, table.columns) for group, rows in _groups(table.rows))
        written = f"{opening}<thead><tr>{head}</tr></thead>{bodies}</table>"
        kind = "gt-scroll gt-cards" if wide else "gt-scroll"
        region = f'<div class="{kind}" role="region" aria-labelledby="{name}-caption" tabindex="0">'
        notes = "".join(
            f'<p class="{kind}">{escape(words)}</p>'
            for kind, words in (("gt-note", table.note), ("gt-source", table.source))
            if words
        )
        return f"{region}{written}</div>\n{notes}"

    def _body(self, group: str, rows: tuple[Row, ...], columns: tuple[Column, ...]) -> str:
        head = ""
        if group:
            head = f'<tr class="gt-group"><th colspan="{len(columns)}" scope="rowgroup">{escape(group)}</th></tr>'
        written = "".join(f"<tr>{self._cells(row.cells, columns)}</tr>" for row in rows)
        return f"<tbody>{head}{written}</tbody>"

    def _cells(self, cells: tuple[Cell, ...], columns: tuple[Column, ...]) -> str:
        written = []
        for index, (cell, column) in enumerate(zip(cells, columns, strict=True)):
            inside = self.inlines(cell.inlines)
            if index == 0:
                written.append(f'<th scope="row">{inside}</th>')
            else:
                written.append(f'<td data-label="{escape(column.name)}"{_class(column)}>{inside}</td>')
        return "".join(written)

    def _figure(self, figure: Figure) -> str:
        chart = figure.chart
        name = self.name(chart.identifier)
        drawn = to_svg(replace(chart, identifier=name), words=figure.alternative)
        subtitle = f'<span class="gt-figure-subtitle">{escape(chart.subtitle)}</span>' if chart.subtitle else ""
        source = f'<p class="gt-source">{escape(chart.source)}</p>' if chart.source else ""
        summary = f'Show the figures<span class="gt-hidden"> for: {escape(chart.title)}</span>'
        return (
            f'<figure class="gt-figure" id="{name}"><figcaption><span class="gt-figure-title">{escape(chart.title)}'
            f"</span>{subtitle}</figcaption>{drawn}{source}"
            f'<details class="gt-data"><summary>{summary}</summary>{self.table(_figures(chart, name))}</details>'
            f"</figure>\n"
        )

    def _spread(self, spread: Spread) -> str:
        items = []
        for code, word, count, share in spread.counts:
            part = f" ({escape(share)})" if share else ""
            items.append(f"<li>{self._inline(Rating(code=code, word=word))} <strong>{count:,}</strong>{part}</li>")
        name = self.name(spread.identifier)
        return (
            f'<div class="gt-spread" id="{name}"><p class="gt-hidden">{escape(spread.summary)}</p>'
            f"{spread_bar(spread.counts)}<ul>{''.join(items)}</ul></div>\n"
        )


def _class(column: Column) -> str:
    return f' class="gt-{column.kind}"' if column.kind in {"number", "date"} else ""


def _groups(rows: tuple[Row, ...]) -> list[tuple[str, tuple[Row, ...]]]:
    """Runs of rows with the same group, in order."""
    runs: list[tuple[str, list[Row]]] = []
    for row in rows:
        if not runs or runs[-1][0] != row.group:
            runs.append((row.group, []))
        runs[-1][1].append(row)
    return [(group, tuple(run)) for group, run in runs]


def _figures(chart: SeriesChart, name: str) -> Table:
    """The figures of a chart as a table; only columns that say something."""
    others = {"Period", "Target", "Floor", "From", "To", "Remark", ""}
    value = chart.value_name if chart.value_name not in others else "Value"
    names = {"value": value, "target": "Target", "floor": "Floor", "lower": "From", "upper": "To"}
    used = ["value", *(k for k in list(names)[1:] if any(getattr(point, k) is not None for point in chart.points))]
    remarks = any(point.mark or point.breaks for point in chart.points)
    columns = [Column(name="Period"), *(Column(name=names[key], kind="number") for key in used)]
    rows = []
    for point in chart.points:
        numbers: list[Decimal | None] = [getattr(point, key) for key in used]
        words = [point.label, *(figure_words(number, unit=chart.unit, decimals=chart.decimals) for number in numbers)]
        if remarks:
            words.append("; ".join(filter(None, (point.mark, "definition changed" if point.breaks else ""))) or "–")
        rows.append(Row(cells=tuple(Cell(inlines=(Text(text=word),)) for word in words)))
    if remarks:
        columns.append(Column(name="Remark"))
    return Table(
        identifier=f"{name}-figures", caption=f"Figures: {chart.title}", columns=tuple(columns), rows=tuple(rows)
    )
