"""How far a collection has come, in words and counts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.design import words
from goldenthread.domain.calendar.queries import TimetableRow
from goldenthread.domain.collection.queries import Progress
from goldenthread.domain.collection.rules.owed import STATES, WAITING, freshness
from goldenthread.entrypoints.workspace.returns.standing import STANDINGS

COLUMNS = ("late", "due", "in", "queried", "signed", "locked")
"""The states that have a column, the most pressing first; what is not due yet stands beside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One day of the timetable."""

    name: str
    who: str
    opens: str
    due: str
    gone: bool
    now: bool


def deadlines(table: TimetableRow, *, today: date) -> list[Deadline]:
    """Return every day of a timetable in order, publication and meeting last."""
    rows = [
        Deadline(
            name=due.name,
            who=due.who.capitalize(),
            opens=words.day(due.opens),
            due=words.day(due.due),
            gone=due.due < today,
            now=due.opens <= today <= due.due,
        )
        for due in table.scheduled.stages
    ]
    for name, who, day in (
        ("Report published", "Performance team", table.scheduled.publish),
        (table.committee or "Meeting", "Members", table.meeting_on),
    ):
        rows.append(Deadline(name=name, who=who, opens="", due=words.day(day), gone=day < today, now=day == today))
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Directorate:
    """The figures of a directorate, counted by state in the order of ``COLUMNS``."""

    name: str
    counts: tuple[int, ...]
    total: int
    complete: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What one post owes and how it stands."""

    post: str
    holder: str
    email: str
    directorate: str
    period_code: str
    post_code: str
    counts: tuple[int, ...]
    waiting: int
    late: int
    days_late: str
    standing: str
    complete: str


def directorates(rows: Sequence[Progress]) -> list[Directorate]:
    """Return the figures of each directorate by state, and of all together last."""
    parts: dict[str, Counter[str]] = {}
    for row in rows:
        parts.setdefault(row.directorate_name or "Outside the directorates", Counter()).update(row.states)
    every = [_directorate(name, states) for name, states in parts.items()]
    return [*every, _directorate("All", sum(parts.values(), Counter()))] if len(every) > 1 else every


def _directorate(name: str, states: Counter[str]) -> Directorate:
    return Directorate(
        name=name,
        counts=tuple(states[state] for state in COLUMNS),
        total=sum(states.values()),
        complete=_percent(freshness(states=dict(states))),
    )


def people(rows: Sequence[Progress]) -> list[Person]:
    """Return every post with what it owes, those with the most late figures first."""
    found = [
        Person(
            post=row.owed.post_title,
            holder=row.holder,
            email=row.email,
            directorate=row.directorate_name,
            period_code=row.owed.period_code,
            post_code=row.owed.post_code,
            counts=tuple(row.states.get(state, 0) for state in COLUMNS),
            waiting=sum(row.states.get(state, 0) for state in WAITING),
            late=row.states.get("late", 0),
            days_late=words.counted(row.days_late, "day", "days") if row.days_late else "",
            standing=f"With the {row.waiting_for.lower()}" if row.waiting_for else STANDINGS[row.standing],
            complete=_percent(row.complete),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (-one.late, -one.waiting, one.post))


def finding(rows: Sequence[Progress], *, period: str) -> str:
    """Say in one sentence how far the collection of ``period`` has come."""
    states: Counter[str] = Counter()
    for row in rows:
        states.update(row.states)
    due = sum(count for state, count in states.items() if state != "not_due")
    if not sum(states.values()):
        return f"No figures are asked for in {period} yet"
    if not due:
        return f"{period}: no figure is due yet"
    waiting = sum(states[state] for state in WAITING)
    late = f", {states['late']} of them late" if states["late"] else ""
    if not waiting:
        return f"{period}: every figure is in"
    return f"{period}: {due - waiting} of {due} figures are in; {waiting} to come{late}"


def _percent(share: int | None) -> str:
    return "–" if share is None else f"{share}%"


COLUMN_WORDS = tuple(STATES[state] for state in COLUMNS)
