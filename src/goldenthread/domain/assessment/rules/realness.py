"""Is this change real? One direct answer from the control chart and the trend. Source: rulebook, sections 5 and 6."""

from dataclasses import dataclass
from typing import Literal

from goldenthread.domain.assessment.rules.charting import SignalChart
from goldenthread.domain.assessment.rules.signs import Sign

_CALLED = ("improving", "worsening", "increasing", "decreasing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """``answer`` for the eye, ``sentence`` with the numbers; ``kind`` is improvement, concern, neutral or empty."""

    answer: Literal["yes", "no", "unknown"]
    sentence: str
    kind: str


def verdict(chart: SignalChart, *, trend: str, trend_reason: str) -> Verdict:
    """Return whether the latest figure shows a real change. ``trend`` is the engine's word, empty where not asked.

    A sign on the control chart that reaches the latest figure is one, and so is a trend over the window; without
    either the ups and downs are ordinary ones. Too few points are never "no change": that is not known.
    """
    sign = next((one for one in chart.signs if one.latest), None)
    called = trend in _CALLED
    if sign is not None and chart.variation.split("_")[0] in ("improvement", "concern", "neutral"):
        return Verdict(answer="yes", sentence=f"Yes: {sign.what} ({sign.when}){_meaning(sign)}", kind=sign.kind)
    if called:
        kind = {"improving": "improvement", "worsening": "concern"}.get(trend, "neutral")
        return Verdict(answer="yes", sentence=f"Yes: {_after_colon(trend_reason)}", kind=kind)
    if chart.variation == "common_cause":
        end = "Ups and downs like the latest one are ordinary; it is no sign of a change."
        return Verdict(answer="no", sentence=f"No clear change: {_lower(chart.summary)} {end}", kind="")
    if chart.variation == "no_variation":
        return Verdict(answer="no", sentence=f"No change: {_lower(chart.summary)}", kind="")
    if chart.refused:
        return Verdict(answer="unknown", sentence=f"It cannot be told from these figures. {chart.refused}", kind="")
    return Verdict(
        answer="unknown", sentence=f"Not enough data: {chart.counted} of the {chart.needed} points it takes.", kind=""
    )


def _meaning(sign: Sign) -> str:
    better = {"improvement": "an improvement", "concern": "a worsening"}.get(sign.kind, "a change")
    return f". That is {better} beyond ordinary ups and downs."


def _after_colon(reason: str) -> str:
    """What a reason says after its own first word ("Improving: it rises by ...")."""
    return _lower(reason.partition(": ")[2] or reason)


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
