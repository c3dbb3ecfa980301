"""How a rating and a direction look: a shape and a colour for each code. The word always stands beside them.

Colours alone say nothing to one man in twelve and nothing on a photocopy, so every rating has its own shape too.
Ink on tint keeps at least 4.5 to 1 and solid on white at least 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from dataclasses import dataclass
from typing import Literal

Shape = Literal["disc", "triangle", "diamond", "ring", "square", "up", "down"]
Arrow = Literal["up", "down", "level", "up-plain", "down-plain", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A rating's look: ``ink`` for word and shape, ``tint`` behind them, ``solid`` for bars; all ``#RRGGBB``."""

    shape: Shape
    ink: str
    tint: str
    solid: str


_GREY = Mark(shape="ring", ink="#505A5F", tint="#EEF0F2", solid="#6B747B")
_NEUTRAL_INK, _NEUTRAL_TINT, _NEUTRAL_SOLID = "#12436D", "#E6EDF4", "#4A7499"

RATING_MARKS: dict[str, Mark] = {
    "green": Mark(shape="disc", ink="#0B6B3A", tint="#E3F2E9", solid="#0B6B3A"),
    "amber": Mark(shape="triangle", ink="#8A4B00", tint="#FDF0D9", solid="#CC7F00"),
    "red": Mark(shape="diamond", ink="#A3001B", tint="#FBE5E8", solid="#A3001B"),
    "below": Mark(shape="down", ink=_NEUTRAL_INK, tint=_NEUTRAL_TINT, solid=_NEUTRAL_SOLID),
    "within": Mark(shape="square", ink=_NEUTRAL_INK, tint=_NEUTRAL_TINT, solid=_NEUTRAL_SOLID),
    "above": Mark(shape="up", ink=_NEUTRAL_INK, tint=_NEUTRAL_TINT, solid=_NEUTRAL_SOLID),
}
"""Marks by rating code of the scoring engine. Codes not listed (no data, not due, ...) are grey with a ring."""

_ARROWS: dict[str, Arrow] = {
    "improving": "up",
    "worsening": "down",
    "same": "level",
    "increasing": "up-plain",
    "decreasing": "down-plain",
}

ARROW_TEXT: dict[Arrow, str] = {
    "up": "↑",
    "down": "↓",
    "level": "→",
    "up-plain": "↑",
    "down-plain": "↓",
    "none": "",
}
"""The arrow as a character, for formats that have no drawing."""


def rating_mark(code: str) -> Mark:
    """Return the look of a rating code; a code without a colour of its own is grey, never green or red."""
    return RATING_MARKS.get(code, _GREY)


def direction_arrow(code: str) -> Arrow:
    """Return the arrow of a direction code; "none" where nothing can be said about the direction.

    Improving points up and worsening down whatever the polarity: the arrow speaks of the service, not the number.
    """
    return _ARROWS.get(code, "none")
