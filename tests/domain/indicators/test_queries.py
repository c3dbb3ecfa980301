"""Reading figures: as known at a moment, with the targets then in force, and every revision with its author."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.domain.indicators import queries
from tests import factories

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 8, 15, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _council() -> None:
    factories.authority()


def test_a_series_has_the_latest_revision_with_the_target_in_force() -> None:
    indicator = factories.indicator()
    for code, value, target in (("FY2025-Q4", "80", "84"), ("FY2026-Q1", "83.40", "85")):
        factories.observation(indicator=indicator, period=factories.period(code), value=value)
        factories.target(indicator=indicator, period=factories.period(code), value=target, floor="75")
    factories.observation(
        indicator=indicator,
        period=factories.period("FY2025-Q4"),
        value="81",
        number=2,
        reason="Recount",
        entered_at=NOON,
    )
    line = queries.series(references=["AS07"])["AS07"]
    assert [(point.label, str(point.value), point.revision, str(point.target)) for point in line] == [
        ("Q4 2025/26", "81", 2, "84"),
        ("Q1 2026/27", "83.40", 1, "85"),
    ]
    before = queries.series(references=["AS07"], as_at=NOON - timedelta(seconds=1))["AS07"]
    assert [str(point.value) for point in before] == ["80", "83.40"]
    assert [point.label for point in queries.series(references=["AS07"], points=1)["AS07"]] == ["Q1 2026/27"]


def test_the_first_figure_after_a_break_says_so() -> None:
    indicator = factories.indicator()
    factories.definition(indicator=indicator, valid_from=date(2026, 4, 1), breaks_series=True)
    for code in ("FY2025-Q3", "FY2025-Q4", "FY2026-Q1", "FY2026-Q2"):
        factories.observation(indicator=indicator, period=factories.period(code))
    assert [point.breaks for point in queries.series(references=["AS07"])["AS07"]] == [False, False, True, False]


def test_revisions_name_who_when_and_why() -> None:
    indicator, quarter = factories.indicator(), factories.period()
    factories.observation(indicator=indicator, period=quarter, value="80")
    factories.observation(
        indicator=indicator,
        period=quarter,
        value="81",
        number=2,
        reason="Two cases were counted twice.",
        entered_at=NOON,
    )
    second, first = queries.revisions(reference="AS07")
    assert (second.number, second.value, second.reason, second.entered_by) == (
        2,
        Decimal(81),
        "Two cases were counted twice.",
        "Data Officer",
    )
    assert (first.number, first.value, first.entered_at) == (1, Decimal(80), factories.NOON)


def test_the_target_ledger_names_the_approver_and_the_reason() -> None:
    indicator, quarter = factories.indicator(), factories.period()
    factories.target(indicator=indicator, period=quarter, value="85")
    factories.target(
        indicator=indicator, period=quarter, value="83", number=2, reason="National change", approver=factories.post()
    )
    second, first = queries.target_history(reference="AS07")
    assert (second.value, second.approver, second.reason) == (
        Decimal(83),
        "Director of Adult Social Care",
        "National change",
    )
    assert (first.number, first.approver) == (1, "")


def test_places_stand_in_the_councils_order() -> None:
    indicator, quarter = factories.indicator(), factories.period()
    for code, name, order in (("X2", "Ashby", 2), ("X1", "Wold", 1)):
        where = factories.place(code=code, name=name, kind="district", order=order)
        factories.observation(indicator=indicator, period=quarter, place=where, value="80")
    found = queries.places_of(reference="AS07", period="FY2026-Q1")
    assert [row.place_name for row in found] == ["Wold", "Ashby"]


def test_unknown_indicators_and_places_are_not_found() -> None:
    factories.indicator(public=False)
    with pytest.raises(queries.NotFoundError):
        queries.indicator(reference="NONE")
    with pytest.raises(queries.NotFoundError):
        queries.indicator(reference="AS07", public_only=True)
    with pytest.raises(queries.NotFoundError):
        queries.series(references=["AS07"], place="NOWHERE")


def test_a_series_costs_the_same_queries_for_one_and_for_many() -> None:
    counts = []
    for number in (1, 25):
        references = [f"I{number}-{place}" for place in range(number)]
        for reference in references:
            indicator = factories.indicator(reference=reference)
            factories.observation(indicator=indicator, period=factories.period())
        with CaptureQueriesContext(connection) as captured:
            queries.series(references=references)
        counts.append(len(captured))
    assert counts[0] == counts[1]
