"""How the made-up figures are drawn."""

from decimal import Decimal

import pytest
from examples.downland import figures
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engines.periods import from_code
from tests.examples.reading import rows

MEASURES = {row["reference"]: row for row in rows("downland/measures.csv")}


@given(st.integers(0, 10_000), st.lists(st.floats(0.01, 100), min_size=1, max_size=20))
def test_what_is_shared_out_adds_up(amount: int, weights: list[float]) -> None:
    parts = figures.shared(amount, weights, most=None)
    assert sum(parts) == amount
    assert min(parts) >= 0


@given(st.lists(st.tuples(st.integers(1, 200), st.floats(0.01, 100)), min_size=1, max_size=12), st.floats(0, 1))
def test_no_part_gets_more_than_it_can_hold(parts: list[tuple[int, float]], full: float) -> None:
    most = [size for size, _ in parts]
    amount = int(sum(most) * full)
    found = figures.shared(amount, [weight for _, weight in parts], most=most)
    assert sum(found) == amount
    assert all(part <= size for part, size in zip(found, most, strict=True))


def test_a_fixed_figure_is_shown_exactly() -> None:
    for measure in MEASURES.values():
        found = [one for one in figures.series(measure, []) if not one.group] if not measure["spread"] else []
        latest = measure["latest"]
        if not found or not latest:
            continue
        last = found[-1]
        scale = 100 if measure["measure"] == "percent" else 1
        value = last.value if last.value is not None else last.counts[0] / last.counts[1] * scale
        assert figures.rounded(float(value), int(measure["decimals"])) == figures.rounded(
            float(latest), int(measure["decimals"])
        )


def test_a_year_to_date_never_goes_down_within_a_year() -> None:
    for measure in MEASURES.values():
        if measure["cumulative"] and not measure["denominator"]:
            values = {one.period.code: one.value for one in figures.series(measure, [])}
            for code, value in values.items():
                before = values.get(f"{code[:-1]}{int(code[-1]) - 1}")
                assert before is None or (value is not None and value >= before)


def test_a_definition_that_changes_moves_only_the_figures_before_it() -> None:
    measure = MEASURES["ASCH02"]
    dates = figures.periods("quarter")
    plain = figures.levels(measure, dates)
    moved = figures.levels(measure, dates, shift=("2024-04-01", -4.8))
    for period, one, other in zip(dates, plain, moved, strict=True):
        assert one is not None
        assert other is not None
        assert round(one - other, 9) == (4.8 if period.start.year < 2024 or period.code == "FY2023-Q4" else 0)


def test_a_figure_without_parts_says_so() -> None:
    with pytest.raises(ValueError, match=r"The figure for Q1 2026/27 has no numerator and denominator\."):
        _ = figures.Figure(period=from_code("FY2026-Q1"), value=Decimal(3)).counts


def test_the_shares_of_the_districts_are_the_whole_county() -> None:
    assert sum(Decimal(str(share)) for share in figures.DISTRICT_SHARES) == 1
