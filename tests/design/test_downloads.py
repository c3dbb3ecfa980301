"""A download opens in a spreadsheet without running anything."""

import csv
import io
from datetime import date
from decimal import Decimal

from goldenthread.design.downloads import cell, csv_response, csv_text


def test_values_keep_their_exact_form() -> None:
    assert cell(Decimal("97.9300")) == "97.9300"
    assert cell(Decimal("1E+3")) == "1000"
    assert cell(Decimal("-3")) == "-3"
    assert cell(date(2022, 7, 1)) == "2022-07-01"
    assert (cell(None), cell(True), cell(0)) == ("", "yes", "0")


def test_words_that_look_like_a_formula_are_defused() -> None:
    for words in ("=1+1", "+44", "-2", "@SUM(A1)", "\tx"):
        assert cell(words) == f"'{words}"


def test_what_is_written_can_be_read_back() -> None:
    rows = [['Says "no", twice', Decimal("1.50")], ["Two\nlines", None]]
    text = csv_text(["name", "value"], rows)
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["name", "value"],
        ['Says "no", twice', "1.50"],
        ["Two\nlines", ""],
    ]
    response = csv_response(name="a.csv", columns=["name"], rows=[["ŵ"]])
    assert response.content == "\ufeffname\r\nŵ\r\n".encode()
    assert response["Content-Disposition"] == 'attachment; filename="a.csv"'
