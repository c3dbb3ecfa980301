"""How items stand: the rule over their milestones and actions, and over the indicators they are measured by.

Ratings of indicators come from the assessment, which stands above: whoever asks passes them by reference.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from goldenthread.domain.delivery.queries import WorkRow
from goldenthread.domain.framework.queries.pages import ItemRow
from goldenthread.domain.framework.queries.priority import MeasureRow, measures_of
from goldenthread.domain.framework.queries.priority_work import work_of
from goldenthread.domain.framework.rules.standing import Place, Standing, standings


def standing_of(
    items: Sequence[ItemRow],
    *,
    work: Mapping[int, Sequence[WorkRow]],
    measures: Sequence[MeasureRow],
    ratings: Mapping[str, str],
) -> dict[int, Standing]:
    """Return how each item stands, by id; an indicator without a rating in ``ratings`` has no data. No query."""
    places = [Place(id=one.id, parent_id=one.parent_id, active=one.state == "active") for one in items]
    parts = [(item, row.rating) for item, rows in work.items() for row in rows]
    parts += [(one.item_id, ratings.get(one.reference, "no_data")) for one in measures if one.kind == "indicator"]
    return standings(places, parts)


def read_standings(
    items: Sequence[ItemRow], *, ratings: Mapping[str, str], on: date, as_at: datetime | None = None
) -> tuple[dict[int, Standing], dict[int, list[WorkRow]]]:
    """Return how each item stands on a day, and the work that was read for it; three queries."""
    ids = [one.id for one in items]
    work = work_of(items=ids, on=on, as_at=as_at)
    return standing_of(items, work=work, measures=measures_of(items=ids, as_at=as_at), ratings=ratings), work
