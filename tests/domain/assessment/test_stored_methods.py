"""Methods on stored figures: as known then, across a break, stored again when a figure changes, and told in history."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from goldenthread.domain.assessment import operations, queries
from goldenthread.domain.assessment.models import MethodResult
from goldenthread.domain.organisation.models import Authority
from goldenthread.engines.periods import from_code, previous
from tests import factories

pytestmark = pytest.mark.django_db
TODAY, NOON = date(2026, 8, 15), datetime(2026, 8, 15, 12, tzinfo=UTC)
LAST = "2026-06"


@pytest.fixture(autouse=True)
def _council() -> None:
    queries.forget()
    factories.authority()


def _months(indicator: Any, values: list[str], **given: Any) -> None:
    period = from_code(LAST)
    for value in reversed(values):
        factories.observation(indicator=indicator, period=factories.period(period.code), value=value, **given)
        period = previous(period)


def _monthly(**given: Any) -> Any:
    indicator = factories.indicator(frequency="month", roll_up_time="sum", define=False)
    meaning: dict[str, Any] = {"measure": "number", "polarity": "lower"}
    factories.definition(indicator=indicator, **(meaning | given))
    return indicator


def _only(**given: Any) -> queries.Scored:
    asked: dict[str, Any] = {"period": "FY2026-Q1", "today": TODAY}
    [one] = queries.scorecard(**(asked | given))
    return one


def test_a_correction_changes_what_the_chart_says_and_not_what_was_known() -> None:
    indicator = _monthly()
    _months(indicator, ["10", "12"] * 9 + ["11"], entered_at=NOON - timedelta(days=20))
    factories.observation(
        indicator=indicator,
        period=factories.period(LAST),
        value="40",
        number=2,
        reason="Recount",
        entered_at=NOON - timedelta(days=2),
    )
    assert (_only().variation, _only().deteriorating) == ("concern_high", True)
    then = _only(as_at=NOON - timedelta(days=10))
    assert (then.variation, then.deteriorating) == ("common_cause", False)
    assert _only(as_at=NOON - timedelta(days=30)).variation == "not_enough_points"


def test_a_changed_figure_stores_a_new_answer_of_every_method_and_history_tells_both() -> None:
    indicator, by = _monthly(), factories.user()
    _months(indicator, ["10", "12"] * 9 + ["11"])
    assert operations.assess(period="FY2026-Q1", by=by, at=NOON, today=TODAY).changed == 1
    assert operations.assess(period="FY2026-Q1", by=by, at=NOON, today=TODAY).changed == 0
    earlier = previous(from_code(LAST)).code
    factories.observation(
        indicator=indicator, period=factories.period(earlier), value="60", number=2, reason="Late return"
    )
    queries.forget()
    assert operations.assess(period="FY2026-Q1", by=by, at=NOON, today=TODAY).changed == 1
    assert MethodResult.objects.count() == 10
    now, before = queries.history(reference="AS07")
    said = [{one.method: one for one in row.methods} for row in (now, before)]
    assert [tuple(one) for one in said] == [queries.METHODS] * 2
    assert said[1]["xmr"].numbers["upper_limit"] != said[0]["xmr"].numbers["upper_limit"]
    assert (said[1]["xmr"].points, said[1]["xmr"].window_start, said[1]["xmr"].window_end) == (19, "2024-12", LAST)
    assert said[1]["trend"].version == "direction-1"
    assert now.number == 2


def test_a_redefined_series_starts_again() -> None:
    indicator = _monthly()
    factories.definition(
        indicator=indicator, valid_from=date(2025, 4, 1), measure="number", polarity="lower", breaks_series=True
    )
    _months(indicator, ["90", "92"] * 6 + ["10", "12"] * 7 + ["11"])
    one = _only()
    assert (one.methods["xmr"].points, one.methods["xmr"].window_start) == (15, "2025-04")
    assert (one.variation, one.methods["trend"].points) == ("common_cause", 15)


def test_an_authority_may_show_the_trend_as_its_direction() -> None:
    _months(_monthly(), [str(100 - place) for place in range(24)])
    assert (_only().direction, _only().direction_trend) == ("improving", "improving")
    Authority.objects.update(direction_method="trend")
    queries.forget()
    one = _only()
    assert (one.direction, one.direction_reason) == ("improving", one.direction_trend_reason)
    assert "over 24 points" in one.direction_reason


def test_the_year_end_is_forecast_and_predicted_beside_the_rating() -> None:
    indicator = _monthly(polarity="higher")
    factories.target(indicator=indicator, period=factories.period("FY2026"), value="1200", floor=None, apportion="even")
    _months(indicator, ["110", "112"] * 13 + ["111"])
    one = _only()
    assert (one.rating, one.predicted) == ("green", "likely")
    lower, middle, upper = (float(number or 0) for number in (one.year_end_lower, one.year_end, one.year_end_upper))
    assert 1300 < lower <= middle <= upper < 1360


@pytest.mark.parametrize(
    ("values", "direction", "words"),
    [
        (("30", "35"), "improving", "closer to the target band than"),
        (("70", "75"), "worsening", "further from the target band than"),
        (("45", "55"), "same", "as close to its band as"),
        (("55", "65"), "worsening", "further from the target band than"),
    ],
)
def test_closer_to_the_band_is_improving_and_inside_is_the_same(
    values: tuple[str, str], direction: str, words: str
) -> None:
    indicator = factories.indicator(define=False)
    factories.definition(indicator=indicator, polarity="target", measure="number")
    for code, value in zip(("FY2025-Q4", "FY2026-Q1"), values, strict=True):
        period = factories.period(code)
        factories.observation(indicator=indicator, period=period, value=value)
        factories.target(indicator=indicator, period=period, value=None, floor=None, lower="40", upper="60")
    one = _only()
    assert one.direction_previous == direction
    assert words in one.direction_previous_reason
