"""What was said before: revisions of figures and targets, and commentary."""

from collections.abc import Iterable
from datetime import datetime

from goldenthread.domain.indicators.models import Commentary, Observation, Target
from goldenthread.domain.indicators.queries.reading import live, place_id
from goldenthread.domain.indicators.queries.register import indicator
from goldenthread.domain.indicators.rules import CommentaryRow, Revision, TargetRevision


def revisions(*, reference: str, place: str = "", breakdown: str = "") -> list[Revision]:
    """Return every revision of every figure of one place, newest period first, then newest revision first."""
    kept = (
        Observation.objects.filter(indicator__reference=reference, place_id=place_id(place), breakdown=breakdown)
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
        Target.objects.filter(indicator__reference=reference, place_id=place_id(place), breakdown="")
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
    kept = live(Commentary.objects.filter(indicator_id__in=wanted), key=("indicator_id", "period_id"), as_at=as_at)
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


def latest_commentary(*, keys: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Return the id of the latest commentary on each indicator and period (ids) that has one; one query."""
    wanted = set(keys)
    kept = Commentary.objects.filter(
        indicator_id__in={key[0] for key in wanted}, period_id__in={key[1] for key in wanted}
    )
    rows = live(kept, key=("indicator_id", "period_id"), as_at=None).values_list("indicator_id", "period_id", "id")
    found = {(row[0], row[1]): row[2] for row in rows}
    return {key: found[key] for key in wanted & found.keys()}
