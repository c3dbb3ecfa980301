"""Reading unit plans: what each says and costs, how its approval stands, what was off track."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef

from goldenthread.domain.approvals import queries as approvals
from goldenthread.domain.approvals.rules import Stage, Submission, next_stage, standing
from goldenthread.domain.framework import queries as framework
from goldenthread.domain.framework.rules.rows import PlanRow
from goldenthread.domain.unit_plans.models import (
    BudgetAuthority,
    OffTrack,
    UnitPlanCost,
    UnitPlanReview,
    UnitPlanSection,
)
from goldenthread.domain.unit_plans.rules import CostRow, SectionRow, covers, missing, total


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """An action of the plan: an item of it; ``number`` is the revision that an editor has seen."""

    id: int
    code: str
    title: str
    description: str
    ends: date | None
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPlanRow:
    """A unit plan as it stands. ``state`` is draft, or how its latest submission stands; ``stage`` who decides next."""

    plan: PlanRow
    sections: dict[str, SectionRow]
    costs: tuple[CostRow, ...]
    actions: tuple[ActionRow, ...]
    missing: tuple[str, ...]
    covers: dict[str, Any]
    submission: Submission | None
    state: str
    stage: Stage | None

    @property
    def subject(self) -> str:
        """What it is called among approvals."""
        return f"plan {self.plan.code}"

    @property
    def total(self) -> Decimal:
        """What all its activity costs."""
        return total(self.costs)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityRow:
    """Authority over a budget that was delegated; ``holds`` is false once the plan has changed."""

    amount: Decimal
    text: str
    granted_on: date
    granted_by: str
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OffTrackRow:
    """One thing found off track."""

    what: str
    reason: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """A review with what it found off track; everything else was on track."""

    number: int
    kind: str
    on: date
    note: str
    entered_by: str
    exceptions: tuple[OffTrackRow, ...]


def unit_plans(*, for_user: Any, codes: Collection[str] | None = None) -> list[UnitPlanRow]:
    """Return the unit plans that ``for_user`` may read, by start and code, in a fixed number of queries."""
    plans = framework.plans(for_user=for_user, kinds=["unit_plan"], codes=codes)
    ids = [plan.id for plan in plans]
    sections: dict[int, dict[str, SectionRow]] = {}
    for one in _latest(UnitPlanSection, ids, "section").select_related("entered_by"):
        sections.setdefault(one.plan_id, {})[one.section] = SectionRow(
            section=one.section,
            text=one.text,
            number=one.number,
            entered_at=one.entered_at,
            entered_by=one.entered_by.name,
        )
    costs: dict[int, list[CostRow]] = {}
    for one in _latest(UnitPlanCost, ids, "position").filter(withdrawn=False).order_by("position"):
        costs.setdefault(one.plan_id, []).append(
            CostRow(position=one.position, activity=one.activity, amount=one.amount, number=one.number)
        )
    actions: dict[str, list[ActionRow]] = {}
    only = plans[0].code if len(plans) == 1 else None
    for item in framework.items(for_user=for_user, kind="unit_plan", plan=only):
        if item.state == "active":
            actions.setdefault(item.plan, []).append(
                ActionRow(
                    id=item.id,
                    code=item.code,
                    title=item.title,
                    description=item.description,
                    ends=item.ends,
                    number=item.number,
                )
            )
    submitted = approvals.latest([f"plan {plan.code}" for plan in plans])
    return [
        _row(
            plan,
            sections=sections.get(plan.id, {}),
            costs=tuple(costs.get(plan.id, ())),
            actions=tuple(actions.get(plan.code, ())),
            submission=submitted.get(f"plan {plan.code}"),
        )
        for plan in plans
    ]


def unit_plan(*, code: str, for_user: Any) -> UnitPlanRow | None:
    """Return one unit plan, or None where there is none that ``for_user`` may read."""
    found = unit_plans(for_user=for_user, codes=[code])
    return found[0] if found else None


def _row(
    plan: PlanRow,
    *,
    sections: dict[str, SectionRow],
    costs: tuple[CostRow, ...],
    actions: tuple[ActionRow, ...],
    submission: Submission | None,
) -> UnitPlanRow:
    now = covers(sections, costs=costs, items=[(one.code, one.number) for one in actions])
    state = standing(submission, current=now) if submission else "draft"
    return UnitPlanRow(
        plan=plan,
        sections=sections,
        costs=costs,
        actions=actions,
        missing=tuple(missing(sections, costs=costs, actions=len(actions))),
        covers=now,
        submission=submission,
        state=state,
        stage=next_stage(submission) if submission and state == "open" else None,
    )


def _latest(model: Any, plans: Collection[int], key: str) -> Any:
    later = model.objects.filter(plan=OuterRef("plan"), number__gt=OuterRef("number"), **{key: OuterRef(key)})
    return model.objects.filter(~Exists(later), plan__in=plans)


def cost(*, plan: int, position: int) -> tuple[CostRow, bool] | None:
    """Return an activity of a plan (id) and whether it was taken out; None where there never was one."""
    one = _latest(UnitPlanCost, [plan], "position").filter(position=position).first()
    if one is None:
        return None
    row = CostRow(position=one.position, activity=one.activity, amount=one.amount, number=one.number)
    return row, one.withdrawn


def authorities(row: UnitPlanRow) -> list[AuthorityRow]:
    """Return every authority that was delegated with a plan, the latest first, in one query."""
    holding = row.submission.id if row.submission and row.state == "approved" else None
    found = BudgetAuthority.objects.filter(plan_id=row.plan.id).select_related("granted_by").order_by("-id")
    return [
        AuthorityRow(
            amount=one.amount or Decimal(0),
            text=one.text,
            granted_on=one.granted_on,
            granted_by=one.granted_by.name,
            holds=one.approval_id == holding,
        )
        for one in found
    ]


def reviews(*, plan: int) -> list[ReviewRow]:
    """Return the reviews of a plan (id), the latest first, in two queries."""
    rows = list(UnitPlanReview.objects.filter(plan_id=plan).select_related("entered_by").order_by("-number"))
    found: dict[int, list[OffTrackRow]] = {}
    for one in OffTrack.objects.filter(review__in=[row.pk for row in rows]).order_by("position"):
        found.setdefault(one.review_id, []).append(OffTrackRow(what=one.what, reason=one.reason, action=one.action))
    return [
        ReviewRow(
            number=row.number,
            kind=row.kind,
            on=row.on,
            note=row.note,
            entered_by=row.entered_by.name,
            exceptions=tuple(found.get(row.pk, ())),
        )
        for row in rows
    ]
