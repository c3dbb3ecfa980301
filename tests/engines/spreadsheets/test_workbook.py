"""XLSX: what is read, and what is refused before it is opened."""

import datetime as dt
import warnings
import zipfile
from io import BytesIO
from typing import Any

import pytest

from goldenthread.engines.spreadsheets import ColumnSpec, UnreadableFileError, read_grid, read_sheet
from tests.engines.spreadsheets.workbooks import part, with_part, workbook

HEADER = ["indicator", "value"]
SHEET = "xl/worksheets/sheet1.xml"
COLUMNS = [ColumnSpec(name="indicator", required=True), ColumnSpec(name="value", kind="decimal")]


def refusal(data: bytes, name: str = "figures.xlsx") -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read_grid(data, name=name)
    sheet = read_sheet(data, name=name, columns=COLUMNS)
    assert (sheet.frame.height, sheet.refused) == (0, refused.value.total)
    return str(refused.value)


def test_cells_become_the_shortest_text_that_means_the_same() -> None:
    cells = ["007", 7, 0.1, 83.40, 1e20, 1.5e-7, -2.5, True, 12345678901234]
    grid = read_grid(workbook([f"c{n}" for n in range(len(cells))], cells), name="figures.xlsx")
    assert grid.cells.row(0) == (
        "007", "7", "0.1", "83.4", "100000000000000000000", "0.00000015", "-2.5", "true", "12345678901234",
    )  # fmt: skip
    assert grid.sheet == "figures"


def test_dates_become_iso_dates() -> None:
    def dates(book: Any, sheet: Any) -> None:
        shown = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_datetime(1, 0, dt.datetime(2011, 6, 30), shown)  # noqa: DTZ001  a spreadsheet's dates have no zone

    assert read_grid(workbook(["when"], change=dates), name="figures.xlsx").cells.row(0) == ("2011-06-30",)


def test_rows_keep_the_numbers_that_the_reader_sees() -> None:
    sheet = read_sheet(workbook(HEADER, ["A", 1], [], ["B", "x"]), name="figures.xlsx", columns=COLUMNS)
    assert sheet.frame["row"].to_list() == [2, 4]
    (problem,) = sheet.problems
    assert (problem.sheet, problem.row, problem.column) == ("figures", 4, "value")
    assert problem.sentence.startswith("figures.xlsx, sheet figures, row 4, column value: 'x' is not a number")


def test_a_table_that_starts_lower_is_refused_with_its_row() -> None:
    sheet = read_sheet(workbook([], [], HEADER, ["A", 1]), name="figures.xlsx", columns=COLUMNS)
    assert [problem.seen for problem in sheet.problems] == ["the header stands in row 3"]


def test_a_table_that_starts_to_the_right_is_read() -> None:
    sheet = read_sheet(workbook([None, *HEADER], [None, "A", 1]), name="figures.xlsx", columns=COLUMNS)
    assert sheet.is_sound
    assert sheet.frame.select("indicator", "value").rows() == [("A", "1")]


def test_formulas_are_refused_each_with_its_cell() -> None:
    def sums(book: Any, sheet: Any) -> None:
        sheet.write_formula("B2", "=1+1", value=2)
        sheet.write_formula("B3", "=B2*2", value=4)

    with pytest.raises(UnreadableFileError) as refused:
        read_grid(workbook(HEADER, ["A"], ["B"], change=sums), name="figures.xlsx")
    assert [(p.row, p.column, p.seen) for p in refused.value.problems] == [
        (2, "B", "the cell holds a formula"),
        (3, "B", "the cell holds a formula"),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<c r="B2"><v>1</v></c>', b'<c r="B2"' + b" " * 3_000_000 + b"><f>1+1</f><v>2</v></c>"),
        (b'<c r="B2"><v>1</v></c>', b'<c r="B2"><f\n>1+1</f><v>2</v></c>'),
        (b'<c r="B2"><v>1</v></c>', b'<c r="B2"><f t="shared" si="0"/><v>2</v></c>'),
    ],
)
def test_no_spelling_hides_a_formula(old: bytes, new: bytes) -> None:
    data = workbook(HEADER, ["A", 1])
    assert old in part(data, SHEET)
    spaced = with_part(data, SHEET, part(data, SHEET).replace(old, new))
    assert "formula" in refusal(spaced)


def test_a_percentage_format_is_refused() -> None:
    def percent(book: Any, sheet: Any) -> None:
        sheet.write_number("B2", 0.85, book.add_format({"num_format": "0.0%"}))

    said = refusal(workbook(HEADER, ["A"], change=percent))
    assert "row 2, column B" in said
    assert "write 85 for 85%" in said


