import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from goldenthread.domain.append_only import RETURN_TABLES, guard


class Migration(migrations.Migration):
    dependencies = [
        ("goldenthread", "0005_plans"),
    ]

    operations = [
        migrations.CreateModel(
            name="Return",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.period"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.post"
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.auditevent"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("period", "post"), name="return_once")],
            },
        ),
        migrations.CreateModel(
            name="Expected",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "owed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="expected", to="goldenthread.return"
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
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.place"
                    ),
                ),
                ("breakdown", models.CharField(blank=True, max_length=80)),
                ("due_on", models.DateField()),
                ("draft", models.JSONField(blank=True, default=dict)),
                ("version", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField(null=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["owed", "indicator", "period"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owed", "indicator", "period", "place", "breakdown"), name="expected_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("saved_at__isnull", True), ("saved_by__isnull", True), ("version", 0)),
                            models.Q(("saved_at__isnull", False), ("saved_by__isnull", False), ("version__gt", 0)),
                            _connector="OR",
                        ),
                        name="expected_draft_says_by_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Timetable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.period"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "committee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="goldenthread.committee",
                    ),
                ),
                ("meeting_on", models.DateField()),
                ("clear_days", models.PositiveSmallIntegerField(default=5)),
                ("grace_days", models.PositiveSmallIntegerField(default=0)),
                ("stages", models.JSONField()),
                ("reason", models.TextField(blank=True)),
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
            ],
            options={
                "ordering": ["period", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("period", "number"), name="timetable_once"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="timetable_numbered_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="timetable_revision_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("clear_days__lte", 60), ("grace_days__lte", 60)),
                        name="timetable_days_are_few",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FigureQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "expected",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="goldenthread.expected",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("asked", "asked"), ("answered", "answered"), ("closed", "closed")], max_length=10
                    ),
                ),
                ("text", models.TextField()),
                ("said_at", models.DateTimeField()),
                (
                    "said_by",
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
            ],
            options={
                "ordering": ["expected", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("expected", "number"), name="figure_question_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="figure_question_numbered_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("asked", "answered", "closed"))),
                        name="figure_question_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="figure_question_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "period",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.period"
                    ),
                ),
                ("locked_at", models.DateTimeField()),
                (
                    "locked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.auditevent"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="lock_says_why")
                ],
            },
        ),
        guard(tables=RETURN_TABLES),
    ]
