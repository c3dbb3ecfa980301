"""Contrast of a colour with white paper, by WCAG 2.2."""


def on_white(rgb: str) -> float:
    """Return the ratio, 1 to 21, of ``RRGGBB`` against white."""
    parts = [int(rgb[index : index + 2], 16) / 255 for index in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
