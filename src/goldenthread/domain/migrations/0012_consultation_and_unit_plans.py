"""Keep drafts of plans with what was said about them, and the operating plans of units."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import goldenthread.domain.fields
from goldenthread.domain.append_only import CONSULTATION_TABLES, UNIT_PLAN_TABLES, guard


class Migration(migrations.Migration):
    dependencies = [
        ("goldenthread", "0011_direction_by_trend"),
    ]

    operations = [
        migrations.CreateModel(
            name="EndorsementWanted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.plan"
                    ),
                ),
                ("code", models.CharField(max_length=30)),
                ("name", models.CharField(max_length=160)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("management_team", "management_team"),
                            ("cabinet", "cabinet"),
                            ("overview_committee", "overview_committee"),
                            ("council", "council"),
                            ("other", "other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("due_on", models.DateField(null=True)),
                ("order", models.PositiveIntegerField(default=0)),
                ("wanted", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["plan", "order", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "code"), name="body_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), _negated=True), models.Q(("name", ""), _negated=True)
                        ),
                        name="body_is_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ("management_team", "cabinet", "overview_committee", "council", "other"))
                        ),
                        name="body_kind_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Iteration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.plan"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("note", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
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
                "ordering": ["plan", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "number"), name="iteration_once"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="iteration_numbered_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="iteration_names_its_words"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Endorsement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="endorsements",
                        to="goldenthread.endorsementwanted",
                    ),
                ),
                (
                    "iteration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.iteration"
                    ),
                ),
                ("given_on", models.DateField()),
                ("minute", models.CharField(blank=True, max_length=300)),
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
                "ordering": ["body", "iteration"],
                "constraints": [models.UniqueConstraint(fields=("body", "iteration"), name="endorsement_once")],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "iteration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="goldenthread.iteration",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="goldenthread.planitem",
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("success_factors", "success_factors"),
                            ("milestones", "milestones"),
                            ("measures", "measures"),
                            ("wording", "wording"),
                            ("other", "other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("person", models.CharField(blank=True, max_length=160)),
                ("organisation", models.CharField(blank=True, max_length=160)),
                ("workshop", models.CharField(blank=True, max_length=160)),
                ("received_on", models.DateField()),
                ("text", models.TextField()),
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
                "ordering": ["iteration", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("iteration", "number"), name="comment_once"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="comment_numbered_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("section__in", ("success_factors", "milestones", "measures", "wording", "other"))
                        ),
                        name="comment_section_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="comment_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person", ""), _negated=True),
                            models.Q(("organisation", ""), _negated=True),
                            models.Q(("workshop", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="comment_is_somebodys",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="responses", to="goldenthread.comment"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("changed", models.BooleanField()),
                ("what_changed", models.TextField(blank=True)),
                ("passage", models.CharField(blank=True, max_length=120)),
                ("revision", models.PositiveBigIntegerField(null=True)),
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
                "ordering": ["comment", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("comment", "number"), name="response_once"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="response_numbered_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="response_revision_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="response_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(models.Q(("changed", True)), models.Q(("what_changed", ""), _negated=True)),
                            models.Q(("changed", False), ("what_changed", "")),
                            _connector="OR",
                        ),
                        name="response_says_what_changed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("passage", ""), ("revision__isnull", True)),
                            models.Q(
                                models.Q(("passage", ""), _negated=True), ("changed", True), ("revision__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="response_leads_to_a_change",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitPlanCost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.plan"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
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
                ("position", models.PositiveIntegerField()),
                ("activity", models.CharField(max_length=300)),
                ("amount", goldenthread.domain.fields.ExactDecimalField()),
                ("withdrawn", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["plan", "position", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "position", "number"), name="unit_cost_once"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="unit_cost_numbered_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(("activity", ""), _negated=True), name="unit_cost_names_its_activity"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.GreaterThanOrEqual(
                                django.db.models.functions.comparison.Cast(models.F("amount"), models.FloatField()), 0.0
                            )
                        ),
                        name="unit_cost_not_below_zero",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitPlanReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.plan"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(choices=[("in_year", "in_year"), ("half_year", "half_year")], max_length=10)),
                ("on", models.DateField()),
                ("note", models.TextField()),
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
                "ordering": ["plan", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "number"), name="unit_review_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="unit_review_numbered_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("in_year", "half_year"))), name="unit_review_kind_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("note", ""), _negated=True), name="unit_review_has_a_note"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OffTrack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exceptions",
                        to="goldenthread.unitplanreview",
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("what", models.CharField(max_length=300)),
                ("reason", models.TextField()),
                ("action", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["review", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("review", "position"), name="off_track_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what", ""), _negated=True), models.Q(("reason", ""), _negated=True)
                        ),
                        name="off_track_says_what_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitPlanSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.plan"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
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
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("value_for_money", "value_for_money"),
                            ("innovation", "innovation"),
                            ("personalisation", "personalisation"),
                            ("devolution", "devolution"),
                            ("improvement", "improvement"),
                            ("joint_working", "joint_working"),
                            ("performance_and_risk", "performance_and_risk"),
                            ("risks", "risks"),
                            ("consultation", "consultation"),
                        ],
                        max_length=30,
                    ),
                ),
                ("text", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["plan", "section", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "section", "number"), name="unit_section_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="unit_section_numbered_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "section__in",
                                (
                                    "value_for_money",
                                    "innovation",
                                    "personalisation",
                                    "devolution",
                                    "improvement",
                                    "joint_working",
                                    "performance_and_risk",
                                    "risks",
                                    "consultation",
                                ),
                            )
                        ),
                        name="unit_section_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetAuthority",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.plan"
                    ),
                ),
                (
                    "approval",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.approval"
                    ),
                ),
                ("amount", goldenthread.domain.fields.ExactDecimalField()),
                ("text", models.TextField()),
                ("granted_on", models.DateField()),
                (
                    "granted_by",
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
                "ordering": ["plan", "granted_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="authority_says_for_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.GreaterThan(
                                django.db.models.functions.comparison.Cast(models.F("amount"), models.FloatField()), 0.0
                            )
                        ),
                        name="authority_is_above_zero",
                    ),
                ],
            },
        ),
        guard(tables=(*CONSULTATION_TABLES, *UNIT_PLAN_TABLES)),
    ]
