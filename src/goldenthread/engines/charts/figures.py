"""How a figure is written: one place decides what "83.4%", "£1.2m" and "4 minutes 5 seconds" look like."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, localcontext

UNITS: dict[str, str] = {
    "percent": "per cent",
    "number": "number",
    "money": "pounds",
    "rate": "rate",
    "days": "days",
    "weeks": "weeks",
    "hours": "hours",
    "minutes": "minutes",
    "seconds": "seconds",
    "tonnes": "tonnes",
    "kilograms": "kilograms",
    "score": "score",
    "points": "percentage points",
}
"""Unit codes and the words for them. A value is always stored in the unit itself: 83.4 means 83.4 per cent."""

_SUFFIX = {
    "days": (" day", " days"),
    "weeks": (" week", " weeks"),
    "hours": (" hour", " hours"),
    "minutes": (" minute", " minutes"),
    "tonnes": (" tonne", " tonnes"),
    "kilograms": (" kg", " kg"),
    "points": (" percentage point", " percentage points"),
}


def rounded(value: Decimal, *, decimals: int) -> Decimal:
    """Return ``value`` rounded half up to ``decimals`` places, for showing only: ratings use the stored value."""
    with localcontext() as context:
        context.prec = max(context.prec, value.adjusted() + decimals + 2)
        return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def telling_places(value: Decimal | None, *, lines: Iterable[Decimal | None], decimals: int) -> int:
    """Return how many decimals ``value`` is shown with beside the ``lines`` it is judged against.

    Usually ``decimals``; as many as a line has (a target of 112.5 is not 113), up to four; and more, up to six, where
    rounding would hide on which side of a line the value stands: 97.93 against 98.00 is never 98 against 98.
    """
    places = decimals
    for line in lines:
        if line is None:
            continue
        exponent = line.normalize().as_tuple().exponent
        places = max(places, min(-exponent, 4) if isinstance(exponent, int) else 0)
        if value is not None and value != line:
            while places < 6 and rounded(value, decimals=places) == rounded(line, decimals=places):
                places += 1
    return places


def written_places(number: Decimal, *, unit: str, decimals: int) -> int:
    """Return how many of ``decimals`` a line is written with: 75%, not 75.0%; pounds have no pence or both."""
    needed = min(decimals, max(0, -int(number.normalize().as_tuple().exponent)))
    return decimals if unit == "money" and needed else needed


def plain(value: Decimal, *, decimals: int | None = None) -> str:
    """Return ``value`` with thousands separators and a true minus sign; ``decimals`` None keeps all places."""
    shown = value if decimals is None else rounded(value, decimals=decimals)
    if shown == 0:
        shown = abs(shown)
    return f"{shown:,f}".replace("-", "−")


def figure(value: Decimal | None, *, unit: str, decimals: int, missing: str = "–") -> str:
    """Return a figure as a reader sees it, with its unit: ``83.4%``, ``£1,200``, ``12 days``, ``4 min 5 s``.

    ``value`` is in the unit itself; ``decimals`` is how many places are shown; ``missing`` stands for no value.
    Unknown unit codes are shown as plain numbers: the unit then stands in the title of the table.
    """
    if value is None:
        return missing
    if unit == "seconds":
        return _duration(value, decimals=decimals)
    text = plain(value, decimals=decimals)
    if unit == "percent":
        return f"{text}%"
    if unit == "money":
        return f"−£{text[1:]}" if text.startswith("−") else f"£{text}"
    if unit in _SUFFIX:
        one, many = _SUFFIX[unit]
        return text + (one if text == "1" else many)
    return text


def _duration(value: Decimal, *, decimals: int) -> str:
    """Minutes and seconds, because nobody reads "233 seconds"; under a minute, and below zero, seconds alone."""
    shown = rounded(value, decimals=decimals)
    if shown < 60:
        return f"{plain(shown, decimals=decimals)} seconds" if shown != 1 else "1 second"
    minutes, seconds = divmod(shown, 60)
    if not seconds:
        return "1 minute" if minutes == 1 else f"{plain(minutes, decimals=0)} minutes"
    return f"{plain(minutes, decimals=0)} min {plain(seconds, decimals=decimals)} s"


_SCALES = ((12, "tn"), (9, "bn"), (6, "m"))


def short_figure(value: Decimal, *, unit: str, decimals: int) -> str:
    """Return a figure short enough for an axis or a label: ``£1.2bn``, ``15.4m``; below a million in full.

    ``value``, ``unit`` and ``decimals`` are those of :func:`figure`; three significant digits are kept.
    """
    size = abs(value)
    if unit in {"seconds", "percent"} or size < 1_000_000:
        return figure(value, unit=unit, decimals=decimals)
    power, suffix = next(scale for scale in _SCALES if size >= Decimal(10) ** scale[0])
    scaled = rounded(size.scaleb(-power), decimals=max(0, 2 - (size.adjusted() - power)))
    text = f"{scaled.normalize():,f}" if scaled % 1 else f"{scaled:,.0f}"
    pounds = "£" if unit == "money" else ""
    one, many = _SUFFIX.get(unit, ("", ""))
    return f"{'−' if value < 0 else ''}{pounds}{text}{suffix}{many if one else ''}"
