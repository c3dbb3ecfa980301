"""Periods that figures belong to, and the timetable of each; dates and labels come from the periods engine."""

from django.conf import settings
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


class Timetable(models.Model):
    """One revision of a period's timetable: the meeting that receives its report, and the days that each stage has.

    The latest number is the timetable today; when the meeting moves, the next one says why. ``stages`` is a list of
    objects with code, name, who and working_days, in order; the deadlines themselves are worked out from it.
    """

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    committee = models.ForeignKey("goldenthread.Committee", null=True, on_delete=models.PROTECT, related_name="+")
    meeting_on = models.DateField()
    clear_days = models.PositiveSmallIntegerField(default=5)
    grace_days = models.PositiveSmallIntegerField(default=0)
    stages = models.JSONField()
    reason = models.TextField(blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["period", "number"]
        constraints = [
            models.UniqueConstraint(fields=["period", "number"], name="timetable_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="timetable_numbered_from_one"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="timetable_revision_says_why"),
            models.CheckConstraint(condition=Q(clear_days__lte=60, grace_days__lte=60), name="timetable_days_are_few"),
        ]

    def __str__(self) -> str:
        return f"timetable {self.pk}"
