"""A small council of plans: a vision, a statement, a unit plan and one officer's objectives, made by the operations."""

from datetime import UTC, date, datetime
from typing import Any

from goldenthread.domain.delivery import operations as delivery
from goldenthread.domain.framework import operations as framework
from tests import factories

AT = datetime(2026, 7, 1, 12, tzinfo=UTC)
ON = date(2026, 7, 1)
APRIL = date(2026, 4, 1)
LEVELS = [
    {"kind": kind, "code": code, "name": code.capitalize(), "plural": f"{code}s".capitalize(), "order": 1}
    for kind, code in (
        ("vision", "ambition"),
        ("statement", "theme"),
        ("statement", "priority"),
        ("unit_plan", "line"),
        ("personal_objectives", "objective"),
    )
]


def because(**more: Any) -> dict[str, Any]:
    """Who writes, and when."""
    return {"by": factories.user(email="policy@x.example", name="Policy", role="performance"), "at": AT, **more}


def plan_row(code: str, kind: str, **more: Any) -> dict[str, Any]:
    """A plan of four years from April 2026."""
    row = {"code": code, "title": code.capitalize(), "kind": kind, "starts": APRIL, "ends": date(2030, 3, 31)}
    return row | {"status": "current"} | more


def item_row(code: str, plan: str, level: str, **more: Any) -> dict[str, Any]:
    """An item."""
    return {"code": code, "plan": plan, "level": level, "title": f"Title of {code}"} | more


def work_row(code: str, **more: Any) -> dict[str, Any]:
    """A milestone from April to the end of September."""
    row = {"code": code, "kind": "milestone", "title": f"Title of {code}", "starts": APRIL}
    return row | {"baseline": date(2026, 9, 30)} | more


def officer() -> Any:
    """Whose objectives they are."""
    return factories.user(email="officer@x.example", name="The Officer", role="officer")


def manager() -> Any:
    """The officer's manager."""
    return factories.user(email="manager@x.example", name="The Manager", role="approver")


def council() -> None:
    """Store it all: V1 ← T1 ← P1, P2 ← L1 ← O1; an indicator on P1, milestones on P1 and L1."""
    own = {"classification": "personal", "officer": officer().email, "manager": manager().email}
    factories.unit()
    factories.indicator()
    framework.save_levels(rows=LEVELS, **because())
    framework.save_plans(
        rows=[
            plan_row("VISION", "vision", classification="public"),
            plan_row("STATEMENT", "statement", classification="public"),
            plan_row("UNIT", "unit_plan", unit="ADULT"),
            plan_row("MINE", "personal_objectives", **own),
        ],
        **because(),
    )
    framework.save_items(
        rows=[
            item_row("V1", "VISION", "ambition"),
            item_row("T1", "STATEMENT", "theme", label="1"),
            item_row("P1", "STATEMENT", "priority", parent="T1", label="1.1", order=1),
            item_row("P2", "STATEMENT", "priority", parent="T1", label="1.2", order=2),
            item_row("L1", "UNIT", "line"),
            item_row("O1", "MINE", "objective", title="A secret ambition"),
        ],
        **because(),
    )
    framework.save_links(
        rows=[
            {"child": child, "parent": parent, "starts": APRIL}
            for child, parent in (("T1", "V1"), ("L1", "P1"), ("L1", "P2"), ("O1", "L1"))
        ],
        **because(),
    )
    framework.save_measures(rows=[{"item": "P1", "position": 1, "indicator": "AS07"}], **because())
    delivery.save_work(
        rows=[
            work_row("M1", state="in_progress", progress=10),
            work_row("M2", state="in_progress", progress=50),
        ],
        **because(),
    )
    framework.save_item_work(rows=[{"item": "P1", "work": "M1"}, {"item": "L1", "work": "M2"}], **because())
