"""Keep what was decided of each indicator on a quarter's exception report."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from goldenthread.domain.append_only import guard


class Migration(migrations.Migration):
    dependencies = [
        ("goldenthread", "0006_returns"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExceptionReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("decision", models.CharField(choices=[("kept", "kept"), ("dropped", "dropped")], max_length=10)),
                ("reason", models.TextField(blank=True)),
                ("seen_digest", models.CharField(max_length=64)),
                ("entered_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.auditevent"
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.indicator"
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.period"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("period", "indicator", "number"), name="review_once"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="review_numbered_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(("decision__in", ("kept", "dropped"))), name="review_decision_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "dropped"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="review_dropped_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seen_digest", ""), _negated=True), name="review_names_what_was_seen"
                    ),
                ],
            },
        ),
        guard(tables=("goldenthread_exceptionreview",)),
    ]
