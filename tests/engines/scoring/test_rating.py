"""Ratings held against decimal arithmetic, and the things about them that must never matter."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engines.scoring import COLUMNS, rate, rate_one
from tests.engines.scoring.reference import reference

SCHEMA = dict.fromkeys(
    ("value", "target", "floor", "lower", "upper", "tolerance", "last_year", "polarity", "scheme"), pl.String
)


def text(number: Decimal) -> str:
    return f"{number:f}"


def drawn(dice: random.Random) -> dict[str, Any]:
    """One figure, its limits and its rule; half of them on a line or next to it."""
    digits = dice.choice([1, 2, 3, 4, 6, 9, 14])
    places = dice.choice([0, 1, 2, 4, 9]) if digits > 4 else dice.choice([0, 0, 1, 2])

    def number(low: int = 0) -> Decimal:
        return Decimal(dice.randint(low, 10**digits - 1)).scaleb(-places)

    polarity = dice.choice(["higher", "lower", "target", "none"])
    scheme = dice.choice(["floor", "percent", "absolute", "last_year", "range", "met"])
    sign = dice.choice([1, 1, 1, -1])
    target = sign * number(1)
    tolerance = dice.choice([Decimal(10), Decimal(5), Decimal("2.5"), Decimal("0.1"), Decimal("12.34"), Decimal(0)])
    slack = abs(target) * tolerance / 100 if scheme == "percent" else tolerance
    side = {"higher": -1, "lower": 1}.get(polarity, dice.choice([-1, 1]))
    floor = target + side * number()
    lower, upper = sorted((target - number(), target + number()))
    banded = scheme == "range" or (polarity == "target" and dice.random() < 0.5)
    if banded and scheme == "floor":
        floor = upper + number() if side > 0 else lower - number()
    last_year = target + dice.choice([-1, 1]) * number()
    edge = (upper if side > 0 else lower) if banded else target
    step = dice.choice([Decimal(0), Decimal(1).scaleb(-places), -Decimal(1).scaleb(-places)])
    line = dice.choice([target, edge, floor, last_year, edge + side * slack, lower, upper, number() * sign])
    value = line + step
    digits_of = len(value.as_tuple().digits)
    if digits_of > 15:
        value = value.quantize(Decimal(1).scaleb(value.adjusted() - 14))
    return {
        "value": text(value),
        "target": None if banded and dice.random() < 0.3 else text(target),
        "floor": text(floor) if scheme == "floor" and dice.random() < 0.9 else None,
        "lower": text(lower) if banded else None,
        "upper": text(upper) if banded else None,
        "tolerance": text(tolerance) if scheme in ("percent", "absolute") else None,
        "last_year": text(last_year) if scheme == "last_year" and dice.random() < 0.9 else None,
        "polarity": polarity,
        "scheme": scheme,
    }


def test_eight_thousand_figures_rate_as_decimals_do() -> None:
    dice = random.Random(20260401)  # noqa: S311  # figures for a test, not secrets
    cases = [case for case in (drawn(dice) for _ in range(8000)) if Decimal(case["target"] or 1) != 0]
    expected = [reference(**case) for case in cases]
    as_text = pl.DataFrame(cases, schema=SCHEMA)
    as_floats = as_text.with_columns(pl.exclude("polarity", "scheme").cast(pl.Float64))
    found_text, found_floats = rate(as_text)["rating"].to_list(), rate(as_floats)["rating"].to_list()
    wrong = [
        (case, want, got)
        for case, want, *got in zip(cases, expected, found_text, found_floats, strict=True)
        if set(got) != {want}
    ]
    assert wrong[:3] == []
    assert {"green", "amber", "red", "below", "within", "above", "no_judgement", "not_comparable"} <= set(expected)


FIGURE = st.integers(min_value=-(10**9), max_value=10**9)


@st.composite
def figures(draw: st.DrawFn, schemes: tuple[str, ...] = ("floor", "percent", "range", "met")) -> dict[str, Any]:
    """A rated figure in whole numbers, consistent limits."""
    polarity = draw(st.sampled_from(["higher", "lower", "target"]))
    target = draw(FIGURE.filter(bool))
    gap = draw(st.integers(min_value=0, max_value=10**9))
    return {
        "value": draw(st.one_of(FIGURE, st.just(target), st.just(target - gap), st.just(target + gap))),
        "target": target,
        "floor": target + gap if polarity == "lower" else target - gap,
        "lower": target - gap,
        "upper": target + draw(st.integers(min_value=0, max_value=10**9)),
        "last_year": draw(FIGURE),
        "tolerance": draw(st.integers(min_value=0, max_value=100)),
        "polarity": polarity,
        "scheme": draw(st.sampled_from(schemes)),
    }


MEASURED = ("value", "target", "floor", "lower", "upper", "last_year")


@settings(max_examples=60, deadline=None)
@given(figures(), st.integers(min_value=-9, max_value=5))
def test_the_unit_of_measurement_does_not_matter(figure: dict[str, Any], power: int) -> None:
    if figure["polarity"] == "target" and figure["scheme"] == "floor":
        figure = figure | {"lower": None, "upper": None}
    scaled = figure | {
        name: None if figure[name] is None else text(Decimal(figure[name]).scaleb(power)) for name in MEASURED
    }
    assert rate_one(**scaled).rating == rate_one(**figure).rating


@settings(max_examples=60, deadline=None)
@given(figures(schemes=("floor", "percent", "absolute", "last_year", "met")))
def test_turning_the_measure_round_does_not_matter(figure: dict[str, Any]) -> None:
    figure = figure | {"lower": None, "upper": None}
    turned = figure | {name: None if figure[name] is None else -figure[name] for name in MEASURED}
    turned["polarity"] = {"higher": "lower", "lower": "higher"}.get(figure["polarity"], figure["polarity"])
    assert rate_one(**turned).rating == rate_one(**figure).rating


@settings(max_examples=25, deadline=None)
@given(st.lists(figures(schemes=("percent", "range", "met")), min_size=1, max_size=12), st.randoms())
def test_neighbours_and_order_do_not_matter(rows: list[dict[str, Any]], dice: random.Random) -> None:
    alone = [rate_one(**row) for row in rows]
    places = list(range(len(rows)))
    dice.shuffle(places)
    together = rate(pl.DataFrame([rows[place] for place in places], infer_schema_length=None))
    assert list(together.select("rating", "reason").iter_rows()) == [tuple(alone[place]) for place in places]


def test_a_large_frame_reads_as_its_rows_do() -> None:
    # Large batches look figures up where small ones write them: the words must be the same.
    dice = random.Random(7)  # noqa: S311  # figures for a test, not secrets
    rows = [case for case in (drawn(dice) for _ in range(3000)) if Decimal(case["target"] or 1) != 0]
    frame = pl.DataFrame(rows, schema=SCHEMA)
    assert frame.height > 2000
    whole = rate(frame)
    sliced = pl.concat([rate(part) for part in frame.iter_slices(50)])
    assert whole.equals(sliced)
    lazily = rate(frame.lazy()).collect(engine="streaming")
    assert lazily.equals(whole)


ABSOLUTE = {"polarity": "higher", "scheme": "absolute"}
NEXT_TO_LARGE = {"value": "999999999999999", "target": "1e15", "tolerance": "1e-9"} | ABSOLUTE
FAR_BELOW_LARGE = {"value": "0.000000001", "target": 10**15, "tolerance": 10**15} | ABSOLUTE


@pytest.mark.parametrize(
    ("figure", "rating"),
    [
        ({"value": 0.1 + 0.2, "target": 0.3, "polarity": "lower", "scheme": "met"}, "green"),
        ({"value": 99, "target": 110, "polarity": "higher", "scheme": "percent"}, "amber"),
        ({"value": 61.54, "target": 70, "polarity": "higher", "scheme": "percent"}, "red"),
        ({"value": 63, "target": 70, "polarity": "higher", "scheme": "percent"}, "amber"),
        ({"value": "97.93", "target": "98.00", "polarity": "higher", "scheme": "percent"}, "amber"),
        ({"value": Decimal("1.1"), "target": Decimal("1.0"), "polarity": "lower", "scheme": "percent"}, "amber"),
        ({"value": 8.99999999999999, "target": 9.99999999999999, "polarity": "higher", "scheme": "percent"}, "red"),
        (
            NEXT_TO_LARGE,
            "red",
        ),
        (
            FAR_BELOW_LARGE,
            "amber",
        ),
        ({"value": -110, "target": -100, "polarity": "higher", "scheme": "percent"}, "amber"),
        ({"value": -90, "target": -100, "polarity": "lower", "scheme": "percent"}, "amber"),
        ({"value": 0, "target": 5, "polarity": "higher", "scheme": "met"}, "red"),
        ({"numerator": 63, "denominator": 90, "target": 0.7, "polarity": "higher", "scheme": "met"}, "green"),
        ({"numerator": 2, "denominator": 3, "target": 67, "unit": "%", "polarity": "lower", "scheme": "met"}, "green"),
        ({"numerator": 5, "denominator": 2, "target": 2, "polarity": "higher", "scheme": "met"}, "green"),
    ],
)  # fmt: skip
def test_on_the_line_is_met_and_just_off_it_is_not(figure: dict[str, Any], rating: str) -> None:
    assert rate_one(**figure).rating == rating


def test_other_columns_and_the_order_of_rows_stay() -> None:
    frame = pl.DataFrame(
        {"code": ["007", "0.10", "x"], "value": ["3", "1", "2"], "rating": ["old"] * 3, "target": ["2"] * 3}
    )
    rated = rate(frame.with_columns(polarity=pl.lit("higher")), scheme="met")
    assert rated.columns == ["code", "value", "rating", "target", "polarity", "reason"]
    assert rated["code"].to_list() == ["007", "0.10", "x"]
    assert rated["rating"].to_list() == ["green", "red", "green"]
    assert rated["value"].to_list() == ["3", "1", "2"]


def test_an_empty_table_gains_its_columns() -> None:
    frame = pl.DataFrame(schema={"value": pl.Float64, "target": pl.Float64})
    assert rate(frame).schema == {
        "value": pl.Float64, "target": pl.Float64, "rating": pl.String, "reason": pl.String,
    }  # fmt: skip
    assert rate(frame.lazy()).collect().height == 0


def test_without_reasons_only_the_rating_is_added() -> None:
    frame = pl.DataFrame({"value": [1.0], "target": [1.0], "polarity": ["higher"], "scheme": ["met"]})
    assert rate(frame, with_reasons=False).columns == [*frame.columns, "rating"]
    assert rate(frame.lazy(), with_reasons=False).collect_schema().names() == [*frame.columns, "rating"]


def test_every_numeric_type_is_read() -> None:
    for kind in (pl.Int8, pl.UInt64, pl.Float32, pl.Decimal(10, 2), pl.String, pl.Categorical):
        value = pl.Series("value", ["50"]).cast(kind)
        frame = pl.DataFrame([value]).with_columns(target=pl.lit(50), polarity=pl.lit("higher"), scheme=pl.lit("met"))
        assert rate(frame)["reason"].to_list() == ["Green: 50 is exactly on the target of 50."]


def test_an_unknown_keyword_is_named() -> None:
    with pytest.raises(TypeError, match="reads no valeu"):
        rate_one(valeu=3)
    assert "value" in COLUMNS
