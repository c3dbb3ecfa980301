"""Milestones over time: for each what was first promised, what is now expected, what was done, and where today is.

Every milestone has a row: its name above, its line below. A hollow circle is the first promise, a hollow diamond what
is now expected, a filled disc what was done; a bar joins the promise to what became of it, so that slippage is length.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from goldenthread.engines.charts.axis import ChartError, clean
from goldenthread.engines.charts.calendar_ticks import Tick, ticks
from goldenthread.engines.charts.picture import framed
from goldenthread.engines.charts.plot import GRID, INK, LINE, SOFT, WIDTH, text_width

_EDGE, _TOP, _ROW, _FOOT = 14.0, 62.0, 58.0, 34.0
_LARGE = 1.43
"""How much larger words are drawn on a telephone: room is kept for that."""
_LATE, _EARLY = "#A3001B", "#0B6B3A"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """One milestone: ``first`` is the first promise, ``expected`` the forecast, ``done`` the day it was finished.

    A row that is set aside (deferred or dropped) has neither ``expected`` nor ``done``; ``note`` says so in a word.
    """

    name: str
    first: date
    expected: date | None = None
    done: date | None = None
    note: str = ""

    @property
    def slip(self) -> int | None:
        """Return the days between the first promise and what became of it, below zero when earlier."""
        end = self.done or self.expected
        return None if end is None else (end - self.first).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The rows in the order they are drawn. ``title`` states the finding; ``today`` is drawn where it is near."""

    identifier: str
    title: str
    rows: Sequence[TimelineRow]
    today: date


def slip_words(days: int | None) -> str:
    """Return how far a date moved: "on time", "6 days late", "3 months early"; empty where nothing can be said.

    Up to eight weeks are told in days, more in months of 30.44 days, rounded.
    """
    if days is None:
        return ""
    if days == 0:
        return "on time"
    size = abs(days)
    count, unit = (size, "day") if size < 57 else (round(size / 30.4375), "month")
    return f"{count} {unit}{'' if count == 1 else 's'} {'late' if days > 0 else 'early'}"


def timeline_alternative(timeline: Timeline) -> str:
    """Return the picture in one or two sentences, written from its rows."""
    rows = timeline.rows
    if not rows:
        return "There are no milestones."
    done = [row for row in rows if row.done is not None]
    late = [row for row in rows if (row.slip or 0) > 0]
    parts = [f"{_counted(len(rows))}: {len(done)} done, {len(late)} later than first promised"]
    worst = max(late, key=lambda row: row.slip or 0, default=None)
    if worst is not None:
        verb = "was" if worst.done is not None else "is expected"
        parts.append(f"The furthest from its promise is “{worst.name}”, which {verb} {slip_words(worst.slip)}")
    overdue = [row for row in rows if row.done is None and row.expected is not None and row.expected < timeline.today]
    if overdue:
        count = "One is" if len(overdue) == 1 else f"{len(overdue)} are"
        parts.append(f"{count} past the date now expected and not done")
    return f"{'. '.join(parts)}."


def timeline_svg(timeline: Timeline, *, words: str | None = None) -> str:
    """Return ``timeline`` as one ``<svg>`` element, the same text for equal timelines.

    ``words`` is the text alternative (written from the rows when None). Raises
    :class:`~goldenthread.engines.charts.axis.ChartError` when there is nothing to draw.
    """
    if not timeline.rows:
        raise ChartError(f"There is no milestone to draw in “{timeline.title}”. Leave the picture out.")
    scale = _Scale(timeline)
    height = _TOP + len(timeline.rows) * _ROW + _FOOT
    bottom = height - _FOOT
    parts = [*_grid(scale, bottom), *_today(timeline, scale, bottom)]
    for index, row in enumerate(timeline.rows):
        parts += _row(row, scale, top=_TOP + index * _ROW)
    parts += _key(height - 10)
    return framed(
        "".join(parts),
        identifier=timeline.identifier,
        title=timeline.title,
        words=timeline_alternative(timeline) if words is None else words,
        height=height,
    )


