"""Move what was said of a person's post to the holdings, and let the holdings alone say it."""

from typing import Any

from django.db import migrations


def holdings_of_people(apps: Any, schema_editor: Any) -> None:
    """Let everybody hold their post since a day that is not known; of several, the first to join holds it."""
    holding = apps.get_model("goldenthread", "PostHolding")
    taken = set(holding.objects.filter(deputy=False, ends__isnull=True).values_list("post_id", flat=True))
    for person in apps.get_model("goldenthread", "User").objects.filter(post__isnull=False).order_by("pk"):
        holding.objects.create(post_id=person.post_id, user_id=person.pk, deputy=person.post_id in taken)
        taken.add(person.post_id)


class Migration(migrations.Migration):
    dependencies = [("goldenthread", "0008_approvals")]
    operations = [
        migrations.RunPython(holdings_of_people, migrations.RunPython.noop),
        migrations.RemoveField(model_name="user", name="post"),
    ]
