"""The thread with the ratings of its indicators: what the framework, which stands below, cannot know."""

from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from goldenthread.domain.assessment.queries.kept import Kept
from goldenthread.domain.assessment.queries.scorecards import scorecard
from goldenthread.domain.audit import queries as audit
from goldenthread.domain.framework import queries as framework
from goldenthread.domain.framework.queries.thread import Ratings
from goldenthread.domain.framework.rules.rows import Difference, Thread
from goldenthread.domain.organisation.queries import NotSetUpError
from goldenthread.engines.periods import Kind, containing, previous


def ratings(*, on: date, as_at: datetime | None = None, public_only: bool = False) -> Ratings:
    """Return the shown rating of every indicator and its sentence, in the last quarter that had ended by ``on``.

    ``as_at`` asks for what was known then. Empty before a council was loaded.
    """
    quarter = previous(containing(on, kind=Kind.QUARTER))
    try:
        scored = scorecard(period=quarter.code, today=on, as_at=as_at, public_only=public_only)
    except NotSetUpError:
        return {}
    return {one.reference: (one.shown_rating, one.override_reason or one.reason) for one in scored}


def thread(
    *,
    on: date,
    for_user: Any,
    as_at: datetime | None = None,
    root: str | None = None,
    plan: str | None = None,
    public_only: bool = False,
) -> Thread:
    """Return the thread on the day ``on`` as ``framework.queries.thread`` does, with the ratings of indicators.

    Kept until the next change of anything: every write adds an event to the audit chain, so its head names the state
    of all records. What one reader may see is never kept for another.
    """
    reader = (getattr(for_user, "pk", None), getattr(for_user, "is_active", False))
    key = (connection.alias, audit.state(), reader, on, as_at, root, plan, public_only)
    kept = _KEPT.get(key)
    if kept is None:
        kept = framework.thread(
            on=on,
            for_user=for_user,
            as_at=as_at,
            root=root,
            plan=plan,
            public_only=public_only,
            ratings=ratings(on=on, as_at=as_at, public_only=public_only),
        )
        _KEPT.put(key, kept)
    return kept


_KEPT: Kept[Thread] = Kept(size=4)


def forget_threads() -> None:
    """Forget what is kept. Only tests need it."""
    _KEPT.clear()


def compare(
    *, before: datetime, after: datetime, for_user: Any, root: str | None = None, plan: str | None = None
) -> list[Difference]:
    """Return what is different in the thread between two moments, ratings of indicators included."""
    days = [timezone.localdate(moment) for moment in (before, after)]
    return framework.compare(
        before=before,
        after=after,
        for_user=for_user,
        root=root,
        plan=plan,
        ratings_before=ratings(on=days[0], as_at=before),
        ratings_after=ratings(on=days[1], as_at=after),
    )
