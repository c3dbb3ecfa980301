"""Writing a unit plan, topic by topic; whoever saves second is shown what the first one wrote."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from goldenthread.domain.audit.operations import record, take_turn
from goldenthread.domain.framework import operations as framework
from goldenthread.domain.framework import queries as plans
from goldenthread.domain.unit_plans import queries
from goldenthread.domain.unit_plans.models import UnitPlanCost, UnitPlanSection
from goldenthread.domain.unit_plans.operations.refusing import UnitPlanError, writable
from goldenthread.domain.unit_plans.rules import SECTIONS


@transaction.atomic
def save_section(*, plan: str, section: str, text: str, seen: int, by: Any, at: datetime, request_id: str = "") -> int:
    """Keep what the plan says on a topic and return the number of its revision; the same words make none.

    ``seen`` is the revision that the writer has seen, 0 for none. Raises :class:`UnitPlanError` with the words of
    whoever was quicker.
    """
    take_turn()
    row = writable(plan, by=by)
    if section not in SECTIONS:
        raise UnitPlanError(f"There is no topic {section} in a unit plan.")
    said, now = text.strip(), row.sections.get(section)
    number = now.number if now else 0
    if said == (now.text if now else ""):
        return number
    if now is not None and number != seen:
        raise UnitPlanError(
            f"{now.entered_by} has changed this while you were writing. It now says: “{now.text}” Your own words are "
            "still below: join the two and save again.",
            field="text",
        )
    event = record(
        action="unit plan written",
        subject=f"plan {plan}",
        by=by,
        at=at,
        request_id=request_id,
        data={"section": section, "before": now.text if now else "", "after": said},
    )
    UnitPlanSection.objects.create(
        plan_id=row.plan.id,
        section=section,
        text=said,
        number=number + 1,
        entered_at=at,
        entered_by=by,
        event=event,
    )
    return number + 1


@transaction.atomic
def save_cost(
    *,
    plan: str,
    activity: str,
    amount: Decimal | None,
    by: Any,
    at: datetime,
    position: int = 0,
    seen: int = 0,
    withdrawn: bool = False,
    request_id: str = "",
) -> int:
    """Keep an activity with what it costs and return its position; ``position`` 0 is a new one.

    ``withdrawn`` takes it out. ``seen`` is the revision that the writer has seen. Raises :class:`UnitPlanError`.
    """
    take_turn()
    row = writable(plan, by=by)
    if not activity.strip():
        raise UnitPlanError("Name the activity.", field="activity")
    if amount is None or amount < 0:
        raise UnitPlanError("Enter what it costs in the year, in pounds and pence.", field="amount")
    if amount != round(amount, 2):
        raise UnitPlanError("Enter whole pence: at most two figures after the point.", field="amount")
    found = queries.cost(plan=row.plan.id, position=position) if position else None
    if position and found is None:
        raise UnitPlanError("This activity is not in the plan. Add it as a new one.")
    now = found[0] if found else None
    if now is not None and now.number != seen:
        raise UnitPlanError(
            f"Somebody has changed this while you were writing. It now says: “{now.activity}”, £{now.amount:,.2f}. "
            "Your own figures are still below: compare the two and save again.",
            field="activity",
        )
    wanted = (activity.strip(), amount, withdrawn)
    if found is not None and (found[0].activity, found[0].amount, found[1]) == wanted:
        return position
    if not position:
        last = UnitPlanCost.objects.filter(plan_id=row.plan.id).aggregate(last=Max("position"))["last"]
        position = (last or 0) + 1
    event = record(
        action="unit plan costed",
        subject=f"plan {plan}",
        by=by,
        at=at,
        request_id=request_id,
        data={
            "position": position,
            "before": {"activity": now.activity, "amount": now.amount} if now else {},
            "after": {"activity": wanted[0], "amount": amount, "withdrawn": withdrawn},
        },
    )
    UnitPlanCost.objects.create(
        plan_id=row.plan.id,
        position=position,
        activity=wanted[0],
        amount=amount,
        withdrawn=withdrawn,
        number=now.number + 1 if now else 1,
        entered_at=at,
        entered_by=by,
        event=event,
    )
    return position


@transaction.atomic
def add_action(
    *,
    plan: str,
    title: str,
    by: Any,
    at: datetime,
    description: str = "",
    ends: date | None = None,
    request_id: str = "",
) -> str:
    """Give the plan an action and return its code: an item of the plan, at the lowest level that unit plans have.

    Raises :class:`UnitPlanError` for one without a title or due outside the plan's year.
    """
    take_turn()
    row = writable(plan, by=by)
    if not title.strip():
        raise UnitPlanError("Say what will be done.", field="title")
    if ends is not None and not row.plan.starts <= ends <= row.plan.ends:
        raise UnitPlanError("This day is not in the year of the plan. Enter a day of that year.", field="ends")
    levels = [level.code for level in plans.levels() if level.kind == "unit_plan"]
    if not levels:
        words = {"kind": "unit_plan", "code": "action", "name": "Action", "plural": "Actions", "order": 1}
        framework.save_levels(rows=[words], by=by, at=at, request_id=request_id)
        levels = ["action"]
    used = {item.code for item in plans.items(for_user=by, plan=plan)}
    number = len(used) + 1
    while f"{plan}-{number}" in used:
        number += 1
    item = {
        "code": f"{plan}-{number}",
        "plan": plan,
        "level": levels[-1],
        "title": title.strip(),
        "description": description.strip(),
        "starts": row.plan.starts if ends else None,
        "ends": ends,
        "order": number,
        "lead_officer": row.plan.lead_officer[0] if row.plan.lead_officer else "",
        "chief_officer": row.plan.chief_officer[0] if row.plan.chief_officer else "",
        "cabinet_member": row.plan.cabinet_member[0] if row.plan.cabinet_member else "",
    }
    framework.save_items(rows=[item], by=by, at=at, request_id=request_id)
    return str(item["code"])
