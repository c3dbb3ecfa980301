"""Keeping what people said, and answering it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from goldenthread.domain.audit.operations import record, take_turn
from goldenthread.domain.consultation import queries
from goldenthread.domain.consultation.models import Comment, Response
from goldenthread.domain.consultation.operations.refusing import ConsultationError, plan_of
from goldenthread.domain.consultation.queries import CommentRow
from goldenthread.domain.consultation.rules import answer_refusal, comment_refusal
from goldenthread.domain.framework import queries as framework


@transaction.atomic
def add_comment(
    *,
    plan: str,
    iteration: int,
    section: str,
    received_on: date,
    text: str,
    by: Any,
    at: datetime,
    item: str = "",
    person: str = "",
    organisation: str = "",
    workshop: str = "",
    number: int | None = None,
    request_id: str = "",
) -> CommentRow:
    """Keep a comment on an iteration as it was received, under the next number unless one is given.

    ``item`` is the code of an item in the iteration, or empty for the plan as a whole. Raises
    :class:`ConsultationError` with the field at fault.
    """
    take_turn()
    plan_of(plan, by=by)
    draft = next((one for one in queries.drafts(plan=plan) if one.number == iteration), None)
    words = queries.words_of(plan=plan, number=iteration) or []
    refusal = comment_refusal(
        draft=draft.as_draft() if draft else None,
        item=item,
        items={one.item for one in words},
        section=section,
        who=f"{person}{organisation}{workshop}",
        received_on=received_on,
        text=text,
        today=timezone.localdate(at),
    )
    if draft is None or refusal:
        field, sentence = refusal or ("iteration", "There is no such iteration.")
        raise ConsultationError(sentence, field=field)
    used = {one.number for one in queries.log(plan=plan, iteration=iteration)}
    number = number or 1 + max(used, default=0)
    if number in used:
        raise ConsultationError(f"There is a comment {iteration}.{number} already. Give it another number.")
    about = framework.items(for_user=by, codes=[item]) if item else []
    event = record(
        action="comment received",
        subject=f"plan {plan}",
        by=by,
        at=at,
        request_id=request_id,
        data={"comment": f"{iteration}.{number}", "item": item, "section": section, "received_on": received_on},
    )
    Comment.objects.create(
        iteration_id=draft.id,
        number=number,
        item_id=about[0].id if about else None,
        section=section,
        person=person.strip(),
        organisation=organisation.strip(),
        workshop=workshop.strip(),
        received_on=received_on,
        text=text.strip(),
        entered_at=at,
        entered_by=by,
        event=event,
    )
    return queries.log(plan=plan, iteration=iteration, number=number)[0]


@transaction.atomic
def answer(
    *,
    plan: str,
    iteration: int,
    comment: int,
    text: str,
    changed: bool,
    by: Any,
    at: datetime,
    seen: int = 0,
    what_changed: str = "",
    passage: str = "",
    reason: str = "",
    request_id: str = "",
) -> CommentRow:
    """Answer a comment, or change its answer; ``passage`` is the key of the words that changed, in the plan as it is.

    ``seen`` is the number of the answer that the writer has seen, 0 for none. Raises :class:`ConsultationError` with
    the field at fault, and with the other's words when somebody answered meanwhile.
    """
    take_turn()
    plan_of(plan, by=by)
    found = queries.log(plan=plan, iteration=iteration, number=comment)
    if not found:
        raise ConsultationError(f"There is no comment {iteration}.{comment}. Choose one from the log.")
    before = found[0].response
    number = before.number if before else 0
    if before is not None and number != seen:
        raise ConsultationError(
            f"{before.entered_by} has answered this while you were writing: “{before.text}” Nothing of yours was kept "
            "in its place. Join the two answers and save again.",
            field="text",
        )
    now = {one.key: one.revision for one in queries.current_words(plan=plan, for_user=by, on=timezone.localdate(at))}
    refusal = answer_refusal(text=text, changed=changed, what_changed=what_changed, passage=passage, known=now)
    if refusal is None and number and not reason.strip():
        refusal = ("reason", "Say why the response is changed. The earlier one stays in the history.")
    if refusal:
        raise ConsultationError(refusal[1], field=refusal[0])
    event = record(
        action="comment answered",
        subject=f"plan {plan}",
        by=by,
        at=at,
        reason=reason.strip(),
        request_id=request_id,
        data={"comment": f"{iteration}.{comment}", "changed": changed, "passage": passage},
    )
    Response.objects.create(
        comment_id=found[0].id,
        number=number + 1,
        text=text.strip(),
        changed=changed,
        what_changed=what_changed.strip(),
        passage=passage,
        revision=now[passage] if passage else None,
        reason=reason.strip(),
        entered_at=at,
        entered_by=by,
        event=event,
    )
    return queries.log(plan=plan, iteration=iteration, number=comment)[0]
