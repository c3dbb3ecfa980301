"""Who holds a post from when to when, where a unit belongs from when on, portfolios, and the role of a partner."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("goldenthread", "0003_comparators"),
    ]

    operations = [
        migrations.CreateModel(
            name="PostHolding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts", models.DateField(null=True)),
                ("ends", models.DateField(null=True)),
                ("deputy", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["post", models.OrderBy(models.F("starts"), nulls_first=True), "id"],
            },
        ),
        migrations.CreateModel(
            name="UnitPlacement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["unit", "starts"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="roleassignment",
            name="role_is_known",
        ),
        migrations.AddField(
            model_name="post",
            name="portfolio",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AlterField(
            model_name="roleassignment",
            name="role",
            field=models.CharField(
                choices=[
                    ("officer", "officer"),
                    ("approver", "approver"),
                    ("director", "director"),
                    ("member", "member"),
                    ("performance", "performance"),
                    ("auditor", "auditor"),
                    ("administrator", "administrator"),
                    ("partner", "partner"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("portfolio", ""), ("kind", "cabinet_member"), _connector="OR"),
                name="post_portfolio_is_a_members",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        (
                            "officer",
                            "approver",
                            "director",
                            "member",
                            "performance",
                            "auditor",
                            "administrator",
                            "partner",
                        ),
                    )
                ),
                name="role_is_known",
            ),
        ),
        migrations.AddField(
            model_name="postholding",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.post"
            ),
        ),
        migrations.AddField(
            model_name="postholding",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="unitplacement",
            name="parent",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.unit"
            ),
        ),
        migrations.AddField(
            model_name="unitplacement",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goldenthread.unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="postholding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("deputy", False), ("ends__isnull", True)),
                fields=("post",),
                name="post_has_one_open_holder",
            ),
        ),
        migrations.AddConstraint(
            model_name="postholding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts__isnull", True), ("ends__isnull", True), ("starts__lte", models.F("ends")), _connector="OR"
                ),
                name="post_holding_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitplacement",
            constraint=models.UniqueConstraint(fields=("unit", "starts"), name="unit_placement_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="unitplacement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True), models.Q(("parent", models.F("unit")), _negated=True), _connector="OR"
                ),
                name="unit_placement_not_in_itself",
            ),
        ),
    ]
