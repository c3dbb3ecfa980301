"""A column of labels at once."""

from datetime import date

import polars as pl

from goldenthread.engines.periods import Kind, containing, parse_frame
from goldenthread.engines.periods.kinds import TYPE_WORDS


def test_adds_its_columns_and_keeps_the_rest() -> None:
    frame = pl.DataFrame({"period": ["Q1 2011/12", "nonsense", None, "Q1 2011/12"], "ref": ["007", "b", "c", "d"]})
    read = parse_frame(frame)
    assert read.columns == ["period", "ref", "code", "type", "start", "end", "label", "interval", "error"]
    assert read["ref"].to_list() == ["007", "b", "c", "d"]
    assert read["code"].to_list() == ["FY2011-Q1", None, None, "FY2011-Q1"]
    assert read.row(0)[3:] == (
        "quarter", date(2011, 4, 1), date(2011, 6, 30), "Q1 2011/12", "2011-04-01/P3M", None,
    )  # fmt: skip
    assert "'nonsense'" in read["error"][1]
    assert "empty" in read["error"][2]


def test_the_type_column_decides_row_by_row() -> None:
    frame = pl.DataFrame({"period": ["2011-12"] * 4, "type": ["month", "financial_year", None, "fortnight"]})
    read = parse_frame(frame)
    assert read["code"].to_list() == ["2011-12", "FY2011", None, None]
    assert read["type"].to_list() == ["month", "financial_year", None, "fortnight"]
    assert [error is None for error in read["error"]] == [True, True, False, False]


def test_reading_again_changes_nothing() -> None:
    frame = pl.DataFrame({"period": ["Q1 2011/12", "2011", "1985-87", "Spring 2012"]})
    once = parse_frame(frame)
    assert parse_frame(once).equals(once)


def test_numbers_and_dates_are_read_as_their_text() -> None:
    assert parse_frame(pl.DataFrame({"period": [2011, 2012]}))["code"].to_list() == ["CY2011", "CY2012"]
    assert parse_frame(pl.DataFrame({"period": [2011.0]}))["code"].to_list() == ["CY2011"]
    assert parse_frame(pl.DataFrame({"period": [date(2011, 6, 30)]}))["code"].to_list() == ["2011-06-30"]


def test_no_rows() -> None:
    read = parse_frame(pl.DataFrame({"period": []}, schema={"period": pl.String}))
    assert read.height == 0
    assert read.schema["start"] == pl.Date


def test_other_column_names() -> None:
    frame = pl.DataFrame({"when": ["2011-12"], "period_type": ["month"], "period": ["kept"]})
    read = parse_frame(frame, period="when", type="period_type")
    assert (read["code"][0], read["period"][0], read["period_type"][0]) == ("2011-12", "kept", "month")


def test_every_kind_is_a_type_word() -> None:
    day = date(2011, 5, 2)
    for kind in set(Kind) - {Kind.RANGE, Kind.WAVE}:
        assert kind in TYPE_WORDS[kind.value.replace("_", " ")]
        code = containing(day, kind=kind).code
        frame = pl.DataFrame({"period": [code], "type": [kind.value]})
        assert parse_frame(frame).row(0, named=True)["code"] == code
