"""Reading judgements: the scorecard of a period as known now or at any past moment, and what used to be said."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from threading import Lock
from typing import Generic, TypeVar

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from goldenthread.domain.assessment.models import Override, Result
from goldenthread.domain.assessment.rules import VERSION, Case, Judged, Known, direction_shown, judge
from goldenthread.domain.audit import queries as audit
from goldenthread.domain.calendar.rules import expected_period
from goldenthread.domain.indicators import queries as indicators
from goldenthread.domain.indicators.queries import Figure, IndicatorRow, NotFoundError
from goldenthread.domain.indicators.rules import DefinitionRow, TargetRow
from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.organisation.queries import AuthorityRow, Named
from goldenthread.engines.periods import Kind, Period, PeriodError, containing, from_code, previous
from goldenthread.engines.scoring import RATED, RATING_WORDS
from goldenthread.engines.scoring.summary import share

T = TypeVar("T")

WINDOW = timedelta(days=2 * 366 + 31)
"""How far back a judgement looks: the same period last year of an annual figure that is itself a year old."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One indicator in one reporting period, for one place and breakdown, with everything a page says of it."""

    indicator_id: int
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
    committee_code: str
    committee_name: str
    lead_officer: str
    chief_officer: str
    cabinet_member: str
    measure: str
    decimals: int
    polarity: str
    basis: str
    scheme: str
    tolerance: Decimal | None
    period: Period | None
    period_code: str
    period_label: str
    period_end: date | None
    place_code: str
    place_name: str
    breakdown: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    target: Decimal | None
    floor: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    previous: Decimal | None
    previous_label: str
    last_year: Decimal | None
    last_year_label: str
    status: str
    status_reason: str
    note: str
    as_at: date | None
    entered_at: datetime | None
    revision: int
    due_on: date | None
    late_days: int
    rating: str
    reason: str
    override: str
    override_reason: str
    direction_previous: str
    direction_previous_reason: str
    direction_last_year: str
    direction_last_year_reason: str
    direction: str
    direction_reason: str
    rule_version: str
    observation_id: int | None
    target_id: int | None
    definition_id: int | None
    inputs_digest: str

    @property
    def shown_rating(self) -> str:
        """The rating that is counted: the one set by hand where there is one, and then it is marked."""
        return self.override or self.rating


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counts and shares. Shares are of the rated (Green, Amber, Red) only; grey states stand beside them."""

    total: int
    rated: int
    counts: dict[str, int]
    shares: dict[str, str]
    grey: dict[str, int]
    expected_range: dict[str, int]
    directions: dict[str, int]
    late: int
    provisional: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An indicator whose rating is not what it was; ``why`` is the reason sentence of the rating it has now."""

    reference: str
    name: str
    was: str
    now: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """A quarter that can be reported on."""

    code: str
    label: str
    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """What the rules once said of one period, with the version of the rules."""

    period_label: str
    number: int
    rating: str
    reason: str
    value: Decimal | None
    target: Decimal | None
    scheme: str
    direction_previous: str
    direction_last_year: str
    rule_version: str
    made_at: datetime


def scorecard(
    *,
    period: str,
    today: date,
    as_at: datetime | None = None,
    place: str = "",
    breakdown: str = "",
    public_only: bool = False,
    references: Sequence[str] | None = None,
) -> list[Scored]:
    """Return every indicator that was alive in reporting period ``period`` (a code), judged; a fixed number of queries.

    ``as_at`` asks for what was known at a past moment: then that day, not ``today``, says what was due. ``place`` is a
    code, empty for the council's own. In the council's order: directorate, order, reference. Raises NotFoundError for
    a period or place that does not exist, and organisation.NotSetUpError before anything was loaded.
    """
    try:
        reporting = from_code(period)
    except PeriodError as error:
        raise NotFoundError(f"There is no period {period}: {error}") from error
    council = organisation.authority()
    where = _where(council, place)
    day = timezone.localdate(as_at) if as_at is not None else today
    # Every write adds an event to the audit chain, so its head names the state of all records.
    key = (
        connection.alias,
        audit.head(),
        reporting.code,
        day,
        as_at,
        where.id,
        breakdown,
        public_only,
        tuple(references) if references is not None else None,
    )
    kept = _KEPT.get(key)
    if kept is None:
        kept = _scored(
            reporting=reporting,
            council=council,
            where=where,
            breakdown=breakdown,
            day=day,
            as_at=as_at,
            rows=indicators.indicators(public_only=public_only, references=references),
        )
        _KEPT.put(key, kept)
    return list(kept)


def _where(council: AuthorityRow, place: str) -> Named:
    if not place:
        return Named(id=council.place_id, code=council.place_code, name=council.place_name)
    found = organisation.place(code=place)
    if found is None:
        raise NotFoundError(f"There is no place with the code {place}.")
    return found


