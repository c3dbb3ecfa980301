"""What people type, made plain: dashes, spaces and capitals settled, notes set aside."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_QUOTES = dict.fromkeys(map(ord, "‘’ʼ′`"), "'")
_SLASHES = dict.fromkeys(map(ord, "⁄∕／"), "/")
_HIDDEN = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD), None)
_PLAIN: Final = {**_DASHES, **_QUOTES, **_SLASHES, **_HIDDEN}
_MARK = re.compile(r"\s*(?P<mark>[*†‡§#¹²³⁰⁴⁵⁶⁷⁸⁹]+)$")
_BRACKET = re.compile(r"\s*(?:\((?P<round>[^()]*)\)|\[(?P<square>[^\[\]]*)\])$")
_INSIDE = re.compile(r"\s*\(([^()]*)\)\s*")
_STATUS = re.compile(
    r"[\s,;:-]+(?P<word>provisional|revised|final|estimated?|actual|out-?turn|baseline|annual)$",
    re.IGNORECASE,
)


class Wording(NamedTuple):
    """A label in small letters without its notes, and the notes as they were typed."""

    text: str
    note: str


def plain_wording(typed: str) -> Wording:
    """Settle spelling without changing meaning, and keep every note: "[Note 5]", "(provisional)", "*"."""
    text = " ".join(typed.translate(_PLAIN).split())
    notes: list[str] = []
    while True:
        if found := _MARK.search(text):
            notes.insert(0, found["mark"])
        elif found := _BRACKET.search(text):
            notes.insert(0, (found["round"] if found["round"] is not None else found["square"]).strip())
        elif found := _STATUS.search(text):
            notes.insert(0, found["word"])
        else:
            break
        if not text[: found.start()].strip():
            break
        text = text[: found.start()].rstrip()
    if found := _INSIDE.search(text):
        notes.insert(0, found[1].strip())
        text = f"{text[: found.start()]} {text[found.end() :]}"
    # Full-width and other compatibility forms; after the marks, because this turns a superscript into a digit.
    text = unicodedata.normalize("NFKC", text).casefold().replace(",", " ")
    return Wording(text=" ".join(text.split()), note="; ".join(note for note in notes if note))
