"""A stored result that somebody changed behind the program is named."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection

from goldenthread.domain.append_only import drop_statements
from goldenthread.domain.assessment import operations, queries
from goldenthread.domain.assessment.models import Assessment, MethodResult, Override, Result
from goldenthread.domain.assessment.queries import whole
from tests import factories

NOON = datetime(2026, 8, 15, 12, tzinfo=UTC)


@pytest.fixture
def judged(db: None) -> None:
    """One figure, judged, and set by hand; the guards are taken away."""
    queries.forget()
    factories.authority()
    indicator, quarter = factories.indicator(), factories.period("FY2026-Q1")
    factories.observation(indicator=indicator, period=quarter, value="83.40")
    factories.target(indicator=indicator, period=quarter, value="85", floor="80")
    by = factories.user()
    operations.assess(period="FY2026-Q1", by=by, at=NOON, today=date(2026, 8, 15))
    (scored,) = queries.scorecard(period="FY2026-Q1", today=date(2026, 8, 15))
    post = factories.post()
    operations.override(scored=scored, rating="green", reason="Counted late", approver=post.code, by=by, at=NOON)
    with connection.cursor() as cursor:
        for statement in drop_statements(vendor=connection.vendor):
            cursor.execute(statement)


def test_what_nobody_touched_is_whole(judged: None) -> None:
    assert Result.objects.count() == 1
    assert list(whole.findings()) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda: Result.objects.update(rating="green"), "at least one of them is not as it was"),
        (lambda: Result.objects.update(value="83.5"), "at least one of them is not as it was"),
        (lambda: MethodResult.objects.filter(method="xmr").update(answer="common_cause"), "at least one answer"),
        (lambda: MethodResult.objects.filter(method="trend").update(reason="It rises."), "at least one answer"),
        (lambda: MethodResult.objects.filter(method="xmr").update(numbers={"mean": "9"}), "at least one answer"),
        (lambda: MethodResult.objects.filter(method="forecast").delete(), "at least one answer"),
        (
            lambda: (
                MethodResult.objects.all().delete(),
                Result.objects.all().delete(),
                Assessment.objects.all().delete(),
            ),
            "they are missing",
        ),
        (lambda: Override.objects.update(reason="Other"), "set a rating by hand: it is not as it was"),
        (lambda: Override.objects.all().delete(), "set a rating by hand: it is missing"),
    ],
)
def test_what_was_changed_behind_the_program_is_named(judged: None, change: Callable[[], Any], named: str) -> None:
    change()
    (found,) = whole.findings()
    assert named in found


def test_results_taken_away_are_named_with_their_answers(judged: None) -> None:
    MethodResult.objects.all().delete()
    Result.objects.all().delete()
    results, answers = whole.findings()
    assert "at least one of them is not as it was" in results
    assert "at least one answer is not as it was" in answers


def test_a_result_put_in_by_hand_is_named(judged: None) -> None:
    copy = Override.objects.get()
    copy.pk, copy.number = None, 2
    copy.save(force_insert=True)
    run = Assessment.objects.get()
    run.pk = None
    run.save(force_insert=True)
    assert sum("by hand" in one or "in the database itself" in one for one in whole.findings()) == 2
