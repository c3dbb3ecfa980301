"""Opening a period: every figure that will be owed exists, with its day and its owner, before anybody enters it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from goldenthread.domain.audit.operations import record, take_turn
from goldenthread.domain.calendar.operations import period_ids
from goldenthread.domain.calendar.queries import TimetableRow, timetable
from goldenthread.domain.calendar.rules import due_for
from goldenthread.domain.collection.models import Expected, Return
from goldenthread.domain.collection.rules.owed import owed_periods
from goldenthread.domain.indicators import queries as indicators
from goldenthread.domain.indicators.queries import Figure, IndicatorRow
from goldenthread.domain.organisation import queries as organisation
from goldenthread.engines.periods import Period, from_code

Key = tuple[int, str, int, str]
"""Indicator id, the code of its own period, place id, breakdown."""

_LOOK_BACK = timedelta(days=366 + 31)


class NoTimetableError(LookupError):
    """A sentence: a period has no timetable yet, so nothing can be owed by a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What opening a period made: figures owed in all, those new or moved, and indicators that nobody answers for."""

    period_label: str
    owed: int
    added: int
    moved: int
    without_owner: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    post: int
    period: Period
    due_on: date


@transaction.atomic
def open_returns(*, period: str, by: Any, at: datetime, request_id: str = "") -> Opened:
    """Make every figure that is owed for ``period`` (a code), for the post of its lead officer, due by its timetable.

    Run again whenever the timetable, an owner or an indicator changed: what is new is added, what moved gets its new
    day and, where nothing was typed yet, its new owner. Nothing that anybody entered is ever taken away. Figures of
    places and groups are asked for where they were given within the last year. An indicator without a lead officer is
    owed by its chief officer; without either it is named in the answer.

    Raises :class:`NoTimetableError` before the period has a timetable.
    """
    take_turn()
    table = timetable(period=period)
    reporting = from_code(period)
    if table is None:
        raise NoTimetableError(
            f"{reporting.label} has no timetable yet. Set the day of its meeting first: everything follows from it."
        )
    wanted, homeless = _wanted(reporting, table=table)
    ids = period_ids(periods=[reporting, *{one.period.code: one.period for one in wanted.values()}.values()])
    stored = {
        (one.indicator_id, one.period.code, one.place_id, one.breakdown): one
        for one in Expected.objects.filter(owed__period_id=ids[period]).select_related("period", "owed")
    }
    fresh = {key: one for key, one in wanted.items() if key not in stored}
    late = {
        key: one
        for key, one in wanted.items()
        if key in stored
        and (stored[key].due_on != one.due_on or (stored[key].owed.post_id != one.post and not stored[key].version))
    }
    if fresh or late:
        event = record(
            action="returns opened",
            subject=f"period {period}",
            by=by,
            at=at,
            request_id=request_id,
            data={
                "owed": len(wanted),
                "added": len(fresh),
                "moved": len(late),
                "enter_by": table.scheduled.enter_by,
                "without_owner": homeless,
            },
        )
        owners = _returns(
            {one.post for one in [*fresh.values(), *late.values()]}, period=ids[period], event=event, at=at
        )
        _add(fresh, owners=owners, ids=ids)
        _move(late, stored=stored, owners=owners)
    return Opened(
        period_label=reporting.label,
        owed=len(wanted.keys() | stored.keys()),
        added=len(fresh),
        moved=len(late),
        without_owner=tuple(homeless),
    )


def _wanted(reporting: Period, *, table: TimetableRow) -> tuple[dict[Key, _Wanted], list[str]]:
    owners = indicators.owners()
    alive = [row for row in indicators.indicators() if _alive(row, reporting)]
    given = indicators.figures_by_key(
        indicators=[row.id for row in alive], since=reporting.start - _LOOK_BACK, until=reporting.end
    )
    home = organisation.authority().place_id
    found: dict[Key, _Wanted] = {}
    homeless = []
    for row in alive:
        lead, chief, _ = owners[row.id]
        post = lead or chief
        periods = owed_periods(frequency=row.frequency, reporting=reporting)
        if post is None:
            homeless += [row.reference] if periods else []
            continue
        for own in periods:
            due = due_for(
                period=own,
                due_days=row.due_days,
                enter_by=table.scheduled.enter_by,
                grace_days=table.grace_days,
            )
            for place, breakdown in _where(row.id, given=given, home=home, own=own):
                found[(row.id, own.code, place, breakdown)] = _Wanted(post=post, period=own, due_on=due)
    return found, homeless


def _alive(row: IndicatorRow, reporting: Period) -> bool:
    return (row.starts is None or row.starts <= reporting.end) and (row.ends is None or row.ends >= reporting.start)


def _where(
    indicator: int, *, given: Mapping[indicators.Key, Sequence[Figure]], home: int, own: Period
) -> list[tuple[int, str]]:
    """Return the whole council, and each place and group that had a figure of the same kind within the last year."""
    also = {
        (place, breakdown)
        for (one, place, breakdown), figures in given.items()
        if one == indicator and any(figure.period.kind == own.kind for figure in figures)
    }
    return [(home, ""), *sorted(also - {(home, "")})]


def _returns(posts: set[int], *, period: int, event: Any, at: datetime) -> dict[int, Return]:
    known = {one.post_id: one for one in Return.objects.filter(period_id=period, post_id__in=posts)}
    missing = [
        Return(period_id=period, post_id=post, opened_at=at, event=event) for post in sorted(posts - known.keys())
    ]
    made = Return.objects.bulk_create(missing)
    return known | {one.post_id: one for one in made}


def _add(fresh: Mapping[Key, _Wanted], *, owners: Mapping[int, Return], ids: Mapping[str, int]) -> None:
    Expected.objects.bulk_create(
        [
            Expected(
                owed=owners[one.post],
                indicator_id=indicator,
                period_id=ids[code],
                place_id=place,
                breakdown=breakdown,
                due_on=one.due_on,
            )
            for (indicator, code, place, breakdown), one in fresh.items()
        ],
        batch_size=500,
    )


def _move(late: Mapping[Key, _Wanted], *, stored: Mapping[Key, Expected], owners: Mapping[int, Return]) -> None:
    moved = []
    for key, one in late.items():
        row = stored[key]
        row.due_on = one.due_on
        if not row.version:
            row.owed = owners[one.post]
        moved.append(row)
    Expected.objects.bulk_update(moved, ["due_on", "owed"], batch_size=500)
