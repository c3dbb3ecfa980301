"""Everything about plans, revision by revision, as files have it; personal objectives never leave in a file."""

from typing import Any

from goldenthread.domain.framework.models import (
    ItemWork,
    Measure,
    MoneyLine,
    Plan,
    PlanItemRevision,
    PlanLevel,
    PlanPartner,
    RelatedItem,
    StretchTarget,
    SuccessFactor,
    Succession,
    ThreadLink,
)
from goldenthread.domain.framework.permissions import readable

Rows = list[dict[str, Any]]
_POSTS = ("lead_officer", "chief_officer", "cabinet_member")
_HISTORY = {"number": "number", "entered_at": "entered_at", "entered_by": "entered_by__email", "reason": "reason"}


def _open(path: str = "") -> Any:
    return readable(reader=None, path=path)


def _rows(found: Any, names: dict[str, str]) -> Rows:
    return [dict(zip(names, row, strict=True)) for row in found.values_list(*names.values())]


def plan_levels() -> Rows:
    """Return the words for levels."""
    names = {"kind": "kind", "level": "code", "name": "name", "plural": "plural", "order": "order"}
    return _rows(PlanLevel.objects.order_by("kind", "code"), names)


def plans() -> Rows:
    """Return every plan but personal objectives, with its partners."""
    partners: dict[str, list[str]] = {}
    signed = PlanPartner.objects.order_by("unit__code")
    for plan, unit in signed.values_list("plan__code", "unit__code"):
        partners.setdefault(plan, []).append(unit)
    names = {name: name for name in ("code", "title", "kind", "starts", "ends", "status", "classification")}
    names |= {post: f"{post}__code" for post in ("unit", *_POSTS)}
    found = _rows(Plan.objects.filter(_open()).order_by("code"), names)
    return [row | {"partners": ";".join(partners.get(row["code"], ()))} for row in found]


def plan_items() -> Rows:
    """Return every revision of every item."""
    names = {"code": "item__code", "plan": "item__plan__code", **_HISTORY}
    names |= {name: f"{name}__code" for name in ("level", "parent", "partner", *_POSTS)}
    names |= {name: name for name in ("label", "title", "description", "state", "starts", "ends", "order")}
    found = PlanItemRevision.objects.filter(_open("item__plan__")).order_by("item__code", "number")
    return _rows(found, names)


def _attached(model: Any, names: dict[str, str]) -> Rows:
    found = model.objects.filter(_open("item__plan__")).order_by("item__code", "position", "number")
    return _rows(found, {"item": "item__code", "position": "position", "withdrawn": "withdrawn", **names, **_HISTORY})


def success_factors() -> Rows:
    """Return every revision of every success factor."""
    return _attached(SuccessFactor, {"text": "text", "by_when": "by_when"})


def measures() -> Rows:
    """Return every revision of every measure."""
    names = {name: name for name in ("kind", "text", "source", "on", "due_on", "done_on", "finding")}
    return _attached(Measure, names | {"indicator": "indicator__reference"})


def money() -> Rows:
    """Return every revision of every sum of money."""
    names = {name: name for name in ("amount", "ring_fenced", "purpose")}
    return _attached(MoneyLine, names | {"period": "period__code"})


def stretch_targets() -> Rows:
    """Return every revision of every stretch target."""
    names = {"item": "item__code", "indicator": "indicator__reference", "approver": "approver__code", **_HISTORY}
    names |= {name: name for name in ("without_deal", "stretch", "pot", "weight", "basis", "approved_on", "withdrawn")}
    found = StretchTarget.objects.filter(_open("item__plan__"))
    return _rows(found.order_by("item__code", "indicator__reference", "number"), names)


def thread_links() -> Rows:
    """Return every link between items."""
    names = {"child": "child__code", "parent": "parent__code", "starts": "starts", "ends": "ends"}
    found = ThreadLink.objects.filter(_open("child__plan__"), _open("parent__plan__"))
    return _rows(found.order_by("child__code", "parent__code", "starts"), names)


def successions() -> Rows:
    """Return what became of every item."""
    names = {"old": "old__code", "new": "new__code", "kind": "kind", "decided_on": "decided_on", "reason": "reason"}
    found = Succession.objects.filter(_open("old__plan__"))
    return _rows(found.order_by("old__code", "part"), names)


def related_items() -> Rows:
    """Return the items to see together."""
    names = {"item": "item__code", "other": "other__code", "note": "note"}
    found = RelatedItem.objects.filter(_open("item__plan__"), _open("other__plan__"))
    return _rows(found.order_by("item__code", "other__code"), names)


def item_work() -> Rows:
    """Return which milestones and actions each item has."""
    names = {"item": "item__code", "work": "work__code"}
    return _rows(ItemWork.objects.filter(_open("item__plan__")).order_by("item__code", "work__code"), names)
