"""What a page does in one go: a new piece of work with the item it is for, and progress with what shows it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from goldenthread.domain.delivery import operations as delivery
from goldenthread.domain.framework.operations.attached import save_item_work
from goldenthread.domain.organisation.operations import Changes


@transaction.atomic
def add_work(*, item: str, work: Mapping[str, Any], by: Any, at: datetime, request_id: str = "") -> Changes:
    """Make a milestone or action (``work`` has the fields of ``save_work``) and tie it to an item (code).

    Both or neither are stored. Raises RefusedError with what is wrong with either.
    """
    made = delivery.save_work(rows=[work], by=by, at=at, request_id=request_id)
    save_item_work(rows=[{"item": item, "work": work["code"]}], by=by, at=at, request_id=request_id)
    return made


@transaction.atomic
def record_progress(
    *,
    code: str,
    seen: int,
    changes: Mapping[str, Any],
    reason: str,
    evidence: str,
    link: str,
    by: Any,
    at: datetime,
    request_id: str = "",
) -> Changes:
    """Change a piece of work and, where there is any, add the ``evidence`` for it; both or neither are stored.

    Raises what ``delivery.operations.revise_work`` raises.
    """
    done = delivery.revise_work(
        code=code, seen=seen, changes=changes, reason=reason, by=by, at=at, request_id=request_id
    )
    if not evidence:
        return done
    row = {"work": code, "text": evidence, "link": link, "on": timezone.localdate(at)}
    added = delivery.add_evidence(rows=[row], by=by, at=at, reason=reason, request_id=request_id)
    return done if done.any else added
