"""Stretch targets of an agreement: what is promised beyond what would be reached anyway, and the pot for it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.lookups import Exact, GreaterThan, GreaterThanOrEqual

from goldenthread.domain.fields import ExactDecimalField, as_float


class StretchTarget(models.Model):
    """One revision of the stretch of an indicator at an outcome: an append-only key of (item, indicator).

    ``without_deal`` and ``stretch`` are in the indicator's unit, ``pot`` in pounds. Stretch targets of one item with
    the same pot share it, equally or by ``weight``. ``basis`` says how the two figures were agreed, ``approver`` who
    agreed them. A ``withdrawn`` revision takes the target out of use.
    """

    item = models.ForeignKey("goldenthread.PlanItem", on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey("goldenthread.Indicator", on_delete=models.PROTECT, related_name="+")
    without_deal = ExactDecimalField()
    stretch = ExactDecimalField()
    pot = ExactDecimalField()
    weight = ExactDecimalField(null=True)
    basis = models.CharField(max_length=300)
    approver = models.ForeignKey("goldenthread.Post", on_delete=models.PROTECT, related_name="+")
    approved_on = models.DateField(null=True)
    withdrawn = models.BooleanField(default=False)
    number = models.PositiveIntegerField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["item", "indicator", "number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "indicator", "number"], name="stretch_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="stretch_numbered_from_one"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="stretch_revision_says_why"),
            models.CheckConstraint(
                condition=~Q(Exact(as_float("stretch"), as_float("without_deal"))), name="stretch_asks_for_something"
            ),
            models.CheckConstraint(condition=Q(GreaterThan(as_float("pot"), 0.0)), name="stretch_pot_is_above_zero"),
            models.CheckConstraint(
                condition=Q(weight__isnull=True) | Q(GreaterThanOrEqual(as_float("weight"), 0.0)),
                name="stretch_weight_is_not_negative",
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="stretch_says_its_basis"),
        ]

    def __str__(self) -> str:
        return f"stretch {self.pk}"
