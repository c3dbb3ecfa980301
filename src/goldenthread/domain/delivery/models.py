"""Milestones and actions: a code for life, everything that changes as append-only revisions."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from goldenthread.domain.delivery.rules.words import DECIDED_STATES, KINDS, SELF_RATINGS, STATES


class WorkItem(models.Model):
    """A milestone or an action, known by a code that it keeps for life. How it stands is in its latest revision."""

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=~Q(code=""), name="work_has_a_code"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="work_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.code


class WorkRevision(models.Model):
    """One revision of a milestone or action. Number 1 holds the first promise: its ``baseline``.

    ``starts`` to ``baseline`` is the time promised, ``forecast`` when it is now expected, ``actual`` when it was done
    (complete only). ``rebaselined`` marks a revision that moves the baseline and needs an ``approver``. ``deferred``
    and ``dropped`` need a decision: what, when, by which post. ``progress`` is 0 to 100. A self-assessed rating
    stands beside the calculated one, with its reason.
    """

    work = models.ForeignKey(WorkItem, on_delete=models.PROTECT, related_name="revisions")
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    starts = models.DateField()
    baseline = models.DateField()
    forecast = models.DateField()
    actual = models.DateField(null=True)
    state = models.CharField(max_length=12, choices=[(state, state) for state in STATES], default="not_started")
    progress = models.PositiveSmallIntegerField(default=0)
    self_rating = models.CharField(max_length=5, choices=[(word, word) for word in SELF_RATINGS], blank=True)
    self_reason = models.TextField(blank=True)
    rebaselined = models.BooleanField(default=False)
    approver = models.ForeignKey("goldenthread.Post", null=True, on_delete=models.PROTECT, related_name="+")
    decision = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey("goldenthread.Post", null=True, on_delete=models.PROTECT, related_name="+")
    lead_officer = models.ForeignKey("goldenthread.Post", null=True, on_delete=models.PROTECT, related_name="+")
    chief_officer = models.ForeignKey("goldenthread.Post", null=True, on_delete=models.PROTECT, related_name="+")
    cabinet_member = models.ForeignKey("goldenthread.Post", null=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["work", "number"]
        constraints = [
            models.UniqueConstraint(fields=["work", "number"], name="work_revision_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="work_revision_numbered_from_one"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="work_revision_says_why"),
            models.CheckConstraint(condition=~Q(title=""), name="work_revision_has_a_title"),
            models.CheckConstraint(condition=Q(baseline__gte=F("starts")), name="work_is_due_after_it_starts"),
            models.CheckConstraint(condition=Q(forecast__gte=F("starts")), name="work_is_forecast_after_it_starts"),
            models.CheckConstraint(
                condition=Q(actual__isnull=True) | Q(actual__gte=F("starts")), name="work_is_done_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="work_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="complete", actual__isnull=False) | Q(~Q(state="complete"), actual__isnull=True),
                name="work_done_has_its_date",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="work_progress_is_a_share"),
            models.CheckConstraint(
                condition=Q(self_rating="") | Q(Q(self_rating__in=SELF_RATINGS), ~Q(self_reason="")),
                name="work_self_rating_is_explained",
            ),
            models.CheckConstraint(
                condition=Q(rebaselined=False) | Q(approver__isnull=False, number__gt=1),
                name="work_new_baseline_has_an_approver",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED_STATES)
                | Q(~Q(decision=""), decided_on__isnull=False, decided_by__isnull=False),
                name="work_deferred_or_dropped_is_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.work_id} revision {self.number}"


class WorkDependency(models.Model):
    """``work`` cannot be finished before ``needs`` is. Never in a circle: the operation sees to it."""

    work = models.ForeignKey(WorkItem, on_delete=models.PROTECT, related_name="+")
    needs = models.ForeignKey(WorkItem, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["work", "needs"]
        constraints = [
            models.UniqueConstraint(fields=["work", "needs"], name="dependency_once"),
            models.CheckConstraint(condition=~Q(work=F("needs")), name="dependency_not_on_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.work_id} needs {self.needs_id}"


class WorkEvidence(models.Model):
    """What shows that a milestone or action stands where it is said to stand: text, a link, the day it is about."""

    work = models.ForeignKey(WorkItem, on_delete=models.PROTECT, related_name="evidence")
    text = models.TextField()
    link = models.URLField(max_length=1000, blank=True)
    on = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["work", "on", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="evidence_says_something")]

    def __str__(self) -> str:
        return f"evidence {self.pk}"
