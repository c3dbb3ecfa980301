"""Locking a period: its report was frozen, so what comes later is a late correction."""

from datetime import datetime
from typing import Any

from django.db import transaction

from goldenthread.domain.audit.operations import record, take_turn
from goldenthread.domain.calendar.operations import period_ids
from goldenthread.domain.collection.models import Lock
from goldenthread.domain.collection.queries import locked_periods
from goldenthread.engines.periods import from_code


@transaction.atomic
def lock(*, period: str, reason: str, by: Any, at: datetime, request_id: str = "") -> bool:
    """Lock the figures of ``period`` (a code); say whether they were open until now. ``reason`` is what locked them.

    A locked figure can still be corrected, by a new revision with a reason, and is then shown as revised since. Raises
    ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("Say what locked the figures, for example the edition that was frozen.")
    take_turn()
    if period in locked_periods():
        return False
    event = record(
        action="period locked", subject=f"period {period}", by=by, at=at, reason=reason.strip(), request_id=request_id
    )
    ids = period_ids(periods=[from_code(period)])
    Lock.objects.create(period_id=ids[period], locked_at=at, locked_by=by, reason=reason.strip()[:200], event=event)
    return True
