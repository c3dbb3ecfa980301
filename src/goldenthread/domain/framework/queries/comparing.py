"""What is different in the thread between two days."""

from typing import Any

from goldenthread.domain.framework.queries.thread import Ratings, thread
from goldenthread.domain.framework.rules.differences import differences
from goldenthread.domain.framework.rules.rows import Difference


def compare(
    *,
    before: Any,
    after: Any,
    for_user: Any,
    ratings_before: Ratings | None = None,
    ratings_after: Ratings | None = None,
    root: str | None = None,
    plan: str | None = None,
) -> list[Difference]:
    """Return what was added, removed, moved, re-rated or reworded between two moments, each as it was then known.

    ``before`` and ``after`` are aware moments; the thread of each is that of its day. In a fixed number of queries.
    """
    allowed: dict[str, Any] = {"for_user": for_user, "root": root, "plan": plan}
    was = thread(on=before.date(), as_at=before, ratings=ratings_before, **allowed)
    now = thread(on=after.date(), as_at=after, ratings=ratings_after, **allowed)
    return differences(was, now)
