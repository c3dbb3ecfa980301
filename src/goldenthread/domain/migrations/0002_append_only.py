"""Make the records of the past append-only."""

from django.db import migrations

from goldenthread.domain.append_only import FIRST_TABLES, guard


class Migration(migrations.Migration):
    dependencies = [("goldenthread", "0001_first")]
    operations = [guard(tables=FIRST_TABLES)]
