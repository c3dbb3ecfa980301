"""A document as a workbook that people can read, hear and calculate with.

Every rule of the Analysis Function's checklist "Making spreadsheets accessible" that a machine can check is checked
by the tests, each with a planted fault.
"""

import io
import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from goldenthread.engines.documents.model import Direction, Document, Rating
from goldenthread.engines.rendering.excel_cells import SHORTHAND, Value, meaning
from goldenthread.engines.rendering.excel_sheets import Sheet, sheets
from goldenthread.engines.rendering.office_text import all_inlines, clean, day, moment, safe_address, words
from goldenthread.engines.rendering.zipped import steady

_FONT = {"font_name": "Arial", "font_size": 12}
_NARROWEST, _WIDEST = 10, 60
_ROW_PIXELS, _LINE_POINTS, _TALLEST = 21, 15.75, 409
_SCREEN = 100
"""Characters that a line may run on beside a narrow table before it is wrapped."""
_FORMULA_STARTS = ("=", "+", "-", "@")
_LONGEST_CELL = 32_767
_HEADINGS = (("Heading 1", 16, 16), ("Heading 2", 17, 14))
"""Name, Excel's own number for it, and size in points of the heading styles."""
_FIRST_HEADING = 2
"""Place of Heading 1 among the named styles: after Normal and Hyperlink, which the link on the cover makes sure of."""

_RATINGS = {
    "green": "The target is met or beaten.",
    "amber": "The target is missed, but the result is within the floor standard or the tolerance.",
    "red": "The result is worse than the floor standard or the tolerance allows.",
    "below": "The result is below the expected range. This is not a judgement of the service.",
    "within": "The result is within the expected range. This is not a judgement of the service.",
    "above": "The result is above the expected range. This is not a judgement of the service.",
    "no_data": "No figure has been reported. It counts neither as Green nor as Red.",
    "not_due": "No figure is due for this period.",
    "no_target": "No target was set for this period.",
    "no_judgement": "Neither high nor low is better, so the result is not rated.",
    "not_comparable": "The definition changed, so the result cannot be compared.",
}
_DIRECTIONS = {
    "improving": "The result moved the way that is better.",
    "worsening": "The result moved the way that is worse.",
    "same": "The result did not change in a way that counts.",
    "increasing": "The figure rose; neither way is better.",
    "decreasing": "The figure fell; neither way is better.",
    "no_clear_trend": "The figures do not show a direction that could be told from chance.",
    "not_enough_data": "There are too few figures to name a direction.",
    "refused": "These figures cannot be compared with each other.",
}
_ELSEWHERE = "The text of the report says what this means."


def to_xlsx(document: Document) -> bytes:
    """Return ``document`` as the bytes of an .xlsx file; the same document gives the same bytes, any day.

    Cover, contents, notes, then one marked table a sheet: tables and counts of the report, the data of its charts,
    its words. Numbers are numbers in their stored unit (83.4 means 83.4 per cent), at most 15 significant digits;
    ratings are words; an empty cell does not occur. Raises :class:`ValueError` when ``document.date`` is not a day.
    Rules: "Making spreadsheets accessible: a checklist of the basics", Analysis Function.
    """
    when = moment(document).replace(tzinfo=None)
    content = sheets(document)
    notes = _notes(document, content)
    tables = [*([notes] if notes else []), *content]
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        # A copy: XlsxWriter writes into what it is given, and the second workbook would differ from the first.
        "default_format_properties": dict(_FONT),
        "default_row_height": _ROW_PIXELS,
    }
    workbook: Any = xlsxwriter.Workbook(out, options)
    workbook.set_properties(
        {
            "title": clean(document.title),
            "subject": clean(document.subtitle),
            "author": clean(document.author),
            "company": clean(document.authority),
            "category": clean(document.classification),
            "keywords": clean(", ".join(document.keywords)),
            "comments": clean(document.summary),
            "created": when,
        }
    )
    looks = _Looks(workbook)
    _cover(workbook, looks, document, tables)
    _table_sheet(workbook, looks, _contents(tables))
    for sheet in tables:
        _table_sheet(workbook, looks, sheet)
    workbook.close()
    edits = {
        "docProps/core.xml": lambda xml: _with_language(xml, document.language),
        "xl/styles.xml": lambda xml: _with_headings(xml, fonts=[looks.heading(level).font_index for level in (1, 2)]),
    }
    return steady(out.getvalue(), edits=edits)


