"""Signals and forecasts as a page shows them: shape and word, then colour; and the pictures of both."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Protocol

from django.utils.html import format_html
from django.utils.safestring import SafeString

from goldenthread.design.marks import drawn
from goldenthread.engines.charts import SignalPoint, SignalsChart, signals_alternative, signals_svg
from goldenthread.engines.charts.figures import figure

VARIATION_WORDS = {
    "improvement_high": "Unusual: improving",
    "improvement_low": "Unusual: improving",
    "concern_high": "Unusual: worsening",
    "concern_low": "Unusual: worsening",
    "neutral_high": "Unusual: high",
    "neutral_low": "Unusual: low",
    "common_cause": "Usual variation",
    "no_variation": "No variation",
}
"""What each variation of the engine is called; others (too few points, no chart) are a dash."""

ASSURANCE_WORDS = {
    "pass": "Met every time",
    "fail": "Missed every time",
    "hit_or_miss": "Sometimes met",
}
"""What may be expected of the target while nothing changes, by the engine's code."""

PREDICTED_WORDS = {"likely": "Likely", "uncertain": "Uncertain", "unlikely": "Unlikely"}
"""Whether the year's target will be met."""

_SHAPES = {
    "improvement": '<path d="M6 .8 11.6 11H.4z" fill="currentColor"/>',
    "concern": '<path d="M6 11.2.4 1h11.2z" fill="currentColor"/>',
    "neutral": '<path d="M1.2 1.2h9.6v9.6H1.2z" fill="currentColor"/>',
    "common": '<circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" stroke-width="1.6"/>',
}
_SVG = '<svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">{}</svg>'
_KEPT = 256
_drawn: dict[str, str] = {}
"""Pictures drawn by this process, by the hash of what they show. Bounded: the oldest goes when it is full."""


def variation_word(code: str) -> str:
    """Return what a variation is called; a dash where the chart says nothing."""
    return VARIATION_WORDS.get(code, "–")


@cache
def variation_html(code: str) -> SafeString:
    """Return the mark of a variation: shape and word; a dash where the chart says nothing."""
    if code not in VARIATION_WORDS:
        return format_html('<span class="gt-signal gt-signal--quiet">{}</span>', variation_word(code))
    kind = code.split("_")[0]
    look = kind if kind in _SHAPES else "common"
    shape = drawn(_SVG.format(_SHAPES[look]))
    return format_html('<span class="gt-signal gt-signal--{}">{}{}</span>', look, shape, variation_word(code))


def predicted_word(code: str) -> str:
    """Return whether the year's target will be met, in a word; empty where nothing is predicted."""
    return PREDICTED_WORDS.get(code, "")


class Charted(Protocol):
    """What is read from one point of a control chart."""

    @property
    def label(self) -> str: ...  # noqa: D102 - the names speak for themselves
    @property
    def value(self) -> Decimal | None: ...  # noqa: D102
    @property
    def target(self) -> Decimal | None: ...  # noqa: D102
    @property
    def mean(self) -> Decimal | None: ...  # noqa: D102
    @property
    def lower(self) -> Decimal | None: ...  # noqa: D102
    @property
    def upper(self) -> Decimal | None: ...  # noqa: D102
    @property
    def point_type(self) -> str: ...  # noqa: D102
    @property
    def begins(self) -> bool: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalLine:
    """A line of the table beside a control chart."""

    period: str
    value: str
    mean: str
    usual: str
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalPicture:
    """A control chart with its words and its table, newest first."""

    svg: SafeString
    words: str
    lines: list[SignalLine]


_SIGNS = {
    "improvement": "Unusual: improving",
    "concern": "Unusual: worsening",
    "neutral_high": "Unusual: high",
    "neutral_low": "Unusual: low",
}


def signal_picture(
    points: Sequence[Charted], *, reference: str, name: str, title: str, measure: str, decimals: int
) -> SignalPicture:
    """Return the control chart of ``points``, oldest first; ``title`` is the finding."""
    chart = SignalsChart(
        identifier=f"signals-{reference}",
        title=title,
        subtitle=name,
        unit=measure,
        decimals=decimals,
        points=tuple(
            SignalPoint(
                label=point.label,
                value=point.value,
                mean=point.mean,
                lower=point.lower,
                upper=point.upper,
                target=point.target,
                kind=point.point_type,
                begins=point.begins,
            )
            for point in points
        ),
        value_name=name,
    )
    spoken = signals_alternative(chart)
    while len(_drawn) >= _KEPT:
        _drawn.pop(next(iter(_drawn)), None)
    svg = signals_svg(chart, words=spoken, cache=_drawn)

    def shown(number: Decimal | None) -> str:
        return figure(number, unit=measure, decimals=decimals)

    return SignalPicture(
        svg=drawn(svg),
        words=spoken,
        lines=[
            SignalLine(
                period=point.label,
                value=shown(point.value),
                mean=shown(point.mean),
                usual="–" if point.lower is None else f"{shown(point.lower)} to {shown(point.upper)}",
                sign=_SIGNS.get(point.point_type, "") if point.value is not None else "",
            )
            for point in reversed(points)
        ],
    )
