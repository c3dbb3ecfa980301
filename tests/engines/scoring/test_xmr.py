"""XmR charts: the rules against a slow exact reference, what never matters, and gaps, segments and baselines."""

from __future__ import annotations

import random
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engines.scoring.xmr import POINT_COLUMNS, SUMMARY_COLUMNS, XmrResult, xmr
from tests.engines.scoring.xmr_reference import reference

MONTHS = [f"{2019 + n // 12}-{n % 12 + 1:02}" for n in range(60)]
# Few distinct figures give many ties and points exactly on a line; a walk gives trends and shifts.
FLAT = st.lists(st.one_of(st.none(), st.integers(min_value=-6, max_value=6)), min_size=1, max_size=40)
WALK = st.lists(st.sampled_from([None, -1, 0, 1, 1, 2, 9]), min_size=1, max_size=40).map(
    lambda steps: [None if step is None else sum(s or 0 for s in steps[: n + 1]) for n, step in enumerate(steps)]
)
VALUES = st.one_of(FLAT, WALK)
LABELS = ["label", "side", "rules", "point_type"]


def series(values: list[float | None], *, name: str = "a", **same: object) -> pl.DataFrame:
    rows = {"series": name, "period": MONTHS[: len(values)], "value": values, "polarity": "higher", **same}
    return pl.DataFrame(rows, schema_overrides={"value": pl.Float64, "target": pl.Float64})


def chart(values: list[float | None], **same: object) -> XmrResult:
    return xmr(series(values, **same), min_points=2)


def labels(result: XmrResult) -> list[tuple[str | None, ...]]:
    return result.points.select(LABELS).rows()


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.tuples(VALUES, st.lists(st.sampled_from([False] * 7 + [True]), min_size=40, max_size=40)),
        min_size=1,
        max_size=3,
    ),
    st.sampled_from([None, 12, 15]),
    st.booleans(),
)
def test_many_at_once_are_as_the_exact_reference(
    drawn: list[tuple[list[int | None], list[bool]]], baseline: int | None, screen: bool
) -> None:
    frame = pl.concat(
        [
            series([None if value is None else value / 10 for value in values], name=f"s{n}").with_columns(
                rebase=pl.Series(opens[: len(values)])
            )
            for n, (values, opens) in enumerate(drawn)
        ]
    )
    found = xmr(frame, baseline=baseline, screen=screen).points
    expected = [
        point
        for values, opens in drawn
        for point in reference(
            [None if value is None else Fraction(value, 10) for value in values],
            opens=opens,
            baseline=baseline,
            screen=screen,
        )
    ]
    for row, point in zip(found.iter_rows(named=True), expected, strict=True):
        assert row["mean"] == (None if point.mean is None else pytest.approx(float(point.mean), abs=1e-12))
        for line, share in (
            ("lower_limit", -1),
            ("upper_limit", 1),
            ("lower_2_sigma", -2 / 3),
            ("upper_2_sigma", 2 / 3),
        ):
            if point.mean is None or point.reach is None:
                assert row[line] is None
            else:
                assert row[line] == pytest.approx(float(point.mean) + share * float(point.reach), abs=1e-9)
        if row["value"] is not None:
            assert (row["label"], row["side"]) == (point.label, point.side)
            assert row["rules"] == (";".join(point.rules) or None)


@settings(max_examples=60, deadline=None)
@given(VALUES, st.integers(min_value=-2000, max_value=2000), st.sampled_from([0.001, 0.1, 3.0, 1e6]))
def test_shifting_and_scaling_move_no_label(values: list[float | None], shift: int, scale: float) -> None:
    moved = [None if value is None else value * scale + shift for value in values]
    assert labels(chart(moved)) == labels(chart(values))


