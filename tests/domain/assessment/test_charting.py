"""The control chart of an indicator, its signs in sentences, and the answer to “is this change real?”."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.domain.assessment import queries
from goldenthread.domain.assessment.rules.charting import SignalChart, signal_chart
from goldenthread.domain.assessment.rules.realness import verdict
from goldenthread.domain.indicators.queries import NotFoundError
from goldenthread.domain.indicators.rules import Point
from goldenthread.engines.periods import from_code
from tests import factories

NOON = datetime(2026, 8, 15, 12, tzinfo=UTC)


def months(values: Sequence[float | None], *, breaks: int = -1, without: int = -1) -> list[Point]:
    """Return monthly points from April 2023 with a target of 10.5; the one at ``without`` was never entered."""
    points = []
    for index, value in enumerate(values):
        period = from_code(f"{2023 + (3 + index) // 12}-{(3 + index) % 12 + 1:02}")
        points.append(
            Point(
                period_code=period.code,
                label=period.label,
                start=period.start,
                end=period.end,
                value=None if value is None else Decimal(str(value)),
                numerator=None,
                denominator=None,
                status="final",
                status_reason="",
                note="",
                as_at=None,
                entered_at=None,
                revision=1,
                target=Decimal("10.5"),
                floor=None,
                lower=None,
                upper=None,
                breaks=index == breaks,
            )
        )
    return [point for index, point in enumerate(points) if index != without]


def charted(
    values: Sequence[float | None], *, polarity: str = "higher", basis: str = "single", **more: Any
) -> SignalChart:
    """Return the chart of monthly percentages."""
    return signal_chart(months(values, **more), polarity=polarity, basis=basis, measure="percent", decimals=1)


@pytest.mark.parametrize(
    ("values", "polarity", "variation", "summary", "words"),
    [
        (
            [9, 11] * 12 + [8] * 8,
            "higher",
            "concern_low",
            (
                "The latest figure, 8.0%, is the last of eight months in a row below the average of 9.5%: "
                "an unusual worsening."
            ),
            (
                "Yes: eight months in a row below the average of 9.5% (April 2025 to November 2025). "
                "That is a worsening beyond ordinary ups and downs."
            ),
        ),
        (
            [9, 11] * 12 + [8] * 8,
            "lower",
            "improvement_low",
            (
                "The latest figure, 8.0%, is the last of eight months in a row below the average of 9.5%: "
                "an unusual improvement."
            ),
            (
                "Yes: eight months in a row below the average of 9.5% (April 2025 to November 2025). "
                "That is an improvement beyond ordinary ups and downs."
            ),
        ),
        (
            [9, 11] * 7 + [17],
            "none",
            "neutral_high",
            "The latest figure, 17.0%, is above the upper limit of 16.5%, which is unusual.",
            "Yes: 17.0% is above the upper limit of 16.5% (June 2024). That is a change beyond ordinary ups and downs.",
        ),
        (
            [9, 11] * 7 + [9.1, 9.5, 10, 10.4, 10.9, 11.1, 11.5, 11.8],
            "higher",
            "improvement_high",
            (
                "The latest figure, 11.8%, is the last of eight months in a row, each higher than the one before: "
                "an unusual improvement."
            ),
            (
                "Yes: eight months in a row, each higher than the one before (June 2024 to January 2025). "
                "That is an improvement beyond ordinary ups and downs."
            ),
        ),
        (
            [9, 11] * 13,
            "higher",
            "common_cause",
            "The latest figure, 11.0%, is within the usual range of 4.7% to 15.3%.",
            (
                "No clear change: the latest figure, 11.0%, is within the usual range of 4.7% to 15.3%. "
                "Ups and downs like the latest one are ordinary; it is no sign of a change."
            ),
        ),
        (
            [9, 11, 9, 11, 9, 11, 9, 11, 9],
            "higher",
            "not_enough_points",
            "Not enough data: 9 of the 13 figures that a judgement needs.",
            "Not enough data: 9 of the 13 points it takes.",
        ),
        (
            [5] * 14,
            "higher",
            "no_variation",
            "Every figure is 5.0%: nothing varies.",
            "No change: every figure is 5.0%: nothing varies.",
        ),
    ],
)
def test_what_the_latest_figure_says(
    values: list[float | None], polarity: str, variation: str, summary: str, words: str
) -> None:
    chart = charted(values, polarity=polarity)
    assert (chart.variation, chart.summary) == (variation, summary)
    assert verdict(chart, trend="", trend_reason="").sentence == words


def test_each_stretch_of_signs_is_one_sentence_newest_first() -> None:
    chart = charted([9, 11] * 6 + [17] + [9, 11] * 5 + [4, 4.5, 9])
    assert [sign.words for sign in chart.signs] == [
        "March 2025 and April 2025: two in three months close to the lower limit of 2.8%.",
        "April 2024: 17.0% is above the upper limit of 16.8%.",
    ]
    assert [(sign.kind, sign.latest) for sign in chart.signs] == [("concern", False), ("improvement", False)]


def test_a_rise_and_a_fall_are_two_runs_and_the_peak_belongs_to_the_fall() -> None:
    chart = charted([9, 11] * 7 + [7, 8, 9, 10, 11, 12, 13, 14, 13, 12, 11, 10, 9, 8, 7])
    runs = [sign.words for sign in chart.signs if sign.rule == "trend"]
    assert runs == [
        "January 2025 to August 2025: eight months in a row, each lower than the one before.",
        "June 2024 to December 2024: seven months in a row, each higher than the one before.",
    ]


def test_a_trend_without_a_sign_is_real_and_a_refused_one_says_nothing() -> None:
    chart = charted([9, 11] * 13)
    reason = "Improving: over 26 points the figure rose by about 0.1 a month."
    assert verdict(chart, trend="improving", trend_reason=reason).sentence == (
        "Yes: over 26 points the figure rose by about 0.1 a month."
    )
    assert verdict(chart, trend="refused", trend_reason="Refused: no.").answer == "no"


@pytest.mark.parametrize("basis", ["ytd", "rolling"])
def test_figures_that_hold_one_another_are_refused(basis: str) -> None:
    chart = charted([9, 11] * 13, basis=basis)
    assert not chart.drawn
    assert chart.refused.startswith("A control chart cannot be drawn: each figure ")
    assert verdict(chart, trend="", trend_reason="").answer == "unknown"


@pytest.mark.parametrize("values", [[], [None], [None, None]])
def test_without_figures_there_is_no_chart(values: list[float | None]) -> None:
    chart = charted(values)
    assert (chart.drawn, chart.refused) == (False, "There are no figures to chart yet.")


def test_a_month_that_was_never_entered_is_a_gap() -> None:
    chart = charted([9, 11] * 8, without=5)
    assert len(chart.points) == 16
    assert (chart.points[5].label, chart.points[5].value) == ("September 2023", None)
    assert chart.counted == 15


def test_a_new_definition_starts_new_limits() -> None:
    chart = charted([9, 11] * 8 + [19, 21] * 7, breaks=16)
    assert (chart.points[15].mean, chart.points[16].mean) == (Decimal(10), Decimal(20))
    assert [point.begins for point in chart.points].index(True) == 16
    assert (chart.variation, chart.counted) == ("common_cause", 14)


def test_quarters_before_months_are_left_out() -> None:
    quarter = from_code("FY2022-Q4")
    [point] = months([10])
    old = {"period_code": quarter.code, "label": quarter.label, "start": quarter.start, "end": quarter.end}
    before = Point(**{name: getattr(point, name) for name in Point.__slots__} | old)
    chart = signal_chart([before, *months([9, 11] * 7)], polarity="higher", basis="single", measure="days", decimals=0)
    assert (len(chart.points), chart.counted) == (14, 14)


def test_too_few_figures_have_no_chart_of_their_own() -> None:
    assert [charted([9, 11] * 6).drawn, charted([9, 11] * 7).drawn] == [False, True]


def test_only_the_latest_three_years_are_charted() -> None:
    assert len(charted([9, 11] * 30).points) == 36


@pytest.mark.parametrize(
    ("target", "polarity", "said"),
    [("pass", "lower", "will be met every time"), ("fail", "higher", "will not be met unless something changes")],
)
def test_whether_the_target_can_be_expected_to_be_met(target: str, polarity: str, said: str) -> None:
    chart = charted([5, 5.2] * 8, polarity=polarity)
    assert chart.assurance == target
    assert said in chart.assured


@pytest.mark.django_db
def test_the_chart_is_read_as_known_at_a_moment_and_kept_until_something_is_written() -> None:
    queries.forget()
    factories.authority()
    indicator = factories.indicator(frequency="month")
    for index in range(13):
        month = factories.period(f"{2025 + index // 12}-{index % 12 + 1:02}")
        factories.observation(indicator=indicator, period=month, value=str(9 + index % 2 * 2), entered_at=NOON)
    later = datetime(2026, 9, 15, 12, tzinfo=UTC)
    last = factories.period("2026-02")
    factories.observation(indicator=indicator, period=last, value="17", entered_at=later)
    now = queries.signal_chart(reference="AS07", until=date(2026, 3, 31))
    assert (now.variation, len(now.points)) == ("improvement_high", 14)
    then = queries.signal_chart(reference="AS07", until=date(2026, 3, 31), as_at=NOON)
    assert (then.variation, len(then.points)) == ("common_cause", 13)
    with CaptureQueriesContext(connection) as asked:
        assert queries.signal_chart(reference="AS07", until=date(2026, 3, 31)) == now
    assert len(asked) == 1
    factories.observation(indicator=indicator, period=last, value="10", number=2, reason="Recount", entered_at=later)
    factories.event()
    assert queries.signal_chart(reference="AS07", until=date(2026, 3, 31)).variation == "common_cause"


@pytest.mark.django_db
def test_an_unknown_indicator_or_place_is_not_found() -> None:
    factories.authority()
    with pytest.raises(NotFoundError):
        queries.signal_chart(reference="NONE", until=date(2026, 3, 31))
