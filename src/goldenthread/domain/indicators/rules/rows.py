"""What is read of an indicator, as plain records."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from goldenthread.engines.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """An indicator with its owners in words; an empty post is a gap."""

    id: int
    reference: str
    name: str
    kind: str
    frequency: str
    strategic: bool
    public: bool
    unit_code: str
    unit_name: str
    directorate_code: str
    directorate_name: str
    directorate_order: int
    committee_code: str
    committee_name: str
    lead_officer: str
    chief_officer: str
    cabinet_member: str
    due_days: int
    order: int
    starts: date | None
    ends: date | None
    proportion: bool = False
    roll_up_time: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: its period, its value with the parts, its status, and which revision it is."""

    id: int
    indicator_id: int
    place_id: int
    period: Period
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    status: str
    status_reason: str
    note: str
    as_at: date | None
    entered_at: datetime
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One period of a series as pages and charts read it, with the target in force; ``breaks`` starts a new series."""

    period_code: str
    label: str
    start: date
    end: date
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    status: str
    status_reason: str
    note: str
    as_at: date | None
    entered_at: datetime | None
    revision: int
    target: Decimal | None
    floor: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    breaks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One line of a figure's history: what was said, by whom, when and why."""

    period_code: str
    period_label: str
    place_name: str
    breakdown: str
    number: int
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    status: str
    status_reason: str
    note: str
    as_at: date | None
    entered_at: datetime
    entered_by: str
    reason: str
    event: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRevision:
    """One line of the target ledger."""

    period_code: str
    period_label: str
    place_name: str
    number: int
    value: Decimal | None
    floor: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    tolerance: Decimal | None
    apportion: str
    basis: str
    note: str
    approver: str
    approved_on: date | None
    entered_at: datetime
    entered_by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentaryRow:
    """What the service said of one period."""

    indicator_id: int
    period_code: str
    period_label: str
    period_end: date
    number: int
    context: str
    action_taken: str
    action_planned: str
    action_by: date | None
    entered_at: datetime
    entered_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparatorLine:
    """What one area of one group published for one period; ``own`` is the council itself.

    ``role`` is member, or the line (median, average) that the area stands for. Nothing published: an empty status.
    """

    group: str
    group_name: str
    kind: str
    order: int
    role: str
    area_code: str
    area_name: str
    period_code: str
    period_label: str
    period_end: date
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    own: bool
    status: str
    source: str
    source_url: str
    licence: str
    published_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceValue:
    """The figure of one place in one period."""

    place_code: str
    place_name: str
    place_kind: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    status: str
    status_reason: str
    revision: int
