"""How wide the columns of a table on paper are, and how small its type must be for all of it to fit."""

from dataclasses import dataclass

from goldenthread.engines.documents import Cell, Column, Direction, Inline, Rating, Table

PAGE = 481.9
"""Width of the text on an A4 page with margins of 2 cm, in points."""

_TRIES = (
    *((size, 3) for size in (9.5, 9.0, 8.5)),
    *((8.5, lines) for lines in (4, 5)),
    *((8.0, lines) for lines in (4, 5, 6)),
    *((size, 30) for size in (8.0, 7.5, 7.0, 6.5, 6.0)),
)
"""Type sizes with the number of lines that prose may take at them, in the order of preference."""

GAP = 9.0
"""Space between columns, in points."""

_MARK = 2.4
_LONGEST_WORD = 22
_PROSE = 17.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Type size and column widths, in points."""

    size: float
    widths: tuple[float, ...]


def fit(table: Table) -> Fit:
    """Return the largest type at which no figure and no word of ``table`` must be broken, and the widths for it.

    Each column first gets what its longest unbreakable words need, and the rest is shared by ``Column.width``.
    Tables too wide even for the smallest type get it anyway, with words broken.
    """
    firm = [_firm(table, index, column) for index, column in enumerate(table.columns)]
    prose = [_prose(table, index, column) for index, column in enumerate(table.columns)]
    for size, lines in _TRIES:
        needs = [max(unbroken, min(length / lines, _PROSE)) for unbroken, length in zip(firm, prose, strict=True)]
        least = [need * size + GAP for need in needs]
        if sum(least) <= PAGE:
            return Fit(size=size, widths=_shared(least, table.columns))
    total = sum(firm) or 1.0
    return Fit(size=_TRIES[-1][0], widths=tuple(round(PAGE * need / total, 2) for need in firm))


def _shared(least: list[float], columns: tuple[Column, ...]) -> tuple[float, ...]:
    """Widths in proportion to what the columns ask for, but none below its least."""
    fixed: dict[int, float] = {}
    while True:
        free = [index for index in range(len(columns)) if index not in fixed]
        asked = sum(max(columns[index].width, 0.05) for index in free)
        room = PAGE - sum(fixed.values())
        widths = {index: room * max(columns[index].width, 0.05) / asked for index in free}
        short = [index for index in free if widths[index] < least[index] - 0.01]
        if not short:
            widths |= fixed
            return tuple(round(widths[index], 2) for index in range(len(columns)))
        fixed |= {index: least[index] for index in short}


def _firm(table: Table, index: int, column: Column) -> float:
    """The widest thing of a column that must stay on one line, in heights of its type."""
    needs = [0.62 * max((len(word) for word in column.name.split()), default=1)]
    needs += [_cell_need(cell, whole=column.kind != "text") for cell in _cells(table, index)]
    return max(needs)


def _prose(table: Table, index: int, column: Column) -> float:
    """The length of the usual longer text of a column of prose, set on one line, in heights of its type."""
    if column.kind != "text":
        return 0.0
    lengths = sorted(sum(len(_words(inline)) for inline in cell.inlines) for cell in _cells(table, index))
    return 0.55 * lengths[int(0.8 * len(lengths))] if lengths else 0.0


def _cells(table: Table, index: int) -> list[Cell]:
    return [row.cells[index] for row in table.rows if index < len(row.cells)]


def _cell_need(cell: Cell, *, whole: bool) -> float:
    needs = [1.0]
    for inline in cell.inlines:
        words = _words(inline)
        if isinstance(inline, Rating | Direction):
            kept = words if isinstance(inline, Rating) or len(words) <= 12 else max(words.split(), key=len)
            needs.append(_MARK + 0.62 * min(len(kept), _LONGEST_WORD))
            continue
        pieces = [words] if whole and len(words) <= _LONGEST_WORD else words.split()
        needs.append(0.58 * min(max(map(len, pieces), default=1), _LONGEST_WORD))
    return max(needs)


def _words(inline: Inline) -> str:
    return inline.word if isinstance(inline, Rating | Direction) else inline.text
