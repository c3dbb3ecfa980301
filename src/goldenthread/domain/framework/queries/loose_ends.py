"""Loose ends: what hangs on nothing, or has nothing hanging on it."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from goldenthread.domain.delivery.queries import work
from goldenthread.domain.framework.models import ItemWork, Measure
from goldenthread.domain.framework.queries.attached import measures, money, work_of
from goldenthread.domain.framework.queries.reading import items, links, plans
from goldenthread.domain.framework.rules.loose import loose_ends
from goldenthread.domain.framework.rules.rows import Orphan
from goldenthread.domain.indicators.queries import indicators


def orphans(*, on: date, for_user: Any) -> list[Orphan]:
    """Return every loose end of the plans in force on ``on`` that ``for_user`` may read; a fixed number of queries.

    Priority without measure, action or milestone without priority, indicator that nothing uses, money without purpose,
    objective without a plan line, item of a lower plan that serves nothing, and each gap among an item's three posts.
    """
    current = {plan.code: plan for plan in plans(for_user=for_user, on=on)}
    rows = [row for row in items(for_user=for_user) if row.plan in current]
    tied = {link.child for link in links(for_user=for_user) if link.starts <= on and (not link.ends or link.ends >= on)}
    measured = measures(for_user=for_user)
    # Personal objectives that this reader may not see still use their indicators, and say no more than that.
    later = Measure.objects.filter(item=OuterRef("item"), position=OuterRef("position"), number__gt=OuterRef("number"))
    live = Measure.objects.filter(~Exists(later), withdrawn=False, indicator__isnull=False)
    used = set(live.values_list("indicator__reference", flat=True))
    belongs = set(ItemWork.objects.values_list("work_id", flat=True))
    return loose_ends(
        rows,
        kinds={code: plan.kind for code, plan in current.items()},
        tied=tied,
        measured={measure.item for measure in measured},
        worked={item_id for item_id, _ in work_of(items=[row.id for row in rows], on=on)},
        work=[row for row in work(on=on) if row.id not in belongs and row.state not in {"complete", "dropped"}],
        unused=[row for row in indicators() if row.reference not in used and row.kind == "performance"],
        money=money(for_user=for_user),
    )
