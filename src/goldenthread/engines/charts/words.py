"""A chart in words, written from its data: what a person hears who does not see it."""

from decimal import Decimal

from goldenthread.engines.charts.axis import clean, figures_of, label_parts
from goldenthread.engines.charts.figures import figure, written_places
from goldenthread.engines.charts.record import ChartPoint, SeriesChart


def alternative(chart: SeriesChart) -> str:
    """Return the text alternative of ``chart``: how it moved, how it stands to its target, what is missing.

    Only what the figures say, in one to four plain sentences; no judgement of good or bad, which needs a polarity.
    After a change of definition only the comparable figures are compared. Raises
    :class:`~goldenthread.engines.charts.axis.ChartError` for a figure that is not finite.
    """
    figures_of(chart)
    sentences = [_movement(chart), _standing(chart), _gaps(chart), _break(chart)]
    return clean(" ".join(sentence for sentence in sentences if sentence))


def _present(points: tuple[ChartPoint, ...]) -> list[ChartPoint]:
    return [point for point in points if point.value is not None]


def _comparable(chart: SeriesChart) -> tuple[ChartPoint, ...]:
    """The points since the last change of definition."""
    start = max((index for index, point in enumerate(chart.points) if point.breaks), default=0)
    return chart.points[start:]


def _shown(number: Decimal | None, chart: SeriesChart, *, exact: bool = False) -> str:
    """``exact`` writes a target of 75 as 75%, not 75.0%."""
    decimals = chart.decimals
    if exact and number is not None:
        decimals = written_places(number, unit=chart.unit, decimals=decimals)
    return figure(number, unit=chart.unit, decimals=decimals)


def _marked(point: ChartPoint) -> str:
    return f" ({point.mark})" if point.mark else ""


def _movement(chart: SeriesChart) -> str:
    name = chart.value_name
    if not chart.points:
        return f"{name}: there are no figures to show."
    present = _present(_comparable(chart))
    if not present:
        first, last = chart.points[0].label, chart.points[-1].label
        when = f"for {first}" if first == last else f"from {first} to {last}"
        since = " since the definition changed" if _present(chart.points) else f" {when}"
        return f"{name}: there are no figures{since}."
    last_point = present[-1]
    if chart.cumulative:
        # Figures that add up over the year start anew each spring: April to June is not like April to March.
        stretch, year = label_parts(last_point.label)
        present = [point for point in present if not year or label_parts(point.label)[0] == stretch]
        if len(present) == 1:
            stands = f"{_shown(last_point.value, chart)} in {last_point.label}{_marked(last_point)}"
            return f"{name} was {stands}, adding up over the year."
    first_point = present[0]
    begin, end = _shown(first_point.value, chart), _shown(last_point.value, chart)
    until = f"{end} in {last_point.label}{_marked(last_point)}"
    if len(present) == 1:
        return (
            f"{name} was {until}, the only figure{' since then' if chart.points[0] not in _comparable(chart) else ''}."
        )
    since = f"{begin} in {first_point.label}{_marked(first_point)}"
    low, high = min(present, key=_value), max(present, key=_value)
    if _value(first_point) == _value(last_point):
        if low.value == high.value:
            return f"{name} stayed at {begin} from {first_point.label} to {last_point.label}{_marked(last_point)}."
        between = f"{_shown(low.value, chart)} to {_shown(high.value, chart)}"
        return f"{name} was {since} and {until}; between them it ranged from {between}."
    if begin == end:
        return f"{name} hardly changed: {since} and {until}."
    verb = "rose" if _value(last_point) > _value(first_point) else "fell"
    return f"{name} {verb} from {since} to {until}."


def _value(point: ChartPoint) -> Decimal:
    assert point.value is not None  # noqa: S101 - called for present points only
    return point.value


def _side(point: ChartPoint, line: Decimal) -> int:
    return (_value(point) > line) - (_value(point) < line)


def _standing(chart: SeriesChart) -> str:
    present = _present(_comparable(chart))
    if not present:
        return ""
    latest = present[-1]
    if latest.target is not None:
        return _against_target(chart, present)
    if latest.lower is not None or latest.upper is not None:
        return _against_range(chart, latest)
    if latest.floor is not None:
        place = ("below", "at", "above")[_side(latest, latest.floor) + 1]
        return f"It is {place} the floor standard of {_shown(latest.floor, chart, exact=True)}."
    return ""


def _against_target(chart: SeriesChart, present: list[ChartPoint]) -> str:
    latest = present[-1]
    assert latest.target is not None  # noqa: S101 - asked for only with a target
    side = _side(latest, latest.target)
    run: list[ChartPoint] = []
    for point in reversed(present):
        if point.target is None or _side(point, point.target) not in {side, 0}:
            break
        run.insert(0, point)
    target = _shown(latest.target, chart, exact=True)
    touching = side != 0 and any(point.value == point.target for point in run)
    place = ("at or below" if touching else "below", "exactly on", "at or above" if touching else "above")[side + 1]
    named = f"its target (now {target})" if len({point.target for point in run}) > 1 else _named(target)
    if len(run) == 1:
        sentence = f"It is {'now ' if len(present) > 1 else ''}{place} {named}"
    elif len(run) == len(present):
        whole = "throughout" if chart.points[0] in present else f"in every figure since {run[0].label}"
        sentence = f"It has been {place} {named} {whole}"
    else:
        sentence = f"It has been {place} {named} since {run[0].label}"
    return f"{sentence}{_against_floor(chart, latest)}."


def _named(target: str) -> str:
    """A target in words: "the 85% target", but "the target of 6 days"."""
    return f"the target of {target}" if " " in target else f"the {target} target"


def _against_floor(chart: SeriesChart, latest: ChartPoint) -> str:
    """How the latest figure stands to the floor, where the target has not said it already."""
    floor, target = latest.floor, latest.target
    if floor is None or target is None or floor == target:
        return ""
    side, wanted = _side(latest, floor), 1 if target > floor else -1
    if _side(latest, target) in {0, wanted}:
        return ""
    place = ("below", "on", "above")[side + 1]
    joint = "and" if side == -wanted else "but"
    return f", {joint} {place} the floor standard of {_shown(floor, chart, exact=True)}"


def _against_range(chart: SeriesChart, latest: ChartPoint) -> str:
    lower, upper = latest.lower, latest.upper
    if lower is not None and upper is not None:
        span = f"the {chart.range_name} of {_shown(lower, chart, exact=True)} to {_shown(upper, chart, exact=True)}"
    elif lower is not None:
        span = f"the {chart.range_name} of {_shown(lower, chart, exact=True)} or more"
    else:
        span = f"the {chart.range_name} of {_shown(upper, chart, exact=True)} or less"
    below = lower is not None and _value(latest) < lower
    above = upper is not None and _value(latest) > upper
    return f"It is {'below' if below else 'above' if above else 'within'} {span}."


def _gaps(chart: SeriesChart) -> str:
    missing = [point.label for point in chart.points if point.value is None]
    if not missing or len(missing) == len(chart.points):
        return ""
    if len(missing) > 3:
        return f"There are no figures for {len(missing)} of the {len(chart.points)} periods."
    named = missing[0] if len(missing) == 1 else f"{', '.join(missing[:-1])} or {missing[-1]}"
    return f"There is no figure for {named}."


def _break(chart: SeriesChart) -> str:
    changes = [point.label for index, point in enumerate(chart.points) if point.breaks and index > 0]
    if not changes:
        return ""
    return f"The definition changed in {changes[-1]}: earlier figures are not comparable."
