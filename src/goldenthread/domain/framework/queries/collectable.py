"""The "robust and collectable" check of measures."""

from datetime import date
from typing import Any

from goldenthread.domain.framework.queries.attached import measures
from goldenthread.domain.framework.queries.reading import items, plans
from goldenthread.domain.framework.rules.robust import Check, Coverage, checked
from goldenthread.domain.indicators import queries as indicators
from goldenthread.domain.indicators.queries.coverage import coverage


def collectable(*, on: date, for_user: Any, plan: str, item: str | None = None) -> list[Check]:
    """Return the check of every measure of ``plan`` (or of one ``item`` of it) on the day ``on``.

    In a fixed number of queries; nothing where ``for_user`` may not read the plan.
    """
    found = plans(for_user=for_user, codes=[plan])
    if not found:
        return []
    rows = {row.code: row for row in items(for_user=for_user, plan=plan) if item in {None, row.code}}
    wanted = measures(for_user=for_user, items=sorted(rows))
    references = sorted({measure.indicator for measure in wanted if measure.indicator})
    known = {row.reference: row for row in indicators.indicators(references=references)}
    ids = [row.id for row in known.values()]
    defined = indicators.definitions_of(indicators=ids)
    covered = coverage(indicators=ids)
    checks = []
    for measure in wanted:
        indicator = known.get(measure.indicator)
        held = [one for one in defined.get(indicator.id, []) if one.valid_from <= on] if indicator else []
        first, last, targets = covered.get(indicator.id, (None, None, False)) if indicator else (None, None, False)
        checks.append(
            checked(
                measure,
                item=rows[measure.item],
                plan_starts=found[0].starts,
                indicator=indicator,
                definition=max(held, key=lambda one: (one.valid_from, one.number), default=None),
                coverage=Coverage(first=first, last=last, targets=targets),
            )
        )
    return checks
