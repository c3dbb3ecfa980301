"""What is owed by whom for a period, what was typed so far, questions about single figures, and the lock.

Who submitted and who signed which revisions is kept by the approvals package, under the subject "return" and its key.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

QUESTION_KINDS = ("asked", "answered", "closed")


class Return(models.Model):
    """Everything that one post owes for one reporting period. Made when the period is opened, before any figure."""

    period = models.ForeignKey("goldenthread.Period", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("goldenthread.Post", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["period", "post"], name="return_once")]

    def __str__(self) -> str:
        return f"return {self.pk}"


class Expected(models.Model):
    """One figure that is owed: it exists, and can be counted, before anybody entered it.

    ``draft`` is what the officer typed so far, as typed; ``version`` counts its changes, so that a second officer who
    still sees an older one is shown the first's instead of writing over it.
    """

    owed = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="expected")
    indicator = models.ForeignKey("goldenthread.Indicator", on_delete=models.PROTECT, related_name="+")
    period = models.ForeignKey("goldenthread.Period", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("goldenthread.Place", on_delete=models.PROTECT, related_name="+")
    breakdown = models.CharField(max_length=80, blank=True)
    due_on = models.DateField()
    draft = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["owed", "indicator", "period"]
        constraints = [
            models.UniqueConstraint(fields=["owed", "indicator", "period", "place", "breakdown"], name="expected_once"),
            models.CheckConstraint(
                condition=Q(version=0, saved_at__isnull=True, saved_by__isnull=True)
                | Q(version__gt=0, saved_at__isnull=False, saved_by__isnull=False),
                name="expected_draft_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"expected {self.pk}"


class FigureQuestion(models.Model):
    """A query about a single figure, its answer and its end, one row each; the latest number says how it stands."""

    expected = models.ForeignKey(Expected, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in QUESTION_KINDS])
    text = models.TextField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["expected", "number"]
        constraints = [
            models.UniqueConstraint(fields=["expected", "number"], name="figure_question_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="figure_question_numbered_from_one"),
            models.CheckConstraint(condition=Q(kind__in=QUESTION_KINDS), name="figure_question_kind_is_known"),
            models.CheckConstraint(condition=~Q(text=""), name="figure_question_says_something"),
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"


class Lock(models.Model):
    """A period whose figures were frozen: what comes later is a late correction and needs a reason."""

    period = models.OneToOneField("goldenthread.Period", on_delete=models.PROTECT, related_name="+")
    locked_at = models.DateTimeField()
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="lock_says_why")]

    def __str__(self) -> str:
        return f"lock {self.pk}"
