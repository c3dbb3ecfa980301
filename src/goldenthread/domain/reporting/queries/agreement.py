"""Partnership agreements at a monitoring point: what every indicator is, was, and what is being done."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.framework import queries as framework
from goldenthread.domain.indicators import queries as indicators
from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.reporting.rules import EditionLine
from goldenthread.domain.reporting.rules.agreement import Agreement, AgreementSource, OutcomeRow
from goldenthread.domain.reporting.rules.monitored import Earned, Followed, earned, followed, point_before
from goldenthread.engines.periods import from_code


class NoAgreementError(LookupError):
    """No partnership agreement that this reader may read was in force."""


def agreements(
    *,
    period: str,
    today: date,
    for_user: Any = None,
    as_at: datetime | None = None,
    public_only: bool = False,
    partners: Collection[str] | None = None,
    codes: Collection[str] | None = None,
) -> list[Agreement]:
    """Return the agreements in force at the end of ``period`` (a code of a half-year or quarter); fixed queries.

    ``partners`` (codes of units) keeps to the outcomes that they lead, and to agreements that they lead in or have
    signed. ``codes`` keeps to these agreements. Raises ValueError for another period, and as ``assessment.scorecard``.
    """
    point = from_code(period)
    before = point_before(point)
    allowed: dict[str, Any] = {"for_user": for_user, "public_only": public_only}
    kind = "partnership_agreement"
    plans = framework.plans(**allowed, kinds=[kind], on=point.end, codes=codes)
    items = [one for one in framework.items(**allowed, kind=kind, as_at=as_at) if one.state == "active"]
    council = organisation.authority()
    now = assessment.scorecard(period=point.code, today=today, as_at=as_at)
    was = {one.reference: one for one in assessment.scorecard(period=before.code, today=today, as_at=as_at)}
    shown = {one.reference: one for one in now if one.public or not public_only}
    # A pot is shared among all of its targets, those too that this reader does not see.
    grants = earned(framework.stretch_targets(for_user=None, as_at=as_at), scored={one.reference: one for one in now})
    wanted = [one for one in items if partners is None or (one.partner and one.partner[0] in partners)]
    measures = framework.measures(for_user=for_user, items=[one.code for one in wanted], as_at=as_at)
    said = indicators.commentaries(indicators=[one.indicator_id for one in now], as_at=as_at)
    ready = followed(list(shown.values()), before=was, said=said, period=point, earned={})
    work = framework.work_of(items=[one.id for one in wanted], on=min(point.end, today), as_at=as_at)
    found = []
    for plan in plans:
        mine = [one for one in wanted if one.plan == plan.code]
        if partners is not None and not mine and not {code for code, _ in plan.partners} & set(partners):
            continue
        outcomes = tuple(
            OutcomeRow(
                item=one,
                lead=one.partner[1] if one.partner else council.name,
                followed=tuple(
                    _with_grant(ready[measure.indicator], grants.get((one.code, measure.indicator)))
                    for measure in measures
                    if measure.item == one.code and measure.indicator in ready
                ),
                work=tuple(row for key, row in work if key == one.id),
            )
            for one in mine
        )
        hidden = {
            measure.indicator
            for measure in measures
            if measure.indicator and measure.indicator not in shown and measure.item in {one.code for one in mine}
        }
        found.append(Agreement(plan=plan, period=point, before=before, outcomes=outcomes, withheld=len(hidden)))
    return found


def _with_grant(one: Followed, grant: Earned | None) -> Followed:
    return replace(one, earned=grant) if grant is not None else one


def agreement_source(*, period: str, as_at: datetime, edition: EditionLine) -> AgreementSource:
    """Return what the agreements' report is made from: public items and indicators only, as known at ``as_at``.

    Raises NoAgreementError where none was in force, and as ``agreements`` does.
    """
    point = from_code(period)
    found = agreements(period=period, today=timezone.localdate(as_at), as_at=as_at, public_only=True)
    if not found:
        raise NoAgreementError(f"No public partnership agreement was in force at the end of {point.label}.")
    return AgreementSource(
        council=organisation.authority(),
        agreements=found,
        period=point,
        as_at=timezone.localtime(as_at),
        edition=edition,
    )
