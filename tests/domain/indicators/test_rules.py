"""Which definition and which target hold: worked by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.domain.indicators.rules import (
    DefinitionRow,
    TargetRow,
    apportioned,
    break_between,
    definition_for,
    target_for,
)
from goldenthread.engines.periods import Kind, from_code, parts


def _definition(valid_from: date, *, breaks: bool = False, key: int = 1) -> DefinitionRow:
    return DefinitionRow(
        id=key,
        indicator_id=1,
        valid_from=valid_from,
        number=1,
        description="",
        numerator_label="",
        denominator_label="",
        source="",
        source_url="",
        measure="number",
        decimals=0,
        polarity="higher",
        basis="single",
        scheme="",
        tolerance=None,
        breaks_series=breaks,
    )


def _target(code: str, value: Any = "450", **fields: Any) -> TargetRow:
    defaults: dict[str, Any] = {"floor": None, "lower": None, "upper": None, "tolerance": None, "apportion": "none"}
    return TargetRow(id=1, indicator_id=1, period=from_code(code), value=Decimal(value), **(defaults | fields))


OLD, NEW = _definition(date(2020, 4, 1), key=1), _definition(date(2025, 4, 1), key=2, breaks=True)


@pytest.mark.parametrize(
    ("code", "held"),
    [("FY2024-Q4", 1), ("FY2025-Q1", 2), ("FY2019", 1), ("2025-03", 1), ("2025-04", 2), ("CY2025", 1)],
)
def test_a_definition_holds_from_the_period_that_begins_under_it(code: str, held: int) -> None:
    found = definition_for([OLD, NEW], period=from_code(code))
    assert found is not None
    assert found.id == held


def test_without_definitions_there_is_none() -> None:
    assert definition_for([], period=from_code("FY2025")) is None


@pytest.mark.parametrize(
    ("earlier", "later", "day"),
    [
        ("FY2024-Q4", "FY2025-Q1", date(2025, 4, 1)),
        ("FY2025-Q1", "FY2025-Q2", None),
        ("FY2023-Q1", "FY2024-Q1", None),
        ("FY2024-Q2", "FY2025-Q2", date(2025, 4, 1)),
    ],
)
def test_a_break_lies_between_two_periods_or_not(earlier: str, later: str, day: date | None) -> None:
    assert break_between([OLD, NEW], earlier=from_code(earlier), later=from_code(later)) == day


@pytest.mark.parametrize(
    ("apportion", "basis", "code", "value"),
    [
        ("even", "single", "FY2026-Q1", "112.5"),
        ("even", "single", "FY2026-Q4", "112.5"),
        ("even", "ytd", "FY2026-Q3", "337.5"),
        ("even", "ytd", "FY2026-Q4", "450"),
        ("even", "single", "2026-07", "37.5"),
        ("same", "ytd", "FY2026-Q3", "450"),
        ("shares", "single", "FY2026-Q1", "90"),
        ("shares", "ytd", "FY2026-Q2", "225"),
    ],
)
def test_a_year_target_means_this_for_its_parts(apportion: str, basis: str, code: str, value: str) -> None:
    target = _target(
        "FY2026", apportion=apportion, shares=tuple(Decimal(share) for share in ("0.2", "0.3", "0.25", "0.25"))
    )
    found = target_for([target], period=from_code(code), basis=basis)
    assert found is not None
    assert found.value == Decimal(value)


def test_its_own_target_comes_before_a_share_of_the_years() -> None:
    own, year = _target("FY2026-Q1", "100"), _target("FY2026", apportion="even")
    found = target_for([year, own], period=from_code("FY2026-Q1"), basis="single")
    assert found is not None
    assert found.value == 100


def test_a_target_that_is_not_to_be_divided_says_nothing_of_parts() -> None:
    assert target_for([_target("FY2026")], period=from_code("FY2026-Q1"), basis="single") is None


def test_what_cannot_be_divided_is_no_target() -> None:
    week = from_code("2026-W20")
    assert apportioned(_target("FY2026", apportion="even"), period=week, basis="single") is None
    wrong = _target("FY2026", apportion="shares", shares=(Decimal("0.5"), Decimal("0.5")))
    assert apportioned(wrong, period=from_code("FY2026-Q1"), basis="single") is None


def test_limits_are_divided_with_their_target() -> None:
    target = _target("FY2026", floor=Decimal(400), lower=Decimal(420), upper=Decimal(480), apportion="even")
    found = target_for([target], period=from_code("FY2026-Q1"), basis="single")
    assert found is not None
    assert (found.floor, found.lower, found.upper) == (Decimal(100), Decimal(105), Decimal(120))


@given(
    value=st.decimals(min_value=-(10**12), max_value=10**12, places=4),
    kind=st.sampled_from([Kind.MONTH, Kind.QUARTER, Kind.HALF_YEAR]),
)
def test_the_parts_of_an_even_target_make_the_whole(value: Decimal, kind: Kind) -> None:
    year = _target("FY2026", value, apportion="even")
    pieces = [apportioned(year, period=piece, basis="single") for piece in parts(year.period, kind=kind)]
    total = sum((piece.value for piece in pieces if piece and piece.value is not None), Decimal(0))
    assert abs(total - value) <= Decimal("1E-10")
    to_date = apportioned(year, period=parts(year.period, kind=kind)[-1], basis="ytd")
    assert to_date is not None
    assert to_date.value == value
