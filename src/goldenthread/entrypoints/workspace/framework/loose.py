"""Loose ends as a page shows them: what each sort is called, and what to do about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.urls import reverse

from goldenthread.domain.framework.rules.rows import Orphan

SHOWN = 50
"""Of each sort; the rest is counted."""

_SORTS = {
    "priority_without_measure": (
        "Priorities without a measure",
        "Nobody can tell whether these are kept. Give each an indicator, evidence in words or an evaluation.",
    ),
    "priority_without_action": (
        "Priorities without a milestone or action",
        "Nothing is planned for these. Add a first milestone on the page of each.",
    ),
    "action_without_priority": (
        "Milestones and actions without a priority",
        "Work that serves nothing written down. Tie each to an item in item_work.csv, or drop it with a decision.",
    ),
    "indicator_unused": (
        "Indicators that nothing uses",
        "They are collected and measure no promise. Name them as a measure, or stop collecting them.",
    ),
    "money_without_purpose": (
        "Money without a purpose",
        "A sum that does not say what it is for. Write its purpose in money.csv.",
    ),
    "objective_without_line": (
        "Objectives without a line of a plan",
        "Say in thread_links.csv which line of the unit’s plan each serves.",
    ),
    "line_without_priority": (
        "Lines of lower plans that serve nothing above",
        "Say in thread_links.csv what each serves in the plan above.",
    ),
    "gap": ("Nobody named", "Name the lead officer, the chief officer and the Cabinet member of each."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """One loose end."""

    name: str
    url: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A sort of loose end: how many there are, what to do, the first of them."""

    code: str
    title: str
    count: int
    what_to_do: str
    rows: list[Loose]
    more: int


def sorts(found: Sequence[Orphan], counts: Mapping[str, int]) -> list[Sort]:
    """Return every sort, those with nothing in them too: that nothing hangs loose is worth knowing."""
    known = [*_SORTS, *(kind for kind in counts if kind not in _SORTS)]
    return [
        Sort(
            code=kind,
            title=_SORTS.get(kind, (kind.replace("_", " ").capitalize(), ""))[0],
            count=counts.get(kind, 0),
            what_to_do=_SORTS.get(kind, ("", ""))[1],
            rows=[
                Loose(name=one.title, url=_address(one), sentence=one.sentence)
                for one in islice((one for one in found if one.kind == kind), SHOWN)
            ],
            more=max(0, counts.get(kind, 0) - SHOWN),
        )
        for kind in known
    ]


def _address(one: Orphan) -> str:
    if one.kind == "indicator_unused":
        return reverse("workspace:indicator", args=[one.code])
    if one.kind == "action_without_priority":
        return ""
    return reverse("workspace:priority", args=[one.code])
