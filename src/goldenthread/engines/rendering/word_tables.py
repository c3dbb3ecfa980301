"""Tables of the Word report: a header row that repeats, a first column that heads its row, nothing merged.

A named run of rows becomes a table of its own under its name: a row that spans all columns would be a merged cell,
which screen readers lose.
"""

from itertools import groupby
from xml.sax.saxutils import quoteattr

from goldenthread.engines.documents.model import Cell, Column, Row, Table
from goldenthread.engines.rendering.office_text import clean, source_line, words
from goldenthread.engines.rendering.word_text import Writer, run

_CELL_MARGIN = 180
_RATING_EXTRA = 4.5
_SIZES = (18, 17, 16, 15, 14, 13)
"""Letter sizes to try, in half points: the first at which the longest word of every column fits."""


def table(writer: Writer, block: Table) -> str:
    """Return ``block`` with its caption above and its note and source below."""
    # A table needs a name, and two tables without a paragraph between them would become one.
    name = clean(block.caption).strip() or "Table"
    caption = writer.anchored(block.identifier, run(name))
    size, widths = column_widths(block, page=writer.width)
    parts = [writer.paragraph("caption", caption)]
    for group, rows in groupby(block.rows, key=lambda row: clean(row.group).strip()):
        parts.append(writer.paragraph("Table group", run(group)))
        title = f"{name}: {group}" if group else name
        parts.append(_grid(writer, block, list(rows), title=title, size=size, widths=widths))
    if block.note:
        parts.append(writer.paragraph("Note", run(clean(block.note))))
    parts.append(writer.paragraph("Note", run(source_line(block.source))))
    return "".join(parts)


def _grid(writer: Writer, block: Table, rows: list[Row], *, title: str, size: int, widths: list[int]) -> str:
    described = f"<w:tblDescription w:val={quoteattr(clean(block.note))}/>" if block.note else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = "".join(
        _cell(
            writer.paragraph("Table header number" if _right(column) else "Table header", run(clean(column.name))),
            width=width,
        )
        for column, width in zip(block.columns, widths, strict=True)
    )
    body = "".join(_row(writer, row, block.columns, size=size, widths=widths) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{writer.style("Report table")}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val={quoteattr(title)}/>{described}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{body}</w:tbl>"
    )


def _row(writer: Writer, row: Row, columns: tuple[Column, ...], *, size: int, widths: list[int]) -> str:
    # A size of its own only where the table is too wide for the style's: a template's own choice stays in force.
    letters = "" if size == _SIZES[0] else f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    cells = "".join(
        _cell(_paragraph(writer, cell, column, letters), width=width)
        for cell, column, width in zip(row.cells, columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _paragraph(writer: Writer, cell: Cell, column: Column, letters: str) -> str:
    style = "Table number" if _right(column) else "Table text"
    # A cell must hold a paragraph; the model promises words, and a dash is what no words look like.
    return writer.paragraph(style, writer.runs(cell.inlines, letters=letters) or run("–", letters=letters))


def _cell(paragraph: str, *, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>'


def _right(column: Column) -> bool:
    return column.kind == "number"


def column_widths(block: Table, *, page: int) -> tuple[int, list[int]]:
    """Return a letter size (half points) and the width of each column in twentieths of a point; they fill ``page``.

    Columns of words share by ``Column.width`` what the others leave; no column is narrower than its longest word,
    because "Improv-ing" helps nobody.
    Where even the smallest size cannot hold them all, columns shrink alike and words break.
    """
    longest = [
        max(_longest_word(column.name) + 1.0, *(_longest(row.cells[index], column) for row in block.rows), 3.0)
        for index, column in enumerate(block.columns)
    ]
    for size in _SIZES:
        # A letter of Inter is about 0.56 of its size wide on average; a half point is ten twentieths.
        needed = [characters * size * 10 * 0.56 + _CELL_MARGIN for characters in longest]
        if sum(needed) <= page:
            return size, _filled(block, needed, page)
    total = sum(needed)
    return size, _whole([need * page / total for need in needed], page)


def _filled(block: Table, needed: list[float], page: int) -> list[int]:
    """Columns of figures, ratings and directions take what they need; words share the rest as they ask for it."""
    free = [index for index, column in enumerate(block.columns) if column.kind == "text"] or list(range(len(needed)))
    widths = list(needed)
    while True:
        room = page - sum(widths[index] for index in range(len(widths)) if index not in free)
        total = sum(_share(block.columns[index]) for index in free)
        tight = [index for index in free if room * _share(block.columns[index]) / total < needed[index]]
        if not tight or len(tight) == len(free):
            break
        free = [index for index in free if index not in tight]
    spare = room - sum(needed[index] for index in free) if tight else 0
    for index in free:
        share = _share(block.columns[index]) / total
        widths[index] = needed[index] + spare * share if tight else room * share
    return _whole(widths, page)


def _share(column: Column) -> float:
    return max(column.width, 0.01)


def _whole(widths: list[float], page: int) -> list[int]:
    whole = [int(width) for width in widths]
    whole[0] += page - sum(whole)
    return whole


def _longest(cell: Cell, column: Column) -> float:
    text = words(cell.inlines)
    if column.kind == "rating":
        # The shape stays with the first word, and the words are bold.
        return _longest_word(text) * 1.08 + _RATING_EXTRA
    if column.kind == "direction":
        # The arrow stays with the word, and both are wider than the average letter.
        return _longest_word(text) * 1.06 + 2.6
    if column.kind == "date" or cell.number is not None:
        return min(len(text), 18) + 0.5
    return _longest_word(text)


def _longest_word(text: str) -> float:
    return float(max((len(part) for part in text.replace("-", "- ").split()), default=1))
