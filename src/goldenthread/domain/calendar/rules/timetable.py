"""The quarter scheduled backwards: from the meeting and its clear days to the day each officer must enter a figure.

Everything is counted in working days of England. Sources: Local Government Act 1972, section 100B, for the days before
the meeting; the stages are those that councils run through (services enter, head of service approves, director signs
off, performance team drafts and checks).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goldenthread.engines.periods import Period
from goldenthread.engines.periods.working_days import publish_by, working_days_after, working_days_before


class TimetableError(ValueError):
    """A sentence: why a meeting, its stages or its days make no timetable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What has to be done by whom before the paper is published, and how many working days it is given."""

    code: str
    name: str
    who: str
    working_days: int

    def as_data(self) -> dict[str, str | int]:
        """Return the stage as it is stored."""
        return {"code": self.code, "name": self.name, "who": self.who, "working_days": self.working_days}


STAGES: tuple[Stage, ...] = (
    Stage(code="enter", name="Figures and commentary entered", who="lead officers", working_days=10),
    Stage(code="approve", name="Approved by heads of service", who="heads of service", working_days=3),
    Stage(code="sign_off", name="Signed off by directors", who="directors", working_days=3),
    Stage(code="draft", name="Report drafted, checked and frozen", who="performance team", working_days=5),
)
"""The stages of a council that has set none of its own, in order; a council may give each other days."""

FIRST = "enter"
"""The stage in which officers enter figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One deadline: the last day on which a stage may end, and the day on which it can begin."""

    code: str
    name: str
    who: str
    opens: date
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """All deadlines of one period: the stages in order, the last day to publish, and the meeting."""

    stages: tuple[Due, ...]
    publish: date
    meeting: date
    grace_days: int

    @property
    def enter_by(self) -> date:
        """The last day on which officers enter figures."""
        return self.stages[0].due

    @property
    def late_after(self) -> date:
        """The last day of grace: what comes later is late."""
        return working_days_after(self.enter_by, count=self.grace_days) if self.grace_days else self.enter_by


def back_scheduled(
    *,
    period: Period,
    meeting: date,
    clear_days: int = 5,
    stages: Sequence[Stage] = STAGES,
    grace_days: int = 0,
) -> Timetable:
    """Return every deadline of ``period``, worked out backwards from ``meeting``.

    The paper is published ``clear_days`` clear working days before the meeting; each stage ends where the next begins;
    the first opens no earlier than the day after the period ends. Raises :class:`TimetableError` where the days do not
    fit: officers would have to enter figures before the period is over, or a number of days is negative.
    """
    if [stage.code for stage in stages[:1]] != [FIRST] or len({stage.code for stage in stages}) != len(stages):
        raise TimetableError("The first stage must be entering figures, and each stage may stand there once.")
    if min(clear_days, grace_days, *(stage.working_days for stage in stages)) < 0:
        raise TimetableError("A number of working days is below zero: write 0 where a stage takes no time.")
    if meeting <= period.end:
        raise TimetableError(
            f"The meeting on {_day(meeting)} is before {period.label} is over ({_day(period.end)}). "
            "Choose a later meeting."
        )
    publish = publish_by(meeting, clear_days=clear_days)
    dues: list[Due] = []
    end = publish
    for stage in reversed(stages):
        opens = working_days_before(end, count=stage.working_days) if stage.working_days else end
        dues.append(Due(code=stage.code, name=stage.name, who=stage.who, opens=opens, due=end))
        end = opens
    first = dues[-1]
    opens = max(first.opens, period.end + timedelta(days=1))
    if first.due <= period.end:
        raise TimetableError(
            f"Officers would have to enter figures by {_day(first.due)}, and {period.label} is not over before "
            f"{_day(period.end)}. Choose a later meeting, or give the stages fewer days."
        )
    dues[-1] = Due(code=first.code, name=first.name, who=first.who, opens=opens, due=first.due)
    return Timetable(stages=tuple(reversed(dues)), publish=publish, meeting=meeting, grace_days=grace_days)


def due_for(*, period: Period, due_days: int, enter_by: date, grace_days: int) -> date:
    """Return the day by which the figure of ``period`` (an indicator's own: a month of the quarter, say) is owed.

    ``due_days`` after its own end, as its indicator says, and never later than the round's day ``enter_by``; days of
    grace are given to the round's last day only, where a figure of the round can still make the report.
    """
    own = working_days_after(period.end + timedelta(days=due_days), count=0)
    if own < enter_by:
        return own
    return working_days_after(enter_by, count=grace_days) if grace_days else enter_by


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
