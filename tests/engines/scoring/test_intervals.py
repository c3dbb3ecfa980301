"""Intervals equal the public health package's to nine digits, and refuse what cannot be counted."""

from __future__ import annotations

import json
import statistics
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engines.scoring.intervals import interval
from goldenthread.engines.scoring.refusal import ScoringError

# Results of phe_proportion, phe_rate and phe_mean of PHEindicatormethods 2.1.0 (Open Government Licence).
PUBLISHED: list[dict[str, Any]] = json.loads("""[
 {"kind": "proportion", "x": 333, "n": 1000, "c": 0.95, "m": 100, "is": [33.3, 30.4477903348356, 36.2800233985819]},
 {"kind": "proportion", "x": 333, "n": 1000, "c": 0.998, "m": 100, "is": [33.3, 28.871587982772, 38.044349453978]},
 {"kind": "proportion", "x": 15552912, "n": 15128673354, "c": 0.95, "m": 1,
  "is": [0.00102804202563392, 0.00102753149477412, 0.00102855280989071]},
 {"kind": "proportion", "x": 0, "n": 50, "c": 0.95, "m": 100, "is": [0, 0, 7.13475991333587]},
 {"kind": "proportion", "x": 0, "n": 50, "c": 0.998, "m": 100, "is": [0, 0, 16.0362891042788]},
 {"kind": "proportion", "x": null, "n": null, "c": 0.95, "m": 1, "is": [null, null, null]},
 {"kind": "rate", "x": 70, "n": 10, "c": 0.95, "m": 1, "is": [7, 5.4566100917055, 8.84420651286806]},
 {"kind": "rate", "x": 10, "n": null, "c": 0.95, "m": 100000, "is": [null, null, null]},
 {"kind": "rate", "x": 9856, "n": 12345, "c": 0.95, "m": 100000,
  "is": [79837.9910895099, 78269.4905897676, 81430.0165427214]},
 {"kind": "rate", "x": 9856, "n": 12345, "c": 0.998, "m": 100000,
  "is": [79837.9910895099, 77375.9054327105, 82354.4727709543]},
 {"kind": "rate", "x": 444, "n": 6430, "c": 0.95, "m": 100000,
  "is": [6905.13219284603, 6277.68811414578, 7578.30445863436]},
 {"kind": "mean", "values": [39.52, 39.1, 44.29, 42.46, 42.89, 50.12, 34.29, 49.7], "c": 0.95, "m": 1,
  "is": [42.79625, 38.3230125175789, 47.2694874824211]},
 {"kind": "mean", "values": [45.52, 40.46, 44.25], "c": 0.998, "m": 1,
  "is": [43.41, 9.47546342088188, 77.3445365791181]},
 {"kind": "mean", "values": [5.0, 5.0, 5.0], "c": 0.95, "m": 1, "is": [5, 5, 5]}
]""")


def limits(frame: pl.DataFrame, **options: Any) -> list[float | None]:
    return list(interval(frame, **options).select("value", "lower", "upper").row(0))


@pytest.mark.parametrize("case", PUBLISHED)
def test_as_the_public_health_package(case: dict[str, Any]) -> None:
    if case["kind"] == "mean":
        values = case["values"]
        parts: dict[str, Any] = {"mean": statistics.fmean(values), "sd": statistics.stdev(values), "n": len(values)}
    else:
        parts = {"numerator": case["x"], "denominator": case["n"]}
    found = limits(pl.DataFrame([parts]), kind=case["kind"], confidence=case["c"], multiplier=case["m"])
    assert found == [None if number is None else pytest.approx(number, rel=1e-9, abs=1e-12) for number in case["is"]]


def test_few_events_have_the_exact_poisson_interval() -> None:
    # Table values of the exact 95% limits for a count: Armitage and Berry, table A4.
    exact = {0: (0, 3.6889), 1: (0.0253, 5.5716), 5: (1.6235, 11.6683), 9: (4.1154, 17.0848)}
    for events, expected in exact.items():
        frame = pl.DataFrame({"numerator": [events], "denominator": [1]})
        assert limits(frame, kind="rate")[1:] == [pytest.approx(number, abs=5e-5) for number in expected]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 10**15), st.floats(0, 1), st.sampled_from([0.9, 0.95, 0.998]))
def test_a_share_lies_in_its_interval_and_mirrors(size: int, share: float, level: float) -> None:
    events = round(size * share)
    frame = pl.DataFrame({"numerator": [events, size - events], "denominator": [size, size]})
    found = interval(frame, kind="proportion", confidence=level)
    value, lower, upper = (found[name].to_list() for name in ("value", "lower", "upper"))
    assert 0 <= lower[0] <= value[0] <= upper[0] <= 1
    assert lower[0] == pytest.approx(1 - upper[1], rel=1e-9, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**12), st.floats(1e-9, 1e15), st.sampled_from([1.0, 1000.0, 100000.0]))
