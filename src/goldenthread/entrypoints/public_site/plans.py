"""Public statements and plans in plain words. What is not public, or only a draft, is not found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from goldenthread.design import words
from goldenthread.design.periods import chosen
from goldenthread.design.plans import KIND_WORDS, MEASURE_WORDS, STATE_WORDS, STATUS_WORDS, term
from goldenthread.design.spread import spread_html, spread_words, standing_html
from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.framework import queries as framework
from goldenthread.domain.framework.queries.thread import Ratings
from goldenthread.domain.framework.rules.plan_spreads import plan_spreads
from goldenthread.domain.framework.rules.rows import FactorRow, MeasureRow, Node, PlanRow, Rated, Spread, Thread
from goldenthread.domain.organisation import queries as organisation

ORDER = {kind: place for place, kind in enumerate(KIND_WORDS)}


def _ratings() -> Ratings:
    """Return the rating and its sentence of every public indicator; none before there are figures."""
    today = timezone.localdate()
    try:
        period = chosen(assessment.reporting_periods(), code="", today=today)
        if period is None:
            return {}
        found = assessment.scorecard(period=period.code, today=today, public_only=True)
    except organisation.NotSetUpError:
        return {}
    return {one.reference: (one.shown_rating, one.reason) for one in found}


def _counts(spread: Spread) -> Mapping[str, int]:
    return {"green": spread.green, "amber": spread.amber, "red": spread.red, **dict(spread.others)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A public plan on the list."""

    name: str
    url: str
    note: str
    said: str


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """List the public plans, the current ones first, from the longest view down."""
    found = framework.plans(for_user=None, public_only=True)
    thread = framework.thread(on=timezone.localdate(), for_user=None, public_only=True, ratings=_ratings())
    spreads = plan_spreads(thread)
    ordered = sorted(found, key=lambda one: (one.status == "closed", ORDER[one.kind], -one.starts.toordinal()))
    return render(
        request,
        "public_site/plans.html",
        {
            "page_title": "What the council has promised",
            "lines": [_line(one, spreads.get(one.code)) for one in ordered],
        },
    )


def _line(one: PlanRow, spread: Spread | None) -> PlanLine:
    status = "" if one.status == "current" else f" · {STATUS_WORDS[one.status]}"
    return PlanLine(
        name=one.title,
        url=reverse("public_site:plan", args=[one.code]),
        note=f"{KIND_WORDS[one.kind]}, {term(one.starts, one.ends)}{status}",
        said=said(_counts(spread)) if spread is not None and one.status == "current" else "",
    )


_PLAIN = {
    "green": "on track",
    "amber": "at risk",
    "red": "off track",
    "complete": "done",
    "not_started": "not begun",
    "deferred": "put off",
    "dropped": "dropped",
}


def said(counts: Mapping[str, int]) -> str:
    """Return how something stands in plain words: "Three on track, one off track, two done and one put off."."""
    parts = [f"{words.spelled(counts[code])} {word}" for code, word in _PLAIN.items() if counts.get(code)]
    rest = sum(count for code, count in counts.items() if code not in _PLAIN)
    if rest:
        parts.append(f"{words.spelled(rest)} not rated yet")
    text = words.joined(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLine:
    """How one can tell whether a promise is kept."""

    name: str
    url: str
    note: str
    rating: SafeString
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """An item of a public plan: what it says, how it stands, what shows it, and the items below it."""

    level: str
    name: str
    anchor: str
    description: str
    state: str
    rating: SafeString
    spread: SafeString
    said: str
    factors: list[FactorRow]
    work: list[tuple[str, SafeString, str]]
    measures: list["MeasureLine"]
    below: list["Promise"]


@require_safe
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Show one public plan: its themes and priorities, how each stands in plain words, the indicators behind it."""
    row = framework.plan(code=code, for_user=None, public_only=True)
    if row is None:
        raise Http404("There is no such plan here.")
    found = framework.thread(on=timezone.localdate(), for_user=None, public_only=True, ratings=_ratings(), plan=code)
    own = [one for one, node in found.nodes.items() if node.item.plan == code]
    factors = framework.factors(for_user=None, public_only=True, items=own)
    measures = framework.measures(for_user=None, public_only=True, items=own)
    tops = [one for one in own if found.nodes[one].item.parent not in found.nodes]
    tops.sort(key=lambda one: (found.nodes[one].item.order, found.nodes[one].item.label, one))
    spread = plan_spreads(found).get(code)
    counts = _counts(spread) if spread is not None else {}
    return render(
        request,
        "public_site/plan.html",
        {
            "page_title": row.title,
            "page_description": said(counts),
            "crumbs": [{"name": "What we promised", "url": reverse("public_site:plans")}, {"name": row.title}],
            "plan": row,
            "kind": KIND_WORDS[row.kind],
            "term": term(row.starts, row.ends),
            "closed": row.status == "closed",
            "said": "" if row.status == "closed" else said(counts),
            "spread": spread_html(counts),
            "promises": _promises(found, plan=code, factors=factors, measures=measures)(tops),
        },
    )


def _promises(
    found: Thread, *, plan: str, factors: Sequence[FactorRow], measures: Sequence[MeasureRow]
) -> Callable[[Sequence[str]], list[Promise]]:
    """Return what makes promises of items, each with those below it in the plan."""
    factors_of: dict[str, list[FactorRow]] = {}
    for factor in factors:
        factors_of.setdefault(factor.item, []).append(factor)
    measures_of: dict[str, list[MeasureRow]] = {}
    for measure in measures:
        measures_of.setdefault(measure.item, []).append(measure)

    def made(codes: Sequence[str]) -> list[Promise]:
        return [
            _promise(
                found.nodes[one],
                factors=factors_of.get(one, []),
                measures=measures_of.get(one, []),
                below=made([under for under in found.nodes[one].below if found.nodes[under].item.plan == plan]),
            )
            for one in codes
        ]

    return made


def _promise(node: Node, *, factors: list[FactorRow], measures: Sequence[MeasureRow], below: list[Promise]) -> Promise:
    one, counts = node.item, _counts(node.spread)
    own = {thing.key: thing for thing in node.own if thing.kind == "indicator"}
    return Promise(
        level=one.level_name,
        name=f"{one.label} {one.title}".strip(),
        anchor=f"item-{one.code}",
        description=one.description,
        state=STATE_WORDS.get(one.state, one.state),
        rating=standing_html(node.spread.rating),
        spread=spread_html(counts),
        said=spread_words(counts),
        factors=factors,
        work=[
            (thing.title, standing_html(thing.rating), "" if thing.rating in _SELF_EVIDENT else thing.reason)
            for thing in node.own
            if thing.kind != "indicator"
        ],
        measures=[_measure(measure, own) for measure in measures],
        below=below,
    )


_SELF_EVIDENT = frozenset({"complete", "deferred", "dropped"})


def _measure(measure: MeasureRow, own: Mapping[str, Rated]) -> MeasureLine:
    if not measure.indicator:
        due = f", due {words.day(measure.due_on)}" if measure.due_on and not measure.done_on else ""
        return MeasureLine(
            name=measure.text,
            url="",
            note=f"{MEASURE_WORDS[measure.kind]}{due}",
            rating=SafeString(""),
            reason=measure.finding,
        )
    rated = own.get(measure.indicator)
    return MeasureLine(
        name=measure.indicator_name,
        url=reverse("public_site:indicator", args=[measure.indicator]),
        note="",
        rating=standing_html(rated.rating if rated else "no_data"),
        reason=rated.reason if rated else "",
    )
