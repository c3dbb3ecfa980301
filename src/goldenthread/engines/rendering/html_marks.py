"""Ratings and directions in a page: the word, with its shape or arrow as a small drawing beside it."""

from html import escape

from goldenthread.engines.charts.marks import Arrow, Shape, direction_arrow, rating_mark
from goldenthread.engines.documents import Direction, Rating

_SHAPES: dict[Shape, str] = {
    "disc": '<circle cx="6" cy="6" r="5.5" fill="currentColor"/>',
    "triangle": '<path d="M6 .8 11.7 11.2H.3z" fill="currentColor"/>',
    "diamond": '<path d="M6 0l6 6-6 6-6-6z" fill="currentColor"/>',
    "ring": '<circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" stroke-width="2"/>',
    "square": '<path d="M1.5 1.5h9v9h-9z" fill="none" stroke="currentColor" stroke-width="2"/>',
    "up": '<path d="M6 2 10.6 10.5H1.4z" fill="none" stroke="currentColor" stroke-width="1.8"/>',
    "down": '<path d="M6 10 10.6 1.5H1.4z" fill="none" stroke="currentColor" stroke-width="1.8"/>',
}
_TONES = {"#0B6B3A": "green", "#8A4B00": "amber", "#A3001B": "red", "#12436D": "neutral"}
_ARROWS: dict[Arrow, str] = {
    "up": "M6 13V2M1.5 6 6 1.5 10.5 6",
    "down": "M6 1v11M1.5 8 6 12.5 10.5 8",
    "level": "M0 7h11M6.5 2.5 11 7l-4.5 4.5",
}
_ARROWS |= {"up-plain": _ARROWS["up"], "down-plain": _ARROWS["down"]}


def rating(inline: Rating) -> str:
    """Return a rating as HTML: drawn shape, then the word."""
    mark = rating_mark(inline.code)
    tone = _TONES.get(mark.ink, "grey")
    return (
        f'<span class="gt-rating gt-rating-{tone}"><svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">'
        f"{_SHAPES[mark.shape]}</svg>{escape(inline.word)}</span>"
    )


def direction(inline: Direction) -> str:
    """Return a direction as HTML: drawn arrow where there is one, then the word."""
    path = _ARROWS.get(direction_arrow(inline.code))
    drawn = (
        f'<svg viewBox="0 0 12 14" aria-hidden="true" focusable="false"><path d="{path}" fill="none" '
        f'stroke="currentColor" stroke-width="2"/></svg>'
        if path
        else ""
    )
    return f'<span class="gt-direction">{drawn}{escape(inline.word)}</span>'
