"""An upload against the columns of its kind: values, problems and their places."""

import re
from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engines.spreadsheets import ColumnSpec, Problem, Sheet, column_table, read_sheet

COLUMNS = [
    ColumnSpec(name="indicator", required=True, synonyms=("ref",), description="The code.", example="KPI 01"),
    ColumnSpec(name="period", kind="period"),
    ColumnSpec(name="value", kind="decimal"),
    ColumnSpec(name="cases", kind="integer"),
    ColumnSpec(name="as_at", kind="date"),
    ColumnSpec(name="status", kind="choice", choices=("final", "provisional")),
]


def read(text: str) -> Sheet:
    return read_sheet(text.encode(), name="figures.csv", columns=COLUMNS)


def cell(column: str, text: str) -> tuple[object, Problem | None]:
    """One cell's value, and what is wrong with it."""
    quoted = text.replace('"', '""')
    sheet = read(f'indicator,{column}\nA,"{quoted}"\n')
    assert len(sheet.problems) == sheet.refused <= 1
    return sheet.frame[column][0], sheet.problems[0] if sheet.problems else None


def test_a_sound_file() -> None:
    sheet = read(
        "Ref, Period ,VALUE,cases,As at,status\n KPI 01 ,Q1 2011/12,1.50,3,2011-06-30,final\nB,,,,30/06/2011,Final\n"
    )
    assert sheet.is_sound
    assert sheet.frame.rows() == [
        (2, "KPI 01", "Q1 2011/12", "1.50", 1.5, 3, date(2011, 6, 30), "final"),
        (3, "B", None, None, None, None, date(2011, 6, 30), "final"),
    ]
    assert sheet.frame.columns == ["row", "indicator", "period", "value", "value_float", "cases", "as_at", "status"]


def test_columns_that_are_not_there_are_null() -> None:
    frame = read("indicator\nA\n").frame
    assert frame.row(0) == (2, "A", None, None, None, None, None, None)
    assert frame.schema["value_float"] == pl.Float64
    assert frame.schema["as_at"] == pl.Date


def test_empty_rows_are_passed_over_and_the_numbers_kept() -> None:
    assert read("indicator,value\nA,1\n\n,\n  ,\nB,2\n").frame["row"].to_list() == [2, 6]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", "1"), ("1.50", "1.50"), ("-2.5", "-2.5"), ("−2.5", "-2.5"), ("+3", "3"), ("007", "7"),
        ("-007.10", "-7.10"),
        (".5", "0.5"), ("-.5", "-0.5"), ("-0", "0"), ("-0.00", "0.00"), ("00", "0"), ("0.10", "0.10"),
        (" 5 ", "5"),
        ("\u00a05", "5"), ("97.93", "97.93"), ("12345678901234567890.123456789", "12345678901234567890.123456789"),
    ],
)  # fmt: skip
def test_numbers_are_kept_exactly(text: str, value: str) -> None:
    assert cell("value", text) == (value, None)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_any_decimal_comes_back(number: Decimal) -> None:
    sheet = read(f"indicator,value\nA,{number:f}\n")
    assert Decimal(sheet.frame["value"][0]) == number
    assert sheet.frame["value_float"][0] == float(number)


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        ("value", "1,234", "comma"),
        ("value", "1.234,5", "comma"),
        ("value", "£5", "currency sign"),
        ("value", "85%", "percent sign"),
        ("value", "1e5", "scientific notation"),
        ("value", "inf", "not a finite number"),
        ("value", "NaN", "not a finite number"),
        ("value", "#DIV/0!", "error of a spreadsheet formula"),
        ("value", "=1+1", "is a formula"),
        ("value", "(5)", "in brackets"),
        ("value", "1 234", "space between its digits"),
        ("value", "1.2.3", "is not a number"),
        ("value", "5.", "is not a number"),
        ("value", "n/a", "is not a number"),
        ("value", "٣", "is not a number"),
        ("value", "1" * 45, "too many digits"),
        ("cases", "3.5", "not whole"),
        ("cases", "1" * 19, "too many digits"),
        ("cases", "three", "is not a number"),
        ("as_at", "06/30/2011", "no day of the calendar"),
        ("as_at", "2011-02-29", "no day of the calendar"),
        ("as_at", "30.6.2011", "not a date"),
        ("as_at", "2011-6-30", "not a date"),
        ("as_at", "0011-06-30", "no day of the calendar"),
        ("period", "Q5 2011/12", "is not a period"),
        ("period", "2011/13", "not consecutive"),
        ("status", "finl", "Write final"),
        ("status", "x", "one of: final, provisional"),
        ("indicator", "A\x07", r"A\[U\+0007\]' holds a hidden character"),
        ("indicator", "A\u200bB", "hidden character"),
        ("indicator", "A\u202eB", "hidden character"),
    ],
)
def test_what_is_refused_says_why(column: str, text: str, words: str) -> None:
    if column == "indicator":
        sheet = read(f"indicator\n{text}\n")
        value, problem = sheet.frame["indicator"][0], sheet.problems[0]
    else:
        value, problem = cell(column, text)
    assert value is None
    assert problem is not None
    assert (problem.file, problem.row, problem.column, problem.severity) == ("figures.csv", 2, column, "refused")
    assert re.search(words, problem.sentence)


