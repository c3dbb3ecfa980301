"""Keep what every method said of a result, beside its rating."""

import django.db.models.deletion
from django.db import migrations, models

from goldenthread.domain.append_only import guard


class Migration(migrations.Migration):
    dependencies = [
        ("goldenthread", "0009_posts_from_holdings"),
    ]

    operations = [
        migrations.CreateModel(
            name="MethodResult",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("trend", "trend"),
                            ("xmr", "xmr"),
                            ("deterioration", "deterioration"),
                            ("comparators", "comparators"),
                            ("forecast", "forecast"),
                        ],
                        max_length=15,
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=30)),
                ("reason", models.TextField()),
                ("version", models.CharField(max_length=30)),
                ("points", models.PositiveIntegerField()),
                ("window_start", models.CharField(blank=True, max_length=40)),
                ("window_end", models.CharField(blank=True, max_length=40)),
                ("numbers", models.JSONField(blank=True, default=dict)),
                (
                    "result",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="goldenthread.result",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("result", "method"), name="methodresult_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("method__in", ("trend", "xmr", "deterioration", "comparators", "forecast"))
                        ),
                        name="methodresult_method_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True), models.Q(("version", ""), _negated=True)
                        ),
                        name="methodresult_explains_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("window_end", ""), ("window_start", "")),
                            models.Q(
                                models.Q(("window_start", ""), _negated=True),
                                models.Q(("window_end", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="methodresult_window_has_two_ends",
                    ),
                ],
            },
        ),
        guard(tables=("goldenthread_methodresult",)),
    ]
