"""The workbook as a reader's program sees it."""

import io
import re
from dataclasses import replace
from decimal import Decimal

import pytest
import time_machine
from python_calamine import CalamineWorkbook

from goldenthread.engines.documents import Cell, Column, Document, Row, Section, Table
from goldenthread.engines.documents.model import Link, Paragraph, Rating
from goldenthread.engines.rendering.excel import to_xlsx
from tests.engines.rendering.office import part, sample_xlsx
from tests.engines.rendering.sample import HOSTILE, sample_document, text
from tests.engines.rendering.spreadsheet_rules import check


def read(data: bytes, name: str) -> list[list[object]]:
    return [list(row) for row in CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(name).to_python()]


def of(table: Table, **more: str) -> bytes:
    section = Section(identifier="s", heading="Part", blocks=(table,))
    return to_xlsx(replace(sample_document(), sections=(section,), **more))


def one(*cells: Cell, kind: str = "text") -> Table:
    column = Column(name="Shown", kind=kind)  # type: ignore[arg-type] - the kinds are written out below
    rows = tuple(Row(cells=(Cell(inlines=text(f"Row {index}")), cell)) for index, cell in enumerate(cells))
    return Table(identifier="t", caption="One", columns=(Column(name="Name"), column), rows=rows)


def test_cover_contents_notes_then_tables() -> None:
    names = CalamineWorkbook.from_filelike(io.BytesIO(sample_xlsx())).sheet_names
    assert names == [
        "Cover",
        "Contents",
        "Notes",
        "1 Counts, summary",
        "2 Reds and what is being done",
        "3 Latest result of every key",
        "Chart data",
        "Text of the report",
    ]
    listed = read(sample_xlsx(), "Contents")
    assert [row[1] for row in listed[4:]] == names[2:]
    links = re.findall(r'location="([^"]+)"', part(sample_xlsx(), "xl/worksheets/sheet2.xml"))
    assert links == [f"'{name}'!A1" for name in names[2:]]


def test_the_cover_says_what_this_is() -> None:
    said = [row[0] for row in read(sample_xlsx(), "Cover")]
    assert said[0] == "Quarterly Performance Report"
    for line in (
        "Downland County Council",
        "Date of this edition: 1 September 2025",
        "Illustrative figures",
        "Classification: Unrestricted",
        "For: Cabinet, 15 September 2025",
        "Licence: Open Government Licence v3.0",
    ):
        assert line in said


def test_numbers_are_numbers_in_their_own_unit() -> None:
    rows = read(sample_xlsx(), "3 Latest result of every key")
    assert rows[0][0] == "Latest result of every key indicator, Q1 2025/26"
    assert rows[1][0] == "This worksheet contains one table."
    assert rows[4][1:6] == ["Indicator", "Latest", "Target", "Floor", "Previous quarter"]
    assert rows[5][2:] == [78.4, 75.0, "[x]", 0.0, "Green", "Improving"]
    assert rows[6][2:] == [77.4, 75.0, 70.0, -0.25, "Amber", "Worsening"]
    assert rows[11][2:4] == ["[x]", 75.0]


def test_shorthand_and_ratings_are_explained() -> None:
    notes = {str(row[0]): row[2] for row in read(sample_xlsx(), "Notes")[3:]}
    assert notes["[x]"] == "Not available: there is no figure or entry here."
    assert notes["Green"] == "The target is met or beaten."
    assert notes["Worsening"] == "The result moved the way that is worse."


@pytest.mark.parametrize("said", ["=1+1", "+44 20", "-5", "@SUM(A1)", HOSTILE, '=HYPERLINK("https://evil.example")'])
def test_words_never_become_a_formula_and_stay_words_when_edited(said: str) -> None:
    data = of(one(Cell(inlines=text(said))))
    assert read(data, "1 One")[3][1] == said
    sheet = (
        part(data, "xl/worksheets/sheet4.xml")
        if "Notes" in part(data, "xl/workbook.xml")
        else part(data, "xl/worksheets/sheet3.xml")
    )
    assert "<f>" not in sheet
    assert ("quotePrefix" in part(data, "xl/styles.xml")) == said.startswith(("=", "+", "-", "@"))


def test_only_links_of_the_report_are_links() -> None:
    plain, safe, script = (
        Cell(inlines=text("https://downland.example/plain")),
        Cell(inlines=(Link(text="how it is rated", href="https://downland.example/how"),)),
        Cell(inlines=(Link(text="run me", href="javascript:alert(1)"),)),
    )
    data = of(one(plain, safe, script))
    assert [row[1] for row in read(data, "1 One")[3:]] == [
        "https://downland.example/plain",
        "how it is rated",
        "run me",
    ]
    targets = re.findall(r'Target="(http[^"]+|javascript[^"]+)"', part(data, "xl/worksheets/_rels/sheet3.xml.rels"))
    assert targets == ["https://downland.example/how"]


def test_an_address_too_long_for_a_workbook_leaves_its_words() -> None:
    long = Cell(inlines=(Link(text="the long way", href="https://downland.example/" + "a" * 3000),))
    with pytest.warns(UserWarning, match="URL"):
        data = of(one(long))
    assert read(data, "1 One")[3][1] == "the long way"


def test_days_can_be_sorted() -> None:
    data = of(one(Cell(inlines=text("1 July 2022")), Cell(inlines=text("–")), kind="date"))
    rows = read(data, "1 One")
    assert str(rows[3][1]).startswith("2022-07-01")
    assert rows[4][1] == "[x]"
    assert check(data) == []


def hard_cases() -> Document:
    """A report of what goes wrong in workbooks: long words, long numbers, odd names, nothing at all."""
    rows = (
        Row(cells=(Cell(inlines=text("Pneumono" * 12)), Cell(inlines=text("1"), number=Decimal("1e14")))),
        Row(group="[group]", cells=(Cell(inlines=()), Cell(inlines=text("not due")))),
        Row(
            cells=(
                Cell(inlines=(Rating(code="new code", word="Blue"),)),
                Cell(inlines=text("x"), number=Decimal("NaN")),
            )
        ),
        Row(cells=(Cell(inlines=text("words " * 300)), Cell(inlines=text("5 (late)"), number=Decimal(5)))),
    )
    columns = (Column(name="Indicator of a very considerable length indeed"), Column(name="A\nB", kind="number"))
    tables = tuple(
        Table(identifier=identifier, caption=caption, columns=columns, rows=rows, note="n " * 200)
        for identifier, caption in (("Q1", "[History]: 'a/b'?"), ("q1", ""), ("", "History"), ("table1", "Sheet1"))
    )
    empty = Table(identifier="e", caption="Empty", columns=columns, rows=())
    section = Section(identifier="s", heading="A\x00'B", blocks=(*tables, empty, Paragraph(inlines=())))
    return replace(sample_document(), sections=(section,))


def test_hard_cases_follow_the_rules_too() -> None:
    assert check(to_xlsx(hard_cases())) == []


def test_an_empty_report_is_a_cover_and_contents() -> None:
    bare = replace(sample_document(), sections=(), facts=())
    assert CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(bare))).sheet_names == ["Cover", "Contents"]
    assert check(to_xlsx(bare)) == []


def test_the_same_document_gives_the_same_bytes_on_another_day() -> None:
    with time_machine.travel("2031-02-03 04:05:06+00:00"):
        assert to_xlsx(sample_document()) == sample_xlsx()
    assert "2025-09-01T00:00:00Z</dcterms:created>" in part(sample_xlsx(), "docProps/core.xml")


def test_a_document_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="must be a day"):
        to_xlsx(replace(sample_document(), date=""))
