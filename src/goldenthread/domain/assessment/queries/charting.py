"""The control chart of one indicator, as known now or at any past moment."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection

from goldenthread.domain.assessment.queries.kept import Kept
from goldenthread.domain.assessment.rules.charting import LONGEST, SignalChart
from goldenthread.domain.assessment.rules.charting import signal_chart as charted
from goldenthread.domain.audit import queries as audit
from goldenthread.domain.indicators import queries as indicators
from goldenthread.domain.indicators.rules import DefinitionRow, Point, definition_for
from goldenthread.engines.periods import from_code

_KEPT: Kept[SignalChart] = Kept(size=256)


def signal_chart(
    *, reference: str, until: date, place: str = "", breakdown: str = "", as_at: datetime | None = None
) -> SignalChart:
    """Return the control chart of the latest 36 points up to the day ``until``, for the council or a ``place`` (code).

    Seven queries, and one while nothing was written since. Raises NotFoundError for an indicator or a place that does
    not exist.
    """
    key = (connection.alias, audit.state(), reference, until, place, breakdown, as_at)
    kept = _KEPT.get(key)
    if kept is None:
        kept = _made(reference=reference, until=until, place=place, breakdown=breakdown, as_at=as_at)
        _KEPT.put(key, kept)
    return kept


def _made(*, reference: str, until: date, place: str, breakdown: str, as_at: datetime | None) -> SignalChart:
    found = indicators.indicator(reference=reference)
    points = indicators.series(
        references=[reference], place=place, breakdown=breakdown, until=until, as_at=as_at, points=LONGEST
    ).get(reference, [])
    return chart_of(points, definitions=indicators.definitions_of(indicators=[found.id], as_at=as_at)[found.id])


def chart_of(points: Sequence[Point], *, definitions: Sequence[DefinitionRow]) -> SignalChart:
    """Return the control chart of a series that was read already, oldest first; no query."""
    definition = definition_for(definitions, period=from_code(points[-1].period_code)) if points else None
    return charted(
        points,
        polarity=definition.polarity if definition else "none",
        basis=definition.basis if definition else "single",
        measure=definition.measure if definition else "number",
        decimals=definition.decimals if definition else 0,
    )


def forget_charts() -> None:
    """Forget every kept chart."""
    _KEPT.clear()
