"""Plans as pages show them: groups of a list, the finding of a plan, the slippage meter, the outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from goldenthread.design import words
from goldenthread.design.marks import drawn
from goldenthread.design.plans import KIND_PLURALS, STATE_WORDS, STATUS_WORDS, SUCCESSION_WORDS, term
from goldenthread.design.spread import spread_html, standing_html
from goldenthread.domain.delivery.rules.rows import Slippage
from goldenthread.domain.framework.rules.rows import ItemRow, Outcome, PlanRow, Spread, SuccessionRow
from goldenthread.entrypoints.workspace.framework.nodes import counts_of, named
from goldenthread.entrypoints.workspace.framework.reading import VIEWS


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A line of the list of plans; ``group`` is the kind's name where a new one begins."""

    group: str
    name: str
    url: str
    note: str
    status: str
    rating: SafeString
    spread: SafeString
    who: str
    who_note: str


def plan_lines(
    plans: Sequence[PlanRow], spreads: Mapping[str, Spread], *, holders: Mapping[str, str]
) -> list[PlanLine]:
    """Return the plans by kind from the longest view down, the current ones first, then the newest term."""
    order = {kind: place for place, kind in enumerate(KIND_PLURALS)}
    status = {"current": 0, "draft": 1, "closed": 2}
    ordered = sorted(plans, key=lambda one: (order[one.kind], status[one.status], -one.starts.toordinal(), one.title))
    lines, group = [], ""
    for one in ordered:
        begins = one.kind if one.kind != group else ""
        group = one.kind
        spread = spreads.get(one.code)
        standing = spread is not None and one.status != "closed"
        lead = one.lead_officer
        owner = one.unit[1] if one.unit else "" if one.officer else "The whole council"
        lines.append(
            PlanLine(
                group=KIND_PLURALS.get(begins, begins),
                name=one.title,
                url=reverse("workspace:plan", args=[one.code]),
                note=" · ".join(part for part in (term(one.starts, one.ends), owner) if part),
                status=STATUS_WORDS.get(one.status, one.status),
                rating=standing_html(spread.rating) if spread and standing else mark_safe(""),
                spread=spread_html(counts_of(spread)) if spread and standing else mark_safe(""),
                who=lead[1] if lead else one.officer or "Nobody named yet",
                who_note=holders.get(lead[0], "") if lead else "",
            )
        )
    return lines


def worst(counts: Mapping[str, int]) -> str:
    """Return the worst rating counted, or nothing: what the spread of a whole says at its head."""
    return next((code for code in ("red", "amber", "green") if counts.get(code)), "")


def plan_finding(counts: Mapping[str, int]) -> str:
    """Return the finding of a plan: how many of its milestones, actions and measures are Green, and how many Red."""
    rated = sum(counts.get(code, 0) for code in ("green", "amber", "red"))
    if not sum(counts.values()):
        return "There is nothing in this plan yet."
    if not rated:
        return "Nothing in this plan has a rating yet."
    green, red = counts.get("green", 0), counts.get("red", 0)
    what = words.counted(rated, "rated milestone, action or indicator", "rated milestones, actions and indicators")
    first = f"Of {what}, {words.spelled(green)} {'is' if green == 1 else 'are'} Green"
    return f"{first}; {words.spelled(red)} {'is' if red == 1 else 'are'} Red."


def item_finding(counts: Mapping[str, int]) -> str:
    """Return the finding of an item: how its milestones, actions and measures stand, with those below it."""
    total = sum(counts.values())
    if not total:
        return "Nothing shows yet how this stands: it has no milestone, action or indicator."
    rated = sum(counts.get(code, 0) for code in ("green", "amber", "red"))
    red = counts.get("red", 0)
    what = words.counted(total, "milestone, action or indicator", "milestones, actions and indicators")
    if not rated:
        return f"{what}; none has a rating yet."
    return f"{what}; {words.spelled(red)} {'is' if red == 1 else 'are'} Red."


@dataclass(frozen=True, slots=True, kw_only=True)
class MeterShown:
    """The slippage meter: "7 of 12 on time against the first promise", a bar, and what else is to be said."""

    headline: str
    note: str
    bar: SafeString


