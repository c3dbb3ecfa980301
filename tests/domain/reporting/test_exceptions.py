"""The exception report: who is on it, its review, and that it freezes only when nothing is owed."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from goldenthread.domain.append_only import drop_statements
from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.audit import queries as audit
from goldenthread.domain.reporting import operations, queries
from goldenthread.domain.reporting.models import ExceptionReview
from goldenthread.engines.documents import to_json
from goldenthread.engines.rendering import FORMATS
from tests import factories

pytestmark = pytest.mark.django_db
AT = datetime(2026, 8, 20, 9, 30, tzinfo=UTC)
Q1, BEFORE = "FY2026-Q1", "FY2025-Q1"


@pytest.fixture(autouse=True)
def council() -> None:
    """Two that fell significantly since last year, one that did not, one that has no better direction."""
    assessment.forget()
    factories.authority()
    factories.user(role="performance")
    for reference, was, now in (("W1", 900, 700), ("W2", 800, 600), ("G1", 900, 905)):
        indicator = factories.indicator(reference=reference, name=f"Indicator {reference}", proportion=True)
        for code, part in ((BEFORE, was), (Q1, now)):
            factories.observation(
                indicator=indicator,
                period=factories.period(code),
                value=Decimal(part) / 10,
                numerator=part,
                denominator=1000,
            )
            factories.target(indicator=indicator, period=factories.period(code), value="85", floor="65")
    none = factories.indicator(reference="N1", name="Indicator N1", define=False)
    factories.definition(indicator=none, polarity="none")
    factories.observation(indicator=none, period=factories.period(Q1))


def _list() -> queries.ExceptionList:
    return queries.exceptions(period=Q1, today=AT.date())


def _one(reference: str) -> queries.Listed:
    return next(one for one in _list().listed if one.scored.reference == reference)


def _review(reference: str, decision: str, reason: str = "", **fields: Any) -> None:
    asked: dict[str, Any] = {
        "period": Q1,
        "reference": reference,
        "decision": decision,
        "reason": reason,
        "seen": fields.pop("seen", None) or _one(reference).digest,
        "by": factories.user(),
        "at": AT,
        "today": AT.date(),
    }
    operations.review(**(asked | fields))


def _explain(reference: str) -> None:
    factories.commentary(
        indicator=factories.indicator(reference=reference),
        period=factories.period(Q1),
        context="Two vacancies.",
        action_planned="Weekend sessions.",
    )
    assessment.forget()


def test_who_is_on_the_list_and_why() -> None:
    those = _list()
    assert [(one.scored.reference, [reason.sentence for reason in one.reasons]) for one in those.listed] == [
        ("W1", ["Significantly deteriorating: it is significantly worse than in Q1 2025/26 (90.0%)."]),
        ("W2", ["Significantly deteriorating: it is significantly worse than in Q1 2025/26 (80.0%)."]),
    ]
    assert [one.reference for one in those.unjudged] == ["N1"]
    assert [one.reference for one in those.not_compared] == ["G1"]
    assert [(one.state, one.answer) for one in those.listed] == [("proposed", "needed")] * 2


def test_the_list_is_made_in_a_fixed_number_of_queries() -> None:
    counts = []
    for extra in (0, 3):
        for number in range(extra):
            indicator = factories.indicator(reference=f"E{number}", proportion=True)
            for code, part in ((BEFORE, 900), (Q1, 700)):
                factories.observation(
                    indicator=indicator,
                    period=factories.period(code),
                    value=Decimal(part) / 10,
                    numerator=part,
                    denominator=1000,
                )
        assessment.forget()
        with CaptureQueriesContext(connection) as captured:
            listed = len(_list().listed)
        counts.append(len(captured))
        assert listed == 2 + extra
    assert counts[0] == counts[1]


def test_an_indicator_is_kept_or_dropped_with_a_reason() -> None:
    with pytest.raises(operations.ReviewError, match="Say why it is dropped"):
        _review("W2", "dropped", "  ")
    assert ExceptionReview.objects.count() == 0
    _review("W1", "kept")
    _review("W2", "dropped", "Counted anew since April.")
    assert [one.scored.reference for one in _list().of("kept")] == ["W1"]
    [dropped] = _list().of("dropped")
    assert dropped.review is not None
    assert (dropped.review.reason, dropped.review.entered_by) == ("Counted anew since April.", "Data Officer")
    told = [(event, data["before"], data["after"]) for event, data in audit.data_of(action="exception.reviewed")]
    assert [(before, after) for _, before, after in told] == [("", "kept"), ("", "dropped")]
    assert list(queries.findings()) == []


def test_what_was_decided_is_never_changed_and_may_be_decided_again() -> None:
    _review("W1", "kept")
    _review("W1", "kept")
    assert ExceptionReview.objects.count() == 1
    _review("W1", "dropped", "Counted anew.")
    assert [row.number for row in ExceptionReview.objects.order_by("number")] == [1, 2]
    assert _one("W1").state == "dropped"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ExceptionReview.objects.update(decision="kept")


def test_a_review_lapses_when_the_figure_changes() -> None:
    _review("W1", "kept")
    factories.observation(
        indicator=factories.indicator(reference="W1"),
        period=factories.period(Q1),
        value="71",
        numerator=710,
        denominator=1000,
        number=2,
        reason="Recount",
    )
    assessment.forget()
    assert (_one("W1").state, _one("W1").lapsed) == ("proposed", True)
    assert queries.missing(_list())[1] == ("Reviewed before the figures changed", ["Indicator W1"])


def test_what_left_the_list_stays_visible() -> None:
    _review("W1", "kept")
    factories.observation(
        indicator=factories.indicator(reference="W1"),
        period=factories.period(Q1),
        value="91",
        numerator=910,
        denominator=1000,
        number=2,
        reason="Recount",
    )
    assessment.forget()
    assert [(one.scored.reference, one.review.decision) for one in _list().gone] == [("W1", "kept")]


@pytest.mark.parametrize(
    ("reference", "decision", "words"),
    [
        ("W1", "proposed", "Choose whether to keep"),
        ("G1", "kept", "G1 is not on the list"),
        ("nothing", "kept", "nothing is not on the list"),
        ("W1", "kept", "changed while you were reading"),
    ],
)
def test_what_cannot_be_reviewed_is_refused_in_words(reference: str, decision: str, words: str) -> None:
    with pytest.raises(operations.ReviewError, match=words):
        _review(reference, decision, seen="0" * 64)
    assert ExceptionReview.objects.count() == 0


def test_it_freezes_only_when_nothing_is_owed() -> None:
    by = factories.user()
    with pytest.raises(operations.FreezeError) as refused:
        operations.freeze(period=Q1, by=by, at=AT, report="exceptions")
    assert str(refused.value) == (
        "The exception report for Q1 2026/27 cannot be frozen yet. Not yet reviewed: Indicator W1 and Indicator W2."
    )
    _review("W1", "kept")
    _review("W2", "dropped", "Counted anew since April.")
    with pytest.raises(operations.FreezeError, match="Neither action plan nor commentary: Indicator W1"):
        operations.freeze(period=Q1, by=by, at=AT, report="exceptions")
    _explain("W1")
    edition = operations.freeze(period=Q1, by=by, at=AT, report="exceptions")
    assert (edition.report, edition.number, edition.view, edition.formats) == ("exceptions", 1, "full", tuple(FORMATS))
    assert edition.title == "Staying Excellent: exception report"
    told = to_json(queries.edition_document(edition=edition.id))
    assert "1 of 4 indicators is on the report." in told
    assert "Counted anew since April." in told
    assert "Weekend sessions." in told
    assert list(queries.findings(rendered_again=True)) == []
    assert queries.edition_of(period=Q1, number=1, report="exceptions").id == edition.id
    with pytest.raises(queries.EditionNotFoundError):
        queries.edition_of(period=Q1, number=1)


def test_what_is_not_for_publication_is_counted_and_never_named() -> None:
    hidden = factories.indicator(reference="H1", name="Hidden measure", proportion=True, public=False)
    for code, part in ((BEFORE, 900), (Q1, 424)):
        factories.observation(
            indicator=hidden, period=factories.period(code), value=Decimal(part) / 10, numerator=part, denominator=1000
        )
    assessment.forget()
    assert [one.scored.reference for one in _list().listed] == ["H1", "W1", "W2"]
    told = to_json(queries.document(period=Q1, as_at=AT, report="exceptions"))
    assert "2 of 4 indicators are on the report" in told
    assert "Hidden measure" not in told
    assert "42.4" not in told
    assert "1 indicator that would be here is for use inside the council only, and not in this report." in told


def test_a_draft_says_what_is_owed_and_an_edition_is_made_from_what_was_known() -> None:
    told = to_json(queries.document(period=Q1, as_at=AT, report="exceptions"))
    assert "This report cannot be frozen yet" in told
    assert "Not yet reviewed (2): " in told
    _review("W1", "kept", at=AT + timedelta(days=2))
    later = queries.exceptions(period=Q1, today=AT.date(), reviewed_by=AT + timedelta(days=1))
    assert [one.state for one in later.listed] == ["proposed", "proposed"]


def test_a_review_that_was_tampered_with_is_found() -> None:
    _review("W1", "kept")
    with connection.cursor() as cursor:
        for statement in drop_statements(vendor=connection.vendor):
            cursor.execute(statement)
    ExceptionReview.objects.update(reason="We were told to")
    [found] = [finding.sentence for finding in queries.findings()]
    assert found.endswith("reviewed an indicator of the exception report: it is not as it was.")
    ExceptionReview.objects.all().delete()
    assert [finding.sentence.split(": ")[1] for finding in queries.findings()] == ["it is missing."]
    factories.exception_review(indicator=factories.indicator(reference="W1"), period=factories.period(Q1))
    assert "Reviews were put in by hand, 1 of them: no audit event made them." in [
        finding.sentence for finding in queries.findings()
    ]


def test_how_often_to_look_is_proposed_for_every_indicator() -> None:
    rows = {row.scored.reference: row.proposal for row in queries.monitoring(period=Q1, today=AT.date())}
    assert {reference: (found.frequency, found.wanted) for reference, found in rows.items()} == {
        "G1": ("quarter", "quarter"),
        "N1": ("quarter", "quarter"),
        "W1": ("quarter", "month"),
        "W2": ("quarter", "month"),
    }
    assert rows["W2"].reason.startswith("Every quarter: it is Red and it is significantly deteriorating.")
