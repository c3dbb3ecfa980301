"""Which characters the PDF can show: an archive file (PDF/A) may hold no character without a drawn shape."""

import unicodedata
from functools import cache, lru_cache
from typing import Any

from goldenthread.engines.rendering import fonts

_LONG = 26
_DIRECTIONS = "\u200e\u200f\u2066\u2067\u2068\u2069"


@cache
def book() -> Any:
    """Return Typst's fonts: ours and those inside Typst, never the machine's, so that every machine agrees."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(fonts.folder())])


@cache
def _own() -> frozenset[str]:
    from fontTools.ttLib import TTFont

    with TTFont(fonts.folder() / "Inter-Regular.ttf", lazy=True) as font:
        letters = map(chr, font.getBestCmap())
        return frozenset(letter for letter in letters if unicodedata.category(letter)[0] not in "CZ") | {" ", "\u00a0"}


def shown(words: str, *, strict: bool = False) -> str:
    """Return ``words`` as they can be set: a character without a shape is named, as in "[thumbs up sign]".

    White space is one space. Invisible characters without a shape are left out, since they say nothing. ``strict``
    names everything that our own typeface lacks, for the rare mixture of scripts in which shapes depend on neighbours.
    """
    text = unicodedata.normalize("NFC", " ".join(words.split()))
    own = _own()
    if all(letter in own for letter in text) and not any(map(_joins, text)):
        return text
    return "".join(_set(cluster, strict) for cluster in _clusters(text))


def _joins(letter: str) -> bool:
    """Whether a character changes the one before it instead of standing by itself."""
    return unicodedata.category(letter)[0] == "M" or letter in "\u200c\u200d" or 0x1F3FB <= ord(letter) <= 0x1F3FF


def _clusters(text: str) -> list[str]:
    clusters: list[str] = []
    for letter in text:
        if clusters and _joins(letter):
            clusters[-1] += letter
        else:
            clusters.append(letter)
    return clusters


@lru_cache(maxsize=8192)
def _set(cluster: str, strict: bool) -> str:
    if len(cluster) > 1 and not strict and _has_shape(cluster):
        return cluster
    # A mark that cannot be set with its letter would read as noise by itself.
    letter = cluster[0]
    if letter in _own() and not _joins(letter):
        return letter
    category = unicodedata.category(letter)
    if category[0] in "CM" or _joins(letter):
        return letter if letter in _DIRECTIONS and not strict else ""
    if not strict and _has_shape(letter):
        return letter
    return f"[{unicodedata.name(letter, 'character').lower()}]"


def _has_shape(letters: str) -> bool:
    import typst

    day = "datetime(year: 2000, month: 1, day: 1)"
    source = f'#set document(title: "x", date: {day})\n#set text(font: "Inter")\n#sys.inputs.x'.encode()
    try:
        typst.Compiler(source, font_paths=book()).compile(
            format="pdf", pdf_standards=["ua-1", "a-2a"], sys_inputs={"x": letters}
        )
    except typst.TypstError:
        return False
    return True


def breakable(words: str) -> str:
    """Return ``words`` with room to break inside very long ones, such as an address in a narrow column."""
    if all(len(word) <= _LONG for word in words.split(" ")):
        return words
    return " ".join(word if len(word) <= _LONG else _broken(word) for word in words.split(" "))


def _broken(word: str) -> str:
    return "\u200b".join(word[start : start + 8] for start in range(0, len(word), 8))
