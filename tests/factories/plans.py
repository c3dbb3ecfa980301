"""The smallest good plan, item, link, milestone: what the database accepts, with what the test cares about."""

from datetime import date
from typing import Any

from goldenthread.domain.delivery.models import WorkDependency, WorkEvidence, WorkItem, WorkRevision
from goldenthread.domain.framework.models import (
    ItemWork,
    Measure,
    MoneyLine,
    Plan,
    PlanItem,
    PlanItemRevision,
    PlanLevel,
    PlanPartner,
    RelatedItem,
    StretchTarget,
    SuccessFactor,
    Succession,
    ThreadLink,
)
from tests import factories


def _entered(fields: dict[str, Any]) -> dict[str, Any]:
    made = {"entered_at": factories.NOON, **fields}
    made.setdefault("entered_by", factories.user())
    made.setdefault("event", factories.event())
    return made


def _recorded(fields: dict[str, Any]) -> dict[str, Any]:
    return _entered({"number": 1, "reason": "", **fields})


def level(*, kind: str = "statement", code: str = "priority", **fields: Any) -> PlanLevel:
    """A level, made once."""
    defaults = {"name": code.capitalize(), "plural": f"{code.capitalize()}s", **fields}
    return PlanLevel.objects.get_or_create(kind=kind, code=code, defaults=defaults)[0]


def plan(*, code: str = "BOLD", kind: str = "statement", **fields: Any) -> Plan:
    """The council's current statement, four years from April 2026, made once."""
    defaults: dict[str, Any] = {
        "title": "Our statement",
        "starts": date(2026, 4, 1),
        "ends": date(2030, 3, 31),
        "status": "current",
    }
    return Plan.objects.get_or_create(code=code, defaults={"kind": kind, **defaults, **fields})[0]


def personal_plan(*, code: str = "MINE", **fields: Any) -> Plan:
    """One officer's objectives."""
    defaults: dict[str, Any] = {
        "classification": "personal",
        "officer": factories.user(),
        "manager": factories.user(email="manager@downland.example", name="Line Manager"),
    }
    return plan(code=code, kind="personal_objectives", **(defaults | fields))


def plan_partner(**fields: Any) -> PlanPartner:
    """A partner of a plan."""
    unit = factories.unit(code="HEALTH", name="Health partnership", kind="partner")
    return PlanPartner.objects.create(**({"plan": plan(), "unit": unit} | fields))


def item(*, code: str = "BOLD-1", of: Plan | None = None, title: str = "Helping people in need", **words: Any) -> Any:
    """An item with its first revision, made once; ``words`` are fields of the revision."""
    made, new = PlanItem.objects.get_or_create(code=code, defaults={"plan": of or plan()})
    if new:
        item_revision(item=made, title=title, **words)
    return made


def item_revision(*, item: PlanItem, **fields: Any) -> PlanItemRevision:
    """One revision of an item."""
    defaults: dict[str, Any] = {"title": "Helping people in need"}
    if "level" not in fields:
        defaults["level"] = level(kind=item.plan.kind)
    return PlanItemRevision.objects.create(item=item, **_recorded(defaults | fields))


def _attached(model: Any, fields: dict[str, Any]) -> Any:
    made = {"position": 1, **fields}
    if "item" not in made:
        made["item"] = item()
    return model.objects.create(**_recorded(made))


def success_factor(**fields: Any) -> SuccessFactor:
    """What will have been delivered."""
    made: SuccessFactor = _attached(SuccessFactor, {"text": "Every school has joined.", **fields})
    return made


def measure(**fields: Any) -> Measure:
    """A measure by the usual indicator, unless ``kind`` says otherwise."""
    defaults: dict[str, Any] = {"kind": "indicator"}
    if fields.get("kind", "indicator") == "indicator" and "indicator" not in fields:
        defaults["indicator"] = factories.indicator()
    made: Measure = _attached(Measure, defaults | fields)
    return made


def money(**fields: Any) -> MoneyLine:
    """A sum of money for the year."""
    defaults: dict[str, Any] = {"amount": "1250.50", "purpose": "Grants"}
    if "period" not in fields:
        defaults["period"] = factories.period("FY2026")
    made: MoneyLine = _attached(MoneyLine, defaults | fields)
    return made


def stretch(**fields: Any) -> StretchTarget:
    """A stretch target at an outcome of an agreement."""
    defaults: dict[str, Any] = {"without_deal": "50", "stretch": "60", "pot": "100000", "basis": "As agreed."}
    if "item" not in fields:
        agreement = plan(code="DEAL", kind="partnership_agreement")
        defaults["item"] = item(code="DEAL-1", of=agreement, title="Safer streets")
    if "indicator" not in fields:
        defaults["indicator"] = factories.indicator()
    if "approver" not in fields:
        defaults["approver"] = factories.post()
    return StretchTarget.objects.create(**_recorded(defaults | fields))


def link(*, child: PlanItem, parent: PlanItem, starts: date = date(2026, 4, 1), **fields: Any) -> ThreadLink:
    """``child`` serves ``parent``."""
    return ThreadLink.objects.create(child=child, parent=parent, starts=starts, **fields)


def succession(**fields: Any) -> Succession:
    """An item of the old statement carried into the current one."""
    defaults: dict[str, Any] = {"kind": "carried", "decided_on": date(2026, 3, 1), "reason": "Still to do."}
    if "old" not in fields:
        before = plan(code="OLD", starts=date(2022, 4, 1), ends=date(2026, 3, 31), status="closed")
        defaults["old"] = item(code="OLD-1", of=before)
    if "new" not in fields:
        defaults["new"] = item()
    return Succession.objects.create(**_entered(defaults | fields))


def related(**fields: Any) -> RelatedItem:
    """Two items to be seen together."""
    defaults = {"item": item(), "other": item(code="BOLD-2", title="Growing the economy")}
    return RelatedItem.objects.create(**(defaults | fields))


def work(*, code: str = "M1", kind: str = "milestone", **words: Any) -> WorkItem:
    """A milestone with its first revision, made once; ``words`` are fields of the revision."""
    made, new = WorkItem.objects.get_or_create(code=code, defaults={"kind": kind})
    if new:
        work_revision(work=made, **words)
    return made


def work_revision(*, work: WorkItem, **fields: Any) -> WorkRevision:
    """One revision of a milestone: from April to the end of September 2026."""
    baseline = fields.pop("baseline", date(2026, 9, 30))
    defaults: dict[str, Any] = {
        "title": "New centre open",
        "starts": date(2026, 4, 1),
        "baseline": baseline,
        "forecast": baseline,
    }
    return WorkRevision.objects.create(work=work, **_recorded(defaults | fields))


def dependency(**fields: Any) -> WorkDependency:
    """One milestone needs another."""
    return WorkDependency.objects.create(**({"work": work(), "needs": work(code="M2")} | fields))


def work_evidence(**fields: Any) -> WorkEvidence:
    """Something that shows it."""
    defaults = {"work": work(), "text": "Opened by the Mayor.", "on": date(2026, 9, 30)}
    return WorkEvidence.objects.create(**_entered(defaults | fields))


def item_work(**fields: Any) -> ItemWork:
    """An item has a milestone."""
    return ItemWork.objects.create(**({"item": item(), "work": work()} | fields))