def _scored(
    *,
    reporting: Period,
    council: AuthorityRow,
    where: Named,
    breakdown: str,
    day: date,
    as_at: datetime | None,
    rows: Sequence[IndicatorRow],
) -> tuple[Scored, ...]:
    alive = [
        row
        for row in rows
        if (row.starts is None or row.starts <= reporting.end) and (row.ends is None or row.ends >= reporting.start)
    ]
    ids = [row.id for row in alive]
    figures = indicators.figures(
        indicators=ids,
        place=where.id,
        breakdown=breakdown,
        since=reporting.start - WINDOW,
        until=reporting.end,
        as_at=as_at,
    )
    definitions = indicators.definitions_of(indicators=ids, as_at=as_at)
    targets = indicators.targets_of(indicators=ids, place=where.id, breakdown=breakdown, as_at=as_at)
    if where.id != council.place_id or breakdown:
        # Away from the whole council only what is measured there is shown: a gap is not a late figure.
        alive = [row for row in alive if figures[row.id]]
    cases = [
        _case(
            row, reporting=reporting, figures=figures[row.id], definitions=definitions[row.id], targets=targets[row.id]
        )
        for row in alive
    ]
    judged = judge(cases, today=day, scheme=council.scheme, tolerance=council.tolerance)
    by_hand = _overrides(indicators=ids, place=where.id, breakdown=breakdown, as_at=as_at)
    return tuple(
        _one(row, answer, figures=figures[row.id], council=council, where=where, breakdown=breakdown, by_hand=by_hand)
        for row, answer in zip(alive, judged, strict=True)
    )


def _case(
    row: IndicatorRow,
    *,
    reporting: Period,
    figures: Sequence[Figure],
    definitions: Sequence[DefinitionRow],
    targets: Sequence[TargetRow],
) -> Case:
    expected = expected_period(frequency=row.frequency, by=reporting.end)
    if expected is None and figures:
        expected = figures[-1].period
    return Case(
        indicator_id=row.id,
        expected=expected,
        due_days=row.due_days,
        figures=[
            Known(
                id=figure.id,
                period=figure.period,
                value=figure.value,
                numerator=figure.numerator,
                denominator=figure.denominator,
                status=figure.status,
            )
            for figure in figures
            if expected is not None and figure.period.kind == expected.kind and figure.period.end <= expected.end
        ],
        definitions=definitions,
        targets=targets,
    )


def _overrides(
    *, indicators: Sequence[int], place: int, breakdown: str, as_at: datetime | None
) -> dict[tuple[int, str], tuple[str, str]]:
    kept = Override.objects.filter(indicator_id__in=indicators, place_id=place, breakdown=breakdown)
    if as_at is not None:
        kept = kept.filter(entered_at__lte=as_at)
    return {
        (indicator, code): (rating, reason)
        for indicator, code, rating, reason in kept.order_by("number").values_list(
            "indicator_id", "period__code", "rating", "reason"
        )
    }


def _one(
    row: IndicatorRow,
    judged: Judged,
    *,
    figures: Sequence[Figure],
    council: AuthorityRow,
    where: Named,
    breakdown: str,
    by_hand: dict[tuple[int, str], tuple[str, str]],
) -> Scored:
    definition, target, expected = judged.definition, judged.target, judged.expected
    figure = next((one for one in figures if judged.figure is not None and one.id == judged.figure.id), None)
    hand = by_hand.get((row.id, expected.code), ("", "")) if expected else ("", "")
    shown, why = direction_shown(judged, method=council.direction_method)
    return Scored(
        indicator_id=row.id,
        reference=row.reference,
        name=row.name,
        kind=row.kind,
        frequency=row.frequency,
        strategic=row.strategic,
        public=row.public,
        unit_code=row.unit_code,
        unit_name=row.unit_name,
        directorate_code=row.directorate_code,
        directorate_name=row.directorate_name,
        committee_code=row.committee_code,
        committee_name=row.committee_name,
        lead_officer=row.lead_officer,
        chief_officer=row.chief_officer,
        cabinet_member=row.cabinet_member,
        measure=definition.measure if definition else "number",
        decimals=definition.decimals if definition else 0,
        polarity=definition.polarity if definition else "none",
        basis=definition.basis if definition else "single",
        scheme=judged.scheme,
        tolerance=judged.tolerance,
        period=expected,
        period_code=expected.code if expected else "",
        period_label=expected.label if expected else "",
        period_end=expected.end if expected else None,
        place_code=where.code,
        place_name=where.name,
        breakdown=breakdown,
        value=figure.value if figure else None,
        numerator=figure.numerator if figure else None,
        denominator=figure.denominator if figure else None,
        target=target.value if target else None,
        floor=target.floor if target else None,
        lower=target.lower if target else None,
        upper=target.upper if target else None,
        previous=judged.previous,
        previous_label=judged.previous_period,
        last_year=judged.last_year,
        last_year_label=judged.last_year_period,
        status=figure.status if figure else "",
        status_reason=figure.status_reason if figure else "",
        note=figure.note if figure else "",
        as_at=figure.as_at if figure else None,
        entered_at=figure.entered_at if figure else None,
        revision=figure.number if figure else 0,
        due_on=judged.due_on,
        late_days=judged.late_days,
        rating=judged.rating,
        reason=judged.reason,
        override=hand[0],
        override_reason=hand[1] if hand[0] else "",
        direction_previous=judged.direction_previous,
        direction_previous_reason=judged.direction_previous_reason,
        direction_last_year=judged.direction_last_year,
        direction_last_year_reason=judged.direction_last_year_reason,
        direction=shown,
        direction_reason=why,
        rule_version=VERSION,
        observation_id=judged.figure.id if judged.figure else None,
        target_id=target.id if target else None,
        definition_id=definition.id if definition else None,
        inputs_digest=judged.inputs_digest,
    )


