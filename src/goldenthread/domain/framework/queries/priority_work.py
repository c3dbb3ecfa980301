"""The milestones and actions of items, as they stood.

What they decide: how a piece of work stands on a day (the engine's rule over its latest revision) and how far it
slipped from its first promise. The caller has made sure that the items may be read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import polars as pl

from goldenthread.domain.framework.models import ItemWork
from goldenthread.engines.scoring.delivery import rate_work, slippage


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """What shows that work stands where it is said to stand."""

    text: str
    link: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """A milestone or action as it stood: ``first`` is the first promise, ``baseline`` the one now in force.

    ``rating`` and ``reason`` are the engine's; ``self_rating`` stands beside it. ``moves`` are its changes of a date,
    the earliest first.
    """

    item_id: int
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
    self_rating: str
    self_reason: str
    decision: str
    decided_on: date | None
    decided_by: str
    lead_officer_id: int | None
    lead_officer: str
    chief_officer_id: int | None
    chief_officer: str
    cabinet_member_id: int | None
    cabinet_member: str
    number: int
    entered_at: datetime
    entered_by: str
    reason_given: str
    rebaselined: int
    moves: tuple["DateMove", ...]
    rating: str
    reason: str

    @property
    def slip(self) -> int:
        """Return the days between the first promise and what became of it, below zero when earlier."""
        return ((self.actual or self.forecast) - self.first).days


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMove:
    """A date of a piece of work that was changed: which, from when to when, why, by whom, and who approved it."""

    what: str
    before: date
    after: date
    reason: str
    by: str
    at: datetime
    approver: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slippage:
    """The meter: how many of those due were on time, against the first promise and the one now in force."""

    due: int
    on_time: int
    due_now: int
    on_time_now: int
    rebaselined: int
    reason: str


_WORK = (
    *("item_id", "work_id", "work__code", "work__kind"),
    *(
        f"work__revisions__{name}"
        for name in (
            *("title", "description", "starts", "baseline", "forecast", "actual", "state", "progress"),
            *("self_rating", "self_reason", "decision", "decided_on", "decided_by__title"),
            *("lead_officer_id", "lead_officer__title", "chief_officer_id", "chief_officer__title"),
            *("cabinet_member_id", "cabinet_member__title"),
            *("number", "entered_at", "entered_by__name", "reason", "rebaselined", "approver__title"),
        )
    ),
)


def work_of(*, items: Sequence[int], on: date, as_at: datetime | None = None) -> list[WorkRow]:
    """Return the milestones and actions of some items as they stood, rated on the day ``on``; one query.

    By item, then by the first promise.
    """
    found = ItemWork.objects.filter(item__in=items)
    if as_at is not None:
        found = found.filter(work__revisions__entered_at__lte=as_at)
    told: dict[tuple[int, int], list[dict[str, Any]]] = {}
    names = [name.removeprefix("work__revisions__") for name in _WORK]
    for values in found.order_by("item_id", "work_id", "work__revisions__number").values_list(*_WORK):
        row = dict(zip(names, values, strict=True))
        if row["number"] is not None:
            told.setdefault((row["item_id"], row["work_id"]), []).append(row)
    latest = [history[-1] for history in told.values()]
    rated = rate_work(
        pl.DataFrame(
            {
                "state": [row["state"] for row in latest],
                "starts": [row["starts"] for row in latest],
                "due": [row["baseline"] for row in latest],
                "progress": [row["progress"] for row in latest],
            },
            schema={"state": pl.String, "starts": pl.Date, "due": pl.Date, "progress": pl.Int64},
        ),
        on=on,
    )
    rows = [
        _work(history, rating=rating, reason=reason)
        for history, rating, reason in zip(told.values(), rated["rating"], rated["reason"], strict=True)
    ]
    return sorted(rows, key=lambda row: (row.item_id, row.first, row.code))


def _work(history: Sequence[dict[str, Any]], *, rating: str, reason: str) -> WorkRow:
    last = history[-1]
    return WorkRow(
        item_id=last["item_id"],
        code=last["work__code"],
        kind=last["work__kind"],
        title=last["title"],
        description=last["description"],
        starts=last["starts"],
        first=history[0]["baseline"],
        baseline=last["baseline"],
        forecast=last["forecast"],
        actual=last["actual"],
        state=last["state"],
        progress=last["progress"],
        self_rating=last["self_rating"],
        self_reason=last["self_reason"],
        decision=last["decision"],
        decided_on=last["decided_on"],
        decided_by=last["decided_by__title"] or "",
        lead_officer_id=last["lead_officer_id"],
        lead_officer=last["lead_officer__title"] or "",
        chief_officer_id=last["chief_officer_id"],
        chief_officer=last["chief_officer__title"] or "",
        cabinet_member_id=last["cabinet_member_id"],
        cabinet_member=last["cabinet_member__title"] or "",
        number=last["number"],
        entered_at=last["entered_at"],
        entered_by=last["entered_by__name"],
        reason_given=last["reason"],
        rebaselined=sum(row["rebaselined"] for row in history),
        moves=tuple(_moves(history)),
        rating=rating,
        reason=reason,
    )


def _moves(history: Sequence[dict[str, Any]]) -> Iterable[DateMove]:
    for before, after in pairwise(history):
        for what in ("baseline", "forecast"):
            if before[what] != after[what]:
                yield DateMove(
                    what=what,
                    before=before[what],
                    after=after[what],
                    reason=after["reason"],
                    by=after["entered_by__name"],
                    at=after["entered_at"],
                    approver=(after["approver__title"] or "") if what == "baseline" else "",
                )


def meter(work: Sequence[WorkRow], *, on: date) -> Slippage:
    """Return the slippage meter of some work on a day; each piece counts once, however many items have it."""
    once = list({row.code: row for row in work}.values())
    told = slippage(
        pl.DataFrame(
            {
                "state": [row.state for row in once],
                "first": [row.first for row in once],
                "due": [row.baseline for row in once],
                "actual": [row.actual for row in once],
                "rebaselined": [row.rebaselined for row in once],
            },
            schema={
                "state": pl.String,
                "first": pl.Date,
                "due": pl.Date,
                "actual": pl.Date,
                "rebaselined": pl.Int64,
            },
        ),
        on=on,
    ).row(0, named=True)
    return Slippage(
        due=told["first_due"],
        on_time=told["first_on_time"],
        due_now=told["current_due"],
        on_time_now=told["current_on_time"],
        rebaselined=told["rebaselined"],
        reason=told["reason"],
    )


def evidence_of(*, items: Sequence[int], as_at: datetime | None = None) -> dict[str, list[EvidenceRow]]:
    """Return the evidence of the work of some items, by the work's code, the newest first; one query."""
    found = ItemWork.objects.filter(item__in=items, work__evidence__isnull=False)
    if as_at is not None:
        found = found.filter(work__evidence__entered_at__lte=as_at)
    rows: dict[str, list[EvidenceRow]] = {}
    values = found.values_list("work__code", "work__evidence__text", "work__evidence__link", "work__evidence__on")
    for code, text, link, on in values.order_by("-work__evidence__on").distinct():
        rows.setdefault(code, []).append(EvidenceRow(text=text, link=link, on=on))
    return rows