@pytest.mark.parametrize("text", ["2011-12", "2011/12", "11/12", "2011/04", "T1 2011/12", "2008-11"])
def test_a_period_that_a_type_can_settle_is_left_to_the_type(text: str) -> None:
    assert cell("period", text) == (text, None)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("indicator,vlaue", "heading 'vlaue' is not known.*Did you mean value"),
        ("value,cases", "column indicator: the column is missing.*'value', 'cases'.*Add it: The code."),
        ("indicator,value,Value", r"value is there twice \(columns B and C\)"),
        ("indicator,ref", r"indicator is there twice \(columns A and B\)"),
        ("indicator,", "column B: the column has no heading"),
    ],
)
def test_headings(header: str, words: str) -> None:
    sheet = read(f"{header}\n" + ",".join("1" * (header.count(",") + 1)) + "\n")
    assert sheet.refused == 1
    assert re.search(words, sheet.problems[0].sentence)


def test_a_nameless_empty_column_does_no_harm() -> None:
    assert read("indicator,,\nA,,\n").is_sound


def test_a_header_further_down_is_named() -> None:
    sheet = read("Our figures,,\n,,\nindicator,period,value\nA,2011/12,1\n")
    assert [problem.seen for problem in sheet.problems] == ["the header stands in row 3"]


def test_a_file_without_rows_is_refused() -> None:
    assert "no rows under the header" in read("indicator,value\n").problems[0].sentence


def test_all_problems_are_found_at_once_in_the_order_of_the_file() -> None:
    sheet = read("indicator,value,as_at\nA,x,y\n,1,\nB,z,2011-01-01\n")
    assert [(p.row, p.column) for p in sheet.problems] == [
        (2, "value"),
        (2, "as_at"),
        (3, "indicator"),
        (4, "value"),
    ]
    assert sheet.refused == 4


def test_a_thousand_problems_are_listed_and_all_counted() -> None:
    sheet = read("indicator,value,cases\n" + ",x,y\n" * 900)
    assert (len(sheet.problems), sheet.refused, sheet.frame.height) == (1_000, 2_700, 900)
    assert [p.row for p in sheet.problems[:3]] == [2, 2, 2]


def test_a_choice_needs_its_words() -> None:
    with pytest.raises(ValueError, match="column status: choices"):
        ColumnSpec(name="status", kind="choice")


def test_the_documentation_comes_from_the_declaration() -> None:
    assert column_table(COLUMNS[:1] + COLUMNS[-1:]) == (
        "| Column | Meaning | Kind | Required | Example |\n"
        "|---|---|---|---|---|\n"
        "| `indicator` | The code. (also read as ref) | text | yes | `KPI 01` |\n"
        "| `status` |  | `final`, `provisional` | no |  |\n"
    )
