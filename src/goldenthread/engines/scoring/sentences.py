"""The sentence for each outcome, with a place for each figure: plain English, one template for each way it can go.

Places, always in this order: {v} the value, {a} the target or lower limit, {b} the upper limit, {x} the floor, last
year's figure or the share missed by, {k} the tolerance.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from goldenthread.engines.scoring.units import Unit

PLACES: Final = ("v", "a", "b", "x", "k")
_SIDES: Final = ("below", "exactly on", "above")
_CERTAINTY: Final = ("", " The figure is provisional.", " The figure is an estimate.")
_HARD_FLOOR: Final = {"green_hard_floor": "green", "red_hard_floor": "red"}
_CHECK_FLOOR: Final = " Check the floor standard: it is harder to meet than the target."
_COLOURS: Final = {"green": "Green", "amber": "Amber", "red": "Red"}
_UNRATED: Final = {
    "not_due": "Not due: no figure is expected for this period yet.",
    "suppressed": "No data: the figure is suppressed, because it could identify people in small numbers.",
    "not_available": "No data: the figure is not available.",
    "no_value": "No data: no figure has been supplied.",
    "no_cases": "No data: not available, because there were no cases (0 of 0).",
    "no_denominator": "No data: the denominator is 0 although the numerator is not, so there is no figure.",
    "no_range": "No target: {v} cannot be placed, because no expected range is set.",
    "no_judgement": "No judgement: {v} is shown for information; neither higher nor lower is better.",
    "no_target": "No target: {v} cannot be rated, because no target is set.",
}


class Case(NamedTuple):
    """Everything that a sentence depends on, besides the figures."""

    outcome: str
    polarity: str
    scheme: str
    side: int
    tie: bool
    certainty: int
    has_lower: bool
    has_upper: bool
    unit: Unit


@lru_cache(maxsize=4096)
def sentence(case: Case) -> str:
    """The template for a case, with places for the figures; units are already around the places."""
    if case.outcome in _HARD_FLOOR:
        return sentence(case._replace(outcome=_HARD_FLOOR[case.outcome])) + _CHECK_FLOOR
    text = _UNRATED.get(case.outcome)
    if text is not None:
        text = _with_units(text, case)
    elif case.outcome in ("below", "within", "above"):
        text = _in_range(case)
    elif case.outcome == "green":
        text = _green(case)
    else:
        text = _missed(case)
    return text + (_CERTAINTY[case.certainty] if "{v}" in text else "")


def _with_units(text: str, case: Case) -> str:
    for place in ("v", "a", "b"):
        text = text.replace(f"{{{place}}}", case.unit.around(place))
    return text


def _span(case: Case, noun: str) -> str:
    low, high = case.unit.around("a"), case.unit.around("b")
    if case.has_lower and case.has_upper:
        return f"the {noun} of {low} to {high}"
    return f"the {noun} of {low} or more" if case.has_lower else f"the {noun} of {high} or less"


def _named(place: str, noun: str, case: Case) -> str:
    figure = case.unit.around(place)
    return f"the {figure} {noun}" if case.unit.is_symbol else f"the {noun} of {figure}"


def _in_range(case: Case) -> str:
    where = {"below": "below", "above": "above"}.get(case.outcome, "on the edge of" if case.tie else "within")
    word = case.outcome.capitalize()
    return f"{word}: {case.unit.around('v')} is {where} {_span(case, 'expected range')}."


def _banded(case: Case) -> bool:
    return case.polarity == "target" and (case.has_lower or case.has_upper)


def _aim(case: Case) -> str:
    return _span(case, "target band") if _banded(case) else _named("a", "target", case)


def _nod(case: Case) -> str:
    return "; lower is better." if case.polarity == "lower" else "."


def _green(case: Case) -> str:
    where = _SIDES[case.side]
    if _banded(case):
        where = "on the edge of" if case.tie else "inside"
    ending = "." if case.side == 1 else _nod(case)
    return f"Green: {case.unit.around('v')} is {where} {_aim(case)}{ending}"


def _missed(case: Case) -> str:
    word = _COLOURS.get(case.outcome, "Not comparable")
    start = f"{word}: {case.unit.around('v')} is {_SIDES[case.side]} {_aim(case)}"
    if case.outcome == "no_floor":
        return f"{start} and no floor standard is set, so Amber cannot be told from Red."
    if case.outcome == "no_last_year":
        return f"{start} and there is no figure for the same period last year, so Amber cannot be told from Red."
    return f"{start}{_BY_SCHEME[case.scheme](case)}{_nod(case)}"


def _by_floor(case: Case) -> str:
    floor = _named("x", "floor standard", case)
    if case.polarity == "target":
        if case.tie:
            return f" and exactly as far from it as {floor}"
        return f" but closer to it than {floor}" if case.outcome == "amber" else f" and further from it than {floor}"
    if case.tie:
        return f" but exactly on {floor}"
    return f" but {_SIDES[2 - case.side]} {floor}" if case.outcome == "amber" else f" and {_SIDES[case.side]} {floor}"


def _by_share(case: Case) -> str:
    how_far = "" if _banded(case) else " by {x}% of the target"
    if case.outcome == "red":
        return f"{how_far}, more than the {{k}}% tolerance"
    return f"{how_far}, exactly on the {{k}}% tolerance" if case.tie else f"{how_far}, within the {{k}}% tolerance"


def _by_amount(case: Case) -> str:
    amount = f"the tolerance of {case.unit.difference('k')}"
    if case.outcome == "red":
        return f" by more than {amount}"
    return f" by exactly {amount}" if case.tie else f" but within {amount}"


def _by_last_year(case: Case) -> str:
    before = f"the same period last year ({case.unit.around('x')})"
    if case.outcome == "red":
        return f" and worse than {before}"
    if case.tie and case.polarity == "target":
        return f" but as close to it as {before}"
    return f" but the same as {before}" if case.tie else f" but better than {before}"


def _by_nothing(case: Case) -> str:
    return ", so the target is not met"


_BY_SCHEME: Final = {
    "floor": _by_floor,
    "percent": _by_share,
    "absolute": _by_amount,
    "last_year": _by_last_year,
    "met": _by_nothing,
}
