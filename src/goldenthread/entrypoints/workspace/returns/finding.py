"""The return that an address names, for a reader who may see it; what they may not do with it, they cannot open."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from goldenthread.domain.approvals import queries as approvals
from goldenthread.domain.approvals.rules import Submission, next_stage
from goldenthread.domain.collection import queries
from goldenthread.domain.collection.permissions import SIGNS, Reach
from goldenthread.domain.collection.queries import Line, ReturnRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A return, its lines, and the day on which it is read."""

    owed: ReturnRow
    lines: list[Line]
    today: date


def enterable(request: HttpRequest, period: str, post: str) -> Found:
    """Return a return that this reader fills in; somebody else's is forbidden, one that does not exist is not found."""
    owed = _row(period, post)
    today = timezone.localdate()
    if not Reach(request.user, on=today).enters(post=owed.post_id, unit=owed.unit_id):
        raise PermissionDenied("This is somebody else’s return.")
    return found(owed, today=today)


def signable(request: HttpRequest, period: str, post: str) -> Found:
    """Return a return that this reader signs at one of its stages; another's is forbidden."""
    owed = _row(period, post)
    today = timezone.localdate()
    reach = Reach(request.user, on=today)
    if not any(reach.signs(stage=stage, unit=owed.unit_id) for stage in SIGNS):
        raise PermissionDenied("This return is signed off by somebody else.")
    return found(owed, today=today, with_drafts=False)


def found(owed: ReturnRow, *, today: date, with_drafts: bool = True) -> Found:
    """Return a return with its lines; an approver reads what was submitted, not what somebody is still typing."""
    lines = queries.lines(returns=[owed.id], today=today, with_drafts=with_drafts)[owed.id]
    return Found(owed=owed, lines=lines, today=today)


def _row(period: str, post: str) -> ReturnRow:
    try:
        return queries.return_row(period=period, post=post)
    except queries.ReturnNotFoundError as error:
        raise Http404(str(error)) from error


def to_sign(user: Any, *, on: date, reach: Reach | None = None) -> list[tuple[ReturnRow, Submission]]:
    """Return what waits for a decision of ``user``, the longest waiting first; never what they submitted themselves."""
    reach = reach or Reach(user, on=on)
    stages = [stage for stage in SIGNS if reach.signs_somewhere(stage=stage)]
    waiting = [one for one in approvals.waiting(stages) if one.subject.startswith("return ")] if stages else []
    found = queries.returns(ids=[int(one.subject.split()[1]) for one in waiting]) if waiting else []
    rows = {row.subject: row for row in found}
    mine = []
    for one in waiting:
        row, stage = rows.get(one.subject), next_stage(one)
        if row is None or stage is None or one.submitted_by_id == user.pk:
            continue
        if reach.signs(stage=stage.code, unit=row.unit_id):
            mine.append((row, one))
    return mine


def own_returns(reach: Reach) -> list[ReturnRow]:
    """Return the returns of the posts that somebody holds or is deputy of, those of locked periods left out."""
    if not reach.posts:
        return []
    locked = queries.locked_periods()
    return [row for row in queries.returns(posts=reach.posts) if row.period_code not in locked]
