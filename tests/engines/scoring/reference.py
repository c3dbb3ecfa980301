"""The rating rule once more, written slowly in decimal arithmetic, to hold the fast one against."""

from __future__ import annotations

from decimal import Decimal, localcontext


def reference(
    *, value: str, target: str | None, polarity: str, scheme: str, floor: str | None = None, lower: str | None = None,
    upper: str | None = None, tolerance: str | None = None, last_year: str | None = None,
) -> str:  # fmt: skip
    """The rating of one figure with a value, from the decimals as typed."""
    with localcontext() as context:
        context.prec = 400
        v, t, f, lo, hi, tol, ly = (
            None if text is None else Decimal(text)
            for text in (value, target, floor, lower, upper, tolerance, last_year)
        )
        assert v is not None
        if scheme == "range":
            if lo is None and hi is None:
                return "no_target"
            return "below" if lo is not None and v < lo else "above" if hi is not None and v > hi else "within"
        if polarity == "none":
            return "no_judgement"
        banded = polarity == "target" and (lo is not None or hi is not None)
        if t is None and not banded:
            return "no_target"

        def miss(figure: Decimal) -> Decimal:
            if polarity == "higher":
                return t - figure
            if polarity == "lower":
                return figure - t
            low, high = (lo, hi) if banded else (t, t)
            gaps = [low - figure if low is not None else None, figure - high if high is not None else None]
            return max(gap for gap in gaps if gap is not None)

        if miss(v) <= 0:
            return "green"
        if scheme == "met":
            return "red"
        if scheme == "percent":
            edge = t if t is not None else hi if hi is not None and v > hi else lo if lo is not None else hi
            return "amber" if miss(v) * 100 <= abs(edge) * (Decimal(10) if tol is None else tol) else "red"
        if scheme == "absolute":
            return "amber" if miss(v) <= tol else "red"
        line = f if scheme == "floor" else ly
        if line is None:
            return "not_comparable"
        if polarity == "target":
            return "amber" if miss(v) <= miss(line) else "red"
        return "amber" if (v >= line if polarity == "higher" else v <= line) else "red"
