"""Adding periods, and setting when everything of a period is due.

A period is a fact of the calendar: it is made when the first figure needs it and never changes.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import polars as pl
from django.db import transaction

from goldenthread.domain.audit.operations import record, take_turn
from goldenthread.domain.calendar.models import Period, Timetable
from goldenthread.domain.calendar.queries import TimetableRow, periods, timetable, timetables
from goldenthread.domain.calendar.rules import STAGES, Stage, TimetableError, back_scheduled
from goldenthread.engines.periods import Period as Known
from goldenthread.engines.periods import from_code


def ensure_periods(*, wanted: pl.DataFrame) -> pl.DataFrame:
    """Return the periods of ``wanted`` (code, kind, start, end, label) with their ``period_id``; make the missing.

    Belongs inside the caller's transaction; a period says nothing about a council, so it has no audit event.
    """
    distinct = wanted.select("code", "kind", "start", "end", "label").unique(subset="code", maintain_order=True)
    known = periods(codes=_codes(distinct))
    missing = distinct.join(known, on="code", how="anti")
    if missing.height:
        Period.objects.bulk_create(
            [
                Period(code=code, kind=kind, start=start, end=end, label=label)
                for code, kind, start, end, label in missing.iter_rows()
            ],
            ignore_conflicts=True,  # another writer may have needed the same period a moment ago
        )
        known = periods(codes=_codes(distinct))
    return known


def period_ids(*, periods: Iterable[Known]) -> dict[str, int]:
    """Return the id of each of these periods by its code; make the missing. Belongs inside the caller's transaction."""
    rows = [(one.code, one.kind.value, one.start, one.end, one.label) for one in periods]
    wanted = pl.DataFrame(rows, schema=["code", "kind", "start", "end", "label"], orient="row")
    return dict(ensure_periods(wanted=wanted).select("code", "period_id").iter_rows())


@transaction.atomic
def set_timetable(
    *,
    period: str,
    meeting_on: date,
    by: Any,
    at: datetime,
    committee: int | None = None,
    clear_days: int = 5,
    grace_days: int = 0,
    stages: Sequence[Stage] = STAGES,
    reason: str = "",
    request_id: str = "",
) -> TimetableRow:
    """Set when everything of ``period`` (a code) is due, backwards from the meeting; every deadline moves with it.

    The same timetable again stores nothing. Raises :class:`TimetableError` where the days do not fit, and where a
    change says no reason: officers planned with the old days.
    """
    take_turn()
    known = from_code(period)
    back_scheduled(period=known, meeting=meeting_on, clear_days=clear_days, stages=stages, grace_days=grace_days)
    before = timetable(period=period)
    told = [stage.as_data() for stage in stages]
    after = (meeting_on, committee, clear_days, grace_days, told)
    if before is not None:
        was = (
            before.meeting_on,
            before.committee_id,
            before.clear_days,
            before.grace_days,
            [stage.as_data() for stage in before.stages],
        )
        if was == after:
            return before
        if not reason.strip():
            raise TimetableError("Say why the timetable changes: everybody who owes figures planned with the old days.")
    event = record(
        action="timetable set",
        subject=f"period {period}",
        by=by,
        at=at,
        reason=reason.strip(),
        request_id=request_id,
        data={
            "before": None if before is None else {"meeting_on": before.meeting_on, "grace_days": before.grace_days},
            "after": {"meeting_on": meeting_on, "clear_days": clear_days, "grace_days": grace_days, "stages": told},
        },
    )
    Timetable.objects.create(
        period_id=period_ids(periods=[known])[period],
        number=before.number + 1 if before else 1,
        committee_id=committee,
        meeting_on=meeting_on,
        clear_days=clear_days,
        grace_days=grace_days,
        stages=told,
        reason=reason.strip(),
        entered_at=at,
        entered_by=by,
        event=event,
    )
    return timetables(periods=[period])[period]


def _codes(frame: pl.DataFrame) -> list[str]:
    return frame["code"].to_list()
