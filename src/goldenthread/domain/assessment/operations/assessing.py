"""Judging a period and keeping what was said, as one event."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.db import transaction

from goldenthread.domain.assessment.models import Assessment, MethodResult, Result
from goldenthread.domain.assessment.operations.keeping import append, next_id
from goldenthread.domain.assessment.queries import Answer, Scored, latest_stored, scorecard
from goldenthread.domain.assessment.queries.whole import METHOD_FIELDS, RESULT_FIELDS
from goldenthread.domain.assessment.rules import METHODS, VERSION, stored_numbers
from goldenthread.domain.audit.operations import record, take_turn
from goldenthread.domain.audit.rules import content_seal
from goldenthread.domain.calendar.operations import period_ids
from goldenthread.domain.organisation import queries as organisation
from goldenthread.engines.periods import from_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one run found: how many indicators it judged and for how many the answer is new."""

    period_label: str
    judged: int
    changed: int


def assess(*, period: str, by: Any, at: datetime, today: date, request_id: str = "") -> Outcome:
    """Judge every indicator in reporting period ``period`` (a code) and store what is new, as one event.

    A result whose inputs, rules and answer are the same as the last one stored is not stored again. ``by`` is the user
    who asked, ``at`` the moment, ``today`` the day that says what is due. Raises as ``scorecard`` does.
    """
    with transaction.atomic():
        take_turn()
        scored = [one for one in scorecard(period=period, today=today) if one.period_code]
        place = organisation.authority().place_id
        known = latest_stored(keys=[(one.indicator_id, one.period_code) for one in scored], place=place)
        new = [one for one in scored if known.get((one.indicator_id, one.period_code), (0, ""))[1] != one.inputs_digest]
        label = from_code(period).label
        if not new:
            return Outcome(period_label=label, judged=len(scored), changed=0)
        periods = period_ids(periods=[from_code(period), *(one.period for one in scored if one.period)])
        first = next_id(Result)
        results = [
            _result(
                one,
                period_id=periods[one.period_code],
                place=place,
                number=known.get((one.indicator_id, one.period_code), (0, ""))[0] + 1,
            )
            for one in new
        ]
        methods = [
            (which, (one.indicator_id, periods[one.period_code]), _method(one.methods[method]))
            for which, one in enumerate(new)
            for method in METHODS
            if method in one.methods
        ]
        event = record(
            action="period.assessed",
            subject=f"period {period}",
            by=by,
            at=at,
            request_id=request_id,
            data={
                "rule_version": VERSION,
                "judged": len(scored),
                "changed": len(new),
                "today": today,
                "results_sha256": content_seal(results),
                "methods_sha256": content_seal((*about, *told) for _, about, told in methods),
            },
        )
        run = Assessment.objects.create(
            period_id=periods[period],
            made_at=at,
            made_by=by,
            rule_version=VERSION,
            on=today,
            results=len(scored),
            changed=len(new),
            inputs_digest=hashlib.sha256("".join(one.inputs_digest for one in scored).encode()).hexdigest(),
            event=event,
        )
        append(
            Result,
            fields=("id", "assessment_id", *RESULT_FIELDS),
            rows=((first + number, run.pk, *row) for number, row in enumerate(results)),
        )
        start = next_id(MethodResult)
        append(
            MethodResult,
            fields=("id", "result_id", *METHOD_FIELDS),
            rows=((start + number, first + which, *row) for number, (which, _, row) in enumerate(methods)),
        )
    return Outcome(period_label=label, judged=len(scored), changed=len(new))


def _result(one: Scored, *, period_id: int, place: int, number: int) -> tuple[object, ...]:
    """The values of RESULT_FIELDS."""
    values: dict[str, object] = {
        "indicator_id": one.indicator_id,
        "period_id": period_id,
        "place_id": place,
        "breakdown": one.breakdown,
        "number": number,
        "rating": one.rating,
        "reason": one.reason,
        "rule_version": one.rule_version,
        "observation_id": one.observation_id,
        "target_set_id": one.target_id,
        "definition_id": one.definition_id,
        "value": one.value,
        "target": one.target,
        "floor": one.floor,
        "lower": one.lower,
        "upper": one.upper,
        "tolerance": one.tolerance,
        "previous": one.previous,
        "last_year": one.last_year,
        "scheme": one.scheme,
        "polarity": one.polarity,
        "status": one.status,
        "direction_previous": one.direction_previous,
        "direction_previous_reason": one.direction_previous_reason,
        "direction_last_year": one.direction_last_year,
        "direction_last_year_reason": one.direction_last_year_reason,
        "inputs_digest": one.inputs_digest,
    }
    return tuple(values[name] for name in RESULT_FIELDS)


_TOLD = METHOD_FIELDS.index("numbers")
_SAYS = attrgetter(*METHOD_FIELDS)
"""The values of METHOD_FIELDS, which an answer calls the same."""


def _method(answer: Answer) -> tuple[object, ...]:
    """The values of METHOD_FIELDS, numbers as JSON keeps them."""
    values = _SAYS(answer)
    return (*values[:_TOLD], stored_numbers(answer), *values[_TOLD + 1 :])