def summary(scored: Sequence[Scored]) -> Summary:
    """Count the ratings and directions of ``scored``; shares are whole per cent of the rated, rounded half up."""
    ratings = [one.shown_rating for one in scored]
    counts = {code: ratings.count(code) for code in RATING_WORDS}
    rated = sum(counts[code] for code in RATED)
    shown = [one.direction for one in scored if one.value is not None]
    return Summary(
        total=len(scored),
        rated=rated,
        counts={code: counts[code] for code in RATED},
        shares={code: f"{share(part=counts[code], whole=rated)}%" if rated else "–" for code in RATED},
        grey={
            code: counts[code]
            for code in ("no_data", "not_due", "no_target", "no_judgement", "not_comparable")
            if counts[code]
        },
        expected_range={code: counts[code] for code in ("below", "within", "above") if counts[code]},
        directions={code: shown.count(code) for code in dict.fromkeys(shown)},
        late=sum(one.late_days > 0 for one in scored),
        provisional=sum(one.status in ("provisional", "estimated") for one in scored),
    )


def changes(before: Sequence[Scored], after: Sequence[Scored]) -> list[Change]:
    """Return the indicators in both lists whose rating changed, in the order of ``after``.

    Only changes from or to a colour are changes: an annual figure that is simply not due again is not news.
    """
    was = {one.reference: one.shown_rating for one in before}
    return [
        Change(reference=one.reference, name=one.name, was=was[one.reference], now=one.shown_rating, why=one.reason)
        for one in after
        if one.reference in was
        and was[one.reference] != one.shown_rating
        and (was[one.reference] in RATED or one.shown_rating in RATED)
    ]


def reporting_periods(*, limit: int = 40) -> list[PeriodRow]:
    """Return the financial quarters for which there are figures, newest first."""
    key = ("periods", connection.alias, audit.head())
    ends = _ENDS.get(key)
    if ends is None:
        ends = tuple(indicators.ends_of_figures())
        _ENDS.put(key, ends)
    quarters = {containing(end, kind=Kind.QUARTER) for end in ends}
    rows = sorted(quarters, key=lambda quarter: quarter.end, reverse=True)[:limit]
    return [PeriodRow(code=row.code, label=row.label, start=row.start, end=row.end) for row in rows]


def previous_quarter(*, period: str) -> str:
    """Return the code of the reporting period before ``period``."""
    return previous(from_code(period)).code


def history(*, reference: str) -> list[ResultRow]:
    """Return what the rules said of one indicator, for the council as a whole, newest first."""
    kept = (
        Result.objects.filter(indicator__reference=reference, breakdown="", place_id=organisation.authority().place_id)
        .select_related("period", "assessment")
        .order_by("-period__end", "-number")
    )
    return [
        ResultRow(
            period_label=one.period.label,
            number=one.number,
            rating=one.rating,
            reason=one.reason,
            value=one.value,
            target=one.target,
            scheme=one.scheme,
            direction_previous=one.direction_previous,
            direction_last_year=one.direction_last_year,
            rule_version=one.rule_version,
            made_at=one.assessment.made_at,
        )
        for one in kept
    ]


def latest_stored(*, keys: Iterable[tuple[int, str]], place: int) -> dict[tuple[int, str], tuple[int, str]]:
    """Return the number and inputs digest of the latest stored result of each (indicator id, period code)."""
    wanted = list(keys)
    codes = {code for _, code in wanted}
    kept = (
        Result.objects.filter(
            Q(period__code__in=codes), indicator_id__in={key for key, _ in wanted}, place_id=place, breakdown=""
        )
        .order_by("number")
        .values_list("indicator_id", "period__code", "number", "inputs_digest")
    )
    return {(indicator, code): (number, digest) for indicator, code, number, digest in kept}


class _Kept(Generic[T]):
    """The last few answers, by what they were made from; older ones are forgotten."""

    def __init__(self, *, size: int) -> None:
        self._size = size
        self._lock = Lock()
        self._rows: OrderedDict[object, T] = OrderedDict()

    def get(self, key: object) -> T | None:
        with self._lock:
            if key in self._rows:
                self._rows.move_to_end(key)
            return self._rows.get(key)

    def put(self, key: object, rows: T) -> None:
        with self._lock:
            self._rows[key] = rows
            while len(self._rows) > self._size:
                self._rows.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._rows.clear()


_KEPT: _Kept[tuple[Scored, ...]] = _Kept(size=16)
_ENDS: _Kept[tuple[date, ...]] = _Kept(size=4)


def forget() -> None:
    """Forget kept scorecards. Only tests need it: they take back what a council never can, the audit chain."""
    _KEPT.clear()
    _ENDS.clear()
