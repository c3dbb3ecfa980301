"""Outcomes of an agreement as their page shows them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from goldenthread.design import scored, words
from goldenthread.design.marks import direction_html
from goldenthread.domain.reporting.rules.agreement import Agreement, OutcomeRow, granted
from goldenthread.domain.reporting.rules.half_yearly import in_a_line
from goldenthread.domain.reporting.rules.monitored import Followed, pounds
from goldenthread.entrypoints.workspace.framework.dates import WorkLine, work_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedLine:
    """An indicator in the table of an outcome; ``report`` is the address of the form, empty where it is not theirs."""

    name: str
    reference: str
    note: str
    latest: str
    before: str
    direction: SafeString
    rating: SafeString
    said: list[tuple[str, str]]
    missing: bool
    stretch: str
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeShown:
    """An outcome with what hangs on it."""

    code: str
    name: str
    lead: str
    lines: list[FollowedLine]
    work: list[tuple[WorkLine, str]]
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementShown:
    """An agreement, ready to be shown."""

    title: str
    term: str
    finding: str
    grant: str
    before: str
    outcomes: list[OutcomeShown]


def agreement_shown(deal: Agreement, *, own: Collection[str]) -> AgreementShown:
    """Return one agreement; ``own`` are the partners (codes) for whom its reader reports."""
    paid = granted([one for outcome in deal.outcomes for one in outcome.followed])
    counted = words.counted(len(deal.outcomes), "outcome", "outcomes")
    return AgreementShown(
        title=deal.plan.title,
        term=f"{words.day(deal.plan.starts)} to {words.day(deal.plan.ends)}",
        finding=in_a_line([one.scored for one in deal.followed], what=f"{counted},"),
        grant=f"Reward grant on the latest figures: {pounds(paid[0])} of {pounds(paid[1])}." if paid else "",
        before=words.day(deal.before.end),
        outcomes=[_outcome(one, own=own) for one in deal.outcomes],
    )


def _outcome(one: OutcomeRow, *, own: Collection[str]) -> OutcomeShown:
    mine = one.item.partner is not None and one.item.partner[0] in own
    lines = {line.name: line for line in work_lines(one.work)}
    return OutcomeShown(
        code=one.item.code,
        name=f"{one.item.label}. {one.item.title}" if one.item.label else one.item.title,
        lead=one.lead,
        lines=[_line(followed, item=one.item.code, own=mine) for followed in one.followed],
        work=[
            (lines[work.title], reverse("workspace:partnership_milestone", args=[one.item.code, work.code]))
            for work in sorted(one.work, key=lambda work: (work.first, work.code))
        ],
        own=mine,
    )


def _line(one: Followed, *, item: str, own: bool) -> FollowedLine:
    said = one.said
    parts = (("Taken", said.action_taken), ("Planned", said.action_planned)) if said else ()
    earned = one.earned
    return FollowedLine(
        name=one.scored.name,
        reference=one.scored.reference,
        note=f"{one.scored.period_label}, against the same period last year"
        if one.adds_up
        else one.scored.period_label,
        latest=scored.shown(one.scored, one.scored.value),
        before=scored.shown(one.scored, one.figure_before),
        direction=direction_html(one.direction),
        rating=scored.rating_shown(one.scored),
        said=[(name, text) for name, text in parts if text],
        missing=one.needs_action,
        stretch=(
            f"Stretch target {scored.shown(one.scored, earned.target.stretch)}, "
            f"{scored.shown(one.scored, earned.target.without_deal)} without the deal. {earned.sentence}"
            if earned
            else ""
        ),
        report=reverse("workspace:partnership_indicator", args=[item, one.scored.reference]) if own else "",
    )
