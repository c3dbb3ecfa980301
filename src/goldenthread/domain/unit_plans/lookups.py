"""Everything that unit plans say, revision by revision, as files have it. Approvals and authority are in no file."""

from typing import Any

from goldenthread.domain.framework.permissions import readable
from goldenthread.domain.unit_plans.models import OffTrack, UnitPlanCost, UnitPlanReview, UnitPlanSection

Rows = list[dict[str, Any]]
_ENTERED = {"plan": "plan__code", "number": "number", "entered_at": "entered_at", "entered_by": "entered_by__email"}


def _rows(model: Any, names: dict[str, str], *, order: tuple[str, ...]) -> Rows:
    found = model.objects.filter(readable(reader=None, path="plan__")).order_by("plan__code", *order)
    every = {**_ENTERED, **names}
    return [dict(zip(every, row, strict=True)) for row in found.values_list(*every.values())]


def sections() -> Rows:
    """Return every revision of what plans say."""
    names = {"topic": "section", "text": "text", "reason": "reason"}
    return _rows(UnitPlanSection, names, order=("section", "number"))


def costs() -> Rows:
    """Return every revision of every activity and its cost."""
    names = {name: name for name in ("position", "activity", "amount", "withdrawn", "reason")}
    return _rows(UnitPlanCost, names, order=("position", "number"))


def reviews() -> Rows:
    """Return every review, a row for each thing off track, one without a position where nothing was."""
    found: dict[int, Rows] = {}
    names = ("review", "position", "what", "reason", "action")
    for review, position, what, why, action in OffTrack.objects.order_by("position").values_list(*names):
        found.setdefault(review, []).append({"position": position, "what": what, "why": why, "action": action})
    kept = _rows(UnitPlanReview, {name: name for name in ("id", "kind", "on", "note")}, order=("number",))
    return [{**row, "review": row["number"], **one} for row in kept for one in found.get(row["id"], [{}])]
