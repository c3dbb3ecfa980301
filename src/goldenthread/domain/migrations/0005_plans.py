"""Plans, their items and the thread; milestones and actions; what they said and promised is append-only."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import goldenthread.domain.fields
from goldenthread.domain.append_only import PLAN_TABLES, guard


class Migration(migrations.Migration):
    dependencies = [
        ("goldenthread", "0004_holders_and_moves"),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, unique=True)),
                ("title", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("vision", "vision"),
                            ("partnership_agreement", "partnership_agreement"),
                            ("statement", "statement"),
                            ("directorate_plan", "directorate_plan"),
                            ("medium_term_plan", "medium_term_plan"),
                            ("unit_plan", "unit_plan"),
                            ("personal_objectives", "personal_objectives"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.unit"
                    ),
                ),
                ("starts", models.DateField()),
                ("ends", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "draft"), ("current", "current"), ("closed", "closed")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "classification",
                    models.CharField(
                        choices=[("public", "public"), ("internal", "internal"), ("personal", "personal")],
                        default="internal",
                        max_length=10,
                    ),
                ),
                (
                    "lead_officer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.post"
                    ),
                ),
                (
                    "chief_officer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.post"
                    ),
                ),
                (
                    "cabinet_member",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.post"
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "manager",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["starts", "code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), _negated=True), models.Q(("title", ""), _negated=True)
                        ),
                        name="plan_is_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                (
                                    "vision",
                                    "partnership_agreement",
                                    "statement",
                                    "directorate_plan",
                                    "medium_term_plan",
                                    "unit_plan",
                                    "personal_objectives",
                                ),
                            )
                        ),
                        name="plan_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends__gte", models.F("starts"))), name="plan_ends_after_it_starts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ("draft", "current", "closed"))), name="plan_status_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("classification__in", ("public", "internal", "personal"))),
                        name="plan_class_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("classification", "personal"),
                                ("kind", "personal_objectives"),
                                ("officer__isnull", False),
                            ),
                            models.Q(
                                models.Q(("kind", "personal_objectives"), _negated=True),
                                models.Q(("classification", "personal"), _negated=True),
                                ("officer__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_personal_has_an_officer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("manager__isnull", True), ("officer__isnull", False), _connector="OR"),
                        name="plan_manager_has_an_officer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, unique=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="goldenthread.plan"
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("code", ""), _negated=True), name="item_has_a_code")
                ],
            },
        ),
        migrations.CreateModel(
            name="MoneyLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.planitem"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("withdrawn", models.BooleanField(default=False)),
                ("number", models.PositiveIntegerField()),
                ("entered_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.auditevent"
                    ),
                ),
                ("amount", goldenthread.domain.fields.ExactDecimalField()),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.period"
                    ),
                ),
                ("ring_fenced", models.BooleanField(default=False)),
                ("purpose", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["item", "position", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("item", "position", "number"), name="money_once"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="money_numbered_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="money_revision_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.GreaterThan(
                                django.db.models.functions.comparison.Cast(models.F("amount"), models.FloatField()), 0.0
                            )
                        ),
                        name="money_is_above_zero",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.planitem"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("withdrawn", models.BooleanField(default=False)),
                ("number", models.PositiveIntegerField()),
                ("entered_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.auditevent"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("indicator", "indicator"), ("evidence", "evidence"), ("evaluation", "evaluation")],
                        max_length=10,
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="goldenthread.indicator",
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("on", models.DateField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("done_on", models.DateField(null=True)),
                ("finding", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["item", "position", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("item", "position", "number"), name="measure_once"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="measure_numbered_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="measure_revision_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("indicator", "evidence", "evaluation"))),
                        name="measure_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("indicator__isnull", False), ("kind", "indicator")),
                            models.Q(models.Q(("kind", "indicator"), _negated=True), ("indicator__isnull", True)),
                            _connector="OR",
                        ),
                        name="measure_by_indicator_names_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "indicator"), models.Q(("text", ""), _negated=True), _connector="OR"
                        ),
                        name="measure_in_words_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "evaluation"), _negated=True), ("due_on__isnull", False), _connector="OR"
                        ),
                        name="measure_evaluation_is_due",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_on__isnull", True),
                            models.Q(models.Q(("kind", "evaluation")), models.Q(("finding", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="measure_evaluation_done_has_a_finding",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanLevel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("vision", "vision"),
                            ("partnership_agreement", "partnership_agreement"),
                            ("statement", "statement"),
                            ("directorate_plan", "directorate_plan"),
                            ("medium_term_plan", "medium_term_plan"),
                            ("unit_plan", "unit_plan"),
                            ("personal_objectives", "personal_objectives"),
                        ],
                        max_length=30,
                    ),
                ),
                ("code", models.CharField(max_length=30)),
                ("name", models.CharField(max_length=60)),
                ("plural", models.CharField(max_length=60)),
                ("order", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["kind", "order", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "code"), name="level_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                (
                                    "vision",
                                    "partnership_agreement",
                                    "statement",
                                    "directorate_plan",
                                    "medium_term_plan",
                                    "unit_plan",
                                    "personal_objectives",
                                ),
                            )
                        ),
                        name="level_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), _negated=True),
                            models.Q(("name", ""), _negated=True),
                            models.Q(("plural", ""), _negated=True),
                        ),
                        name="level_is_named",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanItemRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="goldenthread.planitem",
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.planlevel"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="goldenthread.planitem",
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=30)),
                ("title", models.CharField(max_length=300)),
                ("description", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("active", "active"),
                            ("completed", "completed"),
                            ("excellent_progress", "excellent_progress"),
                            ("not_met", "not_met"),
                            ("carried", "carried"),
                            ("merged", "merged"),
                            ("split", "split"),
                            ("dropped", "dropped"),
                        ],
                        default="active",
                        max_length=20,
                    ),
                ),
                ("starts", models.DateField(null=True)),
                ("ends", models.DateField(null=True)),
                (
                    "lead_officer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.post"
                    ),
                ),
                (
                    "chief_officer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.post"
                    ),
                ),
                (
                    "cabinet_member",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.post"
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.unit"
                    ),
                ),
                ("order", models.PositiveIntegerField(default=0)),
                ("number", models.PositiveIntegerField()),
                ("entered_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.auditevent"
                    ),
                ),
            ],
            options={
                "ordering": ["item", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("item", "number"), name="item_revision_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="item_revision_numbered_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="item_revision_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="item_revision_has_a_title"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    "active",
                                    "completed",
                                    "excellent_progress",
                                    "not_met",
                                    "carried",
                                    "merged",
                                    "split",
                                    "dropped",
                                ),
                            )
                        ),
                        name="item_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True),
                            models.Q(("parent", models.F("item")), _negated=True),
                            _connector="OR",
                        ),
                        name="item_not_its_own_parent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts__isnull", True),
                            ("ends__isnull", True),
                            ("ends__gte", models.F("starts")),
                            _connector="OR",
                        ),
                        name="item_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanPartner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="partners", to="goldenthread.plan"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.unit"
                    ),
                ),
            ],
            options={
                "ordering": ["plan", "unit"],
                "constraints": [models.UniqueConstraint(fields=("plan", "unit"), name="plan_partner_once")],
            },
        ),
        migrations.CreateModel(
            name="RelatedItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.planitem"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.planitem"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["item", "other"],
                "constraints": [
                    models.UniqueConstraint(fields=("item", "other"), name="related_once"),
                    models.CheckConstraint(
                        condition=models.Q(("item", models.F("other")), _negated=True), name="related_not_to_itself"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SuccessFactor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.planitem"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("withdrawn", models.BooleanField(default=False)),
                ("number", models.PositiveIntegerField()),
                ("entered_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.auditevent"
                    ),
                ),
                ("text", models.TextField()),
                ("by_when", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "ordering": ["item", "position", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("item", "position", "number"), name="factor_once"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="factor_numbered_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="factor_revision_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="factor_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "old",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.planitem"
                    ),
                ),
                (
                    "new",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="goldenthread.planitem",
                    ),
                ),
                ("part", models.PositiveSmallIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("carried", "carried"),
                            ("merged", "merged"),
                            ("split", "split"),
                            ("dropped", "dropped"),
                        ],
                        max_length=10,
                    ),
                ),
                ("decided_on", models.DateField()),
                ("reason", models.TextField()),
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
                "ordering": ["decided_on", "old", "part"],
                "constraints": [
                    models.UniqueConstraint(fields=("old", "part"), name="succession_once"),
                    models.CheckConstraint(
                        condition=models.Q(("part", 1), models.Q(("kind", "split"), ("part__gte", 1)), _connector="OR"),
                        name="succession_has_parts_when_split",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("carried", "merged", "split", "dropped"))),
                        name="succession_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "dropped"), ("new__isnull", True)),
                            models.Q(models.Q(("kind", "dropped"), _negated=True), ("new__isnull", False)),
                            _connector="OR",
                        ),
                        name="succession_leads_somewhere_or_is_dropped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("new__isnull", True), models.Q(("new", models.F("old")), _negated=True), _connector="OR"
                        ),
                        name="succession_not_of_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="succession_says_why"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreadLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.planitem"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.planitem"
                    ),
                ),
                ("starts", models.DateField()),
                ("ends", models.DateField(null=True)),
            ],
            options={
                "ordering": ["child", "parent", "starts"],
                "constraints": [
                    models.UniqueConstraint(fields=("child", "parent", "starts"), name="link_once"),
                    models.CheckConstraint(
                        condition=models.Q(("child", models.F("parent")), _negated=True), name="link_not_to_itself"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gte", models.F("starts")), _connector="OR"),
                        name="link_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, unique=True)),
                ("kind", models.CharField(choices=[("milestone", "milestone"), ("action", "action")], max_length=10)),
            ],
            options={
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("code", ""), _negated=True), name="work_has_a_code"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("milestone", "action"))), name="work_kind_is_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="goldenthread.workitem"
                    ),
                ),
                ("text", models.TextField()),
                ("link", models.URLField(blank=True, max_length=1000)),
                ("on", models.DateField()),
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
                "ordering": ["work", "on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="evidence_says_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkDependency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.workitem"
                    ),
                ),
                (
                    "needs",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.workitem"
                    ),
                ),
            ],
            options={
                "ordering": ["work", "needs"],
                "constraints": [
                    models.UniqueConstraint(fields=("work", "needs"), name="dependency_once"),
                    models.CheckConstraint(
                        condition=models.Q(("work", models.F("needs")), _negated=True), name="dependency_not_on_itself"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemWork",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.planitem"
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.workitem"
                    ),
                ),
            ],
            options={
                "ordering": ["item", "work"],
                "constraints": [models.UniqueConstraint(fields=("item", "work"), name="item_work_once")],
            },
        ),
        migrations.CreateModel(
            name="WorkRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="goldenthread.workitem",
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("description", models.TextField(blank=True)),
                ("starts", models.DateField()),
                ("baseline", models.DateField()),
                ("forecast", models.DateField()),
                ("actual", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("not_started", "not_started"),
                            ("in_progress", "in_progress"),
                            ("complete", "complete"),
                            ("deferred", "deferred"),
                            ("dropped", "dropped"),
                        ],
                        default="not_started",
                        max_length=12,
                    ),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0)),
                (
                    "self_rating",
                    models.CharField(
                        blank=True, choices=[("green", "green"), ("amber", "amber"), ("red", "red")], max_length=5
                    ),
                ),
                ("self_reason", models.TextField(blank=True)),
                ("rebaselined", models.BooleanField(default=False)),
                (
                    "approver",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.post"
                    ),
                ),
                ("decision", models.TextField(blank=True)),
                ("decided_on", models.DateField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.post"
                    ),
                ),
                (
                    "lead_officer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.post"
                    ),
                ),
                (
                    "chief_officer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.post"
                    ),
                ),
                (
                    "cabinet_member",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.post"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("entered_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.auditevent"
                    ),
                ),
            ],
            options={
                "ordering": ["work", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("work", "number"), name="work_revision_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="work_revision_numbered_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="work_revision_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="work_revision_has_a_title"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("baseline__gte", models.F("starts"))), name="work_is_due_after_it_starts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("forecast__gte", models.F("starts"))),
                        name="work_is_forecast_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("actual__isnull", True), ("actual__gte", models.F("starts")), _connector="OR"
                        ),
                        name="work_is_done_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("not_started", "in_progress", "complete", "deferred", "dropped"))
                        ),
                        name="work_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("actual__isnull", False), ("state", "complete")),
                            models.Q(models.Q(("state", "complete"), _negated=True), ("actual__isnull", True)),
                            _connector="OR",
                        ),
                        name="work_done_has_its_date",
                    ),
                    models.CheckConstraint(condition=models.Q(("progress__lte", 100)), name="work_progress_is_a_share"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("self_rating", ""),
                            models.Q(
                                models.Q(("self_rating__in", ("green", "amber", "red"))),
                                models.Q(("self_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="work_self_rating_is_explained",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rebaselined", False),
                            models.Q(("approver__isnull", False), ("number__gt", 1)),
                            _connector="OR",
                        ),
                        name="work_new_baseline_has_an_approver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("deferred", "dropped")), _negated=True),
                            models.Q(
                                models.Q(("decision", ""), _negated=True),
                                ("decided_by__isnull", False),
                                ("decided_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="work_deferred_or_dropped_is_decided",
                    ),
                ],
            },
        ),
        guard(tables=PLAN_TABLES),
    ]