@settings(max_examples=40, deadline=None)
@given(VALUES)
def test_turning_polarity_round_swaps_improvement_and_concern(values: list[float | None]) -> None:
    swapped = {"improvement": "concern", "concern": "improvement"}
    one, other = chart(values), chart(values, polarity="lower")
    assert [swapped.get(kind, kind) for kind in one.points["point_type"]] == other.points["point_type"].to_list()
    variation = one.summary["variation"][0]
    for word, opposite in swapped.items():
        if variation.startswith(word):
            variation = variation.replace(word, opposite)
            break
    assert other.summary["variation"][0] == variation
    neutral = chart(values, polarity="none").points
    assert set(neutral["point_type"].drop_nulls()) <= {"neutral_high", "neutral_low", "common_cause"}
    assert neutral["label"].equals(one.points["label"])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(min_value=-9, max_value=9), min_size=12, max_size=30), st.integers(min_value=-99, max_value=99)
)
def test_adding_a_point_never_changes_a_fixed_baseline(values: list[int], added: int) -> None:
    lines = list(POINT_COLUMNS[:5])
    before = xmr(series(list(values)), baseline=12).points
    after = xmr(series([*values, added]), baseline=12).points
    assert after.select(lines).head(len(values)).equals(before.select(lines))


@settings(max_examples=40, deadline=None)
@given(VALUES, VALUES, st.randoms())
def test_the_order_of_rows_never_matters(one: list[float | None], two: list[float | None], dice: random.Random) -> None:
    frame = pl.concat([series(one, target=2.0), series(two, name="b", polarity="lower", target=0.0)])
    places = list(range(frame.height))
    dice.shuffle(places)
    straight, shuffled = xmr(frame), xmr(frame[places])
    assert shuffled.points.equals(straight.points[places])
    assert shuffled.summary.sort("series").equals(straight.summary.sort("series"))
    assert shuffled.summary["series"].to_list() == frame[places]["series"].unique(maintain_order=True).to_list()


def test_rows_and_other_columns_stay_as_they_were() -> None:
    frame = series([9, 11] * 6, note="kept")
    result = xmr(frame.lazy())
    assert result.points.select(frame.columns).equals(frame)
    assert tuple(result.points.columns[len(frame.columns) :]) == POINT_COLUMNS
    assert tuple(result.summary.columns) == SUMMARY_COLUMNS


def test_a_period_left_out_is_a_gap_like_an_empty_value() -> None:
    values = [9.0, 11, 9, 11, 12, 13, 14, None, 16, 17, 18, 9, 11, 9]
    blank = series(list(values))
    left_out = blank.drop_nulls("value")
    assert xmr(left_out).points.equals(xmr(blank).points.drop_nulls("value"))
    bridged = xmr(series([value for value in values if value is not None]))
    assert not bridged.points["rules"].equals(xmr(left_out).points["rules"])


def test_days_have_no_rhythm_so_only_rows_count() -> None:
    values = [1, 2, 3, 4, 5, 6, 7, 3, 3]
    dates = [
        "2022-01-03",
        "2022-01-05",
        "2022-02-01",
        "2022-02-02",
        "2022-03-09",
        "2022-07-01",
        "2022-07-02",
        "2022-07-03",
        "2023-01-01",
    ]
    found = xmr(pl.DataFrame({"period": dates, "value": values}), min_points=2)
    assert found.points["label"].to_list()[:7] == ["trend"] * 7
    assert found.points["label"].to_list()[7:] == [None, None]


def test_a_rebase_starts_a_segment_at_its_row() -> None:
    frame = series([1.0] * 6 + [2.0, 4.0] * 7).with_columns(rebase=pl.Series([0] * 6 + [1] + [0] * 13))
    result = xmr(frame)
    assert result.points["mean"].to_list() == [1.0] * 6 + [3.0] * 14
    assert result.summary.row(0, named=True)["segment_n"] == 14
    assert result.summary.row(0, named=True)["n"] == 20
    named = xmr(frame.drop("rebase"), rebase=["July 2019"])
    assert named.points.drop("rebase", strict=False).equals(result.points.drop("rebase"))


def test_the_latest_segment_needs_its_own_points() -> None:
    frame = series([9.0, 11.0] * 12).with_columns(rebase=pl.Series([0] * 15 + [1] + [0] * 8))
    row = xmr(frame).summary.row(0, named=True)
    assert (row["n"], row["segment_n"], row["variation"], row["assurance"]) == (24, 9, "not_enough_points", None)
    assert row["reason"] == "9 of 13 points: too few for a judgement."


