"""Reading indicators: who they are, what they mean, their figures and targets as known now or at any past moment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from goldenthread.domain.indicators.models import Commentary, Definition, Indicator, Observation, Target
from goldenthread.domain.indicators.rules import DefinitionRow, TargetRow, break_between, definition_for, target_for
from goldenthread.domain.organisation import queries as organisation
from goldenthread.engines.periods import Kind, Period


class NotFoundError(LookupError):
    """There is no such indicator, or not for this reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """An indicator with its owners in words; an empty post is a gap."""

    id: int
    reference: str
    name: str
    kind: str
    frequency: str
    strategic: bool
    public: bool
    unit_code: str
    unit_name: str
    directorate_code: str
    directorate_name: str
    directorate_order: int
    committee_code: str
    committee_name: str
    lead_officer: str
    chief_officer: str
    cabinet_member: str
    due_days: int
    order: int
    starts: date | None
    ends: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: its period, its value with the parts, its status, and which revision it is."""

    id: int
    indicator_id: int
    place_id: int
    period: Period
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    status: str
    status_reason: str
    note: str
    as_at: date | None
    entered_at: datetime
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One period of a series as pages and charts read it, with the target in force; ``breaks`` starts a new series."""

    period_code: str
    label: str
    start: date
    end: date
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    status: str
    status_reason: str
    note: str
    as_at: date | None
    entered_at: datetime | None
    revision: int
    target: Decimal | None
    floor: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    breaks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One line of a figure's history: what was said, by whom, when and why."""

    period_code: str
    period_label: str
    place_name: str
    breakdown: str
    number: int
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    status: str
    status_reason: str
    note: str
    as_at: date | None
    entered_at: datetime
    entered_by: str
    reason: str
    event: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRevision:
    """One line of the target ledger."""

    period_code: str
    period_label: str
    place_name: str
    number: int
    value: Decimal | None
    floor: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    tolerance: Decimal | None
    apportion: str
    basis: str
    note: str
    approver: str
    approved_on: date | None
    entered_at: datetime
    entered_by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentaryRow:
    """What the service said of one period."""

    indicator_id: int
    period_code: str
    period_label: str
    period_end: date
    number: int
    context: str
    action_taken: str
    action_planned: str
    action_by: date | None
    entered_at: datetime
    entered_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceValue:
    """The figure of one place in one period."""

    place_code: str
    place_name: str
    place_kind: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    status: str
    status_reason: str
    revision: int


def _period(*, code: str, kind: str, start: date, end: date, label: str) -> Period:
    return Period(kind=Kind(kind), start=start, end=end, name=label if kind == Kind.WAVE else "")


def _live(records: QuerySet[Any], *, key: Sequence[str], as_at: datetime | None) -> QuerySet[Any]:
    """Keep the last revision of each key, or the last one entered by ``as_at``."""
    same = Q(**{name: OuterRef(name) for name in key}, number__gt=OuterRef("number"))
    later = records.model._default_manager.filter(same)
    if as_at is not None:
        records, later = records.filter(entered_at__lte=as_at), later.filter(entered_at__lte=as_at)
    return records.filter(~Exists(later))


def indicators(*, public_only: bool = False, references: Sequence[str] | None = None) -> list[IndicatorRow]:
    """Return the indicators in the council's order (directorate, order, reference); two queries.

    ``public_only`` leaves out what is not for publication; ``references`` asks for some of them.
    """
    units = organisation.units()
    found = Indicator.objects.all()
    if public_only:
        found = found.filter(public=True)
    if references is not None:
        found = found.filter(reference__in=references)
    values = found.values_list(
        "id",
        "reference",
        "name",
        "kind",
        "frequency",
        "strategic",
        "public",
        "unit_id",
        "committee__code",
        "committee__name",
        "lead_officer__title",
        "chief_officer__title",
        "cabinet_member__title",
        "due_days",
        "order",
        "starts",
        "ends",
    )
    rows = [
        IndicatorRow(
            id=row[0],
            reference=row[1],
            name=row[2],
            kind=row[3],
            frequency=row[4],
            strategic=row[5],
            public=row[6],
            unit_code=units[row[7]].code,
            unit_name=units[row[7]].name,
            directorate_code=units[row[7]].directorate_code,
            directorate_name=units[row[7]].directorate_name,
            directorate_order=units[row[7]].directorate_order,
            committee_code=row[8] or "",
            committee_name=row[9] or "",
            lead_officer=row[10] or "",
            chief_officer=row[11] or "",
            cabinet_member=row[12] or "",
            due_days=row[13],
            order=row[14],
            starts=row[15],
            ends=row[16],
        )
        for row in values
    ]
    return sorted(rows, key=lambda row: (row.directorate_order, row.directorate_name, row.order, row.reference))


