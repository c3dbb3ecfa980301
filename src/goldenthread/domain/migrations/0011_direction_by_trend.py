"""Let an authority choose the trend as its direction of travel."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("goldenthread", "0010_method_results"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="authority",
            name="authority_direction_is_known",
        ),
        migrations.AlterField(
            model_name="authority",
            name="direction_method",
            field=models.CharField(
                choices=[("previous", "previous"), ("last_year", "last_year"), ("trend", "trend")],
                default="previous",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="authority",
            constraint=models.CheckConstraint(
                condition=models.Q(("direction_method__in", ("previous", "last_year", "trend"))),
                name="authority_direction_is_known",
            ),
        ),
    ]
