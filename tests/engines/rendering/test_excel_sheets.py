"""Which sheets a workbook has and what they are called."""

import re
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engines.charts.record import SeriesChart
from goldenthread.engines.documents import Cell, Column, Document, Figure, Row, Section, Spread, Table
from goldenthread.engines.documents.model import Block, Bullets, Callout, Paragraph
from goldenthread.engines.rendering.excel_sheets import Names, Sheet, sheets
from tests.engines.rendering.sample import GAPPED, sample_document, text


def of(*blocks: Block) -> list[Sheet]:
    return sheets(replace(sample_document(), sections=(Section(identifier="s", heading="Part", blocks=blocks),)))


def small(*rows: Row, identifier: str = "t", caption: str = "Small", columns: tuple[Column, ...] = ()) -> Table:
    return Table(
        identifier=identifier,
        caption=caption,
        columns=columns or (Column(name="Indicator"), Column(name="Latest", kind="number", unit="percent")),
        rows=rows,
        source="records",
    )


def row(name: str, words: str, number: str | None = None, *, unit: str = "", group: str = "") -> Row:
    value = None if number is None else Decimal(number)
    return Row(group=group, cells=(Cell(inlines=text(name)), Cell(inlines=text(words), number=value, unit=unit)))


def test_sheets_come_in_reading_order_and_name_their_part() -> None:
    found = [(sheet.name, sheet.part) for sheet in sheets(sample_document())]
    assert found == [
        ("1 Counts, summary", "Summary"),
        ("2 Reds and what is being done", "Summary"),
        ("3 Latest result of every key", "All key indicators"),
        ("Chart data", "All parts"),
        ("Text of the report", "All parts"),
    ]


@given(st.lists(st.text(max_size=60), max_size=12))
def test_names_are_what_a_workbook_accepts(wanted: list[str]) -> None:
    names = Names()
    given_names = [names.sheet(name) for name in wanted]
    assert len({name.lower() for name in given_names}) == len(given_names)
    for name in given_names:
        assert 1 <= len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", name)
    tables = [names.table(name) for name in wanted]
    assert len({name.lower() for name in tables}) == len(tables)
    assert all(re.fullmatch(r"[A-Za-z]+_\w*|data", name, re.ASCII) for name in tables)


def test_groups_become_a_column_and_mixed_units_too() -> None:
    sheet = of(
        small(
            row("A", "83.4%", "83.4", unit="percent", group="Growth"),
            row("B", "12 days", "12", unit="days"),
            row("C", "–", group="Growth"),
        )
    )[0]
    assert sheet.headers == ("Group", "Indicator", "Unit", "Latest")
    shown = [[value.text or value.number for value in cells] for cells in sheet.rows]
    assert shown == [
        ["Growth", "A", "per cent", 83.4],
        ["[z]", "B", "days", 12.0],
        ["Growth", "C", "[z]", "[x]"],
    ]


def test_a_remark_has_a_column_of_its_own() -> None:
    sheet = of(small(row("A", "83.4% (provisional)", "83.4"), row("B", "71%", "71")))[0]
    assert sheet.headers == ("Indicator", "Latest", "Latest: remark")
    assert [cells[2].text for cells in sheet.rows] == ["provisional", "[z]"]


def test_headers_differ_whatever_the_report_calls_its_columns() -> None:
    columns = (Column(name="Group"), Column(name="GROUP", kind="number"))
    assert of(small(row("A", "1", "1", group="G"), columns=columns))[0].headers == ("Group", "Group (2)", "GROUP (3)")


def test_a_table_without_rows_says_so() -> None:
    assert [[value.text for value in cells] for cells in of(small())[0].rows] == [["No rows", "[z]"]]


def test_a_column_of_one_unit_names_it_and_long_numbers_are_announced() -> None:
    columns = (Column(name="Indicator"), Column(name="Wait", kind="number", unit="days"))
    sheet = of(small(row("A", "3.3", "3.333333333333333333"), columns=columns))[0]
    assert sheet.headers == ("Indicator", "Wait (days)")
    assert any("more than 15 digits" in line for line in sheet.lines)
    assert sheet.lines[0] == "Source: records"


def test_counts_are_numbers_and_shares_too() -> None:
    counts = (("green", "Green", 20, "53%"), ("no_data", "Not rated", 2, ""))
    sheet = of(Spread(identifier="s", summary="20 Green.", counts=counts))[0]
    assert [[value.text or value.number for value in cells] for cells in sheet.rows] == [
        ["Green", 20.0, 53.0],
        ["Not rated", 2.0, "[z]"],
    ]


def test_one_share_in_words_makes_all_shares_words() -> None:
    counts = (("green", "Green", 20, "53%"), ("red", "Red", 2, "one half"))
    sheet = of(Spread(identifier="s", summary="20 Green.", counts=counts))[0]
    assert [cells[2].text for cells in sheet.rows] == ["53%", "one half"]


def test_all_charts_share_one_tidy_table_with_gaps_and_breaks() -> None:
    other = replace(GAPPED, identifier="other", title="Other")
    sheet = next(sheet for sheet in of(figure(GAPPED), figure(other)) if sheet.name == "Chart data")
    assert sheet.headers == (
        "Chart", "Measure", "Description", "Period", "Unit", "Value", "Target", "Floor standard", "Remark"
    )  # fmt: skip
    assert len(sheet.rows) == 2 * len(GAPPED.points)
    gap, cut = sheet.rows[2], sheet.rows[4]
    assert (gap[3].text, gap[5].text, gap[6].number) == ("Q3 2022/23", "[x]", 90.0)
    assert (cut[5].number, cut[8].text) == (88.1, "break in series: not comparable")


def figure(chart: SeriesChart) -> Figure:
    return Figure(chart=chart, alternative="It fell.")


def test_the_words_of_the_report_are_in_the_workbook_too() -> None:
    callout = Callout(title="Why?", blocks=(Paragraph(inlines=text("Because.")),))
    numbered = Bullets(items=(text("first"),), numbered=True)
    long = Paragraph(inlines=text("word " * 600))
    found = of(Paragraph(inlines=text("Hello.")), numbered, callout, figure(GAPPED), long)[-1]
    said = [cells[2].text for cells in found.rows]
    assert said[:4] == ["Hello.", "1. first", "Why?: Because.", f"{GAPPED.title}: It fell."]
    assert all(len(words) <= 1200 for words in said)
    assert sum(words.count("word") for words in said) == 600


def test_a_report_without_figures_has_only_its_words() -> None:
    assert [sheet.name for sheet in of(Paragraph(inlines=text("Hello.")))] == ["Text of the report"]
    empty: Document = replace(sample_document(), sections=())
    assert sheets(empty) == []


def test_a_long_name_does_not_end_in_the_middle_of_a_phrase() -> None:
    names = Names()
    assert names.sheet("2 Ratings by part of the council") == "2 Ratings by part"
    assert names.sheet("10 Children, Young People and Education") == "10 Children, Young People"
