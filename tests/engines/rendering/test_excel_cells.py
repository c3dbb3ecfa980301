"""What stands in a cell of the workbook."""

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engines.documents import Cell, Column, Link
from goldenthread.engines.rendering.excel_cells import column_values, look, meaning, remarks, stored
from tests.engines.rendering.sample import text

LATEST = Column(name="Latest", kind="number", unit="percent", decimals=1)


def cell(words: str, number: str | None = None, **more: object) -> Cell:
    unit, decimals = str(more.get("unit", "")), more.get("decimals")
    assert decimals is None or isinstance(decimals, int)
    return Cell(inlines=text(words), number=None if number is None else Decimal(number), unit=unit, decimals=decimals)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**10), max_value=10**10))
def test_a_number_of_up_to_15_digits_is_stored_exactly(number: Decimal) -> None:
    held, exact = stored(number)
    assert exact
    assert Decimal(f"{held:.15g}") == number


def test_more_than_15_digits_are_rounded_and_it_is_said() -> None:
    assert stored(Decimal("0.83333333333333333333")) == (0.833333333333333, False)
    assert stored(Decimal("100000000000000000000")) == (1e20, True)


@pytest.mark.parametrize(
    ("unit", "decimals", "number", "expected"),
    [
        ("percent", 1, "83.4", '#,##0.0"%"'),
        ("percent", 0, "83", '#,##0"%"'),
        ("percent", None, "83.25", '#,##0.00"%"'),
        ("money", 2, "1200", "£#,##0.00;-£#,##0.00"),
        ("number", 0, "1200", "#,##0"),
        ("days", 0, "12", '[=1]#,##0" day";#,##0" days"'),
        ("weeks", 1, "2.5", '#,##0.0" weeks"'),
        ("points", 1, "2.5", '#,##0.0" percentage points"'),
        ("unheard of", 2, "2.5", "#,##0.00"),
        ("number", None, "1E+3", "#,##0"),
    ],
)
def test_the_number_format_comes_from_the_unit(unit: str, decimals: int | None, number: str, expected: str) -> None:
    assert look(unit=unit, decimals=decimals, number=Decimal(number)) == expected


def test_words_in_a_column_of_numbers_become_shorthand() -> None:
    values = column_values(LATEST, [cell("83.4%", "83.4"), cell("–"), cell("not due"), cell("n/a")], sheets={})
    assert [value.number for value in values] == [83.4, None, None, None]
    assert [value.text for value in values] == ["", "[x]", "[not due]", "[z]"]
    assert meaning("[not due]") == "The report says “not due” where a number would stand."


def test_brackets_inside_shorthand_do_not_break_it() -> None:
    values = column_values(LATEST, [cell("see [a] below"), cell("[]")], sheets={})
    assert [value.text for value in values] == ["[see (a) below]", "[x]"]


def test_words_elsewhere_stay_words() -> None:
    values = column_values(Column(name="Rating", kind="rating"), [cell("No data"), cell("–")], sheets={})
    assert [value.text for value in values] == ["No data", "[x]"]


def test_a_number_that_is_none_is_not_written_as_one() -> None:
    assert column_values(LATEST, [cell("unclear", "NaN")], sheets={})[0].text == "[unclear]"


def test_days_are_days_when_all_of_them_are() -> None:
    by = Column(name="By", kind="date")
    days = column_values(by, [cell("1 July 2022"), cell("–")], sheets={})
    assert (days[0].day, days[1].text) == (datetime(2022, 7, 1), "[x]")  # noqa: DTZ001 - a day has no zone
    words = column_values(by, [cell("1 July 2022"), cell("this autumn")], sheets={})
    assert [value.text for value in words] == ["1 July 2022", "this autumn"]


def test_a_link_leads_to_the_sheet_of_what_it_names() -> None:
    cells = [Cell(inlines=(Link(text="the Reds", href=href),)) for href in ("#reds", "#gone", "https://a.example/")]
    values = column_values(Column(name="See"), cells, sheets={"reds": "1 The service's Reds"})
    assert [value.href for value in values] == ["internal:'1 The service''s Reds'!A1", "", "https://a.example/"]


@pytest.mark.parametrize(
    ("said", "number", "unit", "kept"),
    [
        ("83.4%", "83.4", "percent", ""),
        ("83.4% (provisional)", "83.4", "percent", "provisional"),
        ("83.4%, revised", "83.4", "percent", "revised"),
        ("£1.2m", "1234567", "money", ""),
        ("4 min 5 s", "245", "seconds", ""),
        ("12 days", "12", "days", ""),
        ("12 of 15 places", "12", "number", "of 15 places"),
        ("−0.25%", "-0.25", "percent", ""),
    ],
)
def test_what_the_words_say_beyond_the_number_is_kept(said: str, number: str, unit: str, kept: str) -> None:
    places = max(0, -int(Decimal(number).as_tuple().exponent))
    assert remarks(LATEST, [cell(said, number, unit=unit, decimals=places)]) == [kept]