def test_an_error_left_by_a_formula_is_refused_and_never_an_empty_cell() -> None:
    data = workbook(HEADER, ["A", 1], ['says t="e"', 2])
    broken = part(data, SHEET).replace(b'<c r="B2"><v>1</v></c>', b'<c r="B2" t="e"><v>#DIV/0!</v></c>')
    said = refusal(with_part(data, SHEET, broken))
    assert "row 2, column B: the cell holds an error, such as #DIV/0!" in said
    assert read_grid(data, name="figures.xlsx").cells.height == 2


def test_merged_cells_are_refused() -> None:
    said = refusal(workbook(HEADER, ["A", 1], change=lambda book, sheet: sheet.merge_range("A3:B4", "B")))
    assert "merged (A3:B4)" in said


def test_two_sheets_are_refused_by_name() -> None:
    said = refusal(workbook(HEADER, ["A", 1], more={"notes": [["n"]]}))
    assert "2 sheets (figures, notes)" in said
    assert "Keep the sheet to be read, for example figures" in said


def test_an_empty_second_sheet_does_no_harm() -> None:
    assert read_sheet(workbook(HEADER, ["A", 1], more={"Sheet2": []}), name="f.xlsx", columns=COLUMNS).is_sound


def test_a_hidden_sheet_with_data_is_refused() -> None:
    def hide(book: Any, sheet: Any) -> None:
        book.get_worksheet_by_name("old").hide()

    assert "hidden sheet (old)" in refusal(workbook(HEADER, ["A", 1], more={"old": [["x"]]}, change=hide))


def test_an_empty_workbook_is_refused() -> None:
    assert "empty" in refusal(workbook())


def bomb(*, size: int, part_name: str = SHEET) -> bytes:
    """A workbook whose part unpacks to ``size`` bytes, written in pieces so that the test needs no memory."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open(part_name, "w") as target:
            piece = b" " * 4_000_000
            for _ in range(size // len(piece)):
                target.write(piece)
    return out.getvalue()


def test_a_bomb_is_refused_by_its_stated_size() -> None:
    assert "unpacks to 204 MB. Expected: at most 200 MB" in refusal(bomb(size=204_000_000))


def test_a_bomb_under_the_limit_is_refused_by_its_ratio() -> None:
    said = refusal(bomb(size=160_000_000))
    assert "times its size (160 MB)" in said


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(bomb(size=12_000_000))
    at = data.rfind(b"PK\x01\x02")  # the sheet's entry in the archive's list
    data[at + 24 : at + 28] = (1_000).to_bytes(4, "little")
    assert "cannot be unpacked" in refusal(bytes(data))


def test_a_cell_far_away_is_refused() -> None:
    assert "row 1,048,576" in refusal(workbook(HEADER, change=lambda book, sheet: sheet.write("XFD1048576", "x")))


@pytest.mark.parametrize("where", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_entities_are_refused(where: str) -> None:
    data = workbook(HEADER, ["A", 1])
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    head, _, tail = part(data, where).partition(b"?>")
    assert "declares entities" in refusal(with_part(data, where, head + b"?>" + entity + tail))


def test_entities_hidden_by_an_encoding_are_refused() -> None:
    data = workbook(HEADER, ["A", 1])
    text = part(data, SHEET).decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert "unusual encoding" in refusal(with_part(data, SHEET, text))


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/externalLinks/externalLink1.xml", "links to other files"),
        ("xl/connections.xml", "data from elsewhere"),
        ("xl/embeddings/oleObject1.bin", "embedded"),
    ],
)
def test_what_reaches_out_is_refused(extra: str, words: str) -> None:
    assert words in refusal(with_part(workbook(HEADER, ["A", 1]), extra, b"x"))


def test_two_parts_of_one_name_are_refused() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data = with_part(workbook(HEADER, ["A", 1]), SHEET, b"<worksheet/>", replace=False)
    assert "same name" in refusal(data)


def test_too_many_parts_are_refused() -> None:
    out = BytesIO(workbook(HEADER))
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(2_001):
            archive.writestr(f"xl/media/{number}.png", b"")
    assert "parts. Expected: at most 2,000" in refusal(out.getvalue())


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"PK\x03\x04nonsense", "a.xlsx", "damaged"),
        (workbook(HEADER)[:-200], "a.xlsx", "damaged"),
        (workbook(HEADER), "a.xlsm", "a .xlsm file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls", "old Excel file"),
        (b"indicator,value\nA,1\n", "a.xlsx", "not a workbook"),
        (b"PK\x05\x06" + b"\0" * 18, "a.zip", "without a workbook"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, name: str, words: str) -> None:
    assert words in refusal(data, name)


def test_a_workbook_is_known_by_its_content() -> None:
    assert read_grid(workbook(HEADER, ["A", 1]), name="figures.csv").header == ("indicator", "value")
