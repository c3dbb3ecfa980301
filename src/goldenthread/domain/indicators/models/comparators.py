"""Others to compare with: groups of areas, and what each area published, as append-only revisions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual

from goldenthread.domain.fields import ExactDecimalField, as_float
from goldenthread.domain.indicators.models.register import Indicator, Recorded, choices_of, recorded
from goldenthread.domain.indicators.rules import (
    COMPARATOR_KINDS,
    COMPARATOR_ROLES,
    COMPARATOR_STATUSES,
    VALUED_STATUSES,
)


class ComparatorGroup(models.Model):
    """A group of areas to compare with; the one with the lowest ``order`` is preferred."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=choices_of(COMPARATOR_KINDS))
    order = models.PositiveIntegerField(default=0)
    description = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="comparatorgroup_is_named"),
            models.CheckConstraint(condition=Q(kind__in=COMPARATOR_KINDS), name="comparatorgroup_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.name


class ComparatorArea(models.Model):
    """An area that publishes figures, or a line ("Median of English counties") published for many of them.

    The area whose code is that of the authority's own place is the council itself.
    """

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="comparatorarea_is_named")]

    def __str__(self) -> str:
        return self.name


class ComparatorMember(models.Model):
    """An area in a group: a member, or one of the lines published for the group, each of which it has once at most."""

    group = models.ForeignKey(ComparatorGroup, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(ComparatorArea, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=choices_of(COMPARATOR_ROLES), default="member")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "area"], name="comparatormember_once"),
            models.UniqueConstraint(
                fields=["group", "role"], condition=~Q(role="member"), name="comparatormember_line_once"
            ),
            models.CheckConstraint(condition=Q(role__in=COMPARATOR_ROLES), name="comparatormember_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} in {self.group_id}: {self.role}"


class ComparatorValue(Recorded):
    """One revision of what one area published of an indicator in a period: never without its source and licence.

    Suppressed and not available have no value, and are counted as missing; zero is a value.
    """

    id = models.BigAutoField(primary_key=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(ComparatorArea, on_delete=models.PROTECT, related_name="+", db_index=False)
    period = models.ForeignKey("goldenthread.Period", on_delete=models.PROTECT, related_name="+", db_index=False)
    value = ExactDecimalField(null=True)
    numerator = ExactDecimalField(null=True)
    denominator = ExactDecimalField(null=True)
    status = models.CharField(max_length=15, choices=choices_of(COMPARATOR_STATUSES), default="final")
    source = models.CharField(max_length=300)
    source_url = models.URLField(max_length=1000, blank=True)
    licence = models.CharField(max_length=200)
    published_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            *recorded("publishedvalue"),
            models.UniqueConstraint(fields=["indicator", "area", "period", "number"], name="publishedvalue_once"),
            models.CheckConstraint(condition=Q(status__in=COMPARATOR_STATUSES), name="publishedvalue_status_is_known"),
            models.CheckConstraint(
                condition=Q(status__in=VALUED_STATUSES, value__isnull=False)
                | Q(~Q(status__in=VALUED_STATUSES), value__isnull=True),
                name="publishedvalue_value_matches_status",
            ),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(licence=""), name="publishedvalue_has_source_and_licence"
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(
                    GreaterThanOrEqual(as_float("numerator"), 0.0),
                    GreaterThan(as_float("denominator"), 0.0),
                    value__isnull=False,
                    numerator__isnull=False,
                    denominator__isnull=False,
                ),
                name="publishedvalue_parts_belong_to_a_value",
            ),
        ]

    def __str__(self) -> str:
        return f"comparator value {self.pk}"