@pytest.mark.parametrize(
    ("polarity", "target", "expected"),
    [
        ("higher", 4.0, "pass"), ("higher", 4.68, "hit_or_miss"), ("higher", 10.0, "hit_or_miss"),
        ("higher", 15.32, "hit_or_miss"), ("higher", 15.33, "fail"), ("lower", 15.33, "pass"),
        ("lower", 15.32, "hit_or_miss"), ("lower", 4.67, "fail"), ("target", 10.0, "hit_or_miss"),
        ("target", 4.0, "fail"), ("target", 16.0, "fail"), ("none", 4.0, None), ("higher", None, None),
    ],
)  # fmt: skip
def test_assurance_is_strict(polarity: str, target: float | None, expected: str | None) -> None:
    result = xmr(series([9.0, 11.0] * 7, polarity=polarity, target=target))
    assert result.summary["assurance"].to_list() == [expected]


@pytest.mark.parametrize(
    ("polarity", "target", "expected"),
    [
        ("higher", 5.0, "pass"), ("higher", 4.9, "pass"), ("higher", 5.1, "fail"), ("lower", 5.0, "pass"),
        ("lower", 4.9, "fail"), ("target", 5.0, "pass"), ("target", 5.1, "fail"), ("none", 5.0, None),
    ],
)  # fmt: skip
def test_figures_that_never_change_pass_at_their_target(polarity: str, target: float, expected: str | None) -> None:
    row = xmr(series([5.0] * 13, polarity=polarity, target=target)).summary.row(0, named=True)
    assert (row["variation"], row["assurance"]) == ("no_variation", expected)
    points = xmr(series([5.0] * 13)).points
    assert points["upper_limit"].null_count() == 13
    assert points["mean"].to_list() == [5.0] * 13


def test_a_flat_baseline_leaves_a_later_run_its_signal() -> None:
    row = xmr(series([5.0] * 12 + [6.0] * 7), baseline=12).summary.row(0, named=True)
    assert row["variation"] == "improvement_high"
    spike = xmr(series([5.0] * 12 + [6.0]), baseline=12).summary.row(0, named=True)
    assert spike["variation"] == "no_variation"
    assert "no range to judge the latest, 6, by" in spike["reason"]


@pytest.mark.parametrize(
    ("last", "target", "expected"),
    [
        (40.0, 60.0, "improvement_high"), (40.0, 26.0, "improvement_high"), (40.0, 20.0, "concern_high"),
        (-20.0, 60.0, "concern_low"), (-20.0, -8.0, "improvement_low"), (40.0, None, "neutral_high"),
    ],
)  # fmt: skip
def test_closer_to_the_target_is_an_improvement(last: float, target: float | None, expected: str) -> None:
    values = [*([9.0, 11.0] * 6), last]
    result = xmr(series(list(values), polarity="target", target=target), baseline=12)
    assert result.summary["variation"].to_list() == [expected]


def test_a_rise_towards_the_target_is_an_improvement_until_it_has_passed_it() -> None:
    values = [10.0 + n / 10 for n in range(9)]
    kinds = chart(values, polarity="target", target=10.5).points
    trends = kinds.filter(pl.col("label") == "trend")
    assert trends.filter(pl.col("value") <= 10.5)["point_type"].unique().to_list() == ["improvement"]
    assert trends.filter(pl.col("value") > 10.5)["point_type"].unique().to_list() == ["concern"]


def test_the_latest_present_point_decides_with_the_target_of_its_time() -> None:
    frame = series([*([9.0, 11.0] * 6), 30.0, None]).with_columns(
        target=pl.Series([8.0] * 12 + [None, 99.0], dtype=pl.Float64)
    )
    row = xmr(frame, baseline=12).summary.row(0, named=True)
    assert (row["variation"], row["assurance"]) == ("improvement_high", "hit_or_miss")
    assert "target of 8 " in row["reason"]
