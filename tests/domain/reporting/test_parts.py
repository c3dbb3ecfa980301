"""What the report says of one indicator, and of a quarter in which little is known."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeVar

import pytest

from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.reporting import queries
from goldenthread.engines.documents import Block, Document, Facts, Figure, Paragraph, Section, Table
from tests import factories

pytestmark = pytest.mark.django_db
AT = datetime(2026, 8, 20, 9, 30, tzinfo=UTC)
_Kind = TypeVar("_Kind", bound=Block)


@pytest.fixture(autouse=True)
def _council() -> None:
    assessment.forget()
    factories.authority()
    factories.user()


def _known(values: dict[str, str | None], *, target: dict[str, Any] | None = None, **definition: Any) -> Section:
    """Return the section of one indicator with these figures by quarter, as reported for Q1 2026/27."""
    indicator = factories.indicator(reference="A1", name="Indicator A1", define=False)
    factories.definition(indicator=indicator, **definition)
    for code, value in values.items():
        factories.observation(indicator=indicator, period=factories.period(code), value=value)
    if target:
        factories.target(indicator=indicator, period=factories.period("FY2026-Q1"), **target)
    return _section(queries.document(period="FY2026-Q1", as_at=AT), "indicator-A1")


def _section(document: Document, identifier: str) -> Section:
    def down(sections: tuple[Section, ...]) -> Iterator[Section]:
        for section in sections:
            yield section
            yield from down(section.sections)

    return next(section for section in down(document.sections) if section.identifier == identifier)


def _words(part: object) -> str:
    return "".join(getattr(one, "text", "") or getattr(one, "word", "") for one in getattr(part, "inlines", ()))


def _one(section: Section, kind: type[_Kind]) -> _Kind:
    return next(block for block in section.blocks if isinstance(block, kind))


def _facts(section: Section) -> dict[str, str]:
    return {fact.name: _words(fact) for fact in _one(section, Facts).facts}


def test_an_older_figure_is_never_called_the_period_before() -> None:
    section = _known({"FY2025-Q2": "80", "FY2026-Q1": "83"}, decimals=0)
    assert _facts(section)["Period before"] == "No figure; the last one before is 80% (Q2 2025/26)"
    part = _section(queries.document(period="FY2026-Q1", as_at=AT), "part-1")
    assert _words(_one(part, Table).rows[0].cells[-1]) == "–"


def test_a_cumulative_figure_stands_beside_the_one_it_is_judged_against() -> None:
    _known({"FY2025-Q1": "80", "FY2025-Q4": "300", "FY2026-Q1": "83"}, measure="number", decimals=0, basis="ytd")
    table = _one(_section(queries.document(period="FY2026-Q1", as_at=AT), "part-1"), Table)
    assert (table.columns[-1].name, _words(table.rows[0].cells[-1])) == ("Compared with", "80")


def test_a_band_is_named_in_the_chart_and_its_tolerance_is_in_points() -> None:
    section = _known(
        {"FY2026-Q1": "97.5"},
        target={"value": None, "lower": "90", "upper": "95"},
        polarity="target",
        scheme="absolute",
        tolerance="3",
    )
    chart = _one(section, Figure)
    assert chart.chart.title == "97.5%, above the target band of 90.0% to 95.0%"
    assert "It is above the target band of 90% to 95%." in chart.alternative
    assert _facts(section)["Limit"] == "Amber within 3 percentage points of the target"


def test_a_chart_never_rounds_a_figure_onto_its_target() -> None:
    section = _known({"FY2026-Q1": "97.93"}, target={"value": "98", "floor": "90"}, decimals=0)
    chart = _one(section, Figure)
    assert chart.alternative == (
        "Indicator A1 was 97.9% in Q1 2026/27, the only figure. It is below the 98% target, but above the floor "
        "standard of 90%."
    )


def test_a_late_figure_is_a_gap_at_the_end_of_the_chart() -> None:
    section = _known({"FY2025-Q4": "80"}, target={"value": "85", "floor": "75"})
    last = _one(section, Figure).chart.points[-1]
    assert (last.label, last.value, str(last.target)) == ("Q1 2026/27", None, "85")
    assert _words(_one(section, Paragraph)) == "No data · no figure for Q1 2026/27"
    assert _facts(section)["Latest"] == "No figure yet: 21 days late"


def test_figures_on_two_sides_of_a_new_definition_are_not_offered_for_comparison() -> None:
    indicator = factories.indicator(reference="A1", name="Indicator A1", define=False)
    factories.definition(indicator=indicator)
    factories.definition(indicator=indicator, valid_from=date(2026, 4, 1), breaks_series=True)
    for code, value in {"FY2025-Q1": "70", "FY2025-Q4": "80", "FY2026-Q1": "83"}.items():
        factories.observation(indicator=indicator, period=factories.period(code), value=value)
    facts = _facts(_section(queries.document(period="FY2026-Q1", as_at=AT), "indicator-A1"))
    assert facts["Period before"] == "80.0% (Q4 2025/26), not comparable: the definition has changed"
    assert facts["Same period last year"] == "70.0% (Q1 2025/26), not comparable: the definition has changed"


def test_a_reason_that_ends_in_a_full_stop_gets_no_second_one() -> None:
    indicator = factories.indicator(reference="A1", name="Indicator A1")
    factories.observation(
        indicator=indicator,
        period=factories.period("FY2026-Q1"),
        value=None,
        status="not_available",
        status_reason="The ticket machines changed.",
    )
    [row] = _one(_section(queries.document(period="FY2026-Q1", as_at=AT), "not-rated"), Table).rows
    assert _words(row.cells[2]) == "No data: the figure is not available. The ticket machines changed."


def test_a_quarter_without_indicators_is_told_in_sentences() -> None:
    document = queries.document(period="FY2026-Q1", as_at=AT)
    assert document.summary == "There are no indicators in this quarter."
    assert _words(_section(document, "changed").blocks[0]) == "There are no ratings for Q4 2025/26 to compare with."
    assert _words(_section(document, "reds").blocks[0]) == "No indicator is rated this quarter, so none is Red."
    assert _words(_section(document, "definitions").blocks[0]) == "There are no indicators in this quarter."


def test_a_target_is_not_drawn_for_a_missing_quarter_whose_neighbours_differ() -> None:
    indicator = factories.indicator(reference="A1", name="Indicator A1")
    for code, value, target in (("FY2025-Q3", "70", "75"), ("FY2026-Q1", "83", "85")):
        factories.observation(indicator=indicator, period=factories.period(code), value=value)
        factories.target(indicator=indicator, period=factories.period(code), value=target, floor="65")
    chart = _one(_section(queries.document(period="FY2026-Q1", as_at=AT), "indicator-A1"), Figure).chart
    gap = chart.points[1]
    assert (gap.label, gap.target, gap.floor) == ("Q4 2025/26", None, Decimal(65))
