"""How far the collection of a period has come: by directorate, by person, and who has fallen silent."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.domain.approvals.rules import Submission, next_stage
from goldenthread.domain.collection.queries.lines import Line, lines
from goldenthread.domain.collection.queries.register import ReturnRow, returns
from goldenthread.domain.collection.queries.standing import standings
from goldenthread.domain.collection.rules import owed
from goldenthread.domain.organisation import queries as organisation

NOBODY = "Nobody holds this post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One return and its figures counted by state. ``standing`` is how its submission stands, "" before there is one.

    ``waiting_for`` names the stage that must decide next; ``complete`` is the share in of all that is due, per cent.
    """

    owed: ReturnRow
    directorate_code: str
    directorate_name: str
    holder: str
    email: str
    states: dict[str, int]
    standing: str
    waiting_for: str
    complete: int | None
    latest_due: date | None
    days_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """A post that owed figures in two periods running and entered none."""

    post_title: str
    holder: str
    periods: tuple[str, str]
    owed: int


def progress(*, period: str, today: date) -> list[Progress]:
    """Return every return of ``period`` (a code), by directorate and post; a fixed number of queries."""
    rows = returns(period=period)
    found = lines(returns=[row.id for row in rows], today=today)
    stand = standings(returns=[row.id for row in rows])
    units = organisation.units()
    held = organisation.holders_on(today)
    answers = []
    for row in rows:
        mine = found[row.id]
        word, submission = stand[row.id]
        unit = units.get(row.unit_id) if row.unit_id else None
        holder = held.get(row.post_id)
        late = [line.due_on for line in mine if line.state == "late"]
        code, name = _directorate(mine, unit=unit)
        answers.append(
            Progress(
                owed=row,
                directorate_code=code,
                directorate_name=name,
                holder=holder.name if holder else NOBODY,
                email=holder.email if holder else "",
                states=_counted(mine),
                standing=word,
                waiting_for=_waiting(submission) if word == "open" else "",
                complete=owed.freshness(states=_counted(mine)),
                latest_due=max((line.due_on for line in mine), default=None),
                days_late=max(((today - due).days for due in late), default=0),
            )
        )
    return sorted(answers, key=lambda one: (one.directorate_name, one.owed.post_title))


def _directorate(mine: Sequence[Line], *, unit: organisation.UnitRow | None) -> tuple[str, str]:
    if unit is not None:
        return unit.directorate_code, unit.directorate_name
    first = mine[0].indicator if mine else None
    return (first.directorate_code, first.directorate_name) if first else ("", "")


def _waiting(submission: Submission | None) -> str:
    stage = next_stage(submission) if submission is not None else None
    return stage.name if stage else ""


def _counted(mine: Sequence[Line]) -> dict[str, int]:
    counted = Counter(line.state for line in mine)
    return {state: counted[state] for state in owed.STATES if counted[state]}


def silent_owners(*, periods: tuple[str, str], today: date) -> list[Silent]:
    """Return the posts that owed figures in both ``periods`` (codes, the earlier first) and entered none at all."""
    earlier, later = (progress(period=period, today=today) for period in periods)

    def silent(one: Progress) -> bool:
        return bool(sum(one.states.get(state, 0) for state in owed.WAITING)) and not (
            set(one.states) - owed.WAITING - {"not_due"}
        )

    before = {one.owed.post_id: one for one in earlier if silent(one)}
    return [
        Silent(
            post_title=one.owed.post_title,
            holder=one.holder,
            periods=(before[one.owed.post_id].owed.period_label, one.owed.period_label),
            owed=sum(one.states.get(state, 0) for state in owed.WAITING)
            + sum(before[one.owed.post_id].states.get(state, 0) for state in owed.WAITING),
        )
        for one in later
        if silent(one) and one.owed.post_id in before
    ]
