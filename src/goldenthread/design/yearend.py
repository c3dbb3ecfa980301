"""The forecast of the year's figure as a page shows it: beside the rating, never instead of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from django.utils.safestring import SafeString

from goldenthread.design.marks import drawn
from goldenthread.engines.charts import Strip, strip_svg
from goldenthread.engines.charts.figures import figure, written_places
from goldenthread.engines.periods import PeriodError, from_code

METHOD_WORDS = {
    "profile_share": "The year so far is set against the share of a year that is usually reached by now.",
    "seasonal_naive": "The rest of the year is taken to repeat the same part of last year.",
    "ets": "The figures are carried forward by exponential smoothing, which gives recent ones more weight.",
    "linear": "A straight line through the yearly figures is carried on to this year.",
}
"""How a forecast was made, by the engine's code."""

_SAYS = {
    "likely": "Likely to meet",
    "uncertain": "Uncertain whether it will meet",
    "unlikely": "Unlikely to meet",
}
_ENDED = {"likely": "met", "unlikely": "missed"}
"""What the engine's word means where the year is over."""


class Answered(Protocol):
    """What is read from the answer of a method."""

    @property
    def answer(self) -> str: ...  # noqa: D102 - the names speak for themselves
    @property
    def reason(self) -> str: ...  # noqa: D102
    @property
    def version(self) -> str: ...  # noqa: D102
    @property
    def numbers(self) -> Mapping[str, Any]: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class YearEnd:
    """The forecast in words, with its picture: ``finding`` in one line, ``short`` for a line of marks.

    Without a forecast ``finding`` says why there is none and the rest is empty.
    """

    found: bool
    finding: str
    short: str
    chance: str
    method: str
    version: str
    svg: SafeString


def year_end(answer: Answered | None, *, reference: str, measure: str, decimals: int) -> YearEnd:
    """Return what the forecast's ``answer`` says of an indicator, in its unit."""
    numbers = answer.numbers if answer is not None else {}
    estimate, low, high, target = (numbers.get(name) for name in ("year_end", "lower", "upper", "target"))
    if answer is None or not isinstance(estimate, Decimal):
        reason = answer.reason if answer is not None else "No forecast: there are no figures to go by."
        return YearEnd(found=False, finding=reason, short="", chance="", method="", version="", svg=drawn(""))

    def shown(number: Decimal, *, exact: bool = False) -> str:
        places = written_places(number, unit=measure, decimals=decimals) if exact else decimals
        return figure(number, unit=measure, decimals=places)

    year = _year(str(numbers.get("year") or ""))
    if numbers.get("forecast_method") == "actual" or not isinstance(low, Decimal) or not isinstance(high, Decimal):
        ending = ""
        if answer.answer in _ENDED and isinstance(target, Decimal):
            ending = f"; the target of {shown(target, exact=True)} was {_ENDED[answer.answer]}"
        finding = f"{year} is complete: {shown(estimate)} for the year{ending}."
        return YearEnd(
            found=False, finding=finding, short="", chance="", method="", version=answer.version, svg=drawn("")
        )
    span = f"between {shown(low)} and {shown(high)}"
    says = _SAYS.get(answer.answer, "")
    if says and isinstance(target, Decimal):
        aim = shown(target, exact=True)
        named = f"the target of {aim}" if " " in aim else f"the {aim} target"
        finding = f"{says} {named} for {year}: {span}."
        short = (
            f"Year end: {answer.answer} to meet the target" if answer.answer != "uncertain" else "Year end: uncertain"
        )
    else:
        finding = f"Heading for {shown(estimate)} in {year}: {span}."
        short = f"Year end: about {shown(estimate)}"
    picture = Strip(
        identifier=f"forecast-{reference}",
        title=finding,
        words=f"The forecast for {year} is {shown(estimate)}, {span}"
        + (f"; the target is {shown(target, exact=True)}." if isinstance(target, Decimal) else "."),
        unit=measure,
        decimals=decimals,
        own=estimate,
        own_words="Forecast",
        band=(low, high),
        named=[(low, ""), (high, "")],
        lines=[(target, "Target")] if isinstance(target, Decimal) else [],
    )
    return YearEnd(
        found=True,
        finding=finding,
        short=f"{short} ({shown(low)} to {shown(high)})",
        chance="The year’s figure should lie in this range in about 8 years of 10.",
        method=METHOD_WORDS.get(str(numbers.get("forecast_method")), ""),
        version=answer.version,
        svg=drawn(strip_svg(picture)),
    )


def _year(code: str) -> str:
    try:
        return from_code(code).label
    except PeriodError:
        return "the year"
