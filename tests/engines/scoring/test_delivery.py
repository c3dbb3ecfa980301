"""How milestones stand on a day, on every line of the rule, and how many were on time against the first promise."""

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engines.scoring.delivery import WORK_STATES, rate_work, slippage
from goldenthread.engines.scoring.refusal import ScoringError

START = date(2026, 4, 1)


def _work(**cells: Any) -> pl.DataFrame:
    row = {"state": "in_progress", "starts": START, "due": START + timedelta(days=100), "progress": 50} | cells
    return pl.DataFrame([row], schema_overrides={"starts": pl.Date, "due": pl.Date, "state": pl.String})


def _rating(*, day: int, **cells: Any) -> str:
    return str(rate_work(_work(**cells), on=START + timedelta(days=day))["rating"][0])


@pytest.mark.parametrize(
    ("progress", "rating"),
    [(0, "red"), (35, "red"), (36, "amber"), (44, "amber"), (45, "green"), (50, "green"), (100, "green")],
)
def test_half_way_through_the_lines_are_at_70_and_90_per_cent_of_50(progress: int, rating: str) -> None:
    assert _rating(day=50, progress=progress) == rating


def test_nothing_is_expected_before_the_first_day_has_passed() -> None:
    assert [_rating(day=day, progress=0) for day in (-30, 0, 1)] == ["green", "green", "red"]


def test_overdue_is_red_whatever_the_progress_says_and_the_due_day_is_not_over() -> None:
    assert [_rating(day=day, progress=100) for day in (100, 101)] == ["green", "red"]
    assert rate_work(_work(progress=100), on=START + timedelta(days=101))["reason"].to_list() == [
        "Red: it is 1 day overdue."
    ]


def test_work_of_one_day_is_expected_whole_on_that_day() -> None:
    assert [_rating(day=day, due=START, progress=0) for day in (-1, 0, 1)] == ["green", "red", "red"]
    assert _rating(day=0, due=START, progress=90) == "green"


@pytest.mark.parametrize("state", sorted(set(WORK_STATES) - {"in_progress"}))
def test_every_other_state_stands_outside_the_ratings(state: str) -> None:
    assert _rating(day=500, state=state, progress=0) == state


def test_what_has_not_begun_says_how_late_it_is_and_what_was_put_off_does_not() -> None:
    late = rate_work(pl.concat([_work(state="not_started"), _work(state="deferred")]), on=START + timedelta(days=112))
    assert late["days_over"].to_list() == [12, 0]
    assert late["reason"].to_list() == ["Not started, 12 days after it was due.", "Deferred."]


def test_the_sentence_shows_both_shares() -> None:
    said = rate_work(_work(progress=40, due=START + timedelta(days=90)), on=START + timedelta(days=40))
    assert said.select("expected", "reason").row(0) == (
        pytest.approx(44.4444444),
        "Green: 40% is done and 44.4% of the time has passed, so it is on track.",
    )


def test_other_columns_and_the_order_are_kept() -> None:
    frame = pl.concat([_work(progress=10), _work(progress=90)]).with_columns(code=pl.Series(["B", "A"]))
    assert rate_work(frame, on=START).columns[:5] == ["state", "starts", "due", "progress", "code"]
    assert rate_work(frame.lazy(), on=START)["code"].to_list() == ["B", "A"]


def test_every_fault_is_told_with_its_row() -> None:
    faults = pl.concat(
        [_work(state="late"), _work(state=None), _work(progress=101), _work(due=date(2026, 3, 1)), _work(due=None)],
        how="vertical",
    )
    with pytest.raises(ScoringError) as refused:
        rate_work(faults, on=START)
    assert [(problem.row, problem.column) for problem in refused.value.problems] == [
        (0, "state"), (0, "state"), (1, "state"), (2, "progress"), (3, "due"), (4, "due"),
    ]  # fmt: skip


@given(progress=st.integers(0, 100), length=st.integers(1, 4000), day=st.integers(-10, 4100))
def test_more_progress_never_makes_it_worse(progress: int, length: int, day: int) -> None:
    order = ["red", "amber", "green"]
    due = START + timedelta(days=length)
    found = [_rating(day=day, due=due, progress=done) for done in (progress, min(100, progress + 1))]
    assert order.index(found[0]) <= order.index(found[1])


def _promises(rows: list[tuple[str, int, int, int | None, int]]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "state": [row[0] for row in rows],
            "first": [START + timedelta(days=row[1]) for row in rows],
            "due": [START + timedelta(days=row[2]) for row in rows],
            "actual": pl.Series(
                [None if row[3] is None else START + timedelta(days=row[3]) for row in rows], dtype=pl.Date
            ),
            "rebaselined": [row[4] for row in rows],
        }
    )


def test_a_promise_that_was_moved_is_late_against_the_first_and_on_time_against_the_second() -> None:
    rows = [
        ("complete", 10, 10, 10, 0),
        ("complete", 10, 20, 15, 1),
        ("complete", 90, 90, 20, 0),
        ("in_progress", 10, 40, None, 2),
        ("deferred", 10, 10, None, 0),
        ("dropped", 10, 10, None, 0),
        ("not_started", 30, 30, None, 0),
    ]
    found = slippage(_promises(rows), on=START + timedelta(days=30))
    said = (
        "2 of 5 on time against the first promise, 3 of 4 against the promise now in force; 2 had the promise moved, "
        "1 dropped."
    )
    assert found.row(0) == (5, 2, 4, 3, 2, 1, said)


def test_nothing_due_is_said_and_complete_without_a_day_is_refused() -> None:
    assert slippage(_promises([("not_started", 9, 9, None, 0)]), on=START)["reason"][0] == "Nothing was due yet."
    with pytest.raises(ScoringError, match="nothing says since when"):
        slippage(_promises([("complete", 9, 9, None, 0)]), on=START)
