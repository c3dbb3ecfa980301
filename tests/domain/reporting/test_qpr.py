"""The Quarterly Performance Report: what it says, that it freezes, and that nothing leaks into it afterwards."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.domain.append_only import drop_statements
from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.audit import queries as audit
from goldenthread.domain.reporting import operations, queries
from goldenthread.domain.reporting.models import Edition, EditionFile, Publication
from goldenthread.engines.documents import (
    Callout,
    Document,
    Paragraph,
    Section,
    Table,
    to_json,
)
from goldenthread.engines.rendering import FORMATS, render
from tests import factories

pytestmark = pytest.mark.django_db
AT = datetime(2026, 8, 20, 9, 30, tzinfo=UTC)
Q1, Q4 = "FY2026-Q1", "FY2025-Q4"
AMBER = "Amber: 83.4% is below the 85% target but above the 80% floor standard."


@pytest.fixture(autouse=True)
def _council() -> None:
    assessment.forget()
    factories.authority(illustrative=True)
    factories.user()


@pytest.fixture
def council() -> None:
    """Six indicators: green, amber that was green, red with an action, red without, late, provisional activity."""
    before, now = factories.period(Q4), factories.period(Q1)
    cases = {
        "G1": ("90", "91", {}),
        "A1": ("86", "83.4", {}),
        "R1": ("79", "78", {}),
        "R2": ("70", "61", {}),
        "L1": ("90", None, {}),
    }
    for reference, (was, value, fields) in cases.items():
        indicator = factories.indicator(reference=reference, name=f"Indicator {reference}", **fields)
        factories.observation(indicator=indicator, period=before, value=was)
        if value:
            factories.observation(indicator=indicator, period=now, value=value)
        for period in (before, now):
            factories.target(indicator=indicator, period=period, value="85", floor="80")
        if reference in ("A1", "R1"):
            factories.commentary(
                indicator=indicator,
                period=now,
                context="Two vacancies were open until May. They are filled.",
                action_planned="Weekend sessions" if reference == "R1" else "",
                action_by=date(2026, 9, 30),
            )
    activity = factories.indicator(reference="X1", name="Contacts", kind="activity", define=False)
    factories.definition(indicator=activity, scheme="range", measure="number", decimals=0)
    factories.observation(indicator=activity, period=now, value="1200", status="provisional")
    factories.target(indicator=activity, period=now, value=None, lower="900", upper="1100")


def _sections(document: Document) -> Iterator[Section]:
    def down(sections: tuple[Section, ...]) -> Iterator[Section]:
        for section in sections:
            yield section
            yield from down(section.sections)

    yield from down(document.sections)


def _section(document: Document, identifier: str) -> Section:
    return next(section for section in _sections(document) if section.identifier == identifier)


def _words(parts: object) -> str:
    inlines = getattr(parts, "inlines", ())
    return "".join(getattr(one, "text", "") or getattr(one, "word", "") for one in inlines)


def _rows(section: Section) -> list[list[str]]:
    table = next(block for block in section.blocks if isinstance(block, Table))
    return [[_words(cell) for cell in row.cells] for row in table.rows]


def test_the_summary_counts_shares_of_the_rated(council: None) -> None:
    lead = _section(queries.document(period=Q1, as_at=AT), "summary").blocks[0]
    assert isinstance(lead, Paragraph)
    assert _words(lead) == (
        "Of the 6 indicators in this report, 4 are rated: 1 Green (25%), 1 Amber (25%) and 2 Red (50%). "
        "In Q4 2025/26, 3 of 5 rated were Green."
    )


def test_what_changed_says_why(council: None) -> None:
    rows = _rows(_section(queries.document(period=Q1, as_at=AT), "changed"))
    assert rows[0] == [
        "Indicator A1",
        "Green",
        "Amber",
        f"{AMBER} The service says: Two vacancies were open until May.",
    ]


def test_a_red_without_a_management_action_is_listed_as_missing_it(council: None) -> None:
    section = _section(queries.document(period=Q1, as_at=AT), "reds")
    assert [[row[0], row[3], row[4]] for row in _rows(section)] == [
        ["Indicator R1", "Weekend sessions", "30 September 2026"],
        ["Indicator R2", "No action recorded", "–"],
    ]
    [warning] = [block for block in section.blocks if isinstance(block, Callout)]
    assert warning.title == "One Red indicator has no management action"


def test_late_and_provisional_figures_are_listed_with_their_age(council: None) -> None:
    rows = _rows(_section(queries.document(period=Q1, as_at=AT), "late"))
    assert rows == [
        ["Indicator L1", "Q1 2026/27", "–", "Late", "Due 30 July 2026", "21"],
        ["Contacts", "Q1 2026/27", "1,200", "Provisional", "As at 30 June 2026", "51"],
    ]


def test_activity_is_set_against_its_expected_range_and_never_coloured(council: None) -> None:
    part = _section(queries.document(period=Q1, as_at=AT), "part-1")
    activity = next(block for block in part.blocks if isinstance(block, Table) and "activity" in block.identifier)
    assert [_words(cell) for cell in activity.rows[0].cells][1:5] == ["1,200", "900", "1,100", "Above expected range"]
    assert [row[0] for row in _rows(_section(queries.document(period=Q1, as_at=AT), "not-rated"))] == ["Indicator L1"]


def test_figures_are_never_rounded_onto_a_line() -> None:
    indicator = factories.indicator(define=False)
    factories.definition(indicator=indicator, decimals=0)
    factories.observation(indicator=indicator, period=factories.period(Q1), value="97.93")
    factories.target(indicator=indicator, period=factories.period(Q1), value="98.00", floor="90")
    part = _section(queries.document(period=Q1, as_at=AT), "part-1")
    assert _rows(part)[0][1:4] == ["97.9%", "98.0%", "90.0%"]


def test_the_report_is_made_in_a_fixed_number_of_queries(council: None) -> None:
    counts = []
    for extra in (0, 30):
        for number in range(extra):
            indicator = factories.indicator(reference=f"E{number}")
            factories.observation(indicator=indicator, period=factories.period(Q1))
        assessment.forget()
        with CaptureQueriesContext(connection) as captured:
            queries.document(period=Q1, as_at=AT)
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.fixture
def small() -> None:
    indicator = factories.indicator()
    for code, value in ((Q4, "84"), (Q1, "83.4")):
        factories.observation(indicator=indicator, period=factories.period(code), value=value)
        factories.target(indicator=indicator, period=factories.period(code), value="85", floor="80")


def test_an_edition_keeps_its_bytes_whatever_comes_later(small: None) -> None:
    by = factories.user(role="performance")
    edition = operations.freeze(period=Q1, by=by, at=AT)
    assert (edition.number, edition.formats) == (1, tuple(FORMATS))
    files = {name: queries.edition_file(edition=edition.id, format=name).content for name in FORMATS}

    indicator = factories.indicator()
    factories.observation(
        indicator=indicator,
        period=factories.period(Q1),
        value="12",
        number=2,
        reason="Recount",
        entered_at=AT + timedelta(days=1),
    )
    assert queries.document(period=Q1, as_at=AT + timedelta(days=2)).summary.endswith("0 Amber and 1 Red.")
    with time_machine.travel(datetime(2027, 11, 3, 4, 5, tzinfo=UTC)):
        again = queries.edition_document(edition=edition.id)
        for name in FORMATS:
            assert hashlib.sha256(render(again, format=name)).digest() == hashlib.sha256(files[name]).digest(), name
        assert list(queries.findings(rendered_again=True)) == []
    recomposed = queries.source(
        period=Q1, as_at=AT, edition=queries.EditionLine(name="Edition 1", day=AT.date(), draft=False)
    )
    assert to_json(queries.compose(recomposed)) == to_json(again)


def test_a_second_edition_says_what_is_new_and_both_stay(small: None) -> None:
    by = factories.user()
    first = operations.freeze(period=Q1, by=by, at=AT)
    with pytest.raises(operations.FreezeError, match="Say what is new in edition 2"):
        operations.freeze(period=Q1, by=by, at=AT)
    second = operations.freeze(period=Q1, by=by, at=AT + timedelta(days=1), note="Recount of April")
    assert [row.number for row in queries.editions()] == [2, 1]
    assert second.digest != first.digest
    assert audit.broken() is None


def test_only_published_editions_are_found_by_the_public(small: None) -> None:
    by = factories.user()
    edition = operations.freeze(period=Q1, by=by, at=AT)
    assert queries.editions(published_only=True) == []
    with pytest.raises(queries.EditionNotFoundError):
        queries.edition_file(edition=edition.id, format="pdf", published_only=True)
    published = operations.publish(edition=edition.id, by=by, at=AT)
    assert published.published_at == AT
    assert [row.id for row in queries.editions(published_only=True)] == [edition.id]
    with pytest.raises(operations.PublishError):
        operations.publish(edition=edition.id, by=by, at=AT)


def test_an_indicator_that_is_kept_off_the_public_site_is_not_in_the_report(small: None) -> None:
    hidden = factories.indicator(reference="H1", name="Hidden measure", public=False)
    factories.observation(indicator=hidden, period=factories.period(Q1), value="42.42")
    factories.observation(indicator=hidden, period=factories.period(Q4), value="41.41")
    assert {one.reference for one in assessment.scorecard(period=Q1, today=AT.date())} > {"H1"}
    edition = operations.freeze(period=Q1, by=factories.user(), at=AT)
    told = to_json(queries.edition_document(edition=edition.id))
    assert "H1" not in told
    assert "Hidden measure" not in told
    assert "42.4" not in told
    assert "One indicator is for use inside the council only, and is not in this report." in told


def test_an_edition_of_the_future_or_of_nothing_is_refused(small: None) -> None:
    by = factories.user()
    with pytest.raises(operations.FreezeError, match="in the future"):
        operations.freeze(period=Q1, by=by, at=AT, as_at=AT + timedelta(seconds=1))


def test_what_was_tampered_with_is_found(small: None) -> None:
    edition = operations.freeze(period=Q1, by=factories.user(), at=AT)
    with connection.cursor() as cursor:
        for statement in drop_statements(vendor=connection.vendor):
            cursor.execute(statement)
    EditionFile.objects.filter(edition_id=edition.id, format="pdf").update(content=b"%PDF other")
    assert [finding.sentence for finding in queries.findings()] == [
        "Quarterly Performance Report Q1 2026/27, edition 1: the pdf file is not the one that was frozen."
    ]
    Edition.objects.filter(pk=edition.id).update(document="{}")
    assert [finding.sentence for finding in queries.findings()] == [
        "Quarterly Performance Report Q1 2026/27, edition 1: the document is not the one that was frozen."
    ]


def test_the_exact_number_stands_beside_the_words(small: None) -> None:
    part = _section(queries.document(period=Q1, as_at=AT), "part-1")
    table = next(block for block in part.blocks if isinstance(block, Table))
    assert table.rows[0].cells[1].number == Decimal("83.4")


def test_who_changes_a_file_and_its_digest_is_found_too(small: None) -> None:
    by = factories.user()
    edition = operations.freeze(period=Q1, by=by, at=AT)
    with connection.cursor() as cursor:
        for statement in drop_statements(vendor=connection.vendor):
            cursor.execute(statement)
    name = "Quarterly Performance Report Q1 2026/27, edition 1"
    other = b"%PDF other"
    EditionFile.objects.filter(edition_id=edition.id, format="pdf").update(
        content=other, digest=hashlib.sha256(other).hexdigest()
    )
    Edition.objects.filter(pk=edition.id).update(title="Quarterly Performance Report", note="We were right")
    frozen = Edition.objects.get(pk=edition.id)
    Publication.objects.create(edition=frozen, published_at=AT, published_by=by, event=frozen.event)
    assert [finding.sentence for finding in queries.findings()] == [
        f"{name}: what is kept beside the document is not what was frozen.",
        f"{name}: the pdf file is not the one that was frozen.",
        f"{name}: it is public, and no audit event published it.",
    ]
    EditionFile.objects.filter(edition_id=edition.id).exclude(format="html").delete()
    assert f"{name}: the docx file is missing." in [finding.sentence for finding in queries.findings()]
