"""Setting a rating by hand, with a reason and an approver."""

from datetime import datetime
from typing import Any

from django.db import transaction

from goldenthread.domain.assessment.models import Override
from goldenthread.domain.assessment.queries import Scored
from goldenthread.domain.assessment.queries.whole import OVERRIDE_FIELDS
from goldenthread.domain.audit.operations import record, take_turn
from goldenthread.domain.audit.rules import content_seal
from goldenthread.domain.calendar.operations import period_ids
from goldenthread.domain.organisation import queries as organisation


class OverrideError(ValueError):
    """A rating was to be set by hand without a reason or an approver, or to something that is no colour."""


def override(
    *,
    scored: Scored,
    rating: str,
    reason: str,
    approver: str,
    by: Any,
    at: datetime,
    request_id: str = "",
) -> None:
    """Set the rating of one figure by hand, or take that back with an empty ``rating``; the calculated one stays.

    ``approver`` is the code of the post that approved it. Raises :class:`OverrideError` without a reason, without a
    known approver, or for a rating that is not green, amber or red. Source: rulebook, section 4.
    """
    if rating not in ("", "green", "amber", "red"):
        raise OverrideError(f"“{rating}” is not a rating that can be set by hand: use green, amber or red.")
    if not reason.strip():
        raise OverrideError("Say why the rating is set by hand: the reason is shown wherever the rating is.")
    post = organisation.post(code=approver)
    if post is None:
        raise OverrideError("Name the post that approved this: a rating set by hand needs an approver.")
    with transaction.atomic():
        take_turn()
        if scored.period is None:
            raise OverrideError("There is no figure and no period here yet, so there is nothing to set by hand.")
        place = organisation.place(code=scored.place_code)
        key = {
            "indicator_id": scored.indicator_id,
            "period_id": period_ids(periods=[scored.period])[scored.period_code],
            "place_id": place.id if place else organisation.authority().place_id,
            "breakdown": scored.breakdown,
        }
        last = Override.objects.filter(**key).order_by("-number").values_list("number", flat=True).first() or 0
        stored = Override(
            **key, number=last + 1, rating=rating, reason=reason, approver_id=post.id, entered_at=at, entered_by=by
        )
        event = record(
            action="rating.set_by_hand",
            subject=f"indicator {scored.reference}",
            by=by,
            at=at,
            reason=reason,
            request_id=request_id,
            data={
                "period": scored.period_code,
                "calculated": scored.rating,
                "before": scored.override,
                "after": rating,
                "approver": approver,
                "override_sha256": content_seal([[getattr(stored, name) for name in OVERRIDE_FIELDS]]),
            },
        )
        stored.event = event
        stored.save(force_insert=True)
