"""Storing indicators themselves; what they mean and measure is kept in revisions."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction

from goldenthread.domain.audit.operations import record
from goldenthread.domain.indicators.models import Indicator
from goldenthread.domain.organisation.operations import Changes, upsert


@transaction.atomic
def save_indicators(
    *,
    rows: Sequence[Mapping[str, Any]],
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
    source: Mapping[str, Any] | None = None,
) -> Changes:
    """Store indicators by their reference, with one audit event if anything changed.

    A row maps every field to its value; unit, committee and the three posts to their code. ``source`` (a file's name
    and hash) is kept in the event beside what was before and after. Raises ``KeyError`` for an unknown code.
    """
    post = apps.get_model("goldenthread", "Post")
    links = {
        "unit": apps.get_model("goldenthread", "Unit"),
        "committee": apps.get_model("goldenthread", "Committee"),
        "lead_officer": post,
        "chief_officer": post,
        "cabinet_member": post,
    }
    changes = upsert(model=Indicator, key="reference", rows=rows, links=links)
    if changes.any:
        record(
            action="indicators stored",
            subject="indicators",
            by=by,
            at=at,
            reason=reason,
            request_id=request_id,
            data={**(source or {}), **changes.as_data()},
        )
    return changes
