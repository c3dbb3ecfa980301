"""Whether a figure looks right, before anybody relies on it: questions for the officer who types it, never refusals.

What is refused is refused by the rules of the file of figures, which every way in shares.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from goldenthread.engines.charts.figures import figure

FEWEST = 8
"""Earlier figures that it takes to say what is usual."""

FAR = Decimal("3.5")
"""How many times the usual distance from the middle makes an outlier (Iglewicz and Hoaglin's modified z-score)."""

_SCALE = Decimal("0.6745")
"""What makes the median distance comparable with a standard deviation of a normal distribution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What was there before: earlier figures of the same series, oldest first, and how they are shown."""

    earlier: Sequence[Decimal]
    measure: str
    decimals: int


def questions(value: Decimal, *, usual: Usual) -> list[str]:
    """Return what to ask about ``value``, each a sentence; none where it looks like the figures before it.

    Asked are: ten times or a tenth of the figure before; the opposite sign; and far from the middle of at least eight
    earlier figures, measured by their median absolute deviation, so that one odd figure of the past hides nothing.
    """
    if not usual.earlier:
        return []
    before = usual.earlier[-1]

    def shown(number: Decimal) -> str:
        return figure(number, unit=usual.measure, decimals=usual.decimals)

    if before and value and (value > 0) != (before > 0):
        return [f"The figure before was {shown(before)}: is the sign right?"]
    if before and value and not Decimal("0.1") < abs(value / before) < 10:
        far = "ten times or more" if abs(value) > abs(before) else "a tenth or less of"
        return [f"This is {far} the figure before ({shown(before)}): is the decimal point in the right place?"]
    if len(usual.earlier) < FEWEST:
        return []
    middle = median(usual.earlier)
    distance = median(abs(one - middle) for one in usual.earlier)
    if not distance:
        same = all(one == middle for one in usual.earlier)
        return [f"Every figure so far was {shown(middle)}: is this one right?"] if same and value != middle else []
    if _SCALE * abs(value - middle) / distance <= FAR:
        return []
    low, high = min(usual.earlier), max(usual.earlier)
    if low <= value <= high:
        return []
    return [f"The {len(usual.earlier)} figures before lie between {shown(low)} and {shown(high)}: is this one right?"]
