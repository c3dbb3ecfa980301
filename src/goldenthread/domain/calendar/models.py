"""Periods that figures belong to; their dates and labels come from the periods engine."""

from django.db import models
from django.db.models import F, Q


class Period(models.Model):
    """A period by its canonical code ("FY2022-Q1"), with inclusive dates and the label people read."""

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20)
    start = models.DateField()
    end = models.DateField()
    label = models.CharField(max_length=60)

    class Meta:
        ordering = ["end", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="period_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(kind="") & ~Q(label=""), name="period_is_named"),
            models.UniqueConstraint(fields=["kind", "start", "end"], name="period_once_per_kind"),
        ]

    def __str__(self) -> str:
        return self.label