def meter_shown(meter: Slippage) -> MeterShown:
    """Return the meter as words and a bar that repeats them."""
    if not meter.first_due:
        return MeterShown(headline="Nothing was due yet", note="", bar=mark_safe(""))
    moved = f" {words.counted(meter.rebaselined, 'promise was', 'promises were')} moved." if meter.rebaselined else ""
    note = f"Against the promise now in force: {meter.current_on_time} of {meter.current_due}.{moved}"
    length = 420 * meter.first_on_time / meter.first_due
    bar = (
        '<svg viewBox="0 0 420 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect width="420" height="12" fill="#DDE1E4"/><rect width="{length:.1f}" height="12" fill="#12436D"/></svg>'
    )
    return MeterShown(
        headline=f"{meter.first_on_time} of {meter.first_due} on time against the first promise",
        note=note,
        bar=drawn(bar),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewLink:
    """A way to see more or less of a page."""

    name: str
    url: str
    current: bool


def view_links(query: QueryDict, *, current: str, counts: Mapping[str, int]) -> list[ViewLink]:
    """Return the views with how many items each has."""
    links = []
    for code, name in VIEWS:
        asked = query.copy()
        asked["view"] = code
        links.append(ViewLink(name=f"{name} ({counts[code]:,})", url=f"?{asked.urlencode()}", current=code == current))
    return links


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeShown:
    """What became of the items of one level: a sentence, and counts with shares."""

    level: str
    sentence: str
    tiles: list[tuple[str, str, str]]


def promise_levels(items: Sequence[ItemRow]) -> list[tuple[str, str]]:
    """Return the levels (code, name) whose items have no items below them: the promises themselves."""
    parents = {one.parent for one in items if one.parent}
    return list(dict.fromkeys((one.level, one.level_name) for one in items if one.code not in parents))


def outcome_shown(name: str, found: Outcome) -> OutcomeShown:
    """Return the outcome of a level as counts with shares of all."""
    three = (
        ("Completed", found.completed, found.completed_share),
        ("Excellent progress", found.excellent_progress, found.excellent_progress_share),
        ("Not met", found.not_met, found.not_met_share),
    )
    tiles = [(f"{count:,}", word, f"{share}% of {found.total:,}") for word, count, share in three]
    if found.unresolved:
        tiles.append((f"{found.unresolved:,}", "Unresolved", "carried, merged, split, dropped or still open"))
    return OutcomeShown(level=name, sentence=found.sentence, tiles=tiles)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLine:
    """A promise of a closed plan: what became of it, on what evidence, and where it went."""

    group: str
    name: str
    url: str
    outcome: str
    evidence: str
    went: str
    went_url: str
    went_name: str


def promise_lines(items: Sequence[ItemRow], fates: Sequence[SuccessionRow]) -> list[PromiseLine]:
    """Return a line for each promise in the plan's order, under the item that it is part of."""
    by_code = {one.code: one for one in items}
    parents = {one.parent for one in items if one.parent}
    became: dict[str, SuccessionRow] = {}
    for row in fates:
        became.setdefault(row.old, row)

    def place(one: ItemRow) -> tuple[tuple[int, str, str], ...]:
        found: list[tuple[int, str, str]] = []
        at: ItemRow | None = one
        while at is not None and len(found) < 50:
            found.insert(0, (at.order, at.label, at.code))
            at = by_code.get(at.parent)
        return tuple(found)

    lines, group = [], ""
    for one in sorted((one for one in items if one.code not in parents), key=place):
        parent = by_code.get(one.parent)
        above = named(parent) if parent else ""
        fate = became.get(one.code)
        lines.append(
            PromiseLine(
                group=above if above != group else "",
                name=named(one),
                url=reverse("workspace:priority", args=[one.code]),
                outcome=STATE_WORDS.get(one.state, one.state) or "Still open",
                evidence=one.reason,
                went=f"It {SUCCESSION_WORDS[fate.kind]}" if fate else "",
                went_url=reverse("workspace:priority", args=[fate.new]) if fate and fate.new else "",
                went_name=fate.new_title if fate else "",
            )
        )
        group = above
    return lines