def test_a_rate_lies_in_its_interval_which_scales(events: int, size: float, multiplier: float) -> None:
    frame = pl.DataFrame({"numerator": [events], "denominator": [size]})
    value, lower, upper = limits(frame, kind="rate", multiplier=multiplier)
    plain = limits(frame, kind="rate")
    assert value is not None
    assert lower is not None
    assert upper is not None
    assert 0 <= lower <= value < upper
    assert [value, lower, upper] == [
        pytest.approx(number * multiplier, rel=1e-9) for number in plain if number is not None
    ]


def test_a_wider_level_and_a_percentage_are_read() -> None:
    frame = pl.DataFrame({"numerator": [20], "denominator": [100]})
    assert limits(frame, confidence=95) == limits(frame)
    found = interval(frame, second=0.998).row(0, named=True)
    assert found["second_lower"] < found["lower"] < found["upper"] < found["second_upper"]


def test_one_measurement_has_no_interval() -> None:
    frame = pl.DataFrame({"mean": [4.0, 4.0], "sd": [None, 1.0], "n": [1, None]}, schema_overrides={"n": pl.Int64})
    assert interval(frame, kind="mean").select("value", "lower", "upper").rows() == [(4.0, None, None), (None,) * 3]


@pytest.mark.parametrize(
    ("polarity", "below", "inside", "above"),
    [("higher", "better", "similar", "worse"), ("lower", "worse", "similar", "better"),
     ("none", "higher", "similar", "lower"), (None, "higher", "similar", "lower"),
     ("target", "higher", "similar", "lower")],
)  # fmt: skip
def test_beside_a_benchmark(polarity: str | None, below: str, inside: str, above: str) -> None:
    frame = pl.DataFrame({"numerator": [50] * 4, "denominator": [100] * 4, "benchmark": [0.3, 0.5, 0.7, None]})
    found = interval(frame.with_columns(polarity=pl.lit(polarity, pl.String)))
    assert found["comparison"].to_list() == [below, inside, above, None]


def test_the_ends_of_the_interval_are_inside() -> None:
    frame = pl.DataFrame({"numerator": [50], "denominator": [100]})
    low, high = limits(frame)[1:]
    ends = pl.concat([frame, frame]).with_columns(benchmark=pl.Series([low, high]), polarity=pl.lit("higher"))
    assert interval(ends)["comparison"].to_list() == ["similar", "similar"]
    assert (
        interval(pl.DataFrame({"numerator": [0], "denominator": [9], "benchmark": [0]}))["comparison"][0] == "similar"
    )


@pytest.mark.parametrize(
    ("numerator", "denominator", "kind", "row", "column", "seen"),
    [
        ([5, 11], [10, 10], "proportion", 1, "numerator", "the numerator 11 is above its denominator"),
        ([0, 0], [10, 0], "proportion", 1, "denominator", "the denominator is 0."),
        ([0, 0], [10, 0], "rate", 1, "denominator", "the denominator is 0."),
        ([-1, 0], [10, 10], "rate", 0, "numerator", "the count -1 is negative."),
        ([1, 1], [10, -10], "rate", 1, "denominator", "the denominator -10 is negative."),
        (["1", "inf"], ["10", "10"], "rate", 1, "numerator", "'inf' is not a finite number."),
        (["1", "NaN"], ["10", "10"], "rate", 1, "numerator", "'NaN' is not a finite number."),
        (["1", "1,000"], ["10", "2000"], "rate", 1, "numerator", "'1,000' is not a number."),
    ],
)
def test_what_cannot_be_counted_is_named(
    numerator: list[Any], denominator: list[Any], kind: str, row: int, column: str, seen: str
) -> None:
    frame = pl.DataFrame({"numerator": numerator, "denominator": denominator})
    with pytest.raises(ScoringError) as refused:
        interval(frame, kind=kind)
    [problem] = refused.value.problems
    assert (problem.row, problem.column) == (row, column)
    assert seen in problem.seen


def test_every_fault_is_told_and_rows_pass_through() -> None:
    frame = pl.DataFrame({"mean": [1.0, 2.0, None], "sd": [-1.0, 1.0, 1.0], "n": [3.0, 2.5, 0.0]})
    with pytest.raises(ScoringError) as refused:
        interval(frame, kind="mean")
    assert [(problem.row, problem.column) for problem in refused.value.problems] == [(0, "sd"), (1, "n"), (2, "n")]
    kept = interval(pl.DataFrame({"area": ["x"], "numerator": ["007"], "denominator": ["10"]}))
    assert kept.row(0)[:3] == ("x", "007", "10")


@pytest.mark.parametrize("options", [{"kind": "median"}, {"confidence": 1}, {"confidence": 0.2}, {"multiplier": 0}])
def test_options_that_make_no_sense(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"must|not a kind"):
        interval(pl.DataFrame({"numerator": [1], "denominator": [2]}), **options)


def test_an_empty_table_stays_empty() -> None:
    frame = pl.DataFrame(schema={"numerator": pl.Float64, "denominator": pl.Float64})
    for kind in ("proportion", "rate"):
        assert interval(frame, kind=kind).height == 0


def test_a_result_too_large_for_a_number_is_named() -> None:
    with pytest.raises(ScoringError, match="row 1, column value: the result is too large"):
        interval(pl.DataFrame({"numerator": [1.0, 1e15], "denominator": [2.0, 1e-300]}), kind="rate")
