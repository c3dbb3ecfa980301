"""Naming other posts as those who answer for indicators, many at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from goldenthread.domain.audit.operations import record, take_turn
from goldenthread.domain.indicators.models import Indicator
from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.organisation.rules import SLOTS


class AnsweringError(ValueError):
    """A sentence: why a post cannot answer for indicators as asked."""


@transaction.atomic
def change_answering(
    *,
    items: Sequence[tuple[str, str]],
    before: str,
    after: str,
    by: Any,
    at: datetime,
    reason: str,
    request_id: str = "",
) -> int:
    """Let the post ``after`` (a code) answer where ``before`` does, for ``items`` (reference, slot); return how many.

    One event says all of it. Raises :class:`AnsweringError` without a reason, for an unknown post, one that answers for
    none of them any more, and where a Cabinet member's slot would not go to a Cabinet member's post or the other way.
    """
    take_turn()
    if not reason.strip():
        raise AnsweringError("Say why: the reason is kept in the audit trail.")
    posts = {post.code: post for post in organisation.posts()}
    for code in (before, after):
        if code not in posts:
            raise AnsweringError(f"There is no post with the code {code}.")
    if before == after:
        raise AnsweringError("Choose another post: the two are the same.")
    member = posts[after].kind == "cabinet_member"
    wrong = next((slot for _, slot in items if (slot == "cabinet_member") != member), None)
    if wrong is not None:
        what = "is not a Cabinet member’s" if wrong == "cabinet_member" else "is a Cabinet member’s"
        raise AnsweringError(
            f"The post {posts[after].title} {what}, so it cannot answer as {SLOTS[wrong].lower()}. "
            "Choose another post, or leave those indicators out."
        )
    wanted = set(items)
    found = {one.reference: one for one in Indicator.objects.filter(reference__in={name for name, _ in wanted})}
    gone = sorted(
        name for name, slot in wanted if name not in found or getattr(found[name], f"{slot}_id") != posts[before].id
    )
    if gone:
        raise AnsweringError(
            f"{posts[before].title} no longer answers for {', '.join(gone[:6])}: somebody changed it meanwhile. "
            "Look at the list again."
        )
    if not wanted:
        raise AnsweringError("Choose at least one indicator.")
    for name, slot in wanted:
        setattr(found[name], f"{slot}_id", posts[after].id)
    Indicator.objects.bulk_update(list(found.values()), list(SLOTS))
    record(
        action="answering changed",
        subject="indicators",
        by=by,
        at=at,
        reason=reason.strip(),
        request_id=request_id,
        data={"before": before, "after": after, "items": [{"indicator": n, "as": s} for n, s in sorted(wanted)]},
    )
    return len(wanted)
