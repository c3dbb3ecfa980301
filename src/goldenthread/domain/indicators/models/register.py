"""Indicators: what is measured, how it is defined over time, its figures and targets as append-only revisions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual, LessThanOrEqual

from goldenthread.domain.fields import ExactDecimalField, as_float
from goldenthread.domain.indicators.rules import (
    APPORTIONS,
    BASES,
    FREQUENCIES,
    KINDS,
    POLARITIES,
    SCHEMES,
    STATUSES,
    TARGET_BASES,
    VALUED_STATUSES,
)


def choices_of(words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the words as a field's choices."""
    return [(word, word) for word in words]


class Indicator(models.Model):
    """A measure with a lifelong reference, and the three who answer for it.

    ``kind``: performance indicators are rated; activity indicators are shown against an expected range; contextual
    ones are shown only. ``due_days`` is how many days after a period ends its figure is due: later it is late.
    ``proportion`` says that the numerator is part of the denominator and can never exceed it.
    """

    reference = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=choices_of(KINDS), default="performance")
    frequency = models.CharField(max_length=20, choices=choices_of(FREQUENCIES))
    unit = models.ForeignKey("goldenthread.Unit", on_delete=models.PROTECT, related_name="+")
    committee = models.ForeignKey("goldenthread.Committee", null=True, on_delete=models.PROTECT, related_name="+")
    lead_officer = models.ForeignKey("goldenthread.Post", null=True, on_delete=models.PROTECT, related_name="+")
    chief_officer = models.ForeignKey("goldenthread.Post", null=True, on_delete=models.PROTECT, related_name="+")
    cabinet_member = models.ForeignKey("goldenthread.Post", null=True, on_delete=models.PROTECT, related_name="+")
    due_days = models.PositiveSmallIntegerField(default=30)
    proportion = models.BooleanField(default=False)
    roll_up_time = models.CharField(
        max_length=10, choices=choices_of(("sum", "mean", "ratio", "last", "none")), default="none"
    )
    roll_up_place = models.CharField(max_length=10, choices=choices_of(("sum", "ratio", "none")), default="none")
    strategic = models.BooleanField(default=False)
    public = models.BooleanField(default=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "reference"]
        constraints = [
            models.CheckConstraint(condition=~Q(reference="") & ~Q(name=""), name="indicator_is_named"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="indicator_kind_is_known"),
            models.CheckConstraint(condition=Q(frequency__in=FREQUENCIES), name="indicator_frequency_is_known"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(starts__lte=models.F("ends")),
                name="indicator_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(roll_up_time__in=["sum", "mean", "ratio", "last", "none"])
                & Q(roll_up_place__in=["sum", "ratio", "none"]),
                name="indicator_roll_up_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.name}"


class Recorded(models.Model):
    """What every append-only record carries: its number among the revisions of its key, who, when, why, which event."""

    number = models.PositiveIntegerField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def recorded(name: str) -> list[models.BaseConstraint]:
    """Return the promises of every append-only record; ``name`` begins their names."""
    return [
        models.CheckConstraint(condition=Q(number__gte=1), name=f"{name}_numbered_from_one"),
        models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name=f"{name}_revision_says_why"),
    ]


class Definition(Recorded):
    """What an indicator means from a date on: until the next definition begins. Earlier periods keep theirs.

    ``breaks_series`` says that figures before and after cannot be compared. ``scheme`` empty means the authority's.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="definitions")
    valid_from = models.DateField()
    description = models.TextField()
    numerator_label = models.CharField(max_length=200, blank=True)
    denominator_label = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)
    source_url = models.URLField(max_length=1000, blank=True)
    measure = models.CharField(max_length=20, default="number")
    decimals = models.PositiveSmallIntegerField(default=0)
    polarity = models.CharField(max_length=10, choices=choices_of(POLARITIES))
    basis = models.CharField(max_length=10, choices=choices_of(BASES), default="single")
    scheme = models.CharField(max_length=20, choices=choices_of(SCHEMES), blank=True)
    tolerance = ExactDecimalField(null=True)
    breaks_series = models.BooleanField(default=False)

    class Meta:
        ordering = ["indicator", "valid_from", "number"]
        constraints = [
            *recorded("definition"),
            models.UniqueConstraint(fields=["indicator", "valid_from", "number"], name="definition_once"),
            models.CheckConstraint(condition=Q(polarity__in=POLARITIES), name="definition_polarity_is_known"),
            models.CheckConstraint(condition=Q(basis__in=BASES), name="definition_basis_is_known"),
            models.CheckConstraint(condition=Q(scheme__in=["", *SCHEMES]), name="definition_scheme_is_known"),
            models.CheckConstraint(condition=Q(decimals__lte=9), name="definition_decimals_can_be_shown"),
            models.CheckConstraint(
                condition=Q(tolerance__isnull=True) | Q(GreaterThanOrEqual(as_float("tolerance"), 0.0)),
                name="definition_tolerance_not_negative",
            ),
            models.CheckConstraint(
                condition=~Q(scheme__in=["percent", "absolute"]) | Q(tolerance__isnull=False),
                name="definition_tolerance_is_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} from {self.valid_from}"


class Observation(Recorded):
    """One revision of one figure: key (indicator, period, place, breakdown), value, parts, status, as-at date.

    The latest number of a key is the figure today; the latest entered by a moment is the figure as then known.
    ``breakdown`` is empty for everybody, else the group ("Female"). Zero is a value; nothing is never a zero.
    """

    id = models.BigAutoField(primary_key=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+", db_index=False)
    period = models.ForeignKey("goldenthread.Period", on_delete=models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey("goldenthread.Place", on_delete=models.PROTECT, related_name="+", db_index=False)
    breakdown = models.CharField(max_length=80, blank=True)
    value = ExactDecimalField(null=True)
    numerator = ExactDecimalField(null=True)
    denominator = ExactDecimalField(null=True)
    status = models.CharField(max_length=15, choices=choices_of(STATUSES), default="final")
    status_reason = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    as_at = models.DateField(null=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            *recorded("observation"),
            models.UniqueConstraint(
                fields=["indicator", "place", "breakdown", "period", "number"], name="observation_once"
            ),
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="observation_status_is_known"),
            models.CheckConstraint(
                condition=Q(status__in=VALUED_STATUSES, value__isnull=False)
                | Q(~Q(status__in=VALUED_STATUSES), value__isnull=True),
                name="observation_value_matches_status",
            ),
            models.CheckConstraint(
                condition=~Q(status="not_available") | ~Q(status_reason=""), name="observation_absence_is_explained"
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__isnull=False, denominator__isnull=False),
                name="observation_parts_come_together",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True)
                | Q(denominator__isnull=True)
                | Q(GreaterThan(as_float("denominator"), 0.0)),
                name="observation_denominator_above_zero",
            ),
        ]

    def __str__(self) -> str:
        return f"observation {self.pk}"


class Target(Recorded):
    """One revision of one target: what was promised for a key, on what basis, who approved a change.

    ``apportion`` says what a year's target means for its months and quarters: "none" (nothing), "same" (holds for
    each), "even" (divided equally), "shares" (divided by ``shares``, one per part, adding up to 1).
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+", db_index=False)
    period = models.ForeignKey("goldenthread.Period", on_delete=models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey("goldenthread.Place", on_delete=models.PROTECT, related_name="+", db_index=False)
    breakdown = models.CharField(max_length=80, blank=True)
    value = ExactDecimalField(null=True)
    floor = ExactDecimalField(null=True)
    lower = ExactDecimalField(null=True)
    upper = ExactDecimalField(null=True)
    tolerance = ExactDecimalField(null=True)
    apportion = models.CharField(max_length=10, choices=choices_of(APPORTIONS), default="none")
    shares = models.JSONField(default=list, blank=True)
    basis = models.CharField(max_length=12, choices=choices_of(TARGET_BASES), default="judgement")
    approver = models.ForeignKey("goldenthread.Post", null=True, on_delete=models.PROTECT, related_name="+")
    approved_on = models.DateField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            *recorded("target"),
            models.UniqueConstraint(fields=["indicator", "place", "breakdown", "period", "number"], name="target_once"),
            models.CheckConstraint(
                condition=Q(number=1) | Q(approver__isnull=False), name="target_revision_has_an_approver"
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(lower__isnull=False) | Q(upper__isnull=False),
                name="target_says_something",
            ),
            models.CheckConstraint(
                condition=Q(lower__isnull=True)
                | Q(upper__isnull=True)
                | Q(LessThanOrEqual(as_float("lower"), as_float("upper"))),
                name="target_range_is_in_order",
            ),
            models.CheckConstraint(
                condition=Q(tolerance__isnull=True) | Q(GreaterThanOrEqual(as_float("tolerance"), 0.0)),
                name="target_tolerance_not_negative",
            ),
            models.CheckConstraint(condition=Q(apportion__in=APPORTIONS), name="target_apportion_is_known"),
            models.CheckConstraint(condition=Q(basis__in=TARGET_BASES), name="target_basis_is_known"),
            models.CheckConstraint(
                condition=Q(floor__isnull=True) | Q(value__isnull=False), name="target_floor_needs_a_target"
            ),
        ]

    def __str__(self) -> str:
        return f"target {self.pk}"


class Commentary(Recorded):
    """One revision of what the service says of an indicator in a period: context, action taken, action planned."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    period = models.ForeignKey("goldenthread.Period", on_delete=models.PROTECT, related_name="+")
    context = models.TextField(blank=True)
    action_taken = models.TextField(blank=True)
    action_planned = models.TextField(blank=True)
    action_by = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="commentary_numbered_from_one"),
            models.UniqueConstraint(fields=["indicator", "period", "number"], name="commentary_once"),
            models.CheckConstraint(
                condition=~Q(context="") | ~Q(action_taken="") | ~Q(action_planned=""), name="commentary_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"commentary {self.pk}"
