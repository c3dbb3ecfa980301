"""What became of items: carried, merged, split or dropped; and of a closed plan as a whole."""

from collections.abc import Collection
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from goldenthread.domain.framework.models import PlanItemRevision, Succession
from goldenthread.domain.framework.permissions import readable
from goldenthread.domain.framework.rules.outcomes import outcome_of
from goldenthread.domain.framework.rules.rows import Outcome, SuccessionRow


def successions(
    *, for_user: Any, public_only: bool = False, codes: Collection[str] | None = None, plan: str | None = None
) -> list[SuccessionRow]:
    """Return what became of items, by day, from or to these codes or this plan; in one query."""
    allowed: dict[str, Any] = {"reader": for_user, "public_only": public_only}
    found = Succession.objects.filter(readable(**allowed, path="old__plan__")).filter(
        Q(new__isnull=True) | readable(**allowed, path="new__plan__")
    )
    if codes is not None:
        wanted = list(codes)
        found = found.filter(Q(old__code__in=wanted) | Q(new__code__in=wanted))
    if plan is not None:
        found = found.filter(Q(old__plan__code=plan) | Q(new__plan__code=plan))
    titles = {
        f"{side}_title": Subquery(
            PlanItemRevision.objects.filter(item=OuterRef(side)).order_by("-number").values("title")[:1]
        )
        for side in ("old", "new")
    }
    rows = found.annotate(**titles).order_by("decided_on", "old__code", "part")
    names = ("old__code", "old_title", "new__code", "new_title", "kind", "decided_on", "reason", "entered_by__name")
    return [
        SuccessionRow(
            old=row[0],
            old_title=row[1] or "",
            new=row[2] or "",
            new_title=row[3] or "",
            kind=row[4],
            decided_on=row[5],
            reason=row[6],
            by=row[7],
        )
        for row in rows.values_list(*names)
    ]


def outcome(*, plan: str, level: str, for_user: Any, public_only: bool = False) -> Outcome:
    """Return what became of the items of ``plan`` at ``level``: completed, excellent progress, not met, unresolved."""
    found = PlanItemRevision.objects.filter(
        readable(reader=for_user, public_only=public_only, path="item__plan__"),
        item__plan__code=plan,
        level__code=level,
    )
    latest = dict(found.order_by("number").values_list("item_id", "state"))
    return outcome_of(list(latest.values()), plan=plan, level=level)
