"""Judging a period and keeping what was said."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from goldenthread.domain.assessment.models import Assessment, MethodResult, Override, Result
from goldenthread.domain.assessment.queries import Scored, latest_stored, scorecard
from goldenthread.domain.assessment.queries.whole import METHOD_FIELDS, OVERRIDE_FIELDS, RESULT_FIELDS
from goldenthread.domain.assessment.rules import METHODS, VERSION, stored_numbers
from goldenthread.domain.audit.operations import record, take_turn
from goldenthread.domain.audit.rules import content_seal
from goldenthread.domain.calendar.operations import period_ids
from goldenthread.domain.organisation import queries as organisation
from goldenthread.engines.periods import from_code


class OverrideError(ValueError):
    """A rating was to be set by hand without a reason or an approver, or to something that is no colour."""


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
        results = [
            _result(
                one,
                period_id=periods[one.period_code],
                place=place,
                number=known.get((one.indicator_id, one.period_code), (0, ""))[0] + 1,
            )
            for one in new
        ]
        methods = [_methods(one, result=result) for one, result in zip(new, results, strict=True)]
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
                "results_sha256": content_seal([getattr(one, name) for name in RESULT_FIELDS] for one in results),
                "methods_sha256": content_seal(
                    [result.indicator_id, result.period_id, *(getattr(one, name) for name in METHOD_FIELDS)]
                    for result, told in zip(results, methods, strict=True)
                    for one in told
                ),
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
        for one in results:
            one.assessment = run
        Result.objects.bulk_create(results, batch_size=500)
        for result, told in zip(results, methods, strict=True):
            for answer in told:
                answer.result_id = result.pk
        MethodResult.objects.bulk_create([one for told in methods for one in told], batch_size=2000)
    return Outcome(period_label=label, judged=len(scored), changed=len(new))


def _result(one: Scored, *, period_id: int, place: int, number: int) -> Result:
    return Result(
        indicator_id=one.indicator_id,
        period_id=period_id,
        place_id=place,
        breakdown=one.breakdown,
        number=number,
        rating=one.rating,
        reason=one.reason,
        rule_version=one.rule_version,
        observation_id=one.observation_id,
        target_set_id=one.target_id,
        definition_id=one.definition_id,
        value=one.value,
        target=one.target,
        floor=one.floor,
        lower=one.lower,
        upper=one.upper,
        tolerance=one.tolerance,
        previous=one.previous,
        last_year=one.last_year,
        scheme=one.scheme,
        polarity=one.polarity,
        status=one.status,
        direction_previous=one.direction_previous,
        direction_previous_reason=one.direction_previous_reason,
        direction_last_year=one.direction_last_year,
        direction_last_year_reason=one.direction_last_year_reason,
        inputs_digest=one.inputs_digest,
    )


def _methods(one: Scored, *, result: Result) -> list[MethodResult]:
    return [
        MethodResult(
            result=result,
            method=answer.method,
            answer=answer.answer,
            reason=answer.reason,
            version=answer.version,
            points=answer.points,
            window_start=answer.window_start,
            window_end=answer.window_end,
            numbers=stored_numbers(answer),
        )
        for answer in (one.methods[method] for method in METHODS if method in one.methods)
    ]


def override(
    *,
    scored: Scored,
    rating: str,
    reason: str,
    approver: str,
    by: Any,
    at: datetime,
    request_id: str = "",
) -> None:
    """Set the rating of one figure by hand, or take that back with an empty ``rating``; the calculated one stays.

    ``approver`` is the code of the post that approved it. Raises :class:`OverrideError` without a reason, without a
    known approver, or for a rating that is not green, amber or red. Source: rulebook, section 4.
    """
    if rating not in ("", "green", "amber", "red"):
        raise OverrideError(f"“{rating}” is not a rating that can be set by hand: use green, amber or red.")
    if not reason.strip():
        raise OverrideError("Say why the rating is set by hand: the reason is shown wherever the rating is.")
    post = organisation.post(code=approver)
    if post is None:
        raise OverrideError("Name the post that approved this: a rating set by hand needs an approver.")
    with transaction.atomic():
        take_turn()
        if scored.period is None:
            raise OverrideError("There is no figure and no period here yet, so there is nothing to set by hand.")
        place = organisation.place(code=scored.place_code)
        key = {
            "indicator_id": scored.indicator_id,
            "period_id": period_ids(periods=[scored.period])[scored.period_code],
            "place_id": place.id if place else organisation.authority().place_id,
            "breakdown": scored.breakdown,
        }
        last = Override.objects.filter(**key).order_by("-number").values_list("number", flat=True).first() or 0
        stored = Override(
            **key, number=last + 1, rating=rating, reason=reason, approver_id=post.id, entered_at=at, entered_by=by
        )
        event = record(
            action="rating.set_by_hand",
            subject=f"indicator {scored.reference}",
            by=by,
            at=at,
            reason=reason,
            request_id=request_id,
            data={
                "period": scored.period_code,
                "calculated": scored.rating,
                "before": scored.override,
                "after": rating,
                "approver": approver,
                "override_sha256": content_seal([[getattr(stored, name) for name in OVERRIDE_FIELDS]]),
            },
        )
        stored.event = event
        stored.save(force_insert=True)
