"""The only way into the audit trail."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from goldenthread.domain.audit.models import AuditEvent
from goldenthread.domain.audit.rules import FIRST_HASH, Link, sealed

_LOCK = 7_402_911_630_548_211
"""Any fixed number: the name of the chain's lock on PostgreSQL."""


class OutsideTransactionError(RuntimeError):
    """An event was to be written outside a transaction: the change and its event must stand or fall together."""


def take_turn() -> None:
    """Wait for the chain: from here to the end of the transaction nobody else writes an event.

    On SQLite the IMMEDIATE transaction is that turn already; on PostgreSQL it is an advisory lock that ends with the
    transaction. A bulk write calls this first, so that the range of revisions it makes has no stranger in it.

    Raises :class:`OutsideTransactionError` outside a transaction.
    """
    if not connection.in_atomic_block:
        raise OutsideTransactionError("Open a transaction first: the change and its event belong together.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def record(
    *,
    action: str,
    subject: str,
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
    data: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Append one event to the chain, in the caller's transaction, and return it.

    ``by`` is the user who acted, or None for the program itself (a schedule, a set-up); ``at`` an aware moment;
    ``data`` what changed, before and after. Raises :class:`OutsideTransactionError` outside a transaction.
    """
    take_turn()
    last = AuditEvent.objects.order_by("-sequence").values_list("sequence", "hash").first() or (0, FIRST_HASH)
    # What is sealed must be what the database gives back: dates and decimals become text here, once.
    plain = json.loads(json.dumps(data or {}, cls=DjangoJSONEncoder))
    link = Link(
        sequence=last[0] + 1,
        at=at,
        actor_id=by.pk if by is not None else None,
        actor_name=by.name if by is not None else "The program",
        action=action,
        subject=subject,
        reason=reason,
        request_id=request_id,
        data=plain,
        previous_hash=last[1],
    )
    with transaction.atomic(savepoint=False):
        return AuditEvent.objects.create(
            sequence=link.sequence,
            at=link.at,
            actor=by,
            actor_name=link.actor_name,
            action=link.action,
            subject=link.subject,
            reason=link.reason,
            request_id=link.request_id,
            data=plain,
            previous_hash=link.previous_hash,
            hash=sealed(link),
        )
