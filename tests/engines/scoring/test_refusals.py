"""Rows that cannot be rated honestly refuse the table, each named by row and column."""

from __future__ import annotations

import polars as pl
import pytest

from goldenthread.engines.scoring import ScoringError, find_problems, rate, rate_one

GOOD = {"value": "3", "target": "5", "polarity": "higher", "scheme": "percent", "tolerance": "10"}


def test_every_problem_is_listed_by_row() -> None:
    rows = [
        GOOD,
        GOOD | {"target": "0"},
        GOOD | {"value": "1,000", "scheme": "fast"},
        GOOD | {"value": "-inf"},
        GOOD | {"tolerance": "-1"},
    ]
    with pytest.raises(ScoringError) as refused:
        rate(pl.DataFrame(rows))
    assert [(problem.row, problem.column) for problem in refused.value.problems] == [
        (1, "target"), (2, "scheme"), (2, "value"), (3, "value"), (4, "tolerance"),
    ]  # fmt: skip
    assert refused.value.total == 5
    assert "Use the scheme absolute" in refused.value.problems[0].what_to_do
    assert str(refused.value).startswith("row 1, column target: a share of the target means nothing")


def test_a_word_that_is_not_known_is_told_once_and_not_called_missing() -> None:
    rows = [GOOD | {"polarity": "up"}, GOOD | {"scheme": "rag"}, GOOD | {"polarity": " "}, GOOD | {"scheme": None}]
    with pytest.raises(ScoringError) as refused:
        rate(pl.DataFrame(rows))
    assert [(problem.row, problem.column, problem.seen) for problem in refused.value.problems] == [
        (0, "polarity", "'up' is not a known polarity."),
        (1, "scheme", "'rag' is not a known scheme."),
        (2, "polarity", "the polarity is missing."),
        (3, "scheme", "the scheme is missing."),
    ]
    assert refused.value.total == 4


def test_a_lazy_frame_is_refused_when_collected_and_its_problems_are_found_in_the_whole() -> None:
    bad = pl.DataFrame([GOOD] * 250_000).with_row_index("n")
    bad = bad.with_columns(
        target=pl.when(pl.col("n").is_in([7, 120_000, 249_999])).then(pl.lit("0")).otherwise("target")
    )
    with pytest.raises(ScoringError):
        rate(bad.lazy()).collect(engine="streaming")
    found = find_problems(bad.lazy())
    assert [problem.row for problem in found.listed] == [7, 120_000, 249_999]
    assert found.total == 3


def test_many_problems_are_counted_though_not_all_are_listed() -> None:
    with pytest.raises(ScoringError, match=r"and 999 more") as refused:
        rate(pl.DataFrame([GOOD | {"value": "x"}] * 1000))
    assert (len(refused.value.problems), refused.value.total) == (200, 1000)


def test_not_a_number_is_refused_and_missing_is_not() -> None:
    assert rate_one(value=None, target=5, polarity="higher", scheme="met").rating == "no_data"
    with pytest.raises(ScoringError, match="not a finite number"):
        rate_one(value=float("nan"), target=5, polarity="higher", scheme="met")


@pytest.mark.parametrize("status", ["not_due", "suppressed", "not available"])
def test_a_row_that_is_not_rated_needs_no_rule(status: str) -> None:
    assert rate_one(value=3, target=5, status=status).rating in ("not_due", "no_data")


def test_limits_that_a_scheme_does_not_use_are_not_questioned() -> None:
    figure = {"value": 3, "target": 0, "floor": 9, "polarity": "higher", "lower": 5, "upper": 1, "scheme": "met"}
    assert rate_one(**figure).rating == "green"


def test_words_may_have_capitals_and_spaces() -> None:
    assert rate_one(value=3, target=2, polarity=" Higher", scheme="Last year").rating == "green"


def test_a_value_that_is_a_date_is_refused() -> None:
    frame = pl.DataFrame({"value": ["2022-04-01"]}).with_columns(pl.col("value").str.to_date())
    with pytest.raises(ScoringError, match="is not a number"):
        rate(frame)


def test_a_default_scheme_serves_rows_that_name_none() -> None:
    frame = pl.DataFrame([GOOD | {"scheme": None}, GOOD | {"scheme": "met"}, GOOD | {"value": "5", "scheme": None}])
    assert rate(frame, scheme="percent")["reason"].to_list()[0].startswith("Red: 3 is below the target of 5 by 40%")
    with pytest.raises(ValueError, match="not a known scheme"):
        rate(frame, scheme="fast")


@pytest.mark.parametrize(("polarity", "floor"), [("higher", 6), ("lower", 4), ("target", 5)])
@pytest.mark.parametrize("value", [1, 5, 9])
def test_a_floor_that_is_harder_to_meet_than_the_target_is_questioned_and_not_refused(
    polarity: str, floor: int, value: int
) -> None:
    band = {"lower": 4, "upper": 6} if polarity == "target" else {}
    figure = {"value": value, "target": 5, "polarity": polarity, "scheme": "floor", "status": "provisional"} | band
    found = rate_one(floor=floor, **figure)
    met = {"higher": value >= 5, "lower": value <= 5, "target": value == 5}[polarity]
    assert found.rating == ("green" if met else "red")
    assert found.reason.endswith(
        " The figure is provisional. Check the floor standard: it is harder to meet than the target."
    )
    assert "Check" not in rate_one(floor={"higher": 4, "lower": 6, "target": 3}[polarity], **figure).reason


def test_a_tolerance_is_asked_for_only_where_a_figure_would_be_judged_by_it() -> None:
    figure = {"target": 5, "polarity": "higher", "scheme": "absolute"}
    assert rate_one(**figure).rating == "no_data"
    assert rate_one(value=3, status="not_due", **figure).rating == "not_due"
    with pytest.raises(ScoringError, match="has no tolerance"):
        rate_one(value=3, **figure)
