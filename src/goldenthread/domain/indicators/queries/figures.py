"""Figures and targets as known now or at any past moment."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from goldenthread.domain.indicators.models import Indicator, Observation, Target
from goldenthread.domain.indicators.queries.reading import live, period_of, place_id
from goldenthread.domain.indicators.queries.register import definitions_of
from goldenthread.domain.indicators.rules import (
    Figure,
    PlaceValue,
    Point,
    TargetRow,
    break_between,
    definition_for,
    target_for,
)
from goldenthread.engines.periods import Period

Key = tuple[int, int, str]
"""What a series is about: indicator id, place id, breakdown."""

_KEY = ("indicator_id", "place_id", "breakdown", "period_id")


def figures(
    *,
    indicators: Iterable[int],
    place: int,
    breakdown: str = "",
    since: date | None = None,
    until: date | None = None,
    as_at: datetime | None = None,
    periods: Iterable[str] | None = None,
) -> dict[int, list[Figure]]:
    """Return the figures of one place for each indicator, in order of date, as known now or at ``as_at``; one query.

    ``periods`` asks for these alone, by their codes.
    """
    wanted = list(indicators)
    kept = Observation.objects.filter(indicator_id__in=wanted, place_id=place, breakdown=breakdown)
    if periods is not None:
        kept = kept.filter(period__code__in=list(periods))
    if since is not None:
        kept = kept.filter(period__end__gte=since)
    if until is not None:
        kept = kept.filter(period__end__lte=until)
    kept = live(kept, key=_KEY, as_at=as_at)
    rows: dict[int, list[Figure]] = {key: [] for key in wanted}
    for _, figure in _read(kept):
        rows[figure.indicator_id].append(figure)
    return rows


def figures_by_key(*, indicators: Iterable[int], since: date, until: date) -> dict[Key, list[Figure]]:
    """Return the figures of every place and group of ``indicators``, in order of date, as known now; one query."""
    kept = Observation.objects.filter(indicator_id__in=list(indicators), period__end__gte=since, period__end__lte=until)
    rows: dict[Key, list[Figure]] = {}
    for breakdown, figure in _read(live(kept, key=_KEY, as_at=None)):
        rows.setdefault((figure.indicator_id, figure.place_id, breakdown), []).append(figure)
    return rows


def _read(kept: QuerySet[Observation]) -> list[tuple[str, Figure]]:
    """Return the figures of ``kept`` with their breakdown, in order of date."""
    rows: list[tuple[str, Figure]] = []
    periods: dict[str, Period] = {}
    values = kept.values_list(
        "id",
        "indicator_id",
        "period__code",
        "period__kind",
        "period__start",
        "period__end",
        "period__label",
        "value",
        "numerator",
        "denominator",
        "status",
        "status_reason",
        "note",
        "as_at",
        "entered_at",
        "number",
        "place_id",
        "breakdown",
    )
    for row in values.iterator(chunk_size=5000):
        period = periods.get(row[2])
        if period is None:
            period = periods[row[2]] = period_of(kind=row[3], start=row[4], end=row[5], label=row[6])
        figure = Figure(
            id=row[0],
            indicator_id=row[1],
            place_id=row[16],
            period=period,
            value=row[7],
            numerator=row[8],
            denominator=row[9],
            status=row[10],
            status_reason=row[11],
            note=row[12],
            as_at=row[13],
            entered_at=row[14],
            number=row[15],
        )
        rows.append((row[17], figure))
    rows.sort(key=lambda one: (one[1].period.end, one[1].period.start))
    return rows


def targets_of(
    *,
    indicators: Iterable[int],
    place: int,
    breakdown: str = "",
    since: date | None = None,
    as_at: datetime | None = None,
) -> dict[int, list[TargetRow]]:
    """Return the targets of one place for each indicator, as known now or at ``as_at``; one query.

    ``since`` leaves out those of periods that ended before.
    """
    wanted = list(indicators)
    kept = Target.objects.filter(indicator_id__in=wanted, place_id=place, breakdown=breakdown)
    if since is not None:
        kept = kept.filter(period__end__gte=since)
    rows: dict[int, list[TargetRow]] = {key: [] for key in wanted}
    for key, target in _promised(live(kept, key=_KEY, as_at=as_at)):
        rows[key[0]].append(target)
    return rows


def targets_by_key(*, indicators: Iterable[int]) -> dict[Key, list[TargetRow]]:
    """Return the targets of every place and group of ``indicators``, as known now; one query."""
    rows: dict[Key, list[TargetRow]] = {}
    for key, target in _promised(live(Target.objects.filter(indicator_id__in=list(indicators)), key=_KEY, as_at=None)):
        rows.setdefault(key, []).append(target)
    return rows


def _promised(kept: QuerySet[Target]) -> Iterator[tuple[Key, TargetRow]]:
    periods: dict[int, Period] = {}
    values = kept.order_by("period__end", "period__start").values_list(
        "indicator_id",
        "place_id",
        "breakdown",
        "period_id",
        "period__kind",
        "period__start",
        "period__end",
        "period__label",
        "id",
        "value",
        "floor",
        "lower",
        "upper",
        "tolerance",
        "apportion",
        "shares",
    )
    for row in values.iterator(chunk_size=5000):
        period = periods.get(row[3])
        if period is None:
            period = periods[row[3]] = period_of(kind=row[4], start=row[5], end=row[6], label=row[7])
        yield (
            row[:3],
            TargetRow(
                id=row[8],
                indicator_id=row[0],
                period=period,
                value=row[9],
                floor=row[10],
                lower=row[11],
                upper=row[12],
                tolerance=row[13],
                apportion=row[14],
                shares=tuple(Decimal(share) for share in row[15]),
            ),
        )


def series(
    *,
    references: Sequence[str],
    place: str = "",
    breakdown: str = "",
    until: date | None = None,
    as_at: datetime | None = None,
    points: int | None = None,
) -> dict[str, list[Point]]:
    """Return the series of each indicator for one place, with the targets in force, oldest first; six queries.

    ``points`` keeps the latest so many. ``breaks`` is true on the first figure after a change of definition that made
    figures not comparable.
    """
    where = place_id(place)
    ids = dict(Indicator.objects.filter(reference__in=references).values_list("id", "reference"))
    shown = figures(indicators=ids, place=where, breakdown=breakdown, until=until, as_at=as_at)
    known = definitions_of(indicators=ids, as_at=as_at)
    promised = targets_of(indicators=ids, place=where, breakdown=breakdown, as_at=as_at)
    rows: dict[str, list[Point]] = {}
    for key, reference in ids.items():
        kept = shown[key] if points is None else shown[key][-points:]
        line, before = [], None
        for figure in kept:
            definition = definition_for(known[key], period=figure.period)
            target = target_for(promised[key], period=figure.period, basis=definition.basis if definition else "")
            broken = before is not None and break_between(known[key], earlier=before, later=figure.period) is not None
            line.append(_point(figure, target=target, breaks=broken))
            before = figure.period
        rows[reference] = line
    return rows


def _point(figure: Figure, *, target: TargetRow | None, breaks: bool) -> Point:
    return Point(
        period_code=figure.period.code,
        label=figure.period.label,
        start=figure.period.start,
        end=figure.period.end,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        status=figure.status,
        status_reason=figure.status_reason,
        note=figure.note,
        as_at=figure.as_at,
        entered_at=figure.entered_at,
        revision=figure.number,
        target=target.value if target else None,
        floor=target.floor if target else None,
        lower=target.lower if target else None,
        upper=target.upper if target else None,
        breaks=breaks,
    )


def places_of(*, reference: str, period: str, as_at: datetime | None = None) -> list[PlaceValue]:
    """Return the figures of every place for one indicator and period, in the council's order of places; one query."""
    kept = live(
        Observation.objects.filter(indicator__reference=reference, period__code=period, breakdown=""),
        key=_KEY,
        as_at=as_at,
    )
    values = kept.order_by("place__order", "place__name").values_list(
        "place__code",
        "place__name",
        "place__kind",
        "value",
        "numerator",
        "denominator",
        "status",
        "status_reason",
        "number",
    )
    return [
        PlaceValue(
            place_code=row[0],
            place_name=row[1],
            place_kind=row[2],
            value=row[3],
            numerator=row[4],
            denominator=row[5],
            status=row[6],
            status_reason=row[7],
            revision=row[8],
        )
        for row in values
    ]


def ends_of_figures() -> list[date]:
    """Return the last days of all periods that have at least one figure; one query."""
    return list(Observation.objects.order_by().values_list("period__end", flat=True).distinct())


def latest_figures(*, keys: Iterable[tuple[int, int, str, int]]) -> dict[tuple[int, int, str, int], int]:
    """Return the id of the latest revision of each key (indicator, place, breakdown, period) that has one; 1 query."""
    wanted = set(keys)
    kept = Observation.objects.filter(
        indicator_id__in={key[0] for key in wanted}, period_id__in={key[3] for key in wanted}
    )
    rows = live(kept, key=_KEY, as_at=None).values_list("indicator_id", "place_id", "breakdown", "period_id", "id")
    found = {(row[0], row[1], row[2], row[3]): row[4] for row in rows}
    return {key: found[key] for key in wanted & found.keys()}
