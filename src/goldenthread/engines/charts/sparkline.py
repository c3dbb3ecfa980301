"""A line the size of a word, for a table: decoration beside figures that are there to be read."""

from collections.abc import Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

from goldenthread.engines.charts.axis import ChartError, clean
from goldenthread.engines.charts.plot import PALETTE, SOFT


def sparkline(
    values: Sequence[Decimal | float | None],
    target: Decimal | float | None = None,
    *,
    width: int = 104,
    height: int = 28,
    title: str = "",
) -> str:
    """Return a small SVG of ``values`` in order, missing ones as gaps, ``target`` as a dashed line.

    It is hidden from screen readers unless ``title`` gives it words, because the table says the same in figures.
    Raises :class:`~goldenthread.engines.charts.axis.ChartError` for a figure that is not finite.
    """
    numbers = [None if value is None else _finite(value) for value in values]
    goal = None if target is None else _finite(target)
    seen = [number for number in (*numbers, goal) if number is not None]
    spoken = f'role="img" aria-label="{escape(clean(title), {chr(34): "&quot;"})}"' if title else 'aria-hidden="true"'
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="gt-sparkline" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" focusable="false" {spoken}>'
    )
    if not seen:
        return f"{opening}</svg>"
    low, high = min(seen), max(seen)
    edge = 4.0

    def place(index: int, number: float) -> tuple[str, str]:
        share = 0.5 if high == low else (number - low) / (high - low)
        across = 0.5 if len(numbers) == 1 else index / (len(numbers) - 1)
        return _short(edge + across * (width - 2 * edge)), _short(edge + (1 - share) * (height - 2 * edge))

    parts = [opening]
    if goal is not None:
        line = place(0, goal)[1]
        parts.append(
            f'<path d="M0 {line}H{width}" fill="none" stroke="{SOFT}" stroke-width="1" stroke-dasharray="4 3"/>'
        )
    runs: list[list[tuple[str, str]]] = [[]]
    for index, number in enumerate(numbers):
        if number is None:
            runs.append([])
        else:
            runs[-1].append(place(index, number))
    for run in runs:
        if len(run) > 1:
            path = "L".join(" ".join(point) for point in run)
            parts.append(f'<path d="M{path}" fill="none" stroke="{PALETTE[0]}" stroke-width="1.6"/>')
        elif run:
            parts.append(f'<circle cx="{run[0][0]}" cy="{run[0][1]}" r="1.4" fill="{PALETTE[0]}"/>')
    last = next((run for run in reversed(runs) if run), None)
    if last is not None:
        parts.append(f'<circle cx="{last[-1][0]}" cy="{last[-1][1]}" r="2.8" fill="{PALETTE[0]}"/>')
    return "".join((*parts, "</svg>"))


def _finite(value: Decimal | float) -> float:
    number = float(value)
    if number != number or number in {float("inf"), float("-inf")}:
        raise ChartError(f"A figure is {value}, which cannot be drawn. Give a finite number, or none to show a gap.")
    return number


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
