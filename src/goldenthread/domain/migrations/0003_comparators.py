"""Groups of areas to compare with, and what they published; what was published is append-only."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import goldenthread.domain.fields
from goldenthread.domain.append_only import guard


class Migration(migrations.Migration):
    dependencies = [
        ("goldenthread", "0002_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="ComparatorArea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True)),
                ("name", models.CharField(max_length=120)),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), _negated=True), models.Q(("name", ""), _negated=True)
                        ),
                        name="comparatorarea_is_named",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ComparatorGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True)),
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[("all", "all"), ("type", "type"), ("nearest_neighbours", "nearest_neighbours")],
                        max_length=20,
                    ),
                ),
                ("order", models.PositiveIntegerField(default=0)),
                ("description", models.TextField(blank=True)),
                ("source", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["order", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), _negated=True), models.Q(("name", ""), _negated=True)
                        ),
                        name="comparatorgroup_is_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("all", "type", "nearest_neighbours"))),
                        name="comparatorgroup_kind_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComparatorMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("member", "member"),
                            ("median", "median"),
                            ("lower_quartile", "lower_quartile"),
                            ("upper_quartile", "upper_quartile"),
                            ("average", "average"),
                        ],
                        default="member",
                        max_length=20,
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.comparatorarea"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.comparatorgroup"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("group", "area"), name="comparatormember_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("role", "member"), _negated=True),
                        fields=("group", "role"),
                        name="comparatormember_line_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ("member", "median", "lower_quartile", "upper_quartile", "average"))
                        ),
                        name="comparatormember_role_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComparatorValue",
            fields=[
                ("number", models.PositiveIntegerField()),
                ("entered_at", models.DateTimeField()),
                ("reason", models.TextField(blank=True)),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("value", goldenthread.domain.fields.ExactDecimalField(null=True)),
                ("numerator", goldenthread.domain.fields.ExactDecimalField(null=True)),
                ("denominator", goldenthread.domain.fields.ExactDecimalField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("final", "final"),
                            ("provisional", "provisional"),
                            ("estimated", "estimated"),
                            ("suppressed", "suppressed"),
                            ("not_available", "not_available"),
                        ],
                        default="final",
                        max_length=15,
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                ("source_url", models.URLField(blank=True, max_length=1000)),
                ("licence", models.CharField(max_length=200)),
                ("published_on", models.DateField(null=True)),
                ("note", models.TextField(blank=True)),
                (
                    "area",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="goldenthread.comparatorarea",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="goldenthread.auditevent",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="goldenthread.indicator",
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="goldenthread.period",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="publishedvalue_numbered_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="publishedvalue_revision_says_why",
                    ),
                    models.UniqueConstraint(
                        fields=("indicator", "area", "period", "number"), name="publishedvalue_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ("final", "provisional", "estimated", "suppressed", "not_available"))
                        ),
                        name="publishedvalue_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("final", "provisional", "estimated")), ("value__isnull", False)),
                            models.Q(
                                models.Q(("status__in", ("final", "provisional", "estimated")), _negated=True),
                                ("value__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="publishedvalue_value_matches_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True), models.Q(("licence", ""), _negated=True)
                        ),
                        name="publishedvalue_has_source_and_licence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("denominator__isnull", True), ("numerator__isnull", True)),
                            models.Q(
                                django.db.models.lookups.GreaterThanOrEqual(
                                    django.db.models.functions.comparison.Cast(
                                        models.F("numerator"), models.FloatField()
                                    ),
                                    0.0,
                                ),
                                django.db.models.lookups.GreaterThan(
                                    django.db.models.functions.comparison.Cast(
                                        models.F("denominator"), models.FloatField()
                                    ),
                                    0.0,
                                ),
                                ("denominator__isnull", False),
                                ("numerator__isnull", False),
                                ("value__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="publishedvalue_parts_belong_to_a_value",
                    ),
                ],
            },
        ),
        guard(tables=("goldenthread_comparatorvalue",)),
    ]
