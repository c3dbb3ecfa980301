"""Reading submissions: the latest of each subject, the history of one, what waits for somebody."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, OuterRef, Q, Subquery

from goldenthread.domain.approvals.models import Approval, Decision
from goldenthread.domain.approvals.rules import Decided, Stage, Submission, next_stage

if TYPE_CHECKING:
    from django.db.models import QuerySet


def latest(subjects: Collection[str]) -> dict[str, Submission]:
    """Return the latest submission of each of ``subjects`` that has one, in two queries."""
    return {one.subject: one for one in _rows(_latest().filter(subject__in=subjects))}


def history(subject: str) -> list[Submission]:
    """Return every submission of a subject, the first first, in two queries."""
    return _rows(Approval.objects.filter(subject=subject))


def waiting(stages: Collection[str]) -> list[Submission]:
    """Return what waits for a decision at one of ``stages`` (codes), the longest waiting first, in two queries.

    Whether such a submission has lapsed only the caller can tell: ask ``rules.standing`` with what is current.
    """
    undecided = _latest().annotate(
        done=Count("decisions"), ended=Count("decisions", filter=~Q(decisions__decision="approved"))
    )
    found = _rows(undecided.filter(ended=0, done__lt=F("stages")))
    return sorted(
        (one for one in found if (stage := next_stage(one)) is not None and stage.code in stages),
        key=lambda one: (one.submitted_at, one.id),
    )


def _latest() -> "QuerySet[Approval]":
    newest = Approval.objects.filter(subject=OuterRef("subject")).order_by("-number").values("pk")[:1]
    return Approval.objects.filter(pk=Subquery(newest))


def _rows(found: "QuerySet[Any]") -> list[Submission]:
    submitted = list(found.select_related("submitted_by"))
    decided: dict[int, list[Decided]] = {}
    for one in Decision.objects.filter(approval__in=[row.pk for row in submitted]).select_related("by").order_by("id"):
        decided.setdefault(one.approval_id, []).append(
            Decided(
                stage=one.stage,
                decision=one.decision,
                by_id=one.by_id,
                by_name=one.by.name,
                at=one.at,
                reason=one.reason,
            )
        )
    return [
        Submission(
            id=row.pk,
            subject=row.subject,
            number=row.number,
            route=tuple(Stage(**stage) for stage in row.route),
            covers=row.covers,
            covers_digest=row.covers_digest,
            submitted_by_id=row.submitted_by_id,
            submitted_by_name=row.submitted_by.name,
            submitted_at=row.submitted_at,
            note=row.note,
            decisions=tuple(decided.get(row.pk, ())),
        )
        for row in submitted
    ]