class _Looks:
    """The formats of the workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._known: dict[tuple[Any, ...], Any] = {}

    def heading(self, level: int) -> Any:
        """Return the look of a heading; it carries the named style that screen readers announce."""
        key = ("heading", level)
        if key not in self._known:
            size = _HEADINGS[level - 1][2]
            self._known[key] = self._workbook.add_format(
                {"bold": True, "font_size": size, "font_scheme": False, "valign": "top"}
            )
            self._known[key].xf_id = _FIRST_HEADING + level - 1
        return self._known[key]

    def words(self, *, wrap: bool = True, bold: bool = False, right: bool = False, guarded: bool = False) -> Any:
        """Return the look of words; ``guarded`` words stay words when somebody edits the cell."""
        side = {"align": "right", "indent": 1} if right else {"align": "left"}
        return self._made({"text_wrap": wrap, "bold": bold, "quote_prefix": guarded, **side})

    def link(self) -> Any:
        """Return the look of a link."""
        return self._made({"hyperlink": True, "text_wrap": True})

    def number(self, form: str) -> Any:
        """Return the look of a number in the number format ``form``."""
        return self._made({"num_format": form, "align": "right", "indent": 1})

    def day(self, form: str) -> Any:
        """Return the look of a day, which stands under its header like words."""
        return self._made({"num_format": form, "align": "left"})

    def _made(self, properties: dict[str, Any]) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._known:
            self._known[key] = self._workbook.add_format({"valign": "top", "font_scheme": False, **properties})
        return self._known[key]


def _cover(workbook: Any, looks: _Looks, document: Document, tables: list[Sheet]) -> None:
    sheet = _new(workbook, "Cover")
    sheet.set_column(0, 0, _WIDEST)
    lines: list[tuple[str, Any]] = [(document.title, looks.heading(1))]
    plain = [
        document.subtitle,
        document.authority,
        document.edition,
        f"Date of this edition: {day(document.date)}",
        f"Classification: {document.classification}" if document.classification else "",
        document.marking,
        document.summary,
    ]
    facts = [f"{clean(fact.name)}: {words(fact.inlines)}" for fact in document.facts]
    count = (
        f"This workbook has a list of contents and {len(tables)} worksheet{'s' if len(tables) != 1 else ''} with tables"
    )
    reading = (
        "Numbers are exact; where a report shows 83.4%, the cell holds 83.4. No cell is blank: where there is no "
        "figure, shorthand in square brackets says why, and the worksheet “Notes” explains it."
    )
    about = [
        f"{count}, one table on each.",
        reading,
        f"Prepared by: {document.author}" if document.author else "",
        f"Licence: {document.licence}" if document.licence else "",
    ]
    lines += [(text, looks.words()) for text in (*plain, *facts) if clean(text).strip()]
    lines.append(("About this workbook", looks.heading(2)))
    lines += [(text, looks.words()) for text in about if text]
    for row, (text, form) in enumerate(lines):
        _write_words(sheet, row, 0, clean(text).strip()[:_LONGEST_CELL], form, looks)
        _fit(sheet, row, [clean(text)], [_WIDEST], large=form.bold)
    sheet.write_url(len(lines), 0, "internal:'Contents'!A1", looks.link(), "Go to the list of contents")


def _contents(tables: list[Sheet]) -> Sheet:
    return Sheet(
        name="Contents",
        title="Contents",
        table_name="contents",
        headers=("Table", "Worksheet", "Part of the report"),
        numeric=(False, False, False),
        rows=tuple(
            (
                Value(text=sheet.title, href=f"internal:'{sheet.name.replace(chr(39), chr(39) * 2)}'!A1"),
                Value(text=sheet.name),
                Value(text=sheet.part),
            )
            for sheet in tables
        )
        or (tuple(Value(text=text) for text in ("No tables", "None", "None")),),
        lines=("The titles in the first column are links to the worksheets.",),
    )


def _notes(document: Document, content: Iterable[Sheet]) -> Sheet | None:
    """The key to shorthand, ratings and directions that this workbook uses; None when it uses none."""
    cells = [value for sheet in content for row in sheet.rows for value in row]
    marks = {value.text for value in cells if re.fullmatch(r"\[[^\[\]]+\]", value.text)}
    rows = [(mark, "Shorthand", meaning(mark)) for mark in SHORTHAND if mark in marks]
    rows += [(mark, "Shorthand", meaning(mark)) for mark in sorted(marks - set(SHORTHAND))]
    inlines = list(all_inlines(document))
    rows += _key(((part.code, part.word) for part in inlines if isinstance(part, Rating)), "Rating", _RATINGS)
    rows += _key(((part.code, part.word) for part in inlines if isinstance(part, Direction)), "Direction", _DIRECTIONS)
    if not rows:
        return None
    return Sheet(
        name="Notes",
        title="Notes: what shorthand, ratings and directions mean",
        table_name="notes",
        headers=("Word", "Kind", "Meaning"),
        numeric=(False, False, False),
        rows=tuple(tuple(Value(text=text) for text in row) for row in rows),
        part="All parts",
    )


def _key(used: Iterable[tuple[str, str]], kind: str, meanings: dict[str, str]) -> list[tuple[str, str, str]]:
    order = list(meanings)
    found = sorted(set(used), key=lambda pair: (order.index(pair[0]) if pair[0] in meanings else len(order), pair))
    return [(clean(word).strip(), kind, meanings.get(code, _ELSEWHERE)) for code, word in found if clean(word).strip()]


def _new(workbook: Any, name: str) -> Any:
    sheet = workbook.add_worksheet(name)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet


def _table_sheet(workbook: Any, looks: _Looks, content: Sheet) -> None:
    sheet = _new(workbook, content.name)
    widths = _widths(content)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    lines = ("This worksheet contains one table.", *content.lines)
    sheet.write_string(0, 0, content.title[:_LONGEST_CELL], looks.heading(1))
    _fit(sheet, 0, [""], widths, large=True)
    for row, line in enumerate(lines, start=1):
        # A line runs on over the empty cells beside it; only one longer than the table is wide needs wrapping.
        wrap = len(line) > max(sum(widths), _SCREEN)
        _write_words(sheet, row, 0, line, looks.words(wrap=wrap), looks)
        if wrap:
            _fit(sheet, row, [line], widths)
    top = len(lines) + 1
    for row, values in enumerate(content.rows, start=top + 1):
        for column, value in enumerate(values):
            _write(sheet, row, column, value, looks, right=content.numeric[column])
        _fit(sheet, row, [value.text for value in values], widths)
    headers = [
        {"header": header, "header_format": looks.words(bold=True, right=numeric)}
        for header, numeric in zip(content.headers, content.numeric, strict=True)
    ]
    sheet.add_table(
        top,
        0,
        top + len(content.rows),
        len(content.headers) - 1,
        {
            "name": content.table_name,
            "columns": headers,
            "autofilter": False,
            "style": None,
            "banded_rows": False,
            "title": content.title,
        },
    )
    _fit(sheet, top, content.headers, [width * 0.95 for width in widths])
    sheet.repeat_rows(top)


def _write(sheet: Any, row: int, column: int, value: Value, looks: _Looks, *, right: bool) -> None:
    if value.number is not None:
        sheet.write_number(row, column, value.number, looks.number(value.look))
    elif value.day is not None:
        sheet.write_datetime(row, column, value.day, looks.day(value.look))
    elif value.href and (value.href.startswith("internal:") or safe_address(value.href)):
        # XlsxWriter answers below zero when an address is too long for a workbook; the words still belong there.
        if sheet.write_url(row, column, value.href, looks.link(), value.text) < 0:
            _write_words(sheet, row, column, value.text, looks.words(), looks)
    else:
        _write_words(sheet, row, column, value.text[:_LONGEST_CELL], looks.words(right=right), looks)


def _write_words(sheet: Any, row: int, column: int, text: str, form: Any, looks: _Looks) -> None:
    guarded = text.startswith(_FORMULA_STARTS)
    sheet.write_string(row, column, text, looks.words(guarded=True) if guarded and not form.bold else form)


def _fit(sheet: Any, row: int, texts: Sequence[str], widths: Sequence[float], *, large: bool = False) -> None:
    """Make a row as tall as its wrapped words: not every program does so by itself when it opens a workbook."""
    lines = max(
        (len(textwrap.wrap(text, max(int(width * 1.1), 1))) for text, width in zip(texts, widths, strict=False)),
        default=1,
    )
    if lines > 1 or large:
        sheet.set_row(row, min(max(lines, 1) * _LINE_POINTS * (1.4 if large else 1.0), _TALLEST))


def _widths(content: Sheet) -> list[float]:
    """Return the width of each column in characters: as wide as its words ask for, within sensible limits."""
    widths = []
    for index, header in enumerate(content.headers):
        head = max((len(word) for word in header.split()), default=1) * 1.15
        body = max((_length(row[index]) for row in content.rows), default=1)
        widths.append(float(round(min(max(head + 4, body + 4, min(len(header), 16) + 4, _NARROWEST), _WIDEST))))
    return widths


def _length(value: Value) -> float:
    if value.number is not None:
        # Thousands separators, sign, places and the longest suffix that the number format adds.
        suffix = max((len(text) for text in re.findall(r'"([^"]*)"', value.look)), default=0)
        return len(f"{value.number:,.0f}") + value.look.split(";")[0].count("0") + suffix
    return 18.0 if value.day is not None else float(len(value.text))


def _with_language(xml: str, language: str) -> str:
    end = "</cp:coreProperties>"
    return xml.replace(end, f"<dc:language>{clean(language)}</dc:language>{end}")


def _with_headings(xml: str, *, fonts: list[int]) -> str:
    """Add the named heading styles: XlsxWriter writes none, and a title is only a title to those who see it."""
    formats = "".join(f'<xf numFmtId="0" fontId="{font}" fillId="0" borderId="0" applyFont="1"/>' for font in fonts)
    named = "".join(
        f'<cellStyle name="{name}" xfId="{_FIRST_HEADING + index}" builtinId="{number}"/>'
        for index, (name, number, _) in enumerate(_HEADINGS)
    )
    total = _FIRST_HEADING + len(fonts)
    for tag, more in (("cellStyleXfs", formats), ("cellStyles", named)):
        start = f'<{tag} count="{_FIRST_HEADING}">'
        if start not in xml:
            raise RuntimeError(f"The styles of the workbook do not start as expected: there is no {start}.")
        xml = xml.replace(start, f'<{tag} count="{total}">').replace(f"</{tag}>", f"{more}</{tag}>")
    return xml