def indicator(*, reference: str, public_only: bool = False) -> IndicatorRow:
    """Return one indicator. Raises :class:`NotFoundError` when there is none, or it is not for this reader."""
    found = indicators(public_only=public_only, references=[reference])
    if not found:
        raise NotFoundError(f"There is no indicator with the reference {reference}.")
    return found[0]


def definitions_of(*, indicators: Iterable[int], as_at: datetime | None = None) -> dict[int, list[DefinitionRow]]:
    """Return the definitions of each indicator, oldest first, each in its latest wording as known; one query."""
    wanted = list(indicators)
    kept = _live(Definition.objects.filter(indicator_id__in=wanted), key=("indicator_id", "valid_from"), as_at=as_at)
    rows: dict[int, list[DefinitionRow]] = {key: [] for key in wanted}
    for one in kept.order_by("indicator_id", "valid_from"):
        rows[one.indicator_id].append(
            DefinitionRow(
                id=one.pk,
                indicator_id=one.indicator_id,
                valid_from=one.valid_from,
                number=one.number,
                description=one.description,
                numerator_label=one.numerator_label,
                denominator_label=one.denominator_label,
                source=one.source,
                source_url=one.source_url,
                measure=one.measure,
                decimals=one.decimals,
                polarity=one.polarity,
                basis=one.basis,
                scheme=one.scheme,
                tolerance=one.tolerance,
                breaks_series=one.breaks_series,
                reason=one.reason,
            )
        )
    return rows


def definitions(*, reference: str) -> list[DefinitionRow]:
    """Return the definitions of one indicator, oldest first."""
    found = indicator(reference=reference)
    return definitions_of(indicators=[found.id])[found.id]


