"""What the rules said: every result with the rule version and the inputs it was made from."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.domain.assessment.rules.methods import METHODS
from goldenthread.domain.fields import ExactDecimalField
from goldenthread.engines.scoring.vocabulary import DIRECTION_WORDS, RATING_WORDS

RATINGS = tuple(RATING_WORDS)
DIRECTIONS = tuple(DIRECTION_WORDS)


class Assessment(models.Model):
    """One run of the rules over one period, as known at a moment."""

    period = models.ForeignKey("goldenthread.Period", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rule_version = models.CharField(max_length=20)
    on = models.DateField()
    results = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    inputs_digest = models.CharField(max_length=64)
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(changed__lte=models.F("results")), name="assessment_counts_agree")
        ]

    def __str__(self) -> str:
        return f"assessment {self.pk}"


class Result(models.Model):
    """The rating and directions of one figure, with everything that went in.

    A new row is written only when an input, the rule version or the answer changed: the latest ``number`` is today's
    result, the earlier ones are what used to be said and why.
    """

    id = models.BigAutoField(primary_key=True)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey("goldenthread.Indicator", on_delete=models.PROTECT, related_name="+", db_index=False)
    period = models.ForeignKey("goldenthread.Period", on_delete=models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey("goldenthread.Place", on_delete=models.PROTECT, related_name="+", db_index=False)
    breakdown = models.CharField(max_length=80, blank=True)
    number = models.PositiveIntegerField()
    rating = models.CharField(max_length=15, choices=[(word, word) for word in RATINGS])
    reason = models.TextField()
    rule_version = models.CharField(max_length=20)
    observation = models.ForeignKey(
        "goldenthread.Observation", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    target_set = models.ForeignKey(
        "goldenthread.Target", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    definition = models.ForeignKey(
        "goldenthread.Definition", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    value = ExactDecimalField(null=True)
    target = ExactDecimalField(null=True)
    floor = ExactDecimalField(null=True)
    lower = ExactDecimalField(null=True)
    upper = ExactDecimalField(null=True)
    tolerance = ExactDecimalField(null=True)
    previous = ExactDecimalField(null=True)
    last_year = ExactDecimalField(null=True)
    scheme = models.CharField(max_length=20, blank=True)
    polarity = models.CharField(max_length=10, blank=True)
    status = models.CharField(max_length=15, blank=True)
    direction_previous = models.CharField(max_length=20, choices=[(word, word) for word in DIRECTIONS])
    direction_previous_reason = models.TextField()
    direction_last_year = models.CharField(max_length=20, choices=[(word, word) for word in DIRECTIONS])
    direction_last_year_reason = models.TextField()
    inputs_digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "indicator", "place", "breakdown", "number"], name="result_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="result_numbered_from_one"),
            models.CheckConstraint(condition=Q(rating__in=RATINGS), name="result_rating_is_known"),
            models.CheckConstraint(
                condition=Q(direction_previous__in=DIRECTIONS) & Q(direction_last_year__in=DIRECTIONS),
                name="result_direction_is_known",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="result_explains_itself"),
            models.CheckConstraint(
                condition=~Q(rating__in=["green", "amber", "red", "below", "within", "above"]) | Q(value__isnull=False),
                name="result_rated_has_a_value",
            ),
        ]

    def __str__(self) -> str:
        return f"result {self.pk}"


class MethodResult(models.Model):
    """What one method said of one result: its word, its reason, its version, its window and its numbers."""

    id = models.BigAutoField(primary_key=True)
    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="+", db_index=False)
    method = models.CharField(max_length=15, choices=[(word, word) for word in METHODS])
    answer = models.CharField(max_length=30, blank=True)
    reason = models.TextField()
    version = models.CharField(max_length=30)
    points = models.PositiveIntegerField()
    window_start = models.CharField(max_length=40, blank=True)
    window_end = models.CharField(max_length=40, blank=True)
    numbers = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["result", "method"], name="methodresult_once"),
            models.CheckConstraint(condition=Q(method__in=METHODS), name="methodresult_method_is_known"),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(version=""), name="methodresult_explains_itself"),
            models.CheckConstraint(
                condition=Q(window_start="", window_end="") | (~Q(window_start="") & ~Q(window_end="")),
                name="methodresult_window_has_two_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.method} of result {self.result_id}"


class Override(models.Model):
    """A rating set by hand: only with a reason and an approver, and never instead of the calculated one."""

    indicator = models.ForeignKey("goldenthread.Indicator", on_delete=models.PROTECT, related_name="+")
    period = models.ForeignKey("goldenthread.Period", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("goldenthread.Place", on_delete=models.PROTECT, related_name="+")
    breakdown = models.CharField(max_length=80, blank=True)
    number = models.PositiveIntegerField()
    rating = models.CharField(max_length=15, blank=True)
    reason = models.TextField()
    approver = models.ForeignKey("goldenthread.Post", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey("goldenthread.AuditEvent", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period", "place", "breakdown", "number"], name="override_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="override_numbered_from_one"),
            models.CheckConstraint(condition=Q(rating__in=["", "green", "amber", "red"]), name="override_is_a_colour"),
            models.CheckConstraint(condition=~Q(reason=""), name="override_says_why"),
        ]

    def __str__(self) -> str:
        return f"override {self.pk}"
