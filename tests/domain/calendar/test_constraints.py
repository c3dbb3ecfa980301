"""The promises of periods, each broken once on the real database."""

from datetime import date

import pytest
from django.db import IntegrityError

from tests.domain.breaches import Cases, Row, variants, write

CASES: Cases = {
    "period_ends_after_it_starts": ("Period", [{"start": date(2026, 7, 1), "end": date(2026, 6, 30)}]),
    "period_is_named": ("Period", [{"code": ""}, {"kind": ""}, {"label": ""}]),
    "timetable_numbered_from_one": ("Timetable", [{"number": 0}]),
    "timetable_revision_says_why": ("Timetable", [{"number": 2, "reason": ""}]),
    "timetable_days_are_few": ("Timetable", [{"clear_days": 61}, {"grace_days": 61}]),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("constraint", "model", "change"), variants(CASES))
def test_the_database_refuses_it_by_name(constraint: str, model: str, change: Row) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        write(model=model, change=change)


@pytest.mark.django_db
def test_a_period_may_last_one_day() -> None:
    write(model="Period", change={"start": date(2026, 7, 1), "end": date(2026, 7, 1)})
