"""The six-monthly reports: what a stretch target earns, what is compared with what, what is missing, what stays out."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from goldenthread.domain.framework.rules.stretch import StretchRow
from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.reporting import operations, queries
from goldenthread.domain.reporting.rules.agreement import gaps, granted
from goldenthread.domain.reporting.rules.monitored import earned, followed, point_before
from goldenthread.engines.documents import Document, Table
from goldenthread.engines.documents.stored import to_json
from goldenthread.engines.periods import from_code
from tests.factories import scored as make
from tests.stories.council import FAST_HASHERS, address_of, settle, settle_agreement

HALF = "FY2022-H1"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def _target(indicator: str, **fields: Any) -> StretchRow:
    row = {"without_deal": "50", "stretch": "60", "pot": "1000", "weight": None} | fields
    numbers = {name: None if value is None else Decimal(value) for name, value in row.items()}
    words = {"item": "D1", "basis": "As agreed.", "approver": "The Member", "approved_on": date(2022, 3, 1)}
    return StretchRow(indicator=indicator, number=1, entered_at=NOW, **words, **numbers)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "grant", "sentence"),
    [
        ("55.9", "0.0", "59% of the stretch is reached: nothing is paid under 60%."),
        ("56", "600.0", "60% of the stretch is reached: £600 of £1,000."),
        ("60", "1000.0", "All of the stretch is reached: £1,000 is paid in full."),
        ("75", "1000.0", "All of the stretch is reached: £1,000 is paid in full."),
        ("49", "0.0", "Worse than would be reached without the deal: nothing is paid."),
        (None, None, "No figure yet, so nothing can be said of the £1,000."),
    ],
)
def test_a_stretch_target_earns_its_share_from_60_per_cent_on(
    value: str | None, grant: str | None, sentence: str
) -> None:
    one = make.scored(reference="A1", value=None if value is None else Decimal(value))
    found = earned([_target("A1")], scored={"A1": one})["D1", "A1"]
    assert (found.grant, found.sentence) == (None if grant is None else Decimal(grant), sentence)


def test_targets_of_one_outcome_share_their_pot_by_weight() -> None:
    rows = {code: make.scored(reference=code, value=Decimal(60)) for code in ("A1", "A2")}
    targets = [_target("A1", weight="3"), _target("A2", weight="1")]
    found = earned(targets, scored=rows)
    assert [(one.pot, one.grant) for one in found.values()] == [
        (Decimal(750), Decimal(750)),
        (Decimal(250), Decimal(250)),
    ]


@pytest.mark.parametrize(("code", "before"), [("FY2022-H1", "FY2021-H2"), ("FY2022-Q2", "FY2021-Q4")])
def test_the_monitoring_point_before_is_six_months_before(code: str, before: str) -> None:
    assert point_before(from_code(code)).code == before


def test_a_year_is_no_monitoring_point() -> None:
    with pytest.raises(ValueError, match="2022/23 is no monitoring point"):
        point_before(from_code("FY2022"))


def test_a_figure_is_compared_with_the_one_that_was_the_latest_six_months_before() -> None:
    period = from_code("FY2022-Q2")
    now = make.scored(reference="A1", value=Decimal(80), polarity="higher", period=period, period_code=period.code)
    was = make.scored(reference="A1", value=Decimal(75), polarity="higher", period_code="FY2021-Q4")
    nothing: dict[str, Any] = {"said": {}, "period": period, "earned": {}}
    found = followed([now], before={"A1": was}, **nothing)["A1"]
    assert (found.figure_before, found.direction) == (Decimal(75), "improving")
    same = make.scored(reference="A1", value=Decimal(80), period_code=period.code)
    old = followed([now], before={"A1": same}, **nothing)["A1"]
    assert (old.figure_before, old.direction) == (None, "not_enough_data")
    assert old.direction_reason.startswith("There has been no new figure since")


@pytest.fixture
def agreed(db: None, settings: Any) -> None:
    """Westmarch with its agreement."""
    settings.PASSWORD_HASHERS = FAST_HASHERS
    settle()
    settle_agreement()


def _tables(document: Document) -> dict[str, Table]:
    return {
        block.identifier: block for section in document.sections for block in section.blocks if isinstance(block, Table)
    }


def _words(table: Table) -> list[list[str]]:
    return [
        [" ".join(getattr(part, "text", getattr(part, "word", "")) for part in cell.inlines) for cell in row.cells]
        for row in table.rows
    ]


def test_the_report_of_an_agreement(agreed: None) -> None:
    document = queries.document(period=HALF, as_at=NOW, report="agreement")
    tables = _tables(document)
    assert _words(tables["leads"]) == [
        ["Westmarch Police", "1", "0", "1", "0", "0"],
        ["Westmarch NHS", "2", "0", "1", "1", "0"],
        ["Westmarch County Council", "1", "0", "0", "0", "0"],
    ]
    assert _words(tables["figures-2"]) == [
        ["Assessments completed within 6 weeks", "73.2%", "74.0%", "Worsening", "Amber"],
        ["Days waiting for care at home", "26.5 days", "22.0 days", "Worsening", "Red"],
    ]
    assert [row[-1] for row in _words(tables["stretch"])] == [
        "77% of the stretch is reached: £77,143 of £100,000.",
        "32% of the stretch is reached: nothing is paid under 60%.",
        "Worse than would be reached without the deal: nothing is paid.",
    ]
    assert _words(tables["work-1"])[0][:4] == [
        "Cameras on the worst roads", "31 December 2022", "31 January 2023", "31 days late",
    ]  # fmt: skip


def test_what_is_not_public_stays_out_and_is_counted(agreed: None) -> None:
    (deal,) = queries.agreements(period=HALF, today=NOW.date(), public_only=True)
    assert "COR01" not in {one.scored.reference for one in deal.followed}
    assert deal.withheld == 1
    assert gaps(deal) == [
        ("No indicator", ["Work worth staying for", "Neighbours who help"]),
        ("Red or Amber, and no action recorded", ["Days waiting for care at home"]),
    ]
    assert "Staff who left" not in to_json(queries.document(period=HALF, as_at=NOW, report="agreement"))


def test_a_partner_is_given_its_own_outcomes_with_the_pot_shared_among_all(agreed: None) -> None:
    (deal,) = queries.agreements(period=HALF, today=NOW.date(), partners={"POL"})
    assert [one.item.code for one in deal.outcomes] == ["DEAL-1"]
    assert queries.agreements(period=HALF, today=NOW.date(), partners=set()) == []
    (theirs,) = queries.agreements(period=HALF, today=NOW.date(), partners={"NHS"})
    assert granted([one for outcome in theirs.outcomes for one in outcome.followed]) == (Decimal(0), Decimal(400_000))


def test_lead_officers_report_to_cabinet_member_and_director(agreed: None) -> None:
    document = queries.document(period=HALF, as_at=NOW, report="statement")
    front = {fact.name: "".join(getattr(part, "text", "") for part in fact.inlines) for fact in document.facts}
    assert "Cabinet Member for Adult Social Care (Mo Member)" in front["To"]
    assert "Director of Adult Social Care (Dee Director)" in front["To"]
    alone = queries.document(period=HALF, as_at=NOW, report="statement", post="HA")
    assert [section.heading for section in alone.sections] == ["Head of Assessment"]
    assert alone.identifier == f"statement-{HALF}-ha"
    with pytest.raises(queries.NoStatementError, match="The post DASC leads nothing of the statement"):
        queries.document(period=HALF, as_at=NOW, report="statement", post="DASC")


@pytest.mark.parametrize("report", ["agreement", "statement"])
def test_a_report_is_frozen_once_and_never_has_personal_objectives(agreed: None, report: str) -> None:
    by = organisation.user(email=address_of("performance"))
    made = operations.freeze(period=HALF, by=by, at=NOW, report=report)
    assert (made.report, made.number, made.period_label) == (report, 1, "H1 2022/23")
    assert set(made.formats) == {"html", "pdf", "docx", "xlsx"}
    text = to_json(queries.edition_document(edition=made.id))
    assert "Objectives of Olu Officer" not in text
    assert "MINE" not in text
    with pytest.raises(operations.FreezeError, match="Edition 1 exists already"):
        operations.freeze(period=HALF, by=by, at=NOW, report=report)
    with pytest.raises(operations.FreezeError, match="is no monitoring point"):
        operations.freeze(period="FY2022", by=by, at=NOW, report=report)


def test_without_an_agreement_there_is_nothing_to_freeze(db: None, settings: Any) -> None:
    settings.PASSWORD_HASHERS = FAST_HASHERS
    settle()
    by = organisation.user(email=address_of("performance"))
    with pytest.raises(operations.FreezeError, match="No public partnership agreement was in force"):
        operations.freeze(period=HALF, by=by, at=NOW, report="agreement")
