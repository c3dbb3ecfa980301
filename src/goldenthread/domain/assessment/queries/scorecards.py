"""The scorecard of a period, as known now or at any past moment."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.db import connection
from django.utils import timezone

from goldenthread.domain.assessment.models import Override
from goldenthread.domain.assessment.queries.kept import Kept
from goldenthread.domain.assessment.queries.material import standings, targets_that_count
from goldenthread.domain.assessment.rules import (
    VERSION,
    Answer,
    Case,
    Judged,
    Known,
    Scored,
    digest_with,
    direction_shown,
    judge,
    looked_at,
    subject_of,
    tell,
)
from goldenthread.domain.audit import queries as audit
from goldenthread.domain.calendar.rules import expected_period
from goldenthread.domain.indicators import queries as indicators
from goldenthread.domain.indicators.lookups import series as lookups
from goldenthread.domain.indicators.queries import Figure, IndicatorRow, NotFoundError
from goldenthread.domain.indicators.rules import DefinitionRow, TargetRow
from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.organisation.queries import Named
from goldenthread.domain.organisation.rules import AuthorityRow
from goldenthread.engines.periods import Period, PeriodError, from_code

T = TypeVar("T")

WINDOW = timedelta(days=2 * 366 + 31)
"""How far back a judgement looks: the same period last year of an annual figure that is itself a year old."""


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
        audit.state(),
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
            # A restructure after the period does not change to which directorate its figures belonged.
            rows=indicators.indicators(public_only=public_only, references=references, on=reporting.end),
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
    series = lookups.figures(indicators=ids, place=where.id, breakdown=breakdown, until=reporting.end, as_at=as_at)
    expected = {
        frequency: expected_period(frequency=frequency, by=reporting.end)
        for frequency in {row.frequency for row in alive}
    }
    figures = indicators.figures(
        indicators=ids,
        place=where.id,
        breakdown=breakdown,
        since=reporting.start - WINDOW,
        until=reporting.end,
        as_at=as_at,
        periods=looked_at(series, expected={row.id: expected[row.frequency] for row in alive}),
    )
    definitions = indicators.definitions_of(indicators=ids, as_at=as_at)
    targets = targets_that_count(
        definitions, since=reporting.start - WINDOW, place=where.id, breakdown=breakdown, as_at=as_at
    )
    if where.id != council.place_id or breakdown:
        # Away from the whole council only what is measured there is shown: a gap is not a late figure.
        alive = [row for row in alive if figures[row.id]]
    cases = [
        _case(
            row,
            expected=expected[row.frequency],
            figures=figures[row.id],
            definitions=definitions[row.id],
            targets=targets[row.id],
        )
        for row in alive
    ]
    judged = judge(cases, today=day, scheme=council.scheme, tolerance=council.tolerance)
    subjects = [
        subject_of(
            answer,
            definitions=definitions[row.id],
            targets=targets[row.id],
            roll_up=row.roll_up_time,
            proportion=row.proportion,
            by=reporting.end,
        )
        for row, answer in zip(alive, judged, strict=True)
    ]
    methods = tell(series, subjects=[one for one in subjects if one is not None])
    if where.id == council.place_id and not breakdown:
        # Others publish figures of whole councils: a district or a group of people is not compared with them.
        for indicator, answer in standings(
            series,
            subjects=subjects,
            since=reporting.start - WINDOW,
            until=reporting.end,
            as_at=as_at,
            home=council.place_code,
        ).items():
            methods[indicator]["comparators"] = answer
    by_hand = _overrides(indicators=ids, place=where.id, breakdown=breakdown, as_at=as_at)
    return tuple(
        _one(
            row,
            answer,
            figures=figures[row.id],
            methods=methods.get(row.id, {}),
            council=council,
            where=where,
            breakdown=breakdown,
            by_hand=by_hand,
        )
        for row, answer in zip(alive, judged, strict=True)
    )


def _case(
    row: IndicatorRow,
    *,
    expected: Period | None,
    figures: Sequence[Figure],
    definitions: Sequence[DefinitionRow],
    targets: Sequence[TargetRow],
) -> Case:
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
    methods: Mapping[str, Answer],
    council: AuthorityRow,
    where: Named,
    breakdown: str,
    by_hand: dict[tuple[int, str], tuple[str, str]],
) -> Scored:
    definition, target, expected = judged.definition, judged.target, judged.expected
    figure = next((one for one in figures if judged.figure is not None and one.id == judged.figure.id), None)
    hand = by_hand.get((row.id, expected.code), ("", "")) if expected else ("", "")
    shown, why = direction_shown(judged, method=council.direction_method, trend=methods.get("trend"))
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
        inputs_digest=digest_with(judged.inputs_digest, methods=methods),
        methods=methods,
    )


_KEPT: Kept[tuple[Scored, ...]] = Kept(size=16)


def forget_scorecards() -> None:
    """Forget kept scorecards. Only tests need it: they take back what a council never can, the audit chain."""
    _KEPT.clear()
