"""Plans of every kind, and their items: a code for life, what it says as append-only revisions."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from goldenthread.domain.framework.rules.words import CLASSIFICATIONS, ITEM_STATES, PLAN_KINDS, STATUSES


class PlanLevel(models.Model):
    """What a kind of plan calls one of its levels: the council's own word, to be changed at will."""

    kind = models.CharField(max_length=30, choices=[(kind, kind) for kind in PLAN_KINDS])
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=60)
    plural = models.CharField(max_length=60)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["kind", "order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "code"], name="level_once"),
            models.CheckConstraint(condition=Q(kind__in=PLAN_KINDS), name="level_kind_is_known"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name="") & ~Q(plural=""), name="level_is_named"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


class Plan(models.Model):
    """A vision, agreement, statement, plan or one officer's objectives, with its term (both days included).

    ``unit`` owns it; empty is the whole council. Plans of one kind and owner never overlap in time. ``officer`` and
    ``manager`` are for personal objectives only, which nobody else can read.
    """

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=[(kind, kind) for kind in PLAN_KINDS])
    unit = models.ForeignKey("goldenthread.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    starts = models.DateField()
    ends = models.DateField()
    status = models.CharField(max_length=10, choices=[(word, word) for word in STATUSES], default="draft")
    classification = models.CharField(
        max_length=10, choices=[(word, word) for word in CLASSIFICATIONS], default="internal"
    )
    lead_officer = models.ForeignKey("goldenthread.Post", null=True, on_delete=models.PROTECT, related_name="+")
    chief_officer = models.ForeignKey("goldenthread.Post", null=True, on_delete=models.PROTECT, related_name="+")
    cabinet_member = models.ForeignKey("goldenthread.Post", null=True, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    manager = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["starts", "code"]
        constraints = [
            models.CheckConstraint(condition=~Q(code="") & ~Q(title=""), name="plan_is_named"),
            models.CheckConstraint(condition=Q(kind__in=PLAN_KINDS), name="plan_kind_is_known"),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="plan_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="plan_status_is_known"),
            models.CheckConstraint(condition=Q(classification__in=CLASSIFICATIONS), name="plan_class_is_known"),
            models.CheckConstraint(
                condition=Q(kind="personal_objectives", classification="personal", officer__isnull=False)
                | Q(~Q(kind="personal_objectives"), ~Q(classification="personal"), officer__isnull=True),
                name="plan_personal_has_an_officer",
            ),
            models.CheckConstraint(
                condition=Q(manager__isnull=True) | Q(officer__isnull=False), name="plan_manager_has_an_officer"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PlanPartner(models.Model):
    """A partner (a unit of that kind) that has signed up to a plan."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="partners")
    unit = models.ForeignKey("goldenthread.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["plan", "unit"]
        constraints = [models.UniqueConstraint(fields=["plan", "unit"], name="plan_partner_once")]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.unit_id}"


class PlanItem(models.Model):
    """One promise of a plan, known by a code that it keeps for life. What it says is in its latest revision."""

    code = models.CharField(max_length=40, unique=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="items")

    class Meta:
        ordering = ["code"]
        constraints = [models.CheckConstraint(condition=~Q(code=""), name="item_has_a_code")]

    def __str__(self) -> str:
        return self.code


class PlanItemRevision(models.Model):
    """One revision of an item: its words, its level, its place in the plan, its state, its dates, its three posts.

    ``label`` is the number it is printed with ("3.2"); ``parent`` an item of the same plan. ``partner`` leads where a
    partner leads. A later revision says why.
    """

    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="revisions")
    level = models.ForeignKey(PlanLevel, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(PlanItem, null=True, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=30, blank=True)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=[(state, state) for state in ITEM_STATES], default="active")
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    lead_officer = models.ForeignKey("goldenthread.Post", null=True, on_delete=models.PROTECT, related_name="+")
    chief_officer = models.ForeignKey("goldenthread.Post", null=True, on_delete=models.PROTECT, related_name="+")
    cabinet_member = models.ForeignKey("goldenthread.Post", null=True, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey("goldenthread.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField(default=0)
    number = models.PositiveIntegerField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["item", "number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="item_revision_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="item_revision_numbered_from_one"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="item_revision_says_why"),
            models.CheckConstraint(condition=~Q(title=""), name="item_revision_has_a_title"),
            models.CheckConstraint(condition=Q(state__in=ITEM_STATES), name="item_state_is_known"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("item")), name="item_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="item_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} revision {self.number}"
