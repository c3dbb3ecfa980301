"""One scored indicator as a page shows it: words instead of numbers, marks instead of codes. No rule, no query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe

from goldenthread.design import words
from goldenthread.design.marks import direction_html, drawn, rating_html, rating_word
from goldenthread.design.signals import predicted_word, variation_html
from goldenthread.design.yearend import Answered
from goldenthread.engines.charts import sparkline
from goldenthread.engines.charts.figures import figure


class Scorable(Protocol):
    """What is read from a scored indicator; the domain's record has exactly these names."""

    @property
    def reference(self) -> str: ...  # noqa: D102 - the names speak for themselves
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def measure(self) -> str: ...  # noqa: D102
    @property
    def decimals(self) -> int: ...  # noqa: D102
    @property
    def period_label(self) -> str: ...  # noqa: D102
    @property
    def place_name(self) -> str: ...  # noqa: D102
    @property
    def value(self) -> Decimal | None: ...  # noqa: D102
    @property
    def numerator(self) -> Decimal | None: ...  # noqa: D102
    @property
    def denominator(self) -> Decimal | None: ...  # noqa: D102
    @property
    def target(self) -> Decimal | None: ...  # noqa: D102
    @property
    def floor(self) -> Decimal | None: ...  # noqa: D102
    @property
    def lower(self) -> Decimal | None: ...  # noqa: D102
    @property
    def upper(self) -> Decimal | None: ...  # noqa: D102
    @property
    def status(self) -> str: ...  # noqa: D102
    @property
    def as_at(self) -> date | None: ...  # noqa: D102
    @property
    def entered_at(self) -> datetime | None: ...  # noqa: D102
    @property
    def due_on(self) -> date | None: ...  # noqa: D102
    @property
    def late_days(self) -> int: ...  # noqa: D102
    @property
    def rating(self) -> str: ...  # noqa: D102
    @property
    def override(self) -> str: ...  # noqa: D102
    @property
    def shown_rating(self) -> str: ...  # noqa: D102
    @property
    def direction(self) -> str: ...  # noqa: D102
    @property
    def variation(self) -> str: ...  # noqa: D102
    @property
    def predicted(self) -> str: ...  # noqa: D102
    @property
    def year_end(self) -> Decimal | None: ...  # noqa: D102
    @property
    def directorate_code(self) -> str: ...  # noqa: D102
    @property
    def directorate_name(self) -> str: ...  # noqa: D102


class Pointed(Protocol):
    """What is read from one point of a series."""

    @property
    def value(self) -> Decimal | None: ...  # noqa: D102
    @property
    def target(self) -> Decimal | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a scorecard, ready to be shown. ``group`` is the directorate's name where a new one begins."""

    reference: str
    name: str
    url: str
    note: str
    late: str
    value: str
    target: str
    floor: str
    rating: SafeString
    override: str
    direction: SafeString
    signal: SafeString
    predicted: str
    year_end: str
    line: SafeString
    group: str


def shown(scored: Scorable, number: Decimal | None, *, missing: str = "–") -> str:
    """Return a number of an indicator in its own unit and decimals: "78.4%"."""
    return figure(number, unit=scored.measure, decimals=scored.decimals, missing=missing)


def exactly(scored: Scorable, number: Decimal | None) -> str:
    """Return a number for running text: a target of 75 is "75%" there, not "75.0%"."""
    if number is None:
        return "–"
    places = min(scored.decimals, max(0, -int(number.normalize().as_tuple().exponent)))
    return figure(number, unit=scored.measure, decimals=places)


def target_shown(scored: Scorable) -> str:
    """Return the target, or the expected range where there is one: "75.0%", "120 to 150"."""
    if scored.lower is None and scored.upper is None:
        return shown(scored, scored.target)
    if scored.target is not None:
        return shown(scored, scored.target)
    if scored.lower is None:
        return f"up to {shown(scored, scored.upper)}"
    if scored.upper is None:
        return f"{shown(scored, scored.lower)} or more"
    return f"{shown(scored, scored.lower)} to {shown(scored, scored.upper)}"


