"""Editions: a report frozen with its inputs, and the files that were made from it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

FORMATS = ("html", "pdf", "docx", "xlsx")


class Edition(models.Model):
    """A frozen report: the document as data, what it was made from, and its seal.

    ``as_at`` is the moment the figures were known; a later correction does not reach an edition. ``document`` is the
    canonical text of the document engine and ``digest`` its SHA-256.
    """

    report = models.CharField(max_length=40)
    period = models.ForeignKey("goldenthread.Period", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    as_at = models.DateTimeField()
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rule_version = models.CharField(max_length=20)
    document = models.TextField()
    digest = models.CharField(max_length=64)
    inputs = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-frozen_at"]
        constraints = [
            models.UniqueConstraint(fields=["report", "period", "number"], name="edition_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_numbered_from_one"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(note=""), name="edition_again_says_why"),
            models.CheckConstraint(
                condition=~Q(document="") & ~Q(digest="") & ~Q(title=""), name="edition_has_a_document"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}"


class EditionFile(models.Model):
    """One format of an edition, as it was made when it was frozen; made again it must have the same bytes."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=5, choices=[(word, word) for word in FORMATS])
    content = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "format"], name="edition_file_once"),
            models.CheckConstraint(condition=Q(format__in=FORMATS), name="edition_file_format_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}.{self.format}"


class Publication(models.Model):
    """An edition made public, by whom and when."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="publication")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"publication of {self.edition_id}"


DECISIONS = ("kept", "dropped")


class ExceptionReview(models.Model):
    """What the performance team decided of one indicator on a quarter's exception report: kept, or dropped and why.

    A later ``number`` takes the place of an earlier one. ``seen_digest`` names the figures and reasons that were
    decided on: where they are others now, the review has lapsed.
    """

    period = models.ForeignKey("goldenthread.Period", on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey("goldenthread.Indicator", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    decision = models.CharField(max_length=10, choices=[(word, word) for word in DECISIONS])
    reason = models.TextField(blank=True)
    seen_digest = models.CharField(max_length=64)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "indicator", "number"], name="review_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="review_numbered_from_one"),
            models.CheckConstraint(condition=Q(decision__in=DECISIONS), name="review_decision_is_known"),
            models.CheckConstraint(condition=~Q(decision="dropped") | ~Q(reason=""), name="review_dropped_says_why"),
            models.CheckConstraint(condition=~Q(seen_digest=""), name="review_names_what_was_seen"),
        ]

    def __str__(self) -> str:
        return f"review {self.pk}"
