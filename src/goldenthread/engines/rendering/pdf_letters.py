"""Which characters the PDF can show: an archive file (PDF/A) may hold no character without a drawn shape."""

import unicodedata
from functools import cache, lru_cache
from typing import Any

from goldenthread.engines.rendering import fonts

_LONG = 26


@cache
def book() -> Any:
    """Return Typst's fonts: ours and those inside Typst, never the machine's, so that every machine agrees."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(fonts.folder())])


@cache
def _own() -> frozenset[str]:
    from fontTools.ttLib import TTFont

    with TTFont(fonts.folder() / "Inter-Regular.ttf", lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def shown(words: str) -> str:
    """Return ``words`` as they can be set: a character without a shape is named, as in "[thumbs up sign]".

    White space is one space. Invisible characters without a shape are left out, since they say nothing.
    """
    text = unicodedata.normalize("NFC", " ".join(words.split()))
    own = _own()
    if all(letter in own for letter in text):
        return text
    return "".join(letter if letter in own else _other(letter) for letter in text)


@lru_cache(maxsize=4096)
def _other(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in {"Cc", "Cs", "Cn", "Co"}:
        return ""
    if category == "Cf":
        return letter if letter in "\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\u00ad" else ""
    if _has_shape(letter):
        return letter
    # Skin tones and accents without a letter of their own would read as noise.
    if category in {"Mn", "Me", "Mc"} or 0x1F3FB <= ord(letter) <= 0x1F3FF:
        return ""
    return f"[{unicodedata.name(letter, 'character').lower()}]"


def _has_shape(letter: str) -> bool:
    import typst

    day = "datetime(year: 2000, month: 1, day: 1)"
    source = f'#set document(title: "x", date: {day})\n#set text(font: "Inter")\n#sys.inputs.x'.encode()
    try:
        typst.Compiler(source, font_paths=book()).compile(
            format="pdf", pdf_standards=["ua-1", "a-2a"], sys_inputs={"x": letter}
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
