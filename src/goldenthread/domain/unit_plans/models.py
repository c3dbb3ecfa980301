"""What a unit operating plan says, what its activity costs, who gave authority, what was off track: append-only."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual

from goldenthread.domain.fields import ExactDecimalField, as_float
from goldenthread.domain.unit_plans.rules.words import REVIEW_KINDS, SECTIONS


class _Revision(models.Model):
    """A numbered revision of something in a plan: who, when, why, which event."""

    plan = models.ForeignKey("goldenthread.Plan", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    reason = models.TextField(blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def _numbered(name: str) -> Any:
    return models.CheckConstraint(condition=Q(number__gte=1), name=f"{name}_numbered_from_one")


class UnitPlanSection(_Revision):
    """What a plan says on one of its topics. Empty words are a draft that was cleared."""

    section = models.CharField(max_length=30, choices=[(code, code) for code in SECTIONS])
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["plan", "section", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "section", "number"], name="unit_section_once"),
            _numbered("unit_section"),
            models.CheckConstraint(condition=Q(section__in=tuple(SECTIONS)), name="unit_section_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.section} {self.number}"


class UnitPlanCost(_Revision):
    """An activity of the plan and what it costs in the year, in pounds and pence; ``withdrawn`` takes it out."""

    position = models.PositiveIntegerField()
    activity = models.CharField(max_length=300)
    amount = ExactDecimalField()
    withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["plan", "position", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position", "number"], name="unit_cost_once"),
            _numbered("unit_cost"),
            models.CheckConstraint(condition=~Q(activity=""), name="unit_cost_names_its_activity"),
            models.CheckConstraint(
                condition=Q(GreaterThanOrEqual(as_float("amount"), 0.0)), name="unit_cost_not_below_zero"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} cost {self.position} {self.number}"


class BudgetAuthority(models.Model):
    """The authority over a budget that a Cabinet member's approval delegates: how much, in which words, from when.

    It holds for the plan as it was approved: when the plan changes, the approval lapses and the authority with it.
    """

    plan = models.ForeignKey("goldenthread.Plan", on_delete=models.PROTECT, related_name="+")
    approval = models.OneToOneField("goldenthread.Approval", on_delete=models.PROTECT, related_name="+")
    amount = ExactDecimalField()
    text = models.TextField()
    granted_on = models.DateField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["plan", "granted_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="authority_says_for_what"),
            models.CheckConstraint(condition=Q(GreaterThan(as_float("amount"), 0.0)), name="authority_is_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.amount}"


class UnitPlanReview(models.Model):
    """A look at the plan in the year, or its half-year review: a note by the unit manager on a day."""

    plan = models.ForeignKey("goldenthread.Plan", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in REVIEW_KINDS])
    on = models.DateField()
    note = models.TextField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="unit_review_once"),
            _numbered("unit_review"),
            models.CheckConstraint(condition=Q(kind__in=REVIEW_KINDS), name="unit_review_kind_is_known"),
            models.CheckConstraint(condition=~Q(note=""), name="unit_review_has_a_note"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} review {self.number}"


class OffTrack(models.Model):
    """One thing that a review found off track: what, why, and what is done about it. The rest is on track."""

    review = models.ForeignKey(UnitPlanReview, on_delete=models.PROTECT, related_name="exceptions")
    position = models.PositiveIntegerField()
    what = models.CharField(max_length=300)
    reason = models.TextField()
    action = models.TextField(blank=True)

    class Meta:
        ordering = ["review", "position"]
        constraints = [
            models.UniqueConstraint(fields=["review", "position"], name="off_track_once"),
            models.CheckConstraint(condition=~Q(what="") & ~Q(reason=""), name="off_track_says_what_and_why"),
        ]

    def __str__(self) -> str:
        return self.what
