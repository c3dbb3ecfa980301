"""The scorecard: what is expected, what is late, what was known then, and what changed."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.domain.assessment import operations, queries
from goldenthread.domain.assessment.models import Result
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 8, 15)
NOON = datetime(2026, 8, 15, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _council() -> None:
    queries.forget()
    factories.authority()


def _only(**arguments: object) -> queries.Scored:
    [one] = queries.scorecard(**({"period": "FY2026-Q1", "today": TODAY} | arguments))  # type: ignore[arg-type]  # arguments of mixed kinds
    return one


def test_a_figure_between_floor_and_target_is_amber_and_says_so() -> None:
    indicator, quarter = factories.indicator(), factories.period()
    factories.observation(indicator=indicator, period=quarter, value="83.4")
    factories.target(indicator=indicator, period=quarter, value="85", floor="80")
    one = _only()
    assert (one.rating, one.value, one.target, one.floor) == ("amber", Decimal("83.4"), Decimal(85), Decimal(80))
    assert one.reason == "Amber: 83.4% is below the 85% target but above the 80% floor standard."
    assert one.scheme == "floor"


@pytest.mark.parametrize(
    ("today", "rating", "late", "words"),
    [
        (date(2026, 7, 30), "not_due", 0, "Not due: the figure for Q1 2026/27 is due by 30 July 2026."),
        (date(2026, 7, 31), "no_data", 1, "was due by 30 July 2026 and is 1 day late."),
        (date(2026, 8, 15), "no_data", 16, "was due by 30 July 2026 and is 16 days late."),
    ],
)
def test_a_figure_that_is_not_there_is_not_due_and_then_late(today: date, rating: str, late: int, words: str) -> None:
    factories.indicator()
    one = _only(today=today)
    assert (one.rating, one.late_days) == (rating, late)
    assert words in one.reason


def test_a_later_correction_does_not_change_what_was_known() -> None:
    indicator, quarter = factories.indicator(), factories.period()
    factories.target(indicator=indicator, period=quarter, value="85", floor="80", entered_at=NOON - timedelta(days=90))
    factories.observation(indicator=indicator, period=quarter, value="83.4", entered_at=NOON - timedelta(days=20))
    factories.observation(
        indicator=indicator,
        period=quarter,
        value="79.9",
        number=2,
        reason="Recount",
        entered_at=NOON - timedelta(days=2),
    )
    assert _only().rating == "red"
    assert _only(as_at=NOON - timedelta(days=10)).rating == "amber"
    assert _only(as_at=NOON - timedelta(days=10)).value == Decimal("83.4")
    assert _only(as_at=NOON - timedelta(days=30)).rating == "not_due"


def test_a_new_definition_never_rewrites_earlier_periods_and_breaks_the_series() -> None:
    indicator = factories.indicator()
    factories.definition(indicator=indicator, valid_from=date(2026, 4, 1), polarity="lower", breaks_series=True)
    last, now = factories.period("FY2025-Q4"), factories.period("FY2026-Q1")
    for quarter in (last, now):
        factories.observation(indicator=indicator, period=quarter, value="90")
        factories.target(indicator=indicator, period=quarter, value="85", floor="80" if quarter is last else "88")
    assert _only(period="FY2025-Q4", today=date(2026, 5, 1)).rating == "green"
    one = _only()
    assert one.rating == "red"
    assert one.direction_previous == "not_enough_data"
    assert "the definition changed on 1 April 2026" in one.direction_previous_reason


def test_a_year_target_is_apportioned_and_added_up_for_a_cumulative_indicator() -> None:
    for reference, basis in (("A", "single"), ("B", "ytd")):
        indicator = factories.indicator(reference=reference, define=False)
        factories.definition(indicator=indicator, measure="number", basis=basis)
        factories.target(indicator=indicator, period=factories.period("FY2026"), value="450", apportion="even")
    first, second = queries.scorecard(period="FY2026-Q2", today=date(2026, 10, 15))
    assert (first.target, second.target) == (Decimal("112.5"), Decimal(225))


def test_monthly_and_annual_indicators_report_their_own_latest_period() -> None:
    factories.indicator(reference="M", frequency="month")
    factories.indicator(reference="Y", frequency="year")
    factories.indicator(reference="T", frequency="term")
    periods = {one.reference: one.period_label for one in queries.scorecard(period="FY2026-Q1", today=TODAY)}
    assert periods["M"] == "June 2026"
    assert periods["Y"] == "2025/26"
    assert periods["T"].startswith("Spring term 2025/26")


def test_a_survey_is_expected_when_it_exists() -> None:
    factories.indicator(reference="S", frequency="survey")
    one = _only()
    assert (one.rating, one.reason) == ("no_data", "No data: no figure has been entered yet.")


def test_an_ended_indicator_leaves_the_scorecard() -> None:
    factories.indicator(ends=date(2026, 3, 31))
    assert queries.scorecard(period="FY2026-Q1", today=TODAY) == []
    assert len(queries.scorecard(period="FY2025-Q4", today=TODAY)) == 1


def test_the_number_of_queries_does_not_grow_with_the_indicators() -> None:
    counts = []
    for number in (1, 2, 40):
        for place in range(number):
            indicator = factories.indicator(reference=f"I{number}-{place}")
            factories.observation(indicator=indicator, period=factories.period())
            factories.target(indicator=indicator, period=factories.period())
        with CaptureQueriesContext(
            connection,
        ) as captured:
            queries.scorecard(period="FY2026-Q1", today=TODAY)
        counts.append(len(captured))
    assert counts[0] == counts[1] == counts[2] <= 16


def test_assessing_stores_inputs_once_and_again_only_when_something_changed() -> None:
    indicator, quarter = factories.indicator(), factories.period()
    figure = factories.observation(indicator=indicator, period=quarter, value="83.4")
    target = factories.target(indicator=indicator, period=quarter, value="85", floor="80")
    by = factories.user()
    first = operations.assess(period="FY2026-Q1", by=by, at=NOON, today=TODAY)
    again = operations.assess(period="FY2026-Q1", by=by, at=NOON, today=TODAY)
    assert (first.judged, first.changed, again.changed) == (1, 1, 0)
    kept = Result.objects.get()
    assert (kept.rating, kept.observation_id, kept.target_set_id, kept.number) == ("amber", figure.pk, target.pk, 1)
    assert kept.rule_version == "rating-1 direction-1"
    factories.observation(indicator=indicator, period=quarter, value="86", number=2, reason="Recount")
    assert operations.assess(period="FY2026-Q1", by=by, at=NOON, today=TODAY).changed == 1
    assert [(row.number, row.rating) for row in queries.history(reference="AS07")] == [(2, "green"), (1, "amber")]


def test_a_rating_by_hand_needs_a_reason_and_an_approver_and_keeps_the_calculated_one() -> None:
    indicator, quarter = factories.indicator(), factories.period()
    factories.observation(indicator=indicator, period=quarter, value="79")
    factories.target(indicator=indicator, period=quarter, value="85", floor="80")
    by, post = factories.user(), factories.post()
    good = {
        "scored": _only(),
        "rating": "amber",
        "reason": "Two cases only.",
        "approver": post.code,
        "by": by,
        "at": NOON,
    }
    for wrong in ({"reason": " "}, {"approver": "NOBODY"}, {"rating": "blue"}):
        with pytest.raises(operations.OverrideError):
            operations.override(**(good | wrong))  # type: ignore[arg-type]
    operations.override(**good)  # type: ignore[arg-type]
    one = _only()
    assert (one.rating, one.override, one.shown_rating, one.override_reason) == (
        "red",
        "amber",
        "amber",
        "Two cases only.",
    )
    operations.override(**(good | {"scored": one, "rating": "", "reason": "Withdrawn."}))  # type: ignore[arg-type]
    assert (_only().shown_rating, _only().override_reason) == ("red", "")


def test_shares_are_of_the_rated_only() -> None:
    quarter = factories.period()
    for number, value in enumerate(["90", "90", "82", "70", None]):
        indicator = factories.indicator(reference=f"I{number}")
        factories.target(indicator=indicator, period=quarter, value="85", floor="80")
        if value:
            factories.observation(indicator=indicator, period=quarter, value=value)
    found = queries.summary(queries.scorecard(period="FY2026-Q1", today=TODAY))
    assert (found.total, found.rated, found.late) == (5, 4, 1)
    assert found.counts == {"green": 2, "amber": 1, "red": 1}
    assert found.shares == {"green": "50%", "amber": "25%", "red": "25%"}
    assert found.grey == {"no_data": 1}


def test_changes_name_the_indicator_and_the_reason() -> None:
    indicator = factories.indicator()
    for code, value in (("FY2025-Q4", "90"), ("FY2026-Q1", "79")):
        factories.observation(indicator=indicator, period=factories.period(code), value=value)
        factories.target(indicator=indicator, period=factories.period(code), value="85", floor="80")
    before = queries.scorecard(period="FY2025-Q4", today=TODAY)
    [change] = queries.changes(before, queries.scorecard(period="FY2026-Q1", today=TODAY))
    assert (change.reference, change.was, change.now) == ("AS07", "green", "red")
    assert _only().direction == "worsening"


def test_a_rule_that_cannot_be_applied_spoils_its_own_row_only() -> None:
    quarter = factories.period()
    for reference, scheme in (("A", "percent"), ("B", "")):
        indicator = factories.indicator(reference=reference, define=False)
        factories.definition(indicator=indicator, scheme=scheme, tolerance="10" if scheme else None)
        factories.observation(indicator=indicator, period=quarter, value="5")
        factories.target(indicator=indicator, period=quarter, value="0", floor=None)
    spoilt, whole = queries.scorecard(period="FY2026-Q1", today=TODAY)
    assert spoilt.rating == "not_comparable"
    assert "Use the scheme absolute" in spoilt.reason
    assert whole.rating == "green"


@pytest.mark.parametrize(
    ("values", "listed"),
    [(("90", "79"), True), (("84", "83"), True), (("82", "83"), False), (("80", "90"), False), (("90", None), True)],
)
def test_exceptions_are_red_or_amber_and_worsening_or_late(values: tuple[str, str | None], listed: bool) -> None:
    indicator = factories.indicator()
    for code, value in zip(("FY2025-Q4", "FY2026-Q1"), values, strict=True):
        factories.target(indicator=indicator, period=factories.period(code), value="85", floor="80")
        if value:
            factories.observation(indicator=indicator, period=factories.period(code), value=value)
    assert queries.is_exception(_only()) is listed