class _Scale:
    """Where a day lies across the picture."""

    def __init__(self, timeline: Timeline) -> None:
        days = [day for row in timeline.rows for day in (row.first, row.expected, row.done) if day is not None]
        low, high, today = min(days).toordinal(), max(days).toordinal(), timeline.today.toordinal()
        room = max((high - low) // 3, 92)
        self.shows_today = low - room <= today <= high + room
        if self.shows_today:
            low, high = min(low, today), max(high, today)
        margin = max((high - low) // 16, 10)
        # The calendar ends where the program's dates end.
        self._low, self._high = max(low - margin, 1), min(high + margin, date.max.toordinal())
        self.ticks: list[Tick] = ticks(date.fromordinal(self._low), date.fromordinal(self._high))

    def x(self, day: date) -> float:
        """Return the horizontal position of a day."""
        share = (day.toordinal() - self._low) / (self._high - self._low)
        return round(_EDGE + share * (WIDTH - 2 * _EDGE), 2)


def _grid(scale: _Scale, bottom: float) -> list[str]:
    parts, free = [], 0.0
    for tick in scale.ticks:
        left = scale.x(tick.day)
        parts.append(f'<path d="M{left:g} {_TOP - 26:g}V{bottom:g}" stroke="{GRID}" stroke-width="1"/>')
        width = _LARGE * text_width(tick.words)
        if left >= free and left + width <= WIDTH:
            parts.append(_text(tick.words, left, _TOP - 34, fill=SOFT))
            free = left + width + 10
    return parts


def _today(timeline: Timeline, scale: _Scale, bottom: float) -> list[str]:
    if not scale.shows_today:
        return []
    left = scale.x(timeline.today)
    half = _LARGE * text_width("Today") / 2
    place = min(max(left, half), WIDTH - half)
    return [
        f'<path d="M{left:g} {_TOP - 22:g}V{bottom:g}" stroke="{INK}" stroke-width="1.5" stroke-dasharray="2 3"/>',
        _text("Today", place, _TOP - 10, fill=INK, anchor="middle", weight=600),
    ]


def _row(row: TimelineRow, scale: _Scale, *, top: float) -> list[str]:
    """A milestone: name and what became of it above, its line below."""
    slip = row.slip
    said = row.note or (f"done {slip_words(slip)}" if row.done is not None else slip_words(slip))
    late = slip is not None and slip > 0
    room = WIDTH - 2 * _EDGE - (_LARGE * text_width(said, size=14) + 16 if said else 0)
    parts = [_text(_fitting(row.name, room / _LARGE), _EDGE, top + 20, fill=INK)]
    if said:
        bold = 600 if late else 400
        parts.append(_text(said, WIDTH - _EDGE, top + 20, fill=_LATE if late else SOFT, anchor="end", weight=bold))
    y = top + 38
    left, right = _EDGE, WIDTH - _EDGE
    parts.append(f'<path d="M{left:g} {y:g}H{right:g}" stroke="{GRID}" stroke-width="1"/>')
    first = scale.x(row.first)
    end = row.done or row.expected
    if end is not None and end != row.first:
        colour = _LATE if late else _EARLY
        parts.append(f'<path d="M{first:g} {y:g}H{scale.x(end):g}" stroke="{colour}" stroke-width="4"/>')
    parts.append(_ring(first, y, radius=6))
    if row.done is not None:
        parts.append(_disc(scale.x(row.done), y))
    elif row.expected is not None:
        parts.append(_diamond(scale.x(row.expected), y))
    return parts


def _key(y: float) -> list[str]:
    """What each shape means, below the picture."""
    parts, left = [], _EDGE + 6
    for shape, words in ((_ring, "first promised"), (_diamond, "now expected"), (_disc, "done")):
        parts.append(shape(left, y - 5))
        parts.append(_text(words, left + 13, y, fill=SOFT))
        left += 30 + _LARGE * text_width(words)
    return parts


def _ring(x: float, y: float, *, radius: float = 6) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="#FFFFFF" stroke="{LINE}" stroke-width="2"/>'


def _disc(x: float, y: float) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="4.5" fill="{LINE}" stroke="#FFFFFF" stroke-width="1"/>'


def _diamond(x: float, y: float) -> str:
    return f'<path d="M{x:g} {y - 8:g}l8 8-8 8-8-8z" fill="#FFFFFF" stroke="{LINE}" stroke-width="2"/>'


def _text(text: str, x: float, y: float, *, fill: str, anchor: str = "start", weight: int = 400) -> str:
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    place = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="14"{place} fill="{fill}"{bold}>{escape(clean(text))}</text>'


def _fitting(text: str, room: float) -> str:
    """``text`` cut at a word so that it fits; the table beside the picture has all of it."""
    if text_width(text) <= room:
        return text
    words = text.split()
    while words and text_width(f"{' '.join(words)} …") > room:
        words.pop()
    return f"{' '.join(words)} …" if words else text[: max(1, int(room / 14))] + "…"


def _counted(number: int) -> str:
    return "One milestone" if number == 1 else f"{number} milestones"
