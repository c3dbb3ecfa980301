"""Numbering a draft."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from goldenthread.domain.audit.operations import record, take_turn
from goldenthread.domain.consultation import queries
from goldenthread.domain.consultation.models import Iteration
from goldenthread.domain.consultation.operations.refusing import ConsultationError, plan_of
from goldenthread.domain.consultation.queries import DraftRow
from goldenthread.domain.consultation.rules import digest


@transaction.atomic
def make_iteration(*, plan: str, by: Any, at: datetime, note: str = "", request_id: str = "") -> DraftRow:
    """Keep every word that ``plan`` (code) had at ``at`` as its next iteration.

    Raises :class:`ConsultationError` when the plan has no items, or reads as its latest iteration does.
    """
    take_turn()
    about = plan_of(plan, by=by)
    words = queries.current_words(plan=plan, for_user=by, on=timezone.localdate(at), as_at=at)
    if not words:
        raise ConsultationError("This plan has nothing in it yet. Write its first item, then make an iteration.")
    made = queries.drafts(plan=plan)
    if made and made[-1].digest == digest(words):
        raise ConsultationError(
            f"Not a word has changed since iteration {made[-1].number}. Change the plan first, then make the next one."
        )
    number = made[-1].number + 1 if made else 1
    event = record(
        action="iteration made",
        subject=f"plan {plan}",
        by=by,
        at=at,
        reason=note.strip(),
        request_id=request_id,
        data={"iteration": number, "passages": len(words), "digest": digest(words)},
    )
    Iteration.objects.create(
        plan_id=about.id,
        number=number,
        content=[one.as_data() for one in words],
        digest=digest(words),
        note=note.strip(),
        made_at=at,
        made_by=by,
        event=event,
    )
    return queries.drafts(plan=plan)[-1]
