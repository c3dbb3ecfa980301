"""Year to date ratios taken apart: by both parts where the denominator adds up, else by the count alone, else not."""

import csv
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.domain.assessment.rules.methods import decimal_of
from goldenthread.domain.assessment.rules.points import points
from goldenthread.engines.periods import from_code
from tests.domain.assessment.test_methods import SCHEMA, _figures, _subject, _told

DOWNLAND = Path(__file__).parents[3] / "examples" / "downland" / "council" / "observations-1.csv"
REFUSED = "Refused: the figures are year to date and cannot be taken apart: "
RATIO: dict[str, Any] = {"basis": "ytd", "unit": "rate", "roll_up": "ratio"}


def _added_up(single: Sequence[float], *, year: int = 4) -> list[float]:
    return [float(sum(single[place - place % year : place + 1])) for place in range(len(single))]


def _ratios(tops: Sequence[float], bottoms: Sequence[float], first: str = "FY2022-Q1") -> pl.DataFrame:
    """Year to date figures from parts that are year to date."""
    parts = [(float(top), float(bottom)) for top, bottom in zip(tops, bottoms, strict=True)]
    return _figures(first, [top / bottom if bottom else None for top, bottom in parts], parts=parts)


def test_admissions_of_downland_are_taken_apart_over_the_population_of_each_quarter() -> None:
    with DOWNLAND.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["indicator"] == "ASCH03" and not row["place"]]
    found = []
    for row in rows:
        period, top, bottom = from_code(row["period"]), float(row["numerator"]), float(row["denominator"])
        found.append((1, period.code, period.kind.value, period.start, period.end, top / bottom, top, bottom))
    figures = pl.DataFrame(found, schema=SCHEMA, orient="row").sort("start")
    subject = _subject(figures["code"][-1], **(RATIO | {"roll_up": "last", "target_alone": Decimal("127.5")}))
    told = points(figures, subjects=[subject])
    assert told["level"].all()
    assert told["denominator"].to_list() == figures["denominator"].to_list()
    assert told["value"].is_between(100, 160).all()
    assert set(told["target"].to_list()) == {127.5}
    year = told.filter(pl.col("period").str.starts_with("FY2023"))
    assert year["numerator"].sum() == figures.filter(pl.col("code") == "FY2023-Q4")["numerator"].item()
    answer = _told(figures, subject)
    lower, upper = (decimal_of(answer, "xmr", name) for name in ("lower_limit", "upper_limit"))
    assert lower is not None
    assert upper is not None
    assert 100 < lower < upper < 160
    assert answer["xmr"].reason.endswith("because the denominator does not add up over the year.")


_CASES = st.lists(st.tuples(st.integers(40, 60), st.integers(0, 40)), min_size=4, max_size=20)


@settings(max_examples=25, deadline=None)
@given(_CASES)
def test_cases_that_add_up_are_taken_apart_by_both_parts(cases: list[tuple[int, int]]) -> None:
    bottoms, tops = zip(*cases, strict=True)
    figures = _ratios(_added_up(tops), _added_up(bottoms))
    told = points(figures, subjects=[_subject("FY2026-Q4", **RATIO, proportion=True)])
    if told["whole"].null_count() == told.height and told["scale"].null_count() == 0:
        assert (told["numerator"].to_list(), told["denominator"].to_list()) == (list(tops), list(bottoms))
    else:
        # Without any case above the line nothing shows what a ratio of parts is times to be the figure.
        assert sum(tops) == 0


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(950, 1050), st.integers(1, 90)), min_size=4, max_size=20))
def test_a_count_over_a_population_is_taken_apart_alone(cases: list[tuple[int, int]]) -> None:
    bottoms, tops = zip(*cases, strict=True)
    told = points(_ratios(_added_up(tops), bottoms), subjects=[_subject("FY2026-Q4", **RATIO)])
    assert told["level"].all()
    assert (told["numerator"].to_list(), told["denominator"].to_list()) == (list(tops), list(bottoms))
    expected = [top / bottom for top, bottom in zip(tops, bottoms, strict=True)]
    assert told["value"].to_list() == pytest.approx(expected)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=2, max_size=16), st.booleans())
