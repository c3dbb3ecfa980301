"""The council's colour, and which ink can be read on it."""

import re

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
DEFAULT = "#12436D"


def _luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(colour[start : start + 2], 16)) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two ``#RRGGBB`` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def stylesheet(colour: str) -> str:
    """Return the few rules that carry a council's colour; anything that is not ``#RRGGBB`` gives the default."""
    if not _HEX.fullmatch(colour):
        colour = DEFAULT
    ink = max(("#ffffff", "#0b0c0c"), key=lambda candidate: contrast(colour, candidate))
    return f":root{{--gt-brand:{colour};--gt-brand-ink:{ink};--govuk-brand-colour:{colour}}}\n"
