"""The rules by themselves: frames in, problems out, no database."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.domain.collection.rules import figures, jumps, keys, revisions, targets
from goldenthread.domain.collection.rules.findings import MOST_LISTED, Check, Findings


@pytest.mark.parametrize(
    ("top", "bottom", "percent", "value"),
    [
        ("1", "3", True, "33.3333333333"),
        ("2", "3", False, "0.6666666667"),
        ("50", "400", True, "12.5"),
        ("400", "400", True, "100"),
        ("0", "7", True, "0"),
        ("123456789012345678", "1", False, "123456789012345678"),
    ],
)
def test_a_value_is_worked_out_exactly(top: str, bottom: str, percent: bool, value: str) -> None:
    assert figures.worked_out(numerator=top, denominator=bottom, percent=percent) == value


@given(number=st.decimals(allow_nan=False, allow_infinity=False, places=4), zeros=st.integers(0, 5))
def test_zeros_at_the_end_do_not_make_another_number(number: Decimal, zeros: int) -> None:
    texts = pl.DataFrame({"n": [f"{number:f}", f"{number:f}" + "0" * zeros]})
    first, second = texts.select(revisions.same_number("n")).to_series().to_list()
    assert first == second
    assert Decimal(first) == number


@pytest.mark.parametrize(
    ("parents", "turning"),
    [
        ({"A": "B", "B": "C"}, set()),
        ({"A": "A"}, {"A"}),
        ({"A": "B", "B": "A", "C": "A"}, {"A", "B"}),
        ({"A": "B", "B": "C", "C": "D", "D": "B", "E": "F"}, {"B", "C", "D"}),
    ],
)
def test_a_tree_that_turns_on_itself_is_found(parents: dict[str, str], turning: set[str]) -> None:
    assert keys.cycles(parents) == turning


@pytest.mark.parametrize(
    ("text", "parts", "shares", "wrong"),
    [
        ("0.2;0.3; 0.25;0.25", 4, "0.2;0.3;0.25;0.25", None),
        ("0.5;0.5", 4, None, "2 shares for a year of 4 parts"),
        ("0.3;0.3;0.3;0.3", 4, None, "the shares add up to 1.2"),
        ("a;b", 2, None, "“a;b” are not numbers divided by semicolons"),
        ("NaN;1", 2, None, "“NaN;1” holds a share below zero or without end"),
    ],
)
def test_shares_are_read_or_explained(text: str, parts: int, shares: str | None, wrong: str | None) -> None:
    assert targets.read_shares(text, parts=parts) == (shares, wrong)


def _series(values: list[float], *, ytd: bool = False) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "row": pl.Series(range(2, len(values) + 2), dtype=pl.UInt32),
            "indicator_id": [1] * len(values),
            "place_id": [1] * len(values),
            "breakdown": [""] * len(values),
            "period_id": range(1, len(values) + 1),
            "start": [date(2020 + n // 4, n % 4 * 3 + 1, 1) for n in range(len(values))],
            "ytd": [ytd] * len(values),
            "value_float": values,
        }
    )


def _last(frame: pl.DataFrame, stored: pl.DataFrame | None = None) -> list[float | None]:
    nothing = _series([]).drop("row", "ytd")
    return jumps.with_last(frame, stored=nothing if stored is None else stored).sort("row")["last_float"].to_list()


def test_the_figure_before_is_the_one_before_in_time() -> None:
    assert _last(_series([1, 2, 3])) == [None, 1, 2]
    assert _last(_series([1, 2, 3, 4, 5, 6], ytd=True)) == [None, None, None, None, 1, 2]


def test_the_figure_before_may_be_a_stored_one_but_never_the_one_replaced() -> None:
    stored = _series([7, 8, 9]).drop("row", "ytd")
    assert _last(_series([1, 2, 3, 4]).tail(2), stored) == [8, 3]


def test_very_many_rows_of_one_fault_are_counted_not_all_spelt_out() -> None:
    frame = pl.DataFrame({"row": pl.Series(range(2, 3002), dtype=pl.UInt32)})
    findings = Findings(file="f.csv")
    left = findings.run(frame, [Check(column="c", when=pl.col("row") > 2, seen="s", expected="e", what_to_do="w")])
    assert left["row"].to_list() == [2]
    assert len(findings.problems) == MOST_LISTED + 1
    assert findings.problems[-1].seen == "1,999 more rows have the same problem as row 3"
