"""A rating and a direction as HTML: word and shape, then colour. Words are the scoring engine’s, looks the charts’."""

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from goldenthread.engines.charts.marks import direction_arrow, rating_mark
from goldenthread.engines.scoring.vocabulary import DIRECTION_WORDS, RATING_WORDS

_SHAPES = {
    "disc": '<circle cx="6" cy="6" r="5.5" fill="currentColor"/>',
    "triangle": '<path d="M6 .8 11.6 11H.4z" fill="currentColor"/>',
    "diamond": '<path d="M6 0l6 6-6 6-6-6z" fill="currentColor"/>',
    "ring": '<circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="2"/>',
    "square": '<path d="M1 4h10v4H1z" fill="currentColor"/>',
    "up": '<path d="M1 10h10M6 8V1M3 4l3-3 3 3" fill="none" stroke="currentColor" stroke-width="2"/>',
    "down": '<path d="M1 2h10M6 4v7M3 8l3 3 3-3" fill="none" stroke="currentColor" stroke-width="2"/>',
}
_ARROWS = {
    "up": '<path d="M6 11.5V1.5M1.8 5.5 6 1.3l4.2 4.2" fill="none" stroke="currentColor" stroke-width="2"/>',
    "down": '<path d="M6 .5v10M1.8 6.5 6 10.7l4.2-4.2" fill="none" stroke="currentColor" stroke-width="2"/>',
    "level": '<path d="M.5 6h10M6.5 1.8 10.7 6l-4.2 4.2" fill="none" stroke="currentColor" stroke-width="2"/>',
    "up-plain": '<path d="M1.5 10.5l8-8M3.5 2h6.5v6.5" fill="none" stroke="currentColor" stroke-width="2"/>',
    "down-plain": '<path d="M1.5 1.5l8 8M3.5 10h6.5V3.5" fill="none" stroke="currentColor" stroke-width="2"/>',
    "none": '<path d="M2 6h8" fill="none" stroke="currentColor" stroke-width="2"/>',
}
_SVG = '<svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">{}</svg>'
_COLOURED = {"green", "amber", "red"}
_NEUTRAL = {"below", "within", "above"}


def drawn(svg: str) -> SafeString:
    """Return a picture of our own engine as what may stand in a page: the engine escapes every word."""
    return mark_safe(svg)  # noqa: S308 - the one place that trusts a picture, and only our own


def rating_word(code: str) -> str:
    """Return what a rating is called: "Green", "Not due"; an unknown code is shown as it is."""
    return RATING_WORDS[code].word if code in RATING_WORDS else code.replace("_", " ").capitalize()


def direction_word(code: str) -> str:
    """Return what a direction is called: "Improving", "Not enough data"."""
    return DIRECTION_WORDS[code].word if code in DIRECTION_WORDS else "Not compared"


@cache
def shape_html(code: str) -> SafeString:
    """Return only the shape of a rating, in the colour of the words around it; the word must stand beside it."""
    return drawn(_SVG.format(_SHAPES[rating_mark(code).shape]))


@cache
def rating_html(code: str, word: str = "") -> SafeString:
    """Return the tag of a rating: shape, word, colour; ``word`` instead of the usual one."""
    look = code if code in _COLOURED else "neutral" if code in _NEUTRAL else "grey"
    return format_html('<span class="gt-tag gt-tag--{}">{}{}</span>', look, shape_html(code), word or rating_word(code))


@cache
def direction_html(code: str) -> SafeString:
    """Return the arrow of a direction and its word; grey where nothing can be said."""
    arrow = direction_arrow(code)
    look = code if code in {"improving", "worsening"} else "quiet" if arrow == "none" else "plain"
    shape = drawn(_SVG.format(_ARROWS[arrow]))
    return format_html('<span class="gt-arrow gt-arrow--{}">{}{}</span>', look, shape, direction_word(code))
