"""Records that may be added and never changed: the promise is kept by the database, not by good manners.

Triggers refuse UPDATE and DELETE on both databases, and TRUNCATE on PostgreSQL, whoever asks and by whatever door.
A later migration that adds such a table ends with ``guard(tables)`` and adds the table's name to ``TABLES`` here.
"""

from typing import Any

from django.db import migrations

FIRST_TABLES = (
    "goldenthread_auditevent",
    "goldenthread_definition",
    "goldenthread_observation",
    "goldenthread_target",
    "goldenthread_commentary",
    "goldenthread_assessment",
    "goldenthread_result",
    "goldenthread_override",
    "goldenthread_edition",
    "goldenthread_editionfile",
    "goldenthread_publication",
)
"""The tables that migration 0002 guards; each later migration names its own."""

PLAN_TABLES = (
    "goldenthread_planitemrevision",
    "goldenthread_successfactor",
    "goldenthread_measure",
    "goldenthread_moneyline",
    "goldenthread_succession",
    "goldenthread_workrevision",
    "goldenthread_workevidence",
)
"""What plans said and promised, at every moment."""

RETURN_TABLES = ("goldenthread_timetable", "goldenthread_figurequestion", "goldenthread_lock")
"""When figures were due, what was asked about them, and when they were closed."""

APPROVAL_TABLES = ("goldenthread_approval", "goldenthread_decision")
"""What was submitted, exactly, and who decided what on it."""

CONSULTATION_TABLES = (
    "goldenthread_iteration",
    "goldenthread_comment",
    "goldenthread_response",
    "goldenthread_endorsement",
)
"""What drafts of a plan said, and what was said about them."""

UNIT_PLAN_TABLES = (
    "goldenthread_unitplansection",
    "goldenthread_unitplancost",
    "goldenthread_budgetauthority",
    "goldenthread_unitplanreview",
    "goldenthread_offtrack",
)
"""What unit plans said and cost, who gave authority over the money, what was off track."""

TABLES = (
    *FIRST_TABLES,
    "goldenthread_comparatorvalue",
    *PLAN_TABLES,
    *RETURN_TABLES,
    "goldenthread_exceptionreview",
    *APPROVAL_TABLES,
    "goldenthread_methodresult",
    *CONSULTATION_TABLES,
    *UNIT_PLAN_TABLES,
    "goldenthread_stretchtarget",
)
"""Every table whose rows are facts about the past."""

MESSAGE = "this record is append-only: add a revision instead"
_FUNCTION = "goldenthread_refuse_change"


def create_statements(*, vendor: str, tables: tuple[str, ...] = TABLES) -> list[str]:
    """Return the statements that make ``tables`` append-only on ``vendor`` ("sqlite" or "postgresql")."""
    if vendor == "postgresql":
        function = (
            f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '%: {MESSAGE}', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; "
            "END $$"
        )
        rows = [
            f"CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {_FUNCTION}()"
            for table in tables
        ]
        whole = [
            f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {_FUNCTION}()"
            for table in tables
        ]
        return [function, *rows, *whole]
    return [
        f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: {MESSAGE}'); END"
        for table in tables
        for verb in ("UPDATE", "DELETE")
    ]


def drop_statements(*, vendor: str, tables: tuple[str, ...] = TABLES) -> list[str]:
    """Return the statements that take the triggers away: to undo the migration, or to empty a test database."""
    if vendor == "postgresql":
        return [f"DROP TRIGGER IF EXISTS {table}_{part} ON {table}" for table in tables for part in ("rows", "whole")]
    return [f"DROP TRIGGER IF EXISTS {table}_{verb}" for table in tables for verb in ("update", "delete")]


def guard(*, tables: tuple[str, ...]) -> migrations.RunPython:
    """Return the migration step that makes ``tables`` append-only, and can be taken back."""

    def create(apps: Any, schema_editor: Any) -> None:
        for statement in create_statements(vendor=schema_editor.connection.vendor, tables=tables):
            schema_editor.execute(statement, params=None)

    def drop(apps: Any, schema_editor: Any) -> None:
        for statement in drop_statements(vendor=schema_editor.connection.vendor, tables=tables):
            schema_editor.execute(statement, params=None)

    return migrations.RunPython(create, drop)