def test_whatever_the_parts_no_single_period_is_impossible(parts: list[tuple[int, int]], proportion: bool) -> None:
    tops, bottoms = zip(*parts, strict=True)
    told = points(_ratios(tops, bottoms), subjects=[_subject("FY2026-Q4", **RATIO, proportion=proportion)])
    alone = told.filter("worked_out")
    assert (alone["numerator"] >= 0).all()
    assert (alone["denominator"] > 0).all()
    if proportion:
        assert (alone["numerator"] <= alone["denominator"]).all()
    kept = told.filter(pl.col("whole").is_not_null())
    assert set(kept["basis"].to_list()) <= {"ytd"}
    assert kept["numerator"].to_list() == (list(map(float, tops)) if kept.height else [])


@pytest.mark.parametrize(
    ("tops", "bottoms", "why"),
    [
        # It grows by half over the year: neither four quarters of it nor one.
        ([5, 10, 15, 20] * 2, [100, 120, 140, 160] * 2, "over the year the denominator neither adds up nor stays"),
        ([5, 10, 9, 20] * 2, [100, 200, 300, 400] * 2, "the numerator or the denominator falls"),
        ([5, 10, 15, 20] * 2, [100, 200, 190, 400] * 2, "the numerator or the denominator falls"),
        ([5, 10, 9, 20] * 2, [100, 101, 102, 103] * 2, "the numerator falls, or the denominator is too small"),
    ],
)
def test_what_would_be_nonsense_is_refused_with_the_reason(tops: list[float], bottoms: list[float], why: str) -> None:
    subject = _subject("FY2023-Q4", **RATIO, year=from_code("FY2023"))
    told = _told(_ratios(tops, bottoms), subject)
    for method in ("trend", "xmr"):
        assert told[method].answer == "refused"
        assert told[method].reason.startswith(REFUSED)
        assert why in told[method].reason
    assert told["forecast"].numbers["year_end"] is None
    assert told["forecast"].reason.startswith("No forecast: the figures are year to date and cannot be taken apart: ")


def test_a_part_that_grows_by_more_than_the_whole_is_refused() -> None:
    figures = _ratios([10, 160, 170, 180], [100, 200, 300, 400])
    assert points(figures, subjects=[_subject("FY2022-Q4", **RATIO)])["worked_out"].all()
    told = points(figures, subjects=[_subject("FY2022-Q4", **RATIO, proportion=True)])
    assert set(told["whole"].to_list()) == {"flow"}


def test_without_a_first_period_nothing_shows_whether_the_denominator_adds_up() -> None:
    figures = _ratios([0, 10, 15, 20], [50, 100, 150, 200]).filter(pl.col("code") != "FY2022-Q1")
    told = _told(figures, _subject("FY2022-Q4", **RATIO))
    assert "no year has both its first period and a later one" in told["trend"].reason


def test_a_period_without_a_case_is_a_gap() -> None:
    told = points(_ratios([5, 10, 10, 20], [100, 200, 200, 400]), subjects=[_subject("FY2022-Q4", **RATIO)])
    assert told["value"].to_list() == [0.05, 0.05, None, 0.05]


def test_a_rate_over_a_population_ends_the_year_with_its_whole_count() -> None:
    counts = [100, 110, 120, 130] * 3
    figures = _ratios(_added_up(counts), [1000.0, 1001, 1002, 1003] * 3)
    subject = _subject("FY2024-Q4", **RATIO, polarity="lower", year_target=Decimal("0.45"))
    told = _told(figures, subject)["forecast"]
    assert told.numbers["forecast_method"] == "actual"
    assert told.numbers["year_end"] == Decimal(f"{460 / 1003:.12g}")
    assert told.answer == "unlikely"
    assert "which is complete; the target of 0.45 was missed." in told.reason
    half = _told(figures.head(10), _subject("FY2024-Q2", **RATIO))["forecast"]
    assert half.numbers["year_end"] == Decimal(f"{460 / 1001:.12g}")
