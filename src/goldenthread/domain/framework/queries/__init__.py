"""Reading plans and the thread; every function keeps personal objectives from all but their two readers itself."""

from goldenthread.domain.framework.queries.attached import factors, measures, money, work_of
from goldenthread.domain.framework.queries.collectable import collectable
from goldenthread.domain.framework.queries.comparing import compare
from goldenthread.domain.framework.queries.fates import outcome, successions
from goldenthread.domain.framework.queries.loose_ends import orphans
from goldenthread.domain.framework.queries.reading import (
    ItemPage,
    history,
    item,
    items,
    levels,
    links,
    plan,
    plans,
    related,
)
from goldenthread.domain.framework.queries.stretch import stretch_targets
from goldenthread.domain.framework.queries.thread import thread

__all__ = [
    "ItemPage",
    "collectable",
    "compare",
    "factors",
    "history",
    "item",
    "items",
    "levels",
    "links",
    "measures",
    "money",
    "orphans",
    "outcome",
    "plan",
    "plans",
    "related",
    "stretch_targets",
    "successions",
    "thread",
    "work_of",
]
