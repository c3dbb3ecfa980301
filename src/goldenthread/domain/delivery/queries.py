"""Reading milestones and actions as they stand, or as they stood at any moment, rated for a day."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

import polars as pl
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from goldenthread.domain.delivery.models import WorkDependency, WorkEvidence, WorkRevision
from goldenthread.domain.delivery.rules.rows import EvidenceRow, Slippage, Standing, WorkChange, WorkRow
from goldenthread.engines.scoring.delivery import rate_work, slippage

_POSTS = ("lead_officer", "chief_officer", "cabinet_member")
_PLAIN = (
    "title",
    "description",
    "starts",
    "baseline",
    "forecast",
    "actual",
    "state",
    "progress",
    "self_rating",
    "self_reason",
    "decision",
    "decided_on",
    "number",
)


def work(
    *, on: date, ids: Collection[int] | None = None, codes: Collection[str] | None = None, as_at: datetime | None = None
) -> list[WorkRow]:
    """Return milestones and actions (all, or those with these ids or codes), rated for the day ``on``, in one query.

    ``as_at`` asks for what was known then. In order of their baseline, then code.
    """
    found, moved = _latest(as_at), WorkRevision.objects.filter(work=OuterRef("work"), rebaselined=True)
    if as_at is not None:
        moved = moved.filter(entered_at__lte=as_at)
    if ids is not None:
        found = found.filter(work_id__in=list(ids))
    if codes is not None:
        found = found.filter(work__code__in=list(codes))
    first = WorkRevision.objects.filter(work=OuterRef("work"), number=1).values("baseline")[:1]
    times = moved.order_by().values("work").annotate(times=Count("pk")).values("times")
    names = ["work_id", "work__code", "work__kind", *_PLAIN, "first", "times", "decided_by__title"]
    names += [f"{post}__{part}" for post in _POSTS for part in ("code", "title")]
    rows = list(
        found.annotate(first=Subquery(first), times=Subquery(times))
        .order_by("baseline", "work__code")
        .values_list(*names)
    )
    at = {name: place for place, name in enumerate(names)}
    promised = ("state", "starts", "baseline", "progress")
    rated = _rated([tuple(row[at[name]] for name in promised) for row in rows], on=on)
    return [_row(row, at, *answer) for row, answer in zip(rows, rated.iter_rows(), strict=True)]


def standings(*, on: date, as_at: datetime | None = None) -> list[Standing]:
    """Return how every milestone and action stands, as :func:`work` rates and orders them, in one query.

    Few columns, for a thread of thousands.
    """
    names = ("state", "starts", "baseline", "progress", "work_id", "work__code", "work__kind", "title")
    rows = list(_latest(as_at).order_by("baseline", "work__code").values_list(*names))
    rated = _rated([row[:4] for row in rows], on=on).select("rating", "reason")
    return [Standing(*row[4:], *answer) for row, answer in zip(rows, rated.iter_rows(), strict=True)]


def _latest(as_at: datetime | None) -> QuerySet[WorkRevision]:
    """The latest revision of every milestone and action, or the latest that was known at a moment."""
    found = WorkRevision.objects.all()
    later = WorkRevision.objects.filter(work=OuterRef("work"), number__gt=OuterRef("number"))
    if as_at is not None:
        found, later = found.filter(entered_at__lte=as_at), later.filter(entered_at__lte=as_at)
    return found.filter(~Exists(later))


def _rated(rows: Sequence[tuple[Any, ...]], *, on: date) -> pl.DataFrame:
    """Rating, reason, days over and expected share of rows of state, start, promise and progress."""
    schema = {"state": pl.String, "starts": pl.Date, "due": pl.Date, "progress": pl.Int64}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return rate_work(frame, on=on).select("rating", "reason", "days_over", "expected")


def _row(row: tuple[Any, ...], at: dict[str, int], rating: str, reason: str, over: int, expected: float) -> WorkRow:
    posts = {
        post: (row[at[f"{post}__code"]], row[at[f"{post}__title"]]) if row[at[f"{post}__code"]] else None
        for post in _POSTS
    }
    return WorkRow(
        id=row[0],
        code=row[1],
        kind=row[2],
        **{name: row[at[name]] for name in _PLAIN},
        first=row[at["first"]],
        rebaselined=row[at["times"]] or 0,
        decided_by=row[at["decided_by__title"]] or "",
        rating=rating,
        reason=reason,
        days_over=over,
        expected=expected,
        lead_officer=posts["lead_officer"],
        chief_officer=posts["chief_officer"],
        cabinet_member=posts["cabinet_member"],
    )


def slipped(rows: Collection[WorkRow], *, on: date) -> Slippage:
    """Return the slippage meter of ``rows``, as :func:`work` gives them, on the day ``on``."""
    ordered = list(rows)
    frame = pl.DataFrame(
        {
            "state": [row.state for row in ordered],
            "first": [row.first for row in ordered],
            "due": [row.baseline for row in ordered],
            "actual": [row.actual for row in ordered],
            "rebaselined": [row.rebaselined for row in ordered],
        },
        schema={"state": pl.String, "first": pl.Date, "due": pl.Date, "actual": pl.Date, "rebaselined": pl.Int64},
    )
    return Slippage(**slippage(frame, on=on).row(0, named=True))


def history(*, code: str) -> list[WorkChange]:
    """Return every revision of a milestone or action, first to last, in one query; none for an unknown code."""
    found = WorkRevision.objects.filter(work__code=code).select_related("entered_by", "approver").order_by("number")
    return [
        WorkChange(
            number=one.number,
            entered_at=one.entered_at,
            entered_by=one.entered_by.name,
            reason=one.reason,
            title=one.title,
            baseline=one.baseline,
            forecast=one.forecast,
            actual=one.actual,
            state=one.state,
            progress=one.progress,
            rebaselined=one.rebaselined,
            approver=one.approver.title if one.approver else "",
            decision=one.decision,
        )
        for one in found
    ]


def evidence(*, ids: Collection[int]) -> list[EvidenceRow]:
    """Return the evidence of these milestones and actions, by day."""
    found = WorkEvidence.objects.filter(work_id__in=list(ids)).order_by("on", "pk")
    return [
        EvidenceRow(work=code, text=text, link=link, on=on, entered_by=name)
        for code, text, link, on, name in found.values_list("work__code", "text", "link", "on", "entered_by__name")
    ]


def dependencies(*, ids: Collection[int]) -> list[tuple[str, str]]:
    """Return (work, what it needs) for these milestones and actions, either way round."""
    found = WorkDependency.objects.filter(Q(work_id__in=list(ids)) | Q(needs_id__in=list(ids)))
    return list(found.order_by("work__code", "needs__code").values_list("work__code", "needs__code"))