def late_shown(scored: Scorable) -> str:
    """Say how late a missing figure is, or nothing: "12 days late"."""
    return f"{words.counted(scored.late_days, 'day', 'days')} late" if scored.late_days > 0 else ""


def rating_shown(scored: Scorable) -> SafeString:
    """Return the tag of the rating that is shown; one set by hand says so."""
    if scored.override:
        return rating_html(scored.shown_rating, f"{rating_word(scored.shown_rating)} (set by hand)")
    return rating_html(scored.rating)


def note_of(scored: Scorable) -> str:
    """Return what stands under an indicator's name: its own period, and what makes the figure less than final."""
    parts = [scored.period_label]
    if scored.status in {"provisional", "estimated", "suppressed", "not_available"}:
        parts.append(words.STATUS_WORDS[scored.status])
    if not scored.status and not scored.late_days:
        parts.append(f"due {words.day(scored.due_on)}")
    return ", ".join(parts)


def rows(
    scored: Sequence[Scorable],
    *,
    series: Mapping[str, Sequence[Pointed]],
    address: str,
    group_before: str = "",
) -> list[Row]:
    """Return the lines of a scorecard in the order given.

    ``address`` is the address of an indicator's page with ``REFERENCE`` where its reference goes; ``series`` holds
    the latest points of each reference for the small line; ``group_before`` is the last group of the page before.
    """
    lines = []
    group = group_before
    for one in scored:
        begins = one.directorate_name if one.directorate_name != group else ""
        group = one.directorate_name
        points = series.get(one.reference, ())
        lines.append(
            Row(
                reference=one.reference,
                name=one.name,
                url=address.replace("REFERENCE", quote(one.reference)),
                note=note_of(one),
                late=late_shown(one),
                value=shown(one, one.value),
                target=target_shown(one),
                floor=shown(one, one.floor, missing=""),
                rating=rating_shown(one),
                override=rating_word(one.rating) if one.override else "",
                direction=direction_html(one.direction),
                signal=variation_html(one.variation),
                predicted=predicted_word(one.predicted),
                year_end=shown(one, one.year_end, missing=""),
                line=_line(points, one.target),
                group=begins,
            )
        )
    return lines


class Told(Protocol):
    """What is read to know what was told of an indicator."""

    @property
    def methods(self) -> Mapping[str, Answered]: ...  # noqa: D102


def compared(scored: Told) -> bool:
    """Say whether anything is held of other areas: only then is it worth reading."""
    answer = scored.methods.get("comparators")
    return answer is not None and answer.answer != "no_comparators"


def _line(points: Sequence[Pointed], target: Decimal | None) -> SafeString:
    if not any(point.value is not None for point in points):
        return mark_safe("")
    return drawn(sparkline([point.value for point in points], target, width=104, height=30))


def finding(scored: Scorable) -> str:
    """Return the headline: the indicator, its latest figure, how that stands to its target, and where it is going.

    Only what the rating says already: a target is met or missed, a range is left or kept.
    """
    if scored.value is None:
        state = {
            "not_due": f"not due until {words.day(scored.due_on)}",
            "suppressed": f"too few cases to show for {scored.period_label}",
            "not_available": f"no figure for {scored.period_label}",
        }.get(scored.status, f"no figure yet for {scored.period_label}")
        return f"{scored.name}: {state}"
    stand = {
        "green": ", meeting the {target} target",
        "amber": ", missing the {target} target",
        "red": ", missing the {target} target",
        "below": ", below the expected range",
        "within": ", within the expected range",
        "above": ", above the expected range",
    }.get(scored.rating, "")
    move = {"improving": "improving", "worsening": "worsening"}.get(scored.direction, "")
    tail = stand.format(target=exactly(scored, scored.target)) if scored.target is not None or "{" not in stand else ""
    if move:
        tail += f" and {move}" if tail else f", {move}"
    return f"{scored.name}: {shown(scored, scored.value)}{tail}"
