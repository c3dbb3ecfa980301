"""A standing among others as a sentence that a resident can read."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from goldenthread.engines.scoring.units import unit_of

_QUARTILES = {1: "the best quartile", 2: "the second quartile", 3: "the third quartile", 4: "the worst quartile"}
_BESIDE = {
    "better": "By its 95% interval the figure is better than the median.",
    "worse": "By its 95% interval the figure is worse than the median.",
    "higher": "By its 95% interval the figure is higher than the median.",
    "lower": "By its 95% interval the figure is lower than the median.",
    "similar": "By its 95% interval the figure is similar to the median: chance alone could explain the difference.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How figures are written: ``unit`` (percent, money, days), decimals, whether they are shares of a whole.

    ``target`` is needed where closer to it is better.
    """

    unit: str = ""
    decimals: int | None = None
    proportion: bool = False
    target: Decimal | None = None


PLAIN = Measure()
"""A number of nothing in particular, written as it is."""


def standing(row: Mapping[str, Any], *, word: str, measure: Measure) -> str:
    """Return "6th of 15 in Similar counties (1 not published), in the second quartile; their median … was 71.2%."."""
    label = str(row["period_label"]).replace("Academic", "academic")
    median = f"median in {label} was {written(row['median'], measure)}"
    if row["rank"] is None:
        side = word.removesuffix("_than_median").removeprefix("at_median") or "the same"
        joined = "as" if word == "at_median" else "than"
        told = f"{written(row['own_value'], measure)} is {side} {joined} {row['group_name']}: the published {median}."
        told = f"{told} Too few areas are known one by one for a rank."
    else:
        place = f"{ordinal(row['rank'])}{' highest' if row['polarity'] == 'none' else ''} of {row['of']}"
        notes = [f"{row['tied']} tied"] if row["tied"] else []
        notes += [f"{row['missing']} not published"] if row["missing"] else []
        missing = f" ({', '.join(notes)})" if notes else ""
        shown = row["quartile"] is not None and row["polarity"] != "none"
        quartile = f", in {_QUARTILES[row['quartile']]}" if shown else ""
        told = f"{place} in {row['group_name']}{missing}{quartile}; their {median}."
    beside = _BESIDE.get(row["comparison"] or "")
    return f"{told} {beside}" if beside else told


def too_few(row: Mapping[str, Any], *, fewest: int) -> str:
    """Say why a group allows no comparison; ``row`` is the latest period of which anything is known."""
    group, label, others = row["group_name"], row["period_label"], row["others"]
    if others >= fewest:
        return f"{group} published figures for {label} and earlier, and the council has none for any of those periods."
    known = "none" if others == 0 else f"only {others}"
    return f"Of {group}, {known} published a figure for {label}: it takes at least {fewest} to compare."


def fallen_back(group: str) -> str:
    """Say which preferred group was passed over."""
    return f"{group} could not be used: too few published a figure for a period that the council has."


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def written(number: float, measure: Measure) -> str:
    """Return a figure with its unit, rounded half up to the measure's decimals."""
    exact = Decimal(f"{number:.12g}")
    if measure.decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-measure.decimals), rounding=ROUND_HALF_UP)
    unit = unit_of(measure.unit)
    sign = "-" if exact < 0 else ""
    return f"{sign}{unit.before}{abs(exact):,f}{unit.after}"
