"""Everything about milestones and actions, revision by revision, as files have it."""

from typing import Any

from goldenthread.domain.delivery.models import WorkDependency, WorkEvidence, WorkRevision

Rows = list[dict[str, Any]]
POSTS = ("approver", "decided_by", "lead_officer", "chief_officer", "cabinet_member")
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
    "entered_at",
    "reason",
)


def milestones() -> Rows:
    """Return every revision of every milestone and action by code: columns of milestones.csv, and ``number``."""
    names = {"code": "work__code", "kind": "work__kind", "entered_by": "entered_by__email"}
    names |= {post: f"{post}__code" for post in POSTS} | {name: name for name in _PLAIN}
    found = WorkRevision.objects.order_by("work__code", "number").values_list(*names.values())
    return [dict(zip(names, row, strict=True)) for row in found]


def dependencies() -> Rows:
    """Return what needs what."""
    found = WorkDependency.objects.order_by("work__code", "needs__code").values_list("work__code", "needs__code")
    return [{"work": work, "needs": needs} for work, needs in found]


def evidence() -> Rows:
    """Return all evidence, by milestone and day."""
    found = WorkEvidence.objects.order_by("work__code", "on", "pk").values_list("work__code", "text", "link", "on")
    return [{"work": work, "text": text, "link": link, "on": on} for work, text, link, on in found]
