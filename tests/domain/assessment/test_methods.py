"""What every method says of a run of figures: windows, breaks, cumulative figures taken apart, and year ends."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.domain.assessment.rules.methods import Answer
from goldenthread.domain.assessment.rules.points import points
from goldenthread.domain.assessment.rules.subjects import Subject, single_target, year_ahead, year_target
from goldenthread.domain.assessment.rules.telling import tell
from goldenthread.domain.indicators.rules import TargetRow
from goldenthread.engines.periods import Period, from_code, next_

SCHEMA = {
    "indicator_id": pl.Int64, "code": pl.String, "kind": pl.String, "start": pl.Date, "end": pl.Date,
    "value": pl.Float64, "numerator": pl.Float64, "denominator": pl.Float64,
}  # fmt: skip
Part = float | None


def _run(first: str, count: int) -> list[Period]:
    found = [from_code(first)]
    while len(found) < count:
        found.append(next_(found[-1]))
    return found


def _figures(
    first: str, values: Sequence[Part], *, parts: Sequence[tuple[float, float]] = (), indicator: int = 1
) -> pl.DataFrame:
    rows = []
    for place, (period, value) in enumerate(zip(_run(first, len(values))[: len(values)], values, strict=True)):
        top, bottom = parts[place] if parts else (None, None)
        rows.append((indicator, period.code, period.kind.value, period.start, period.end, value, top, bottom))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _subject(expected: str, **given: Any) -> Subject:
    period = from_code(expected)
    usual: dict[str, Any] = {
        "indicator_id": 1,
        "expected": period,
        "polarity": "higher",
        "basis": "single",
        "unit": "number",
        "decimals": 0,
        "roll_up": "sum",
        "proportion": False,
        "breaks": (),
        "targets": (),
        "target": None,
        "year": year_ahead(period, by=period.end),
        "year_target": None,
        "has_figure": True,
    }
    return Subject(**(usual | given))


def _target(code: str, value: str | None, **given: Any) -> TargetRow:
    usual: dict[str, Any] = {"floor": None, "lower": None, "upper": None, "tolerance": None, "apportion": "none"}
    number = None if value is None else Decimal(value)
    return TargetRow(id=1, indicator_id=1, period=from_code(code), value=number, **(usual | given))


def _told(figures: pl.DataFrame, subject: Subject) -> dict[str, Answer]:
    return tell(figures, subjects=[subject])[subject.indicator_id]


def test_a_rise_is_a_trend_with_its_window_and_its_numbers() -> None:
    told = _told(_figures("2022-04", [100 + place for place in range(48)]), _subject("2026-03"))
    trend = told["trend"]
    assert (trend.answer, trend.points, trend.window_start, trend.window_end) == ("improving", 36, "2023-04", "2026-03")
    assert trend.numbers["slope"] == 1
    assert trend.reason.startswith("Improving: over 36 points from April 2023 to March 2026 the figure rose")
    assert set(told) == {"trend", "xmr", "deterioration", "forecast"}


def test_a_fall_of_what_should_rise_is_deteriorating_and_says_by_which_sign() -> None:
    values = [100.0 + place % 3 for place in range(24)] + [60.0]
    told = _told(_figures("2024-03", values), _subject("2026-03", target=Decimal(90)))
    assert told["xmr"].answer == "concern_low"
    assert told["xmr"].numbers["assurance"] == "pass"
    assert told["deterioration"].answer == "deteriorating"
    assert told["deterioration"].numbers["signs"] == "xmr_concern"


def test_a_break_starts_a_new_segment_and_cuts_the_trend() -> None:
    values = [100.0 + place for place in range(24)] + [10.0 + place % 2 for place in range(14)]
    told = _told(_figures("2023-02", values), _subject("2026-03", breaks=(date(2025, 2, 1),)))
    assert (told["trend"].points, told["trend"].window_start) == (14, "2025-02")
    assert (told["xmr"].points, told["xmr"].window_start) == (14, "2025-02")
    assert told["xmr"].numbers["mean"] == Decimal("10.5")
    assert told["xmr"].answer == "common_cause"


def test_cumulative_counts_are_taken_apart_and_the_reason_says_so() -> None:
    single = [10.0, 12, 9, 11] * 9
    cumulative = [sum(single[place - place % 12 : place + 1]) for place in range(36)]
    apart = _told(_figures("2023-04", cumulative), _subject("2026-03", basis="ytd"))
    plain = _told(_figures("2023-04", single), _subject("2026-03"))
    assert apart["xmr"].numbers == plain["xmr"].numbers
    assert apart["trend"].numbers == plain["trend"].numbers
    note = " The single periods are worked out from year to date figures."
    assert apart["trend"].reason == plain["trend"].reason + note


def test_a_gap_in_cumulative_figures_stays_a_gap() -> None:
    told = points(_figures("2025-04", [10, 22, None, 45, 50]), subjects=[_subject("2025-08", basis="ytd")])
    assert told["value"].to_list() == [10, 12, None, None, 5]


def test_cumulative_shares_are_differenced_by_their_parts() -> None:
    parts = [(50.0, 100.0), (140.0, 200.0), (200.0, 400.0)]
    figures = _figures("2025-04", [50.0, 70.0, 50.0], parts=parts)
    told = points(figures, subjects=[_subject("2025-06", basis="ytd", unit="percent", roll_up="ratio")])
    assert told["value"].to_list() == [50, 90, 30]
    assert told["numerator"].to_list() == [50, 90, 60]
    assert (told["worked_out"].all(), told["level"].any()) == (True, False)


@pytest.mark.parametrize(("basis", "roll_up"), [("ytd", "last"), ("rolling", "sum")])
def test_what_cannot_be_taken_apart_is_refused_with_the_reason(basis: str, roll_up: str) -> None:
    told = _told(_figures("2023-04", [float(n) for n in range(36)]), _subject("2026-03", basis=basis, roll_up=roll_up))
    assert (told["trend"].answer, told["xmr"].answer) == ("refused", "refused")
    assert told["trend"].reason.startswith("Refused: the figures are ")
    assert told["xmr"].reason.startswith("Refused: the figures are ")


def test_a_figure_that_is_not_there_is_said_to_be_missing() -> None:
    told = _told(_figures("2024-04", [float(n) for n in range(20)]), _subject("2026-03", has_figure=False))
    assert told["trend"].reason.endswith(" There is no figure for March 2026: this goes up to November 2025.")


def test_an_indicator_without_figures_has_an_answer_from_every_method() -> None:
    told = _told(_figures("2024-04", []), _subject("2026-03", has_figure=False))
    assert {method: one.answer for method, one in told.items()} == {
        "trend": "not_enough_data",
        "xmr": "not_enough_points",
        "deterioration": "not_known",
        "forecast": "",
    }
    assert all(one.reason for one in told.values())


def test_counts_add_up_to_a_year_end_with_a_prediction() -> None:
    values = [10.0, 20, 30, 40] * 3 + [12.0, 24]
    told = _told(_figures("FY2022-Q1", values), _subject("FY2025-Q2", year_target=Decimal(100)))["forecast"]
    assert (told.answer, told.numbers["year_end"], told.numbers["year"]) == ("likely", 120, "FY2025")
    assert told.numbers["forecast_method"] == "profile_share"


def test_an_average_is_averaged_and_never_capped() -> None:
    values = [0.5, 0.6, 0.7, 0.8] * 3 + [0.5, 0.6]
    told = _told(_figures("FY2022-Q1", values), _subject("FY2025-Q2", roll_up="mean", unit="days"))["forecast"]
    assert told.numbers["year_end"] == Decimal("0.65")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"roll_up": "none"}, "No forecast: the figures of this measure are not combined over a year."),
        ({"roll_up": "last"}, "No forecast: the year's figure is its last one, so nothing builds up towards it."),
        (
            {"roll_up": "ratio", "unit": "days"},
            "No forecast: the periods' figures cannot be combined without numerators and denominators.",
        ),
    ],
)
def test_where_nothing_builds_up_there_is_no_year_end(given: dict[str, Any], reason: str) -> None:
    told = _told(_figures("FY2022-Q1", [1.0] * 14), _subject("FY2025-Q2", **given))["forecast"]
    assert (told.answer, told.reason, told.numbers["year_end"]) == ("", reason, None)


def test_a_year_without_a_figure_yet_has_no_forecast() -> None:
    told = _told(_figures("FY2022-Q1", [10.0, 20, 30, 40] * 2), _subject("FY2024-Q1", has_figure=False))["forecast"]
    assert (told.answer, told.numbers["year_end"]) == ("", None)
    assert told.reason.startswith("No forecast: there is no figure for 2024/25 yet.")


def test_a_yearly_figure_that_is_known_is_the_year_end() -> None:
    for target, word, ending in (
        (6, "unlikely", ", and the target was missed."),
        (5, "likely", ", and the target was met."),
    ):
        told = _told(_figures("FY2020", [1.0, 2, 3, 4, 5]), _subject("FY2024", year_target=Decimal(target)))["forecast"]
        assert (told.answer, told.numbers["year_end"], told.numbers["forecast_method"]) == (word, 5, "actual")
        assert told.reason == f"2024/25 is complete: its figure is known{ending}"


def test_a_band_is_nearer_or_further_and_inside_is_no_worse() -> None:
    band = _target("FY2020", None, lower=Decimal(40), upper=Decimal(60), apportion="same")
    targets = [TargetRow(id=1, indicator_id=1, period=from_code(f"FY{year}"), value=None, floor=None,
                         lower=band.lower, upper=band.upper, tolerance=None, apportion="same")
               for year in range(2020, 2026)]  # fmt: skip
    subject = _subject("2025-12", polarity="target", targets=targets, roll_up="none")
    nearer = _told(_figures("2024-01", [100.0 - place for place in range(24)]), subject)["trend"]
    inside = _told(_figures("2024-01", [45.0 + place % 7 for place in range(24)]), subject)["trend"]
    assert (nearer.answer, inside.answer) == ("improving", "no_clear_trend")


def test_the_year_target_is_its_own_or_the_sum_of_its_parts() -> None:
    year, expected = from_code("FY2025"), from_code("FY2025-Q2")
    quarters = [_target(f"FY2025-Q{number}", str(number)) for number in (1, 2, 3, 4)]

    def found(targets: Sequence[TargetRow], *, basis: str = "single", adds_up: bool = True) -> Decimal | None:
        return year_target(targets, year=year, expected=expected, basis=basis, adds_up=adds_up)

    assert found([_target("FY2025", "450", apportion="even")]) == 450
    assert found(quarters) == 10
    assert found(quarters[:3]) is None
    assert found(quarters, basis="ytd") == 4
    assert found(quarters, adds_up=False) == 4
    assert found(quarters[:2], adds_up=False) == 2
    assert found([_target("FY2025", "100", apportion="same")]) == 400
    assert found([]) is None


def test_the_target_of_a_single_period_is_what_a_cumulative_one_grows_by() -> None:
    year = [_target("FY2025", "450", apportion="even")]
    period = from_code("FY2025-Q2")
    assert single_target(year, period=period, basis="ytd", adds_up=True) == Decimal("112.5")
    assert single_target(year, period=from_code("FY2025-Q1"), basis="ytd", adds_up=True) == Decimal("112.5")
    assert single_target(year, period=period, basis="ytd", adds_up=False) == 225


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 500), min_size=1, max_size=40))
def test_taking_apart_what_was_added_up_gives_it_back(single: list[int]) -> None:
    months = _run("2022-04", len(single))
    cumulative = [float(sum(single[place - place % 12 : place + 1])) for place in range(len(single))]
    told = points(_figures("2022-04", cumulative), subjects=[_subject(months[-1].code, basis="ytd")])
    assert told["value"].to_list() == single


@settings(max_examples=15, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(-1000, 1000)), min_size=1, max_size=30), st.randoms())
def test_the_company_of_others_and_their_order_change_no_answer(values: list[int | None], random: Any) -> None:
    mine = _figures("2023-04", [None if value is None else float(value) for value in values])
    last = _run("2023-04", len(values))[-1].code
    other = _figures("2020-04", [float(random.randint(0, 99)) for _ in range(60)], indicator=2)
    alone = tell(mine, subjects=[_subject(last)])[1]
    both = [_subject(last), _subject("2025-03", indicator_id=2, basis=random.choice(["single", "ytd", "rolling"]))]
    random.shuffle(both)
    together = tell(pl.concat([mine, other]), subjects=both)[1]
    assert together == alone
