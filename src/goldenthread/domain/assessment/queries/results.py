"""What the rules said before, and which periods can be reported on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Q

from goldenthread.domain.assessment.models import MethodResult, Result
from goldenthread.domain.assessment.queries.kept import Kept
from goldenthread.domain.audit import queries as audit
from goldenthread.domain.indicators import queries as indicators
from goldenthread.domain.organisation import queries as organisation
from goldenthread.engines.periods import Kind, containing, from_code, previous

T = TypeVar("T")

WINDOW = timedelta(days=2 * 366 + 31)
"""How far back a judgement looks: the same period last year of an annual figure that is itself a year old."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """A quarter that can be reported on."""

    code: str
    label: str
    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodRow:
    """What one method once said; ``numbers`` as they were kept, decimals as text."""

    method: str
    answer: str
    reason: str
    version: str
    points: int
    window_start: str
    window_end: str
    numbers: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """What the rules once said of one period, with the version of the rules, and what each method said."""

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
    methods: tuple[MethodRow, ...] = ()


_ENDS: Kept[tuple[date, ...]] = Kept(size=4)


def reporting_periods(*, limit: int = 40) -> list[PeriodRow]:
    """Return the financial quarters for which there are figures, newest first."""
    key = ("periods", connection.alias, audit.state())
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
    """Return what the rules and methods said of one indicator, for the council as a whole, newest first."""
    kept = list(
        Result.objects.filter(indicator__reference=reference, breakdown="", place_id=organisation.authority().place_id)
        .select_related("period", "assessment")
        .order_by("-period__end", "-number")
    )
    told = _told([one.pk for one in kept])
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
            methods=tuple(told.get(one.pk, ())),
        )
        for one in kept
    ]


def _told(results: Sequence[int]) -> dict[int, list[MethodRow]]:
    told: dict[int, list[MethodRow]] = {}
    for one in MethodResult.objects.filter(result_id__in=results).order_by("id"):
        row = MethodRow(
            method=one.method,
            answer=one.answer,
            reason=one.reason,
            version=one.version,
            points=one.points,
            window_start=one.window_start,
            window_end=one.window_end,
            numbers=one.numbers,
        )
        told.setdefault(one.result_id, []).append(row)
    return told


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


def forget_periods() -> None:
    """Forget the kept list of periods."""
    _ENDS.clear()
