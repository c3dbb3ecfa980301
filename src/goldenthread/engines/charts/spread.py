"""A bar of counts by rating: 20 Green, 12 Amber, 6 Red, as lengths. The words stand beside it, always."""

from collections.abc import Sequence

from goldenthread.engines.charts.axis import ChartError
from goldenthread.engines.charts.marks import rating_mark

_WIDTH, _HEIGHT, _GAP = 680.0, 30.0, 3.0
_DARK = {"amber": "#0B0C0C"}


def spread_bar(counts: Sequence[tuple[str, str, int, str]]) -> str:
    """Return the bar as a decorative SVG; ``counts`` are (rating code, word, count, share in words), in order.

    A count that is there stays visible however small its share, and no count takes no room. The bar is hidden from
    screen readers: whoever places it writes the counts beside it. Raises
    :class:`~goldenthread.engines.charts.axis.ChartError` for a count below zero.
    """
    if any(count < 0 for _, _, count, _ in counts):
        raise ChartError("A count of ratings is below zero, which cannot be drawn. Check how the ratings were counted.")
    drawn = [(code, count) for code, _, count, _ in counts if count]
    opening = (
        '<svg xmlns="http://www.w3.org/2000/svg" class="gt-spread-bar" aria-hidden="true" focusable="false" '
        f'viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" width="{_WIDTH:g}" height="{_HEIGHT:g}">'
    )
    parts = [opening]
    total = sum(count for _, count in drawn)
    least = min(26.0, _WIDTH / max(len(drawn), 1) - _GAP)
    free = _WIDTH - len(drawn) * least - _GAP * max(len(drawn) - 1, 0)
    left = 0.0
    for code, count in drawn:
        length = least + free * count / total
        mark = rating_mark(code)
        ink = _DARK.get(code, "#FFFFFF")
        parts.append(
            f'<rect x="{left:.1f}" y="0" width="{length:.1f}" height="{_HEIGHT:g}" fill="{mark.solid}"/>'
            f'<text x="{left + length / 2:.1f}" y="20.5" text-anchor="middle" font-family="Inter, Segoe UI, Arial, '
            f'sans-serif" font-size="15" font-weight="700" fill="{ink}">{count}</text>'
        )
        left += length + _GAP
    return "".join((*parts, "</svg>"))
