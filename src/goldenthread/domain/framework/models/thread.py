"""How items of different plans hang together: what serves what, what came after what, what to see as well."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from goldenthread.domain.framework.rules.words import SUCCESSIONS


class ThreadLink(models.Model):
    """``child`` serves ``parent``, an item of another plan, from ``starts`` to ``ends`` (both included; open if empty).

    Never in a circle: the operation sees to it.
    """

    child = models.ForeignKey("goldenthread.PlanItem", on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("goldenthread.PlanItem", on_delete=models.PROTECT, related_name="+")
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        ordering = ["child", "parent", "starts"]
        constraints = [
            models.UniqueConstraint(fields=["child", "parent", "starts"], name="link_once"),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="link_not_to_itself"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="link_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} serves {self.parent_id}"


class Succession(models.Model):
    """What became of ``old``: carried into, merged into or split into ``new``, or dropped, which has no ``new``.

    It happens once; only a split has several parts, numbered from 1.
    """

    old = models.ForeignKey("goldenthread.PlanItem", on_delete=models.PROTECT, related_name="+")
    new = models.ForeignKey("goldenthread.PlanItem", null=True, on_delete=models.PROTECT, related_name="+")
    part = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in SUCCESSIONS])
    decided_on = models.DateField()
    reason = models.TextField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["decided_on", "old", "part"]
        constraints = [
            models.UniqueConstraint(fields=["old", "part"], name="succession_once"),
            models.CheckConstraint(
                condition=Q(part=1) | Q(kind="split", part__gte=1), name="succession_has_parts_when_split"
            ),
            models.CheckConstraint(condition=Q(kind__in=SUCCESSIONS), name="succession_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind="dropped", new__isnull=True) | Q(~Q(kind="dropped"), new__isnull=False),
                name="succession_leads_somewhere_or_is_dropped",
            ),
            models.CheckConstraint(condition=Q(new__isnull=True) | ~Q(new=F("old")), name="succession_not_of_itself"),
            models.CheckConstraint(condition=~Q(reason=""), name="succession_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} {self.kind}"


class RelatedItem(models.Model):
    """Two items that a reader should see together; ``note`` says why."""

    item = models.ForeignKey("goldenthread.PlanItem", on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey("goldenthread.PlanItem", on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["item", "other"]
        constraints = [
            models.UniqueConstraint(fields=["item", "other"], name="related_once"),
            models.CheckConstraint(condition=~Q(item=F("other")), name="related_not_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} and {self.other_id}"
