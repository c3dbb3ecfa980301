"""The signs of something unusual on a control chart, one sentence for each stretch of points that meets a rule."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from goldenthread.engines.periods import Kind

Said = Callable[[Decimal | None], str]

NOUNS: dict[Kind, tuple[str, str]] = {
    Kind.DAY: ("day", "days"),
    Kind.WEEK: ("week", "weeks"),
    Kind.MONTH: ("month", "months"),
    Kind.QUARTER: ("quarter", "quarters"),
    Kind.CALENDAR_QUARTER: ("quarter", "quarters"),
    Kind.HALF_YEAR: ("half-year", "half-years"),
    Kind.CALENDAR_HALF_YEAR: ("half-year", "half-years"),
    Kind.TERM: ("term", "terms"),
    Kind.FINANCIAL_YEAR: ("year", "years"),
    Kind.CALENDAR_YEAR: ("year", "years"),
    Kind.ACADEMIC_YEAR: ("year", "years"),
}
"""What a period of a kind is called in a sentence; others are figures."""

_NUMBERS = {
    2: "two",
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    7: "seven",
    8: "eight",
    9: "nine",
    10: "ten",
    11: "eleven",
    12: "twelve",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartedPoint:
    """One period on a control chart: its figure, the lines in force, and the rules that it meets."""

    code: str
    label: str
    value: Decimal | None
    target: Decimal | None
    mean: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    lower_two_sigma: Decimal | None = None
    upper_two_sigma: Decimal | None = None
    label_of_rule: str = ""
    side: str = ""
    rules: tuple[str, ...] = ()
    point_type: str = "common_cause"
    begins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A stretch of points that meets one rule: ``when`` it was and ``what`` it shows.

    ``kind`` is improvement, concern or neutral; ``latest`` says that it reaches up to the latest figure.
    """

    rule: str
    kind: str
    when: str
    what: str
    points: int
    latest: bool

    @property
    def words(self) -> str:
        """The sign as one sentence."""
        return f"{self.when}: {self.what}."


def signs(points: Sequence[ChartedPoint], *, polarity: str, kind: Kind, said: Said) -> tuple[Sign, ...]:
    """Return a sign for every stretch of ``points`` (oldest first), newest first; ``said`` writes a figure."""
    last = max((place for place, point in enumerate(points) if point.value is not None), default=-1)
    found: list[tuple[int, Sign]] = []
    for rule in ("outside", "trend", "two_in_three", "shift"):
        for side, first, end in _stretches(points, rule):
            stretch = [point for point in points[first : end + 1] if rule in point.rules]
            found.append(
                (
                    end,
                    Sign(
                        rule=rule,
                        kind=_kind(stretch, rule=rule, side=side, polarity=polarity),
                        when=_when(stretch, rule=rule),
                        what=_WORDS[rule](stretch, side, NOUNS.get(kind, ("figure", "figures")), said),
                        points=len(stretch),
                        latest=end == last,
                    ),
                )
            )
    # A figure may meet more than one rule: the order of the rules is that of their weight.
    return tuple(sign for _, sign in sorted(found, key=lambda one: -one[0]))


def _stretches(points: Sequence[ChartedPoint], rule: str) -> Iterator[tuple[str, int, int]]:
    """Yield side, first and last place of each stretch of neighbours that meet ``rule`` on the same side."""
    sides = [_side(points, place, rule) for place in range(len(points))]
    # Two of three: an ordinary point may stand between them.
    reach = 2 if rule == "two_in_three" else 1
    first = end = -1
    for place, side in enumerate(sides):
        if not side:
            continue
        parted = any(point.begins or point.value is None for point in points[end + 1 : place + 1])
        if first >= 0 and side == sides[first] and place - end <= reach and not parted:
            end = place
            continue
        if first >= 0:
            yield sides[first], first, end
        first = end = place
    if first >= 0:
        yield sides[first], first, end


def _side(points: Sequence[ChartedPoint], place: int, rule: str) -> str:
    point = points[place]
    if rule not in point.rules or point.value is None or point.mean is None:
        return ""
    if point.label_of_rule == rule:
        return point.side
    if rule != "trend":
        return "high" if point.value > point.mean else "low"
    neighbour = points[place - 1].value if place and not point.begins else points[place + 1].value
    rising = neighbour is not None and (point.value > neighbour) == bool(place and not point.begins)
    return "high" if rising else "low"


def _kind(stretch: Sequence[ChartedPoint], *, rule: str, side: str, polarity: str) -> str:
    if polarity in ("higher", "lower"):
        return "improvement" if (side == "high") == (polarity == "higher") else "concern"
    types = Counter(point.point_type.split("_")[0] for point in stretch if point.label_of_rule == rule)
    return types.most_common(1)[0][0] if types else "neutral"


def _when(stretch: Sequence[ChartedPoint], *, rule: str) -> str:
    labels = [point.label for point in stretch]
    if rule == "two_in_three" and 1 < len(labels) < 4:
        return f"{', '.join(labels[:-1])} and {labels[-1]}"
    return labels[0] if len(labels) == 1 else f"{labels[0]} to {labels[-1]}"


def _counted(number: int, nouns: tuple[str, str]) -> str:
    return f"{_NUMBERS.get(number, f'{number:,}')} {nouns[1]}"


def _outside(stretch: Sequence[ChartedPoint], side: str, nouns: tuple[str, str], said: Said) -> str:
    point = stretch[-1]
    limit = f"the upper limit of {said(point.upper)}" if side == "high" else f"the lower limit of {said(point.lower)}"
    where = f"{'above' if side == 'high' else 'below'} {limit}"
    return f"{said(point.value)} is {where}" if len(stretch) == 1 else f"{_counted(len(stretch), nouns)} {where}"


def _trend(stretch: Sequence[ChartedPoint], side: str, nouns: tuple[str, str], said: Said) -> str:
    move = "higher" if side == "high" else "lower"
    return f"{_counted(len(stretch), nouns)} in a row, each {move} than the one before"


def _two_in_three(stretch: Sequence[ChartedPoint], side: str, nouns: tuple[str, str], said: Said) -> str:
    limit = said(stretch[-1].upper if side == "high" else stretch[-1].lower)
    return f"two in three {nouns[1]} close to the {'upper' if side == 'high' else 'lower'} limit of {limit}"


def _shift(stretch: Sequence[ChartedPoint], side: str, nouns: tuple[str, str], said: Said) -> str:
    where = "above" if side == "high" else "below"
    return f"{_counted(len(stretch), nouns)} in a row {where} the average of {said(stretch[-1].mean)}"


_WORDS: dict[str, Callable[[Sequence[ChartedPoint], str, tuple[str, str], Said], str]] = {
    "outside": _outside,
    "trend": _trend,
    "two_in_three": _two_in_three,
    "shift": _shift,
}
