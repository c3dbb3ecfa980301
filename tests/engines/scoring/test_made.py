"""Observations made for measuring: the same each time, and such as every engine takes."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engines.scoring.made import AREA_GROUPS, AREAS, LONGEST, SCHEMA, observations


def made(*, series: int, periods: int) -> pl.DataFrame:
    return observations(series=series, periods=periods).collect()


@given(series=st.integers(1, AREAS + 20), periods=st.integers(1, 30))
@settings(max_examples=15, deadline=None)
def test_each_series_has_each_period_once(series: int, periods: int) -> None:
    table = made(series=series, periods=periods)
    assert table.schema == SCHEMA
    assert table.height == series * periods
    assert table.select("series", "period").is_unique().all()
    assert table["series"].n_unique() == series


def test_more_series_leave_the_others_as_they_are() -> None:
    few, many = made(series=360, periods=3), made(series=720, periods=3)
    assert many.head(few.height).equals(few)


def test_more_months_leave_the_others_as_they_are() -> None:
    short, long = made(series=5, periods=3), made(series=5, periods=8)
    kept = long.filter(pl.col("period") <= "2014-03")
    # Only the mark of the last month moves on.
    assert kept.drop("status").equals(short.drop("status"))


def test_a_value_is_the_percentage_of_its_parts() -> None:
    table = made(series=2, periods=24).drop_nulls("value")
    again = (100 * table["numerator"] / table["denominator"]).round(2)
    assert (table["value"] - again).abs().max() == pytest.approx(0, abs=0.01)
    assert (table["numerator"] <= table["denominator"]).all()


def test_counts_have_no_parts_and_add_up() -> None:
    counts = made(series=4 * AREAS, periods=1).filter(pl.col("rule") == "sum")
    assert counts.height == AREAS
    assert counts["denominator"].null_count() == AREAS
    assert counts["unit"].unique().to_list() == ["number"]


def test_a_missing_figure_is_not_available_and_the_last_month_is_provisional() -> None:
    table = made(series=AREAS, periods=4)
    gaps = table["value"].is_null()
    assert 0 < gaps.sum() < table.height * 0.03
    assert table["status"].to_list() == [
        "not_available" if gap else "provisional" if period == "2014-04" else "final"
        for gap, period in zip(gaps, table["period"], strict=True)
    ]


def test_an_area_is_compared_with_its_kind_in_its_month() -> None:
    table = made(series=AREAS, periods=2)
    sizes = table.group_by("area_group", "period", "group").len()
    assert sizes["len"].unique().to_list() == [AREAS // len(AREA_GROUPS)]
    assert sizes["group"].is_unique().all()


def test_a_part_of_the_table_is_what_the_whole_has_there() -> None:
    whole = observations(series=400, periods=2)
    expected = whole.collect().filter(pl.col("polarity") == "lower").select("value")
    assert whole.filter(pl.col("polarity") == "lower").select("value").collect().equals(expected)
    assert whole.head(703).collect().equals(whole.collect().head(703))


@pytest.mark.parametrize(("series", "periods"), [(0, 1), (1, 0), (1, LONGEST + 1)])
def test_a_table_that_cannot_be_made_is_refused(series: int, periods: int) -> None:
    with pytest.raises(ValueError, match="cannot be made"):
        observations(series=series, periods=periods)
