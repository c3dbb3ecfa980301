"""What stands in a cell of the workbook: a number that is a number, a day that is a day, shorthand, or words.

A document's cell holds words and, where they stand for one, the exact number. A workbook is for calculating, so the
number goes into the cell and its unit into the number format; what the words say beyond that is kept as a remark.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Context, Decimal

from goldenthread.engines.charts.figures import figure
from goldenthread.engines.documents.model import Cell, Column, Link
from goldenthread.engines.rendering.office_text import as_day, words

NOT_AVAILABLE, NOT_APPLICABLE, CONFIDENTIAL = "[x]", "[z]", "[c]"
SHORTHAND = {
    NOT_AVAILABLE: "Not available: there is no figure or entry here.",
    NOT_APPLICABLE: "Not applicable: nothing belongs here.",
    CONFIDENTIAL: "Confidential: the figure is withheld to protect people.",
}
"""Shorthand of UK statistics that we use, and what it means."""

_NOTHING = frozenset({"", "–", "—", "-", "−", "..", "…"})
_SAID = {
    **dict.fromkeys(("not available", "no data", "no figure"), NOT_AVAILABLE),
    **dict.fromkeys(("n/a", "not applicable"), NOT_APPLICABLE),
    **dict.fromkeys(("suppressed", "confidential", "withheld"), CONFIDENTIAL),
}
"""Words that shorthand replaces in a column of numbers; elsewhere they stay: "No data" is also a rating."""

_MOST_DIGITS = 15
_SUFFIXES = {
    "days": ("day", "days"),
    "weeks": ("week", "weeks"),
    "hours": ("hour", "hours"),
    "minutes": ("minute", "minutes"),
    "seconds": ("second", "seconds"),
    "tonnes": ("tonne", "tonnes"),
    "kilograms": ("kg", "kg"),
    "points": ("percentage point", "percentage points"),
}
_PLAIN_FIGURE = re.compile(r"[−+-]?£?\d[\d,]*(\.\d+)?(bn|m|k)?%?", re.IGNORECASE)
_UNIT_WORDS = re.compile(
    r"\b(per cent|percentage points?|days?|weeks?|hours?|minutes?|min|seconds?|s|tonnes?|kg|pounds|million|thousand)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A cell of the workbook. Exactly one of ``number``, ``day`` and ``text`` says what it holds."""

    text: str = ""
    number: float | None = None
    day: datetime | None = None
    look: str = ""
    href: str = ""


def stored(number: Decimal) -> tuple[float, bool]:
    """Return ``number`` as a spreadsheet holds it, and whether all its digits survived.

    A spreadsheet keeps 15 significant digits and drops the rest without a word; we round to 15 ourselves and say so.
    """
    if len(number.normalize().as_tuple().digits) <= _MOST_DIGITS:
        return float(number), True
    return float(Context(prec=_MOST_DIGITS).plus(number)), False


def look(*, unit: str, decimals: int | None, number: Decimal) -> str:
    """Return the number format for a figure of ``unit``: 83.4 means 83.4 per cent and is shown as 83.4%."""
    places = decimals if decimals is not None else min(max(0, -int(number.normalize().as_tuple().exponent)), 10)
    digits = "#,##0" + ("." + "0" * places if places else "")
    if unit == "percent":
        return f'{digits}"%"'
    if unit == "money":
        return f"£{digits};-£{digits}"
    if unit in _SUFFIXES:
        one, many = _SUFFIXES[unit]
        return f'{digits}" {many}"' if places else f'[=1]{digits}" {one}";{digits}" {many}"'
    return digits


def shorthand(said: str, *, numeric: bool) -> str:
    """Return what stands for words in a cell: shorthand for nothing; in a column of numbers, words in brackets."""
    if said in _NOTHING:
        return NOT_AVAILABLE
    if not numeric:
        return said
    inside = said.strip("[]").replace("[", "(").replace("]", ")")
    return _SAID.get(said.lower(), f"[{inside}]" if inside.strip() else NOT_AVAILABLE)


def meaning(mark: str) -> str:
    """Return what a bracketed word in a column of numbers means, for the notes."""
    return SHORTHAND.get(mark, f"The report says “{mark.strip('[]')}” where a number would stand.")


def column_values(column: Column, cells: Sequence[Cell], *, sheets: dict[str, str]) -> list[Value]:
    """Return the cells of one column; ``sheets`` names the sheet of each identifier that a link may lead to."""
    if column.kind == "number":
        return [_number(cell, column) for cell in cells]
    said = [words(cell.inlines) for cell in cells]
    if column.kind == "date":
        days = [as_day(text) for text in said]
        if any(days) and all(
            found or text in _NOTHING or text.lower() in _SAID for found, text in zip(days, said, strict=True)
        ):
            return [
                Value(day=found, look="d mmmm yyyy") if found else Value(text=shorthand(text, numeric=True))
                for found, text in zip(days, said, strict=True)
            ]
    return [
        Value(text=shorthand(text, numeric=False), href=_href(cell, sheets))
        for cell, text in zip(cells, said, strict=True)
    ]


def _number(cell: Cell, column: Column) -> Value:
    if cell.number is None or not cell.number.is_finite():
        return Value(text=shorthand(words(cell.inlines), numeric=True))
    decimals = cell.decimals if cell.decimals is not None else column.decimals
    shown = look(unit=cell.unit or column.unit, decimals=decimals, number=cell.number)
    return Value(number=stored(cell.number)[0], look=shown)


def _href(cell: Cell, sheets: dict[str, str]) -> str:
    if len(cell.inlines) != 1 or not isinstance(cell.inlines[0], Link):
        return ""
    href = cell.inlines[0].href
    if href.startswith("#"):
        return f"internal:'{sheets[href[1:]].replace(chr(39), chr(39) * 2)}'!A1" if href[1:] in sheets else ""
    return href


def remarks(column: Column, cells: Iterable[Cell]) -> list[str]:
    """Return what the words of each cell say beyond its number ("provisional"), or nothing."""
    return [_remark(cell, column) for cell in cells]


def _remark(cell: Cell, column: Column) -> str:
    if cell.number is None or column.kind != "number" or not cell.number.is_finite():
        return ""
    said = words(cell.inlines)
    decimals = cell.decimals if cell.decimals is not None else column.decimals
    own = figure(cell.number, unit=cell.unit or column.unit, decimals=decimals or 0)
    rest = said.replace(own, " ", 1) if own in said else _PLAIN_FIGURE.sub(" ", said, count=1)
    if own not in said:
        rest = _PLAIN_FIGURE.sub(" ", _UNIT_WORDS.sub(" ", rest), count=1)
    rest = " ".join(rest.split()).strip(" ()[],;:–-")
    return rest if re.search(r"[^\W\d_]", rest) else ""
