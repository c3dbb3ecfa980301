"""One figure, one target: the rules of the files, an event of its own."""

from datetime import date
from decimal import Decimal

import pytest

from goldenthread.domain.collection.operations import record_observation, set_target
from tests.domain.collection.conftest import AT, Load, rows_of_every_table
from tests.domain.collection.test_loading import figures, stored


@pytest.mark.django_db
def test_one_figure_is_one_revision_and_one_event(council: Load) -> None:
    pat = stored("User").get(email="pat.lee@downland.example")
    outcome = record_observation(
        indicator="A1",
        period="Q3 2022/23",
        numerator=Decimal(50),
        denominator="400",
        note="Counted, twice",
        as_at=date(2023, 1, 3),
        by=pat,
        at=AT,
        request_id="r-9",
    )
    assert outcome.stored
    assert figures("A1", "FY2022-Q3") == [(1, Decimal("12.5"))]
    event = stored("AuditEvent").order_by("sequence").last()
    assert (event.subject, event.actor, event.request_id) == ("indicator A1", pat, "r-9")
    assert "sha256" not in event.data


@pytest.mark.django_db
def test_one_figure_is_refused_like_a_file(council: Load) -> None:
    pat = stored("User").get(email="pat.lee@downland.example")
    before = rows_of_every_table()
    wrong = record_observation(indicator="A1", period="Q3 2022/23", value="£12", by=pat, at=AT)
    assert [problem.column for problem in wrong.refused] == ["value"]
    unreasoned = record_observation(indicator="A1", period="Q1 2022/23", value="13", by=pat, at=AT)
    assert [problem.column for problem in unreasoned.refused] == ["reason"]
    assert rows_of_every_table() == before


@pytest.mark.django_db
def test_one_target_is_set_then_changed_with_reason_and_approver(council: Load) -> None:
    pat = stored("User").get(email="pat.lee@downland.example")
    assert set_target(indicator="A1", period="2023/24", target="12", floor=Decimal("12.50"), by=pat, at=AT).stored
    assert not set_target(indicator="A1", period="2023/24", target="11", by=pat, at=AT, reason="Lower").stored
    changed = set_target(indicator="A1", period="2023/24", target="11", by=pat, at=AT, reason="Lower", approver="DIR")
    assert changed.stored
    kept = list(stored("Target").order_by("number").values_list("number", "value", "floor", "reason", "approver__code"))
    assert kept == [(1, 12, Decimal("12.50"), "", None), (2, 11, None, "Lower", "DIR")]
