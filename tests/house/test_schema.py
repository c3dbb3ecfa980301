"""The history of the schema says what the models say."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState


def _missing(*, now: ProjectState) -> list[str]:
    loader = MigrationLoader(None)
    changes = MigrationAutodetector(loader.project_state(), now).changes(graph=loader.graph)
    return [operation.describe() for migration in changes.get("goldenthread", []) for operation in migration.operations]


def test_no_migration_is_missing() -> None:
    assert _missing(now=ProjectState.from_apps(apps)) == []


def test_a_missing_migration_would_be_noticed() -> None:
    now = ProjectState.from_apps(apps)
    place: ModelState = now.models["goldenthread", "place"]
    del place.fields["order"]
    assert _missing(now=now) == ["Remove field order from place"]
