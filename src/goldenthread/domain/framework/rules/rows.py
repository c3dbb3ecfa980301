"""What queries about plans give out: plain frozen rows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

Post = tuple[str, str]
"""Code and title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A plan; ``partners`` are (code, name), ``unit`` and posts (code, title) or None."""

    id: int
    code: str
    title: str
    kind: str
    unit: Post | None
    starts: date
    ends: date
    status: str
    classification: str
    lead_officer: Post | None
    chief_officer: Post | None
    cabinet_member: Post | None
    officer: str
    manager: str
    partners: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow:
    """What a kind of plan calls one of its levels."""

    kind: str
    code: str
    name: str
    plural: str
    order: int


class ItemRow(NamedTuple):
    """An item as its revision ``number`` says; ``level`` and ``level_name``; ``parent`` is a code or empty.

    A named tuple, as ``Rated`` and ``Node`` are: a thread makes thousands at once, and a dataclass takes five times as
    long to make.
    """

    id: int
    code: str
    plan: str
    plan_title: str
    plan_kind: str
    plan_starts: date
    plan_ends: date
    level: str
    level_name: str
    parent: str
    label: str
    title: str
    description: str
    state: str
    starts: date | None
    ends: date | None
    order: int
    lead_officer: Post | None
    chief_officer: Post | None
    cabinet_member: Post | None
    partner: Post | None
    number: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionRow:
    """One revision of an item: what it says, when it was entered and by whom."""

    item: ItemRow
    entered_at: datetime
    entered_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorRow:
    """A success factor."""

    item: str
    position: int
    text: str
    by_when: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """A measure; ``indicator`` is a reference and ``indicator_name`` its name, empty for measures in words."""

    item: str
    position: int
    kind: str
    indicator: str
    indicator_name: str
    text: str
    source: str
    on: date | None
    due_on: date | None
    done_on: date | None
    finding: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyRow:
    """A sum of money, in pounds, for a period (code and label)."""

    item: str
    position: int
    amount: Decimal
    period: str
    period_label: str
    ring_fenced: bool
    purpose: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """``child`` serves ``parent`` between two days."""

    child: str
    parent: str
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionRow:
    """What became of ``old``; ``new`` is empty for what was dropped."""

    old: str
    old_title: str
    new: str
    new_title: str
    kind: str
    decided_on: date
    reason: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedRow:
    """Another item to see."""

    code: str
    title: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How many of each rating lie in and beneath an item, each counted once; ``rating`` is the worst of them.

    ``others`` counts what stands outside the ratings by its code. ``rating`` is empty where nothing is rated.
    """

    rating: str
    green: int
    amber: int
    red: int
    others: tuple[tuple[str, int], ...] = ()
    words: str = ""


class Rated(NamedTuple):
    """One thing that is rated: ``kind`` indicator, milestone or action; ``key`` its reference or code."""

    kind: str
    key: str
    title: str
    rating: str
    reason: str = ""


class Node(NamedTuple):
    """An item in the thread: what it serves (``above``), what serves it (``below``), what is rated of its own."""

    item: ItemRow
    above: tuple[str, ...]
    below: tuple[str, ...]
    own: tuple[Rated, ...]
    spread: Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Items and how they hang together on a day. ``roots`` serve nothing; ``nodes`` are by code, parents first.

    An item that serves two others is one node and stands in ``below`` of both.
    """

    on: date
    as_at: datetime | None
    roots: tuple[str, ...]
    nodes: dict[str, Node] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A loose end: ``kind`` says which sort, ``sentence`` what is missing."""

    kind: str
    code: str
    title: str
    plan: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What is different of one item on two days: ``kind`` added, removed, moved, re-rated or reworded."""

    kind: str
    code: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of the promises of a closed plan at one level: counts, whole per cent of all, a sentence."""

    plan: str
    level: str
    total: int
    completed: int
    excellent_progress: int
    not_met: int
    unresolved: int
    completed_share: int | None
    excellent_progress_share: int | None
    not_met_share: int | None
    sentence: str
