"""The audit trail: whole when untouched, broken where somebody touched it, never forked by two writers."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from goldenthread.domain.append_only import TABLES, create_statements, drop_statements
from goldenthread.domain.audit import operations, queries
from goldenthread.domain.audit.models import AuditEvent
from tests import factories
from tests.domain.breaches import SPECIMENS

NOON = datetime(2026, 7, 1, 12, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def three(db: None) -> list[AuditEvent]:
    return [factories.event(subject=f"indicator {number}", data={"b": [1, "£"], "a": None}) for number in (1, 2, 3)]


def test_events_are_numbered_from_one_without_gaps_and_sealed(three: list[AuditEvent]) -> None:
    assert [event.sequence for event in three] == [1, 2, 3]
    assert three[0].previous_hash == "0" * 64
    assert [event.previous_hash for event in three[1:]] == [event.hash for event in three[:2]]
    assert queries.broken() is None
    assert queries.head() == (3, three[2].hash)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", datetime(2026, 7, 1, 12, 0, 1, tzinfo=UTC)),
        ("actor_name", "Somebody else"),
        ("action", "other.action"),
        ("subject", "indicator 9"),
        ("reason", "a better reason"),
        ("request_id", "other"),
        ("data", {"a": None, "b": [1, "€"]}),
        ("hash", "f" * 64),
    ],
)
def test_a_changed_event_is_named(three: list[AuditEvent], column: str, value: Any) -> None:
    _without_triggers(lambda: AuditEvent.objects.filter(sequence=2).update(**{column: value}))
    found = queries.broken()
    assert found is not None
    assert found.sequence == 2
    assert "Event 2 was changed" in found.sentence


def test_a_removed_event_is_named(three: list[AuditEvent]) -> None:
    _without_triggers(lambda: AuditEvent.objects.filter(sequence=2).delete())
    found = queries.broken()
    assert found is not None
    assert found.sequence == 2
    assert "missing" in found.sentence


@pytest.mark.parametrize("table", TABLES)
def test_the_database_itself_refuses_change_and_removal(table: str, db: None) -> None:
    _row_in(table)
    column = "reason" if table == "goldenthread_auditevent" else "id"
    for text in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):  # noqa: S608  names are ours
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(text)


def test_replacing_a_row_is_a_removal_and_is_refused(three: list[AuditEvent]) -> None:
    if connection.vendor == "postgresql":
        statement = "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE goldenthread_auditevent CASCADE"
    else:
        statement = "INSERT OR REPLACE INTO goldenthread_auditevent SELECT * FROM goldenthread_auditevent"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(operations.OutsideTransactionError):
        operations.record(action="test.made", subject="test", by=None, at=NOON)


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_make_one_chain() -> None:
    failures: list[BaseException] = []

    def write(writer: int) -> None:
        try:
            for number in range(10):
                with transaction.atomic():
                    operations.record(action="test.made", subject=f"{writer}/{number}", by=None, at=NOON)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    assert queries.broken() is None
    assert queries.head()[0] == 40


@pytest.mark.django_db(transaction=True)
def test_an_event_falls_with_the_change_it_describes() -> None:
    def fails_after_recording() -> None:
        with transaction.atomic():
            operations.record(action="test.made", subject="lost", by=None, at=NOON)
            raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"):
        fails_after_recording()
    assert queries.head() == (0, "0" * 64)


def _without_triggers(change: Any) -> None:
    with connection.cursor() as cursor:
        for statement in drop_statements(vendor=connection.vendor):
            cursor.execute(statement)
    change()
    with connection.cursor() as cursor:
        for statement in create_statements(vendor=connection.vendor):
            cursor.execute(statement)


def _row_in(table: str) -> None:
    model = next(model for model in apps.get_app_config("goldenthread").get_models() if model._meta.db_table == table)
    SPECIMENS[model.__name__].make()
