"""What the partners of the demonstration council promised in the agreement: stretch targets and milestones. Made up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

Row = dict[str, object]
Known = Callable[[date], Row]
COLUMNS = (
    "item indicator without_deal stretch pot weight basis approver approved_on withdrawn reason entered_at entered_by"
)
TREND = "The trend of three years, and what others like us reached"
STRETCH = (
    ("PA-3", "CYPE15", "160", "130", "300000", "", "CM-CHI"),
    ("PA-6", "ASCH04", "6.5", "3.5", "500000", "3", "CM-ASC"),
    ("PA-6", "ASCH02", "84", "90", "500000", "2", "CM-ASC"),
    ("PA-11", "GET06", "160", "140", "400000", "", "CM-HWT"),
    ("PA-13", "GET03", "48", "53", "350000", "", "CM-ENV"),
    ("PA-14", "GET16", "93", "98", "150000", "", "CM-ECO"),
)
"""Outcome, indicator, figure without the deal, stretch, pot in pounds, weight where a pot is shared, who agreed it."""
WORK = (
    ("PA-3", "Every custody suite has a youth worker at weekends", date(2025, 4, 1), date(2026, 3, 31), "done 24"),
    ("PA-6", "One team plans every discharge from both hospitals", date(2024, 9, 1), date(2025, 9, 30), "done 0"),
    ("PA-6", "Hospital and home care read the same record", date(2025, 4, 1), date(2026, 8, 31), "slips 122"),
    ("PA-11", "Average-speed cameras on the five worst roads", date(2025, 6, 1), date(2026, 9, 30), "slips 61"),
    ("PA-11", "Every sixth-former has met a road policing officer", date(2026, 4, 1), date(2027, 3, 31), "at 45"),
)
"""Outcome, milestone, its first day, the day promised, and how it stands in the autumn of 2026."""


def stretch_targets(known: Known) -> Iterator[Row]:
    """Every stretch target as it was agreed."""
    agreed = date(2024, 3, 12)
    for item, indicator, without, stretch, pot, weight, approver in STRETCH:
        yield {
            "item": item, "indicator": indicator, "without_deal": without, "stretch": stretch, "pot": pot,
            "weight": weight, "basis": TREND, "approver": approver, "approved_on": agreed, "withdrawn": "no",
            **known(agreed),
        }  # fmt: skip


def work() -> Iterator[tuple[str, str, str, date, date, str]]:
    """Every milestone: its code, its outcome, its title, its two days and how it stands."""
    for item, title, starts, baseline, told in WORK:
        place = [one[1] for one in WORK if one[0] == item].index(title) + 1
        yield f"M-{item}-{place}", item, title, starts, baseline, told


def promised(known: Known, owners: Callable[[str], Row]) -> Iterator[Row]:
    """The milestones as first promised; ``owners`` gives the three who answer for an outcome."""
    for code, item, title, starts, baseline, _ in work():
        yield {
            "code": code, "kind": "milestone", "title": title, "starts": starts, "baseline": baseline,
            "forecast": baseline, "state": "not_started", "progress": 0, **owners(item), **known(date(2024, 3, 12)),
        }  # fmt: skip


def revised(known: Known, owners: Callable[[str], Row]) -> Iterator[Row]:
    """As the partners reported them in October 2026."""
    for row, (*_, baseline, told) in zip(promised(known, owners), work(), strict=True):
        kind, _, amount = told.partition(" ")
        later = baseline + timedelta(days=int(amount))
        found = row | {"reason": "The partner's report of October 2026", **known(date(2026, 10, 21))}
        if kind == "done":
            found |= {"state": "complete", "progress": 100, "actual": later, "forecast": later}
        elif kind == "slips":
            found |= {"state": "in_progress", "progress": 60, "forecast": later}
        else:
            found |= {"state": "in_progress", "progress": int(amount)}
        yield found
