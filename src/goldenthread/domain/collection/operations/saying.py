"""What was done and will be done about one indicator, as a page reports it; nobody's words are lost."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from goldenthread.domain.audit.operations import take_turn
from goldenthread.domain.collection.operations.batch import Setting
from goldenthread.domain.collection.operations.loading import LoadOutcome
from goldenthread.domain.collection.operations.single import take_in_row
from goldenthread.domain.delivery.operations import ChangedMeanwhileError
from goldenthread.domain.indicators import queries as indicators


@transaction.atomic
def report_action(
    *,
    indicator: str,
    period: str,
    action_taken: str,
    action_planned: str,
    action_by: date | None,
    seen: int,
    reason: str,
    by: Any,
    at: datetime,
    request_id: str = "",
) -> LoadOutcome:
    """Record what was done and will be done about ``indicator`` (its reference) in ``period``, with one audit event.

    The context that somebody gave stays. ``seen`` is the number of the commentary that the writer saw, 0 for none.
    What a file of commentary is refused for is refused here. Raises ChangedMeanwhileError where somebody else wrote
    meanwhile, and NotFoundError for an unknown indicator.
    """
    take_turn()
    now = next((one for one in indicators.commentary(reference=indicator) if one.period_code == period), None)
    if (now.number if now else 0) != seen and now is not None:
        theirs = {name: getattr(now, name) for name in ("action_taken", "action_planned", "action_by")}
        raise ChangedMeanwhileError(
            code=indicator, number=now.number, theirs=theirs, by=now.entered_by, at=now.entered_at
        )
    row = {
        "indicator": indicator,
        "period": period,
        "context": now.context if now else "",
        "action_taken": action_taken.strip(),
        "action_planned": action_planned.strip(),
        "action_by": action_by,
        "reason": reason,
    }
    setting = Setting(by=by, at=at, reason=reason.strip(), accept_warnings=False, request_id=request_id)
    return take_in_row("commentary", "commentary", row, setting=setting)
