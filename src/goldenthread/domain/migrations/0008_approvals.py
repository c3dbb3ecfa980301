"""Keep what was submitted for approval, and every decision on it, once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from goldenthread.domain.append_only import APPROVAL_TABLES, guard


class Migration(migrations.Migration):
    dependencies = [
        ("goldenthread", "0007_exception_reviews"),
    ]

    operations = [
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=200)),
                ("number", models.PositiveIntegerField()),
                ("route", models.JSONField()),
                ("stages", models.PositiveSmallIntegerField()),
                ("covers", models.JSONField()),
                ("covers_digest", models.CharField(max_length=64)),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("submitted_at", models.DateTimeField()),
                ("note", models.TextField(blank=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.auditevent"
                    ),
                ),
            ],
            options={
                "ordering": ["subject", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("subject", "number"), name="approval_once"),
                    models.CheckConstraint(
                        condition=models.Q(("subject", ""), _negated=True), name="approval_has_a_subject"
                    ),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="approval_numbered_from_one"),
                    models.CheckConstraint(condition=models.Q(("stages__gte", 1)), name="approval_has_a_route"),
                    models.CheckConstraint(
                        condition=models.Q(("covers_digest__regex", "^[0-9a-f]{64}$")), name="approval_names_its_cover"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "approval",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="goldenthread.approval",
                    ),
                ),
                ("stage", models.CharField(max_length=30)),
                (
                    "decision",
                    models.CharField(
                        choices=[("approved", "approved"), ("returned", "returned"), ("withdrawn", "withdrawn")],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.auditevent"
                    ),
                ),
            ],
            options={
                "ordering": ["approval", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("approval", "stage"), name="decision_once_a_stage"),
                    models.CheckConstraint(
                        condition=models.Q(("stage", ""), _negated=True), name="decision_has_a_stage"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decision__in", ("approved", "returned", "withdrawn"))),
                        name="decision_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "returned"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_return_says_why",
                    ),
                ],
            },
        ),
        guard(tables=APPROVAL_TABLES),
    ]
