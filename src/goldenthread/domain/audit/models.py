"""The audit trail: append-only, hash-chained; triggers refuse change and removal."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q


class AuditEvent(models.Model):
    """One change: who did what, when, to which record, why, and the seal that ties it to the event before.

    ``sequence`` runs from 1 without gaps; ``hash`` seals everything in the row and the hash before it, so that a
    changed, removed or inserted event breaks the chain where it happened.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=200)
    action = models.CharField(max_length=80)
    subject = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    previous_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        indexes = [models.Index(fields=["subject", "sequence"], name="audit_subject")]
        constraints = [
            models.CheckConstraint(condition=Q(sequence__gte=1), name="audit_sequence_from_one"),
            models.CheckConstraint(
                condition=~Q(action="") & ~Q(actor_name="") & ~Q(subject=""), name="audit_says_who_did_what"
            ),
            models.CheckConstraint(condition=~Q(previous_hash=models.F("hash")), name="audit_never_its_own_link"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.action} {self.subject}"
