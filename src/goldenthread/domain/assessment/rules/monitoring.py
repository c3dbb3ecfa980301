"""How often an indicator should be looked at: proposed from what is at risk and from how much its figures move.

Source: the monitoring of Kent County Council ("the frequency of monitoring of performance information varies according
to the level of risk", self-assessment of 2007); the levels and the table below are ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from goldenthread.engines.scoring import RATING_WORDS

FREQUENCIES: Final = ("month", "quarter", "half_year", "year")
"""What can be proposed, the most often first."""
EVERY: Final = {
    "month": "Every month",
    "quarter": "Every quarter",
    "half_year": "Every half-year",
    "year": "Every year",
}
"""The words for each."""
LEVELS: Final = ("high", "medium", "low")
"""How much is at risk."""
MOVEMENTS: Final = ("high", "low", "steady", "unknown")
"""How far figures move from one to the next: enough to cross the line, not enough, a third of that, not known."""

_AS_OFTEN_AS_DATA: Final = {
    "day": "month", "week": "month", "month": "month", "quarter": "quarter", "half_year": "half_year",
    "term": "half_year", "year": "year", "academic_year": "year", "calendar_year": "year", "survey": "year",
}  # fmt: skip
_PROPOSED: Final = {
    "high": {"high": "month", "low": "month", "steady": "month", "unknown": "month"},
    "medium": {"high": "month", "low": "quarter", "steady": "quarter", "unknown": "quarter"},
    "low": {"high": "quarter", "low": "half_year", "steady": "year", "unknown": "quarter"},
}
_STEADY: Final = 3
"""So many times the usual movement must the distance to the line be for figures to count as steady."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What decides how often one indicator should be looked at.

    ``rating`` is the one shown, ``calculated`` the one the rules gave: they differ where one was set by hand.
    ``below_median`` is None without comparators. ``movement`` is the average moving range of the XmR chart and
    ``distance`` how far the latest figure is from its target (from the mean of the chart where it has none), both in
    the measure's unit; None where not known. ``line`` is target or mean. ``frequency`` is how often there are figures.
    """

    rating: str
    calculated: str
    strategic: bool
    deteriorating: bool
    below_median: bool | None
    late_days: int
    movement: Decimal | None
    distance: Decimal | None
    frequency: str
    line: str = "target"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """How often to look, and why.

    ``wanted`` is what risk and movement ask for; ``frequency`` is never more often than there are figures. ``reason``
    is a sentence or two.
    """

    frequency: str
    wanted: str
    risk: str
    movement: str
    reason: str

    @property
    def capped(self) -> bool:
        """Whether there are too few figures for what would be right."""
        return self.frequency != self.wanted


def propose(watched: Watched) -> Proposal:
    """Return how often to look at an indicator: a month, a quarter, a half-year or a year, and why.

    Risk is high for a Red (also one that is hidden by a rating set by hand), a significant deterioration or a late
    figure; medium for an Amber, a figure below the comparators' median or outside its expected range, one that cannot
    be rated, and whatever is strategic; else low. Movement is high where the usual step from one figure to the next is
    at least the distance to the target; without a target, where the latest figure has left its usual level.
    """
    risk, at_risk = _risk(watched)
    movement, moves = _movement(watched)
    wanted = _PROPOSED[risk][movement]
    possible = _AS_OFTEN_AS_DATA.get(watched.frequency, "quarter")
    frequency = max(wanted, possible, key=FREQUENCIES.index)
    sentences = [f"{EVERY[frequency]}: {_listed(at_risk)}.", moves]
    if frequency != wanted:
        sentences.append(
            f"{EVERY[wanted]} would be right, but figures come {EVERY[possible].lower()}: ask whether they can be had "
            "more often."
        )
    return Proposal(
        frequency=frequency,
        wanted=wanted,
        risk=risk,
        movement=movement,
        reason=" ".join(sentence for sentence in sentences if sentence),
    )


def _risk(watched: Watched) -> tuple[str, list[str]]:
    """Return how much is at risk, with every reason for that level."""
    high, medium = [], []
    if watched.rating == "red":
        high.append("it is Red")
    elif watched.calculated == "red":
        high.append(f"it is Red by the rules and {RATING_WORDS[watched.rating].word} only by hand")
    if watched.deteriorating:
        high.append("it is significantly deteriorating")
    if watched.late_days:
        days = "1 day" if watched.late_days == 1 else f"{watched.late_days:,} days"
        high.append(f"its figure is {days} late, so nobody knows")
    if watched.rating == "amber":
        medium.append("it is Amber")
    elif watched.calculated == "amber" and watched.rating == "green":
        medium.append("it is Amber by the rules and Green only by hand")
    if watched.below_median:
        medium.append("it is worse than the comparators’ median")
    if watched.rating in ("below", "above"):
        medium.append(f"it is {watched.rating} its expected range")
    if watched.rating in ("no_data", "not_comparable", "no_target") and not watched.late_days:
        medium.append(f"it cannot be rated ({RATING_WORDS[watched.rating].word.lower()})")
    if watched.strategic:
        # Strategic alone never makes a risk high: what the council wants most is looked at every quarter.
        (high if high else medium).append("it is strategic")
    if high:
        return "high", high
    if medium:
        return "medium", medium
    calm = {"green": "it meets its target", "within": "it is within its expected range"}
    return "low", [calm.get(watched.rating, "no rating depends on it now")]


def _movement(watched: Watched) -> tuple[str, str]:
    """Return how far figures move against the distance that matters, and a sentence."""
    if watched.movement is None:
        return (
            "unknown",
            "How much its figures move is not known: there are too few, or they are not of single periods.",
        )
    if watched.distance is None:
        return "unknown", "How far it is from its target is not known: there is no figure."
    step, gap = watched.movement, watched.distance
    if watched.line == "mean":
        # No line to cross: what matters is whether the latest figure has left its usual level.
        if gap > step:
            return "high", "The latest figure is further from its usual level than figures usually move."
        return "low", "The latest figure is no further from its usual level than figures usually move."
    if step == 0:
        return "steady", "Its figures do not move."
    if step >= gap:
        return (
            "high",
            "The usual step from one figure to the next is as large as the distance to its target, or larger.",
        )
    if step * _STEADY > gap:
        return "low", "The usual step from one figure to the next is smaller than the distance to its target."
    return "steady", "The distance to its target is at least three times the usual step from one figure to the next."


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
