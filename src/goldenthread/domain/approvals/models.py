"""Submissions and the decisions on them: append-only, one decision for each stage."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.domain.approvals.rules import DECISIONS


class Approval(models.Model):
    """One submission of ``subject``, numbered from 1; ``route`` a list of its stages, ``covers`` the exact revisions.

    ``stages`` is the length of the route; ``covers_digest`` the SHA-256 of what is covered.
    """

    subject = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    route = models.JSONField()
    stages = models.PositiveSmallIntegerField()
    covers = models.JSONField()
    covers_digest = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    note = models.TextField(blank=True)
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["subject", "number"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "number"], name="approval_once"),
            models.CheckConstraint(condition=~Q(subject=""), name="approval_has_a_subject"),
            models.CheckConstraint(condition=Q(number__gte=1), name="approval_numbered_from_one"),
            models.CheckConstraint(condition=Q(stages__gte=1), name="approval_has_a_route"),
            models.CheckConstraint(condition=Q(covers_digest__regex="^[0-9a-f]{64}$"), name="approval_names_its_cover"),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, submission {self.number}"


class Decision(models.Model):
    """What was decided at a stage: once, whoever clicks second. A return says why."""

    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="decisions")
    stage = models.CharField(max_length=30)
    decision = models.CharField(max_length=10, choices=[(word, word) for word in DECISIONS])
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["approval", "id"]
        constraints = [
            models.UniqueConstraint(fields=["approval", "stage"], name="decision_once_a_stage"),
            models.CheckConstraint(condition=~Q(stage=""), name="decision_has_a_stage"),
            models.CheckConstraint(condition=Q(decision__in=DECISIONS), name="decision_is_known"),
            models.CheckConstraint(condition=~Q(decision="returned") | ~Q(reason=""), name="decision_return_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.approval_id}: {self.stage} {self.decision}"
