"""Full, exception and strategic views of the quarterly report: other indicators one by one, the same counts."""

from datetime import UTC, datetime

import pytest

from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.reporting import operations, queries
from goldenthread.engines.documents import Document
from tests import factories

pytestmark = pytest.mark.django_db
AT = datetime(2026, 8, 20, 9, 30, tzinfo=UTC)
Q1 = "FY2026-Q1"


@pytest.fixture(autouse=True)
def _council() -> None:
    assessment.forget()
    factories.authority()
    for reference, value, strategic in (("G1", "90", True), ("G2", "91", False), ("R1", "50", False)):
        indicator = factories.indicator(reference=reference, name=f"Indicator {reference}", strategic=strategic)
        factories.observation(indicator=indicator, period=factories.period(Q1), value=value)
        factories.target(indicator=indicator, period=factories.period(Q1), value="85", floor="80")


def _shown(document: Document) -> list[str]:
    return [part.heading.split()[0] for section in document.sections for part in section.sections
            if part.identifier.startswith("indicator-")]  # fmt: skip


@pytest.mark.parametrize(
    ("view", "title", "shown"),
    [
        ("full", "Quarterly Performance Report", ["G1", "G2", "R1"]),
        ("exception", "Quarterly Performance Report: exceptions", ["R1"]),
        ("strategic", "Quarterly Performance Report: strategic indicators", ["G1"]),
    ],
)
def test_a_view_shows_its_own_and_counts_the_whole(view: str, title: str, shown: list[str]) -> None:
    document = queries.document(period=Q1, as_at=AT, view=view)
    assert (document.title, _shown(document)) == (title, shown)
    assert document.summary == "3 indicators, 3 rated: 2 Green, 0 Amber and 1 Red."


def test_an_edition_records_its_view() -> None:
    edition = operations.freeze(period=Q1, by=factories.user(), at=AT, view="strategic")
    assert (edition.view, edition.title) == ("strategic", "Quarterly Performance Report: strategic indicators")
    assert [row.view for row in queries.editions()] == ["strategic"]


def test_what_is_no_view_or_shows_nothing_is_refused() -> None:
    by = factories.user()
    with pytest.raises(operations.FreezeError, match="no view “short”"):
        operations.freeze(period=Q1, by=by, at=AT, view="short")
    with pytest.raises(operations.FreezeError, match="no view “strategic”"):
        operations.freeze(period=Q1, by=by, at=AT, report="exceptions", view="strategic")
    factories.observation(
        indicator=factories.indicator(reference="R1"),
        period=factories.period(Q1),
        value="95",
        number=2,
        reason="Recount",
    )
    assessment.forget()
    with pytest.raises(operations.FreezeError, match="No indicator belongs to this view in Q1 2026/27"):
        operations.freeze(period=Q1, by=by, at=AT, view="exception")
