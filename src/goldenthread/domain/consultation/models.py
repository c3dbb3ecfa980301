"""Iterations, comments, responses and endorsements: facts, append-only; who is asked to endorse may change."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.domain.consultation.rules.words import BODY_KINDS, SECTIONS


class Iteration(models.Model):
    """A numbered draft of a plan: ``content`` is a list of its passages (see ``rules.drafts.Passage``).

    ``digest`` is the SHA-256 of the words alone: a revision that changes none does not change it.
    """

    plan = models.ForeignKey("goldenthread.Plan", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="iteration_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="iteration_numbered_from_one"),
            models.CheckConstraint(condition=Q(digest__regex="^[0-9a-f]{64}$"), name="iteration_names_its_words"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}, iteration {self.number}"


class Comment(models.Model):
    """What somebody said about an iteration, as it was received, numbered within the iteration.

    ``item`` is empty for a comment on the whole plan. ``person``, ``organisation`` and ``workshop`` say who: one at
    least is given.
    """

    iteration = models.ForeignKey(Iteration, on_delete=models.PROTECT, related_name="comments")
    number = models.PositiveIntegerField()
    item = models.ForeignKey("goldenthread.PlanItem", null=True, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=20, choices=[(word, word) for word in SECTIONS])
    person = models.CharField(max_length=160, blank=True)
    organisation = models.CharField(max_length=160, blank=True)
    workshop = models.CharField(max_length=160, blank=True)
    received_on = models.DateField()
    text = models.TextField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["iteration", "number"]
        constraints = [
            models.UniqueConstraint(fields=["iteration", "number"], name="comment_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="comment_numbered_from_one"),
            models.CheckConstraint(condition=Q(section__in=SECTIONS), name="comment_section_is_known"),
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            models.CheckConstraint(
                condition=~Q(person="") | ~Q(organisation="") | ~Q(workshop=""), name="comment_is_somebodys"
            ),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"


class Response(models.Model):
    """The answer to a comment, as a revision: the latest number holds. ``what_changed`` is given if something did.

    ``passage`` and ``revision`` lead to the words that changed: the key of a passage and the id of its revision.
    """

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="responses")
    number = models.PositiveIntegerField()
    text = models.TextField()
    changed = models.BooleanField()
    what_changed = models.TextField(blank=True)
    passage = models.CharField(max_length=120, blank=True)
    revision = models.PositiveBigIntegerField(null=True)
    reason = models.TextField(blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["comment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "number"], name="response_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="response_numbered_from_one"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="response_revision_says_why"),
            models.CheckConstraint(condition=~Q(text=""), name="response_says_something"),
            models.CheckConstraint(
                condition=Q(Q(changed=True), ~Q(what_changed="")) | Q(changed=False, what_changed=""),
                name="response_says_what_changed",
            ),
            models.CheckConstraint(
                condition=Q(passage="", revision__isnull=True)
                | Q(~Q(passage=""), changed=True, revision__isnull=False),
                name="response_leads_to_a_change",
            ),
        ]

    def __str__(self) -> str:
        return f"response {self.pk}"


class EndorsementWanted(models.Model):
    """A body that is asked to endorse a plan, by ``due_on`` where a day is set; ``wanted`` is false once it is not."""

    plan = models.ForeignKey("goldenthread.Plan", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=[(word, word) for word in BODY_KINDS])
    due_on = models.DateField(null=True)
    order = models.PositiveIntegerField(default=0)
    wanted = models.BooleanField(default=True)

    class Meta:
        ordering = ["plan", "order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="body_once"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="body_is_named"),
            models.CheckConstraint(condition=Q(kind__in=BODY_KINDS), name="body_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Endorsement(models.Model):
    """A body endorsed an iteration on a day; ``minute`` is where that is written down."""

    body = models.ForeignKey(EndorsementWanted, on_delete=models.PROTECT, related_name="endorsements")
    iteration = models.ForeignKey(Iteration, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    minute = models.CharField(max_length=300, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["body", "iteration"]
        constraints = [models.UniqueConstraint(fields=["body", "iteration"], name="endorsement_once")]

    def __str__(self) -> str:
        return f"{self.body_id} endorsed {self.iteration_id}"
