"""Figures of one moment on a line: ours among other councils', or a forecast with its interval beside the target.

Nobody is ranked: the eye sees how far apart the figures are and where ours lies among them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

from goldenthread.engines.charts.axis import ChartError, clean
from goldenthread.engines.charts.figures import short_figure, written_places
from goldenthread.engines.charts.picture import framed
from goldenthread.engines.charts.plot import AIM, BAND, INK, LINE, SOFT, WIDTH, text_width

_EDGE, _ROW = 16.0, 25.0
_LARGE = 1.43
"""How much larger words are drawn on a telephone: room is kept for that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """What lies on the line, in the measure's unit. ``own`` is drawn large and named above, with ``own_words``.

    ``others`` are dots without a name; ``band`` is shaded; ``lines`` are drawn, and they and ``named`` are named below,
    as (figure, word). ``title`` states the finding; ``words`` is the text alternative.
    """

    identifier: str
    title: str
    words: str
    unit: str
    decimals: int
    own: Decimal | None
    own_words: str = ""
    others: Sequence[Decimal] = ()
    band: tuple[Decimal, Decimal] | None = None
    lines: Sequence[tuple[Decimal, str]] = ()
    named: Sequence[tuple[Decimal, str]] = ()


def strip_svg(strip: Strip) -> str:
    """Return ``strip`` as one ``<svg>`` element, the same text for equal strips.

    Raises :class:`~goldenthread.engines.charts.axis.ChartError` for a figure that is not finite, or without any.
    """
    scale = _Scale(_figures(strip))
    dots, rows = _dots(strip.others, scale, own=strip.own)
    top = 44.0
    bottom = top + 30.0 + rows * 12.0
    middle = (top + bottom) / 2
    parts = []
    if strip.band is not None:
        low, high = (scale.x(number) for number in strip.band)
        width = max(high - low, 2)
        parts.append(f'<rect x="{low:g}" y="{top:g}" width="{width:g}" height="{bottom - top:g}" fill="{BAND}"/>')
        for edge in (low, high):
            parts.append(_rule(edge, top, bottom, stroke="#6F8294", dash="2 3"))
    parts.append(f'<path d="M0 {bottom:g}H{WIDTH}" stroke="{SOFT}" stroke-width="1"/>')
    for number, _ in strip.lines:
        parts.append(_rule(scale.x(number), top - 6, bottom + 6, stroke=AIM, dash="7 4"))
    for left, height in dots:
        y = middle + height * 12.0
        parts.append(f'<circle cx="{left:g}" cy="{y:g}" r="5" fill="#FFFFFF" stroke="#5B6B79" stroke-width="1.6"/>')
    if strip.own is not None:
        left = scale.x(strip.own)
        shape = f"M{left:g} {middle - 10:g}l10 10-10 10-10-10z"
        parts.append(f'<path d="{shape}" fill="{LINE}" stroke="#FFFFFF" stroke-width="1.5"/>')
        words = f"{strip.own_words} {_short(strip.own, strip)}".strip()
        parts.append(_text(words, left, 28, fill=LINE, size=16, weight=700))
    written, used = _below(strip, scale, first=bottom + 26)
    return framed(
        "".join((*parts, *written)), identifier=strip.identifier, title=strip.title, words=strip.words, height=used + 10
    )


def _figures(strip: Strip) -> list[float]:
    found = [*strip.others, *(number for number, _ in (*strip.lines, *strip.named)), *(strip.band or ())]
    if strip.own is not None:
        found.append(strip.own)
    if not found:
        raise ChartError(f"There is no figure to draw in “{strip.title}”. Leave the picture out.")
    if any(not number.is_finite() or abs(number.adjusted()) > 300 for number in found):
        raise ChartError(f"A figure in “{strip.title}” is not finite, which cannot be drawn. Leave it out.")
    return [float(number) for number in found]


class _Scale:
    """Where a figure lies along the line; all figures alike stand in the middle."""

    def __init__(self, figures: Sequence[float]) -> None:
        self._low, self._high = min(figures), max(figures)

    def x(self, number: Decimal) -> float:
        """Return the horizontal position of a figure."""
        span = self._high - self._low
        share = 0.5 if span <= abs(self._high) * 1e-9 else (float(number) - self._low) / span
        return round(_EDGE + 30 + share * (WIDTH - 2 * (_EDGE + 30)), 2)


def _dots(others: Sequence[Decimal], scale: _Scale, *, own: Decimal | None) -> tuple[list[tuple[float, int]], int]:
    """The dots as (left, row): one that would cover another is moved up or down. And how many rows there are more."""
    placed: list[tuple[float, int]] = []
    for left in sorted(scale.x(number) for number in others):
        taken = {row for other, row in placed if left - other < 11.5}
        if own is not None and abs(left - scale.x(own)) < 16:
            taken |= {0}
        row = next(row for step in range(len(placed) + 2) for row in (step, -step) if row not in taken)
        placed.append((left, row))
    return placed, 2 * max((abs(row) for _, row in placed), default=0)


def _below(strip: Strip, scale: _Scale, *, first: float) -> tuple[list[str], float]:
    """The words below the line, on as many rows as they need; and the height of the last."""
    named = [*((number, word, INK) for number, word in strip.lines), *((*one, SOFT) for one in strip.named)]
    ends: list[float] = []
    parts = []
    for number, word, ink in sorted(named):
        text = f"{word} {_short(number, strip)}".strip()
        half = _LARGE * text_width(text) / 2
        centre = min(max(scale.x(number), half), WIDTH - half)
        row = next((row for row, end in enumerate(ends) if centre - half > end + 8), len(ends))
        ends[row : row + 1] = [centre + half]
        parts.append(_text(text, scale.x(number), first + row * _ROW, fill=ink))
    return parts, first + max(len(ends) - 1, 0) * _ROW


def _text(text: str, left: float, y: float, *, fill: str, size: int = 14, weight: int = 400) -> str:
    half = _LARGE * text_width(text, size=size) / 2
    # Near an edge the words end there: they stay inside at every size.
    anchor, place = "middle", left
    if left < half:
        anchor, place = "start", 2.0
    elif left > WIDTH - half:
        anchor, place = "end", WIDTH - 2.0
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    opening = f'<text x="{place:g}" y="{y:g}" text-anchor="{anchor}" font-size="{size}" fill="{fill}"{bold}>'
    return f"{opening}{escape(clean(text))}</text>"


def _rule(left: float, top: float, bottom: float, *, stroke: str, dash: str) -> str:
    return f'<path d="M{left:g} {top:g}V{bottom:g}" stroke="{stroke}" stroke-width="1.5" stroke-dasharray="{dash}"/>'


def _short(number: Decimal, strip: Strip) -> str:
    places = strip.decimals if number == strip.own else written_places(number, unit=strip.unit, decimals=strip.decimals)
    return short_figure(number, unit=strip.unit, decimals=places)
