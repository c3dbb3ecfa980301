"""Indicators by their reference, and revisions in bulk."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from goldenthread.domain.audit.operations import record
from goldenthread.domain.indicators.operations import append_revisions, next_id, save_indicators
from goldenthread.domain.organisation.operations import save_rows, setup_person

AT = datetime(2024, 7, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def indicator(db: None) -> int:
    save_rows(table="units", rows=[{"code": "U", "name": "U", "kind": "unit"}], by=None, at=AT)
    row = {"reference": "A1", "name": "One", "frequency": "quarter", "unit": "U", "committee": None}
    save_indicators(rows=[row], by=None, at=AT)
    return int(apps.get_model("goldenthread", "Indicator").objects.get().pk)


@pytest.mark.django_db
def test_an_indicator_is_stored_by_its_reference(indicator: int) -> None:
    row = {"reference": "A1", "name": "First", "frequency": "quarter", "unit": "U", "committee": None}
    changes = save_indicators(rows=[row], by=None, at=AT)
    assert changes.changed == ({"key": "A1", "before": {"name": "One"}, "after": {"name": "First"}},)
    assert not save_indicators(rows=[row], by=None, at=AT).any


def _definitions(indicator: int, numbers: list[int]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "indicator_id": indicator,
            "valid_from": date(2020, 4, 1),
            "number": numbers,
            "description": [f"Text {number}" for number in numbers],
            "numerator_label": "",
            "denominator_label": "",
            "source": "",
            "source_url": "",
            "measure": "number",
            "decimals": 0,
            "polarity": "higher",
            "basis": "single",
            "scheme": "",
            "tolerance": pl.Series([None] * len(numbers), dtype=pl.String),
            "breaks_series": False,
            "reason": "Because",
            "entered_at": "2024-07-01 09:00:00",
            "entered_by_id": setup_person(at=AT).pk,
        }
    )


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 2, 1_000, 2_501])
def test_any_number_of_revisions_is_added_with_ids_in_a_row(indicator: int, rows: int) -> None:
    with transaction.atomic():
        event = record(action="definitions stored", subject="definitions", by=None, at=AT)
        first = next_id(table="definitions")
        frame = _definitions(indicator, list(range(1, rows + 1)))
        append_revisions(table="definitions", frame=frame, first_id=first, event=event.pk)
    kept = apps.get_model("goldenthread", "Definition").objects.order_by("number")
    assert list(kept.values_list("id", "number", "description")) == [
        (first + number - 1, number, f"Text {number}") for number in range(1, rows + 1)
    ]
    assert (kept[0].entered_at, kept[0].tolerance, kept[0].breaks_series) == (AT, None, False)


@pytest.mark.django_db
def test_what_the_database_refuses_stores_nothing(indicator: int) -> None:
    frame = _definitions(indicator, [1, 2, 2])
    event = record(action="definitions stored", subject="definitions", by=None, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        append_revisions(table="definitions", frame=frame, first_id=1, event=event.pk)
    assert apps.get_model("goldenthread", "Definition").objects.count() == 0
