"""What queries about milestones and actions give out: plain frozen rows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """A milestone or action as it stands, with its rating and the sentence that explains it.

    ``first`` is the first promise, ``baseline`` the one in force, ``rebaselined`` how often it was moved. ``rating`` is
    green, amber, red or the state. Posts are (code, title), None for a gap. ``number`` is the revision to be seen by
    an editor.
    """

    id: int
    code: str
    kind: str
    title: str
    description: str
    starts: date
    first: date
    baseline: date
    forecast: date
    actual: date | None
    state: str
    progress: int
    rating: str
    reason: str
    days_over: int
    expected: float
    self_rating: str
    self_reason: str
    decision: str
    decided_on: date | None
    decided_by: str
    rebaselined: int
    lead_officer: tuple[str, str] | None
    chief_officer: tuple[str, str] | None
    cabinet_member: tuple[str, str] | None
    number: int


class Standing(NamedTuple):
    """How a milestone or action stands, in as few words as a thread of thousands has room for."""

    id: int
    code: str
    kind: str
    title: str
    rating: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkChange:
    """One revision of a milestone or action, for its history."""

    number: int
    entered_at: datetime
    entered_by: str
    reason: str
    title: str
    baseline: date
    forecast: date
    actual: date | None
    state: str
    progress: int
    rebaselined: bool
    approver: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slippage:
    """How many were on time of those due, against the first promise and the one in force, and a sentence."""

    first_due: int
    first_on_time: int
    current_due: int
    current_on_time: int
    rebaselined: int
    dropped: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """What shows how a milestone or action stands."""

    work: str
    text: str
    link: str
    on: date
    entered_by: str
