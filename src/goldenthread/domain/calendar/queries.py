"""Reading the periods that figures belong to, and when everything of a period is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from goldenthread.domain.calendar.models import Period, Timetable
from goldenthread.domain.calendar.rules import Stage, back_scheduled
from goldenthread.domain.calendar.rules import Timetable as Scheduled
from goldenthread.engines.periods import Period as Known
from goldenthread.engines.periods import from_code

COLUMNS = {
    "period_id": pl.Int64,
    "code": pl.String,
    "kind": pl.String,
    "start": pl.Date,
    "end": pl.Date,
    "label": pl.String,
}
"""A frame of periods."""


def periods(*, codes: Iterable[str] | None = None) -> pl.DataFrame:
    """Return the stored periods with these canonical codes (all of them without), one row each."""
    found = Period.objects.all()
    if codes is not None:
        found = found.filter(code__in=list(codes))
    rows = list(found.values_list("pk", "code", "kind", "start", "end", "label"))
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimetableRow:
    """The timetable of a period as it stands: the meeting, the stages, and every deadline worked out from them."""

    period: Known
    number: int
    meeting_on: date
    committee_id: int | None
    committee: str
    clear_days: int
    grace_days: int
    stages: tuple[Stage, ...]
    scheduled: Scheduled
    reason: str
    entered_at: datetime
    entered_by: str


def timetables(*, periods: Iterable[str] | None = None) -> dict[str, TimetableRow]:
    """Return the timetable of each period (by its code; all that have one unless given), the earliest meeting first.

    One query.
    """
    kept = Timetable.objects.select_related("period", "committee", "entered_by").order_by("period", "number")
    if periods is not None:
        kept = kept.filter(period__code__in=list(periods))
    latest = {one.period.code: one for one in kept}
    return {code: _timetable(one) for code, one in sorted(latest.items(), key=lambda pair: pair[1].meeting_on)}


def timetable(*, period: str) -> TimetableRow | None:
    """Return the timetable of one period (by its code), or None where none was set."""
    return timetables(periods=[period]).get(period)


def timetable_history(*, period: str) -> list[TimetableRow]:
    """Return every revision of a period's timetable, the first one first."""
    kept = Timetable.objects.filter(period__code=period).select_related("period", "committee", "entered_by")
    return [_timetable(one) for one in kept.order_by("number")]


def _timetable(one: Timetable) -> TimetableRow:
    known = from_code(one.period.code)
    stages = tuple(Stage(**stage) for stage in one.stages)
    return TimetableRow(
        period=known,
        number=one.number,
        meeting_on=one.meeting_on,
        committee_id=one.committee_id,
        committee=one.committee.name if one.committee else "",
        clear_days=one.clear_days,
        grace_days=one.grace_days,
        stages=stages,
        scheduled=back_scheduled(
            period=known,
            meeting=one.meeting_on,
            clear_days=one.clear_days,
            stages=stages,
            grace_days=one.grace_days,
        ),
        reason=one.reason,
        entered_at=one.entered_at,
        entered_by=one.entered_by.name,
    )
