"""What hangs on an item: success factors, measures, money, milestones and actions.

The first three are append-only revisions of (item, position); a ``withdrawn`` one takes the position out of use.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.lookups import GreaterThan

from goldenthread.domain.fields import ExactDecimalField, as_float
from goldenthread.domain.framework.rules.words import MEASURE_KINDS


class _Attached(models.Model):
    """A revision of what stands at a position of an item: who, when, why, which event."""

    item = models.ForeignKey("goldenthread.PlanItem", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    withdrawn = models.BooleanField(default=False)
    number = models.PositiveIntegerField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def _attached(name: str) -> list[Any]:
    return [
        models.UniqueConstraint(fields=["item", "position", "number"], name=f"{name}_once"),
        models.CheckConstraint(condition=Q(number__gte=1), name=f"{name}_numbered_from_one"),
        models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name=f"{name}_revision_says_why"),
    ]


class SuccessFactor(_Attached):
    """What will have been delivered, and by when ("by 2014/15 we will have …")."""

    text = models.TextField()
    by_when = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["item", "position", "number"]
        constraints = [
            *_attached("factor"),
            models.CheckConstraint(condition=~Q(text=""), name="factor_says_something"),
        ]

    def __str__(self) -> str:
        return f"factor {self.pk}"


class Measure(_Attached):
    """How an item is measured: by an indicator, by qualitative evidence, or by a formal evaluation.

    Evidence has a text, a source and the day it is ``on``; an evaluation is due on a day and, once done, has a finding.
    """

    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in MEASURE_KINDS])
    indicator = models.ForeignKey("goldenthread.Indicator", null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    finding = models.TextField(blank=True)

    class Meta:
        ordering = ["item", "position", "number"]
        constraints = [
            *_attached("measure"),
            models.CheckConstraint(condition=Q(kind__in=MEASURE_KINDS), name="measure_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind="indicator", indicator__isnull=False)
                | Q(~Q(kind="indicator"), indicator__isnull=True),
                name="measure_by_indicator_names_it",
            ),
            models.CheckConstraint(condition=Q(kind="indicator") | ~Q(text=""), name="measure_in_words_has_words"),
            models.CheckConstraint(
                condition=~Q(kind="evaluation") | Q(due_on__isnull=False), name="measure_evaluation_is_due"
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(Q(kind="evaluation"), ~Q(finding="")),
                name="measure_evaluation_done_has_a_finding",
            ),
        ]

    def __str__(self) -> str:
        return f"measure {self.pk}"


class MoneyLine(_Attached):
    """A sum that belongs to an item in a period, in pounds and pence. ``ring_fenced`` may be used for nothing else.

    A sum without a purpose is kept, and listed among the loose ends.
    """

    amount = ExactDecimalField()
    period = models.ForeignKey("goldenthread.Period", on_delete=models.PROTECT, related_name="+")
    ring_fenced = models.BooleanField(default=False)
    purpose = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["item", "position", "number"]
        constraints = [
            *_attached("money"),
            models.CheckConstraint(condition=Q(GreaterThan(as_float("amount"), 0.0)), name="money_is_above_zero"),
        ]

    def __str__(self) -> str:
        return f"money {self.pk}"


class ItemWork(models.Model):
    """An item has a milestone or an action."""

    item = models.ForeignKey("goldenthread.PlanItem", on_delete=models.PROTECT, related_name="+")
    work = models.ForeignKey("goldenthread.WorkItem", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["item", "work"]
        constraints = [models.UniqueConstraint(fields=["item", "work"], name="item_work_once")]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.work_id}"
