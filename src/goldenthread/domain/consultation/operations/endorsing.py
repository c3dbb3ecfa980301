"""Who is asked to endorse, and who has."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from goldenthread.domain.audit.operations import record, take_turn
from goldenthread.domain.consultation import queries
from goldenthread.domain.consultation.models import Endorsement, EndorsementWanted
from goldenthread.domain.consultation.operations.refusing import ConsultationError, plan_of
from goldenthread.domain.consultation.queries import BodyRow
from goldenthread.domain.consultation.rules import BODY_KINDS, endorse_refusal


@transaction.atomic
def ask_for_endorsement(
    *,
    plan: str,
    code: str,
    name: str,
    kind: str,
    by: Any,
    at: datetime,
    due_on: date | None = None,
    order: int = 0,
    wanted: bool = True,
    request_id: str = "",
) -> BodyRow:
    """Ask a body to endorse ``plan``, or change what is known of it; ``wanted`` false takes the question back.

    Raises :class:`ConsultationError` for a body without a name or of an unknown kind.
    """
    take_turn()
    about = plan_of(plan, by=by)
    if not code.strip() or not name.strip():
        raise ConsultationError("Say who is asked: a body needs a name.", field="name")
    if kind not in BODY_KINDS:
        raise ConsultationError(
            f"There is no kind of body “{kind}”. Choose one of: {', '.join(BODY_KINDS)}.", field="kind"
        )
    given = {"name": name.strip(), "kind": kind, "due_on": due_on, "order": order, "wanted": wanted}
    before = EndorsementWanted.objects.filter(plan_id=about.id, code=code).values(*given).first()
    if before != given:
        EndorsementWanted.objects.update_or_create(plan_id=about.id, code=code, defaults=given)
        record(
            action="endorsement asked for",
            subject=f"plan {plan}",
            by=by,
            at=at,
            request_id=request_id,
            data={"body": code, "before": before or {}, "after": given},
        )
    return next(one for one in queries.bodies(plan=plan) if one.code == code)


@transaction.atomic
def endorse(
    *,
    plan: str,
    body: str,
    iteration: int,
    given_on: date,
    by: Any,
    at: datetime,
    minute: str = "",
    request_id: str = "",
) -> BodyRow:
    """Keep that ``body`` (code) endorsed an iteration on a day; ``minute`` says where that is written down.

    Raises :class:`ConsultationError` for a stale iteration, a day that cannot be, and a second endorsement of one
    iteration.
    """
    take_turn()
    plan_of(plan, by=by)
    asked = next((one for one in queries.bodies(plan=plan) if one.code == body and one.wanted), None)
    if asked is None:
        raise ConsultationError("This body was not asked to endorse the plan. Add it to the list first.", field="body")
    made = queries.drafts(plan=plan)
    refusal = endorse_refusal(
        iteration,
        drafts=[one.as_draft() for one in made],
        given_on=given_on,
        today=timezone.localdate(at),
        body=asked.name,
    )
    if refusal:
        raise ConsultationError(refusal, field="given_on" if "is still to come" in refusal else "iteration")
    if any(one.iteration == iteration for one in asked.given):
        raise ConsultationError(f"{asked.name} has endorsed iteration {iteration} already.", field="iteration")
    draft = next(one for one in made if one.number == iteration)
    event = record(
        action="endorsement given",
        subject=f"plan {plan}",
        by=by,
        at=at,
        request_id=request_id,
        data={"body": body, "iteration": iteration, "given_on": given_on, "minute": minute.strip()},
    )
    Endorsement.objects.create(
        body_id=asked.id,
        iteration_id=draft.id,
        given_on=given_on,
        minute=minute.strip(),
        entered_at=at,
        entered_by=by,
        event=event,
    )
    return next(one for one in queries.bodies(plan=plan) if one.code == body)