def figures(
    *,
    indicators: Iterable[int],
    place: int,
    breakdown: str = "",
    since: date | None = None,
    until: date | None = None,
    as_at: datetime | None = None,
) -> dict[int, list[Figure]]:
    """Return the figures of one place for each indicator, in order of date, as known now or at ``as_at``; one query."""
    wanted = list(indicators)
    kept = Observation.objects.filter(indicator_id__in=wanted, place_id=place, breakdown=breakdown)
    if since is not None:
        kept = kept.filter(period__end__gte=since)
    if until is not None:
        kept = kept.filter(period__end__lte=until)
    kept = _live(kept, key=("indicator_id", "place_id", "breakdown", "period_id"), as_at=as_at)
    rows: dict[int, list[Figure]] = {key: [] for key in wanted}
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
    )
    for row in values.iterator(chunk_size=5000):
        period = periods.get(row[2])
        if period is None:
            period = periods[row[2]] = _period(code=row[2], kind=row[3], start=row[4], end=row[5], label=row[6])
        rows[row[1]].append(
            Figure(
                id=row[0],
                indicator_id=row[1],
                place_id=place,
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
        )
    for series in rows.values():
        series.sort(key=lambda figure: (figure.period.end, figure.period.start))
    return rows


def targets_of(
    *, indicators: Iterable[int], place: int, breakdown: str = "", as_at: datetime | None = None
) -> dict[int, list[TargetRow]]:
    """Return the targets of one place for each indicator, as known now or at ``as_at``; one query."""
    wanted = list(indicators)
    kept = _live(
        Target.objects.filter(indicator_id__in=wanted, place_id=place, breakdown=breakdown),
        key=("indicator_id", "place_id", "breakdown", "period_id"),
        as_at=as_at,
    )
    rows: dict[int, list[TargetRow]] = {key: [] for key in wanted}
    for one in kept.select_related("period").order_by("period__end", "period__start"):
        rows[one.indicator_id].append(
            TargetRow(
                id=one.pk,
                indicator_id=one.indicator_id,
                period=_period(
                    code=one.period.code,
                    kind=one.period.kind,
                    start=one.period.start,
                    end=one.period.end,
                    label=one.period.label,
                ),
                value=one.value,
                floor=one.floor,
                lower=one.lower,
                upper=one.upper,
                tolerance=one.tolerance,
                apportion=one.apportion,
                shares=tuple(Decimal(share) for share in one.shares),
            )
        )
    return rows


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
    place_id = _place_id(place)
    ids = dict(Indicator.objects.filter(reference__in=references).values_list("id", "reference"))
    shown = figures(indicators=ids, place=place_id, breakdown=breakdown, until=until, as_at=as_at)
    known = definitions_of(indicators=ids, as_at=as_at)
    promised = targets_of(indicators=ids, place=place_id, breakdown=breakdown, as_at=as_at)
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


def _place_id(code: str) -> int:
    """Return the id of a place, of the council's own place when ``code`` is empty. Raises NotFoundError."""
    if not code:
        return organisation.authority().place_id
    found = organisation.place(code=code)
    if found is None:
        raise NotFoundError(f"There is no place with the code {code}.")
    return found.id


def revisions(*, reference: str, place: str = "", breakdown: str = "") -> list[Revision]:
    """Return every revision of every figure of one place, newest period first, then newest revision first."""
    kept = (
        Observation.objects.filter(indicator__reference=reference, place_id=_place_id(place), breakdown=breakdown)
        .select_related("period", "place", "entered_by")
        .order_by("-period__end", "-number")
    )
    return [
        Revision(
            period_code=one.period.code,
            period_label=one.period.label,
            place_name=one.place.name,
            breakdown=one.breakdown,
            number=one.number,
            value=one.value,
            numerator=one.numerator,
            denominator=one.denominator,
            status=one.status,
            status_reason=one.status_reason,
            note=one.note,
            as_at=one.as_at,
            entered_at=one.entered_at,
            entered_by=one.entered_by.name,
            reason=one.reason,
            event=one.event_id,
        )
        for one in kept
    ]


def target_history(*, reference: str, place: str = "") -> list[TargetRevision]:
    """Return every revision of every target of one place: what was promised, what it became, who approved it, why."""
    kept = (
        Target.objects.filter(indicator__reference=reference, place_id=_place_id(place), breakdown="")
        .select_related("period", "place", "entered_by", "approver")
        .order_by("-period__end", "-number")
    )
    return [
        TargetRevision(
            period_code=one.period.code,
            period_label=one.period.label,
            place_name=one.place.name,
            number=one.number,
            value=one.value,
            floor=one.floor,
            lower=one.lower,
            upper=one.upper,
            tolerance=one.tolerance,
            apportion=one.apportion,
            basis=one.basis,
            note=one.note,
            approver=one.approver.title if one.approver else "",
            approved_on=one.approved_on,
            entered_at=one.entered_at,
            entered_by=one.entered_by.name,
            reason=one.reason,
        )
        for one in kept
    ]


def commentaries(*, indicators: Iterable[int], as_at: datetime | None = None) -> dict[int, list[CommentaryRow]]:
    """Return what the services said, newest period first, in its latest wording as known; one query."""
    wanted = list(indicators)
    kept = _live(Commentary.objects.filter(indicator_id__in=wanted), key=("indicator_id", "period_id"), as_at=as_at)
    rows: dict[int, list[CommentaryRow]] = {key: [] for key in wanted}
    for one in kept.select_related("period", "entered_by").order_by("-period__end", "-period__start"):
        rows[one.indicator_id].append(
            CommentaryRow(
                indicator_id=one.indicator_id,
                period_code=one.period.code,
                period_label=one.period.label,
                period_end=one.period.end,
                number=one.number,
                context=one.context,
                action_taken=one.action_taken,
                action_planned=one.action_planned,
                action_by=one.action_by,
                entered_at=one.entered_at,
                entered_by=one.entered_by.name,
            )
        )
    return rows


def commentary(*, reference: str, as_at: datetime | None = None) -> list[CommentaryRow]:
    """Return what the service said of one indicator, newest period first."""
    found = indicator(reference=reference)
    return commentaries(indicators=[found.id], as_at=as_at)[found.id]


def places_of(*, reference: str, period: str, as_at: datetime | None = None) -> list[PlaceValue]:
    """Return the figures of every place for one indicator and period, in the council's order of places; one query."""
    kept = _live(
        Observation.objects.filter(indicator__reference=reference, period__code=period, breakdown=""),
        key=("indicator_id", "place_id", "breakdown", "period_id"),
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
