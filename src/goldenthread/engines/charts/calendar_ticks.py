"""Which days are named along a line of time: starts of months, quarters or years, never more than fit."""

from dataclasses import dataclass
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_STEPS = (1, 3, 12, 24, 60, 120, 300, 600, 1200, 6000, 24000)
_MOST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A named day."""

    day: date
    words: str


def ticks(low: date, high: date) -> list[Tick]:
    """Return up to six starts of months, evenly apart, from ``low`` to ``high``.

    Quarters are those of the council's year as well as the calendar's; years are named by their January.
    """
    first, last = low.year * 12 + low.month - 1, high.year * 12 + high.month - 1
    # Six steps of 24,000 months are longer than the calendar, so one always fits.
    step = next(step for step in _STEPS if (last - first) // step + 1 <= _MOST)
    found = []
    for month in range(first - first % step, last + 1, step):
        if month // 12 < 1:
            continue
        day = date(month // 12, month % 12 + 1, 1)
        if low <= day <= high:
            words = f"{day.year}" if step >= 12 else f"{_MONTHS[day.month - 1]} {day.year}"
            found.append(Tick(day=day, words=words))
    return found
