"""Keep the stretch targets of agreements, append-only."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import goldenthread.domain.fields
from goldenthread.domain.append_only import guard


class Migration(migrations.Migration):
    dependencies = [
        ("goldenthread", "0012_consultation_and_unit_plans"),
    ]

    operations = [
        migrations.CreateModel(
            name="StretchTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("without_deal", goldenthread.domain.fields.ExactDecimalField()),
                ("stretch", goldenthread.domain.fields.ExactDecimalField()),
                ("pot", goldenthread.domain.fields.ExactDecimalField()),
                ("weight", goldenthread.domain.fields.ExactDecimalField(null=True)),
                ("basis", models.CharField(max_length=300)),
                ("approved_on", models.DateField(null=True)),
                ("withdrawn", models.BooleanField(default=False)),
                ("number", models.PositiveIntegerField()),
                ("entered_at", models.DateTimeField()),
                ("reason", models.TextField(blank=True)),
                (
                    "approver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.post"
                    ),
                ),
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
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.planitem"
                    ),
                ),
            ],
            options={
                "ordering": ["item", "indicator", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("item", "indicator", "number"), name="stretch_once"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="stretch_numbered_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="stretch_revision_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                django.db.models.functions.comparison.Cast(models.F("stretch"), models.FloatField()),
                                django.db.models.functions.comparison.Cast(
                                    models.F("without_deal"), models.FloatField()
                                ),
                            ),
                            _negated=True,
                        ),
                        name="stretch_asks_for_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.GreaterThan(
                                django.db.models.functions.comparison.Cast(models.F("pot"), models.FloatField()), 0.0
                            )
                        ),
                        name="stretch_pot_is_above_zero",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weight__isnull", True),
                            django.db.models.lookups.GreaterThanOrEqual(
                                django.db.models.functions.comparison.Cast(models.F("weight"), models.FloatField()), 0.0
                            ),
                            _connector="OR",
                        ),
                        name="stretch_weight_is_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("basis", ""), _negated=True), name="stretch_says_its_basis"
                    ),
                ],
            },
        ),
        guard(tables=("goldenthread_stretchtarget",)),
    ]
