"""Make the records of the past append-only."""

from typing import Any

from django.db import migrations

from goldenthread.domain.append_only import create_statements, drop_statements


def _create(apps: Any, schema_editor: Any) -> None:
    for statement in create_statements(vendor=schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def _drop(apps: Any, schema_editor: Any) -> None:
    for statement in drop_statements(vendor=schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("goldenthread", "0001_first")]
    operations = [migrations.RunPython(_create, _drop)]
