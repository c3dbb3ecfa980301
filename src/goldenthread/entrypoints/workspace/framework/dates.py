"""Milestones and actions as pages show them: a timeline with its table, and every date that was ever promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.urls import reverse
from django.utils.safestring import SafeString

from goldenthread.design import words
from goldenthread.design.marks import drawn
from goldenthread.design.spread import STATE_WORDS, standing_html, standing_word
from goldenthread.domain.delivery.rules.rows import WorkChange, WorkRow
from goldenthread.engines.charts import Timeline, TimelineRow, slip_words, timeline_alternative, timeline_svg

_SET_ASIDE = frozenset({"deferred", "dropped"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineShown:
    """The picture and its words; no picture where there is nothing to draw."""

    svg: SafeString
    words: str


def timeline(work: Sequence[WorkRow], *, code: str, today: date) -> TimelineShown:
    """Return the milestones over time, by what was first promised."""
    rows = [
        TimelineRow(
            name=one.title,
            first=one.first,
            expected=None if one.actual or one.state in _SET_ASIDE else one.forecast,
            done=one.actual,
            note=standing_word(one.state) if one.state in _SET_ASIDE else "",
        )
        for one in sorted(work, key=lambda one: (one.first, one.code))
    ]
    late = sum((row.slip or 0) > 0 for row in rows)
    title = f"{words.spelled(late).capitalize()} of {words.counted(len(rows), 'milestone', 'milestones')} slipped"
    line = Timeline(identifier=f"timeline-{code}", title=title, rows=rows, today=today)
    svg = timeline_svg(line) if rows else ""
    return TimelineShown(svg=drawn(svg), words=timeline_alternative(line))


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLine:
    """A milestone or action in a table."""

    name: str
    url: str
    first: str
    promised: str
    expected: str
    done: str
    slip: str
    late: bool
    standing: SafeString
    reason: str
    own: str
    who: str
    progress: str


def work_line(one: WorkRow) -> WorkLine:
    """Return a milestone or action in words; a rating of the owner's own stands beside the calculated one."""
    aside = one.state in _SET_ASIDE
    slip = ((one.actual or one.forecast) - one.first).days
    own = f"Rated {standing_word(one.self_rating)} by its owner: {one.self_reason}" if one.self_rating else ""
    return WorkLine(
        name=one.title,
        url=reverse("workspace:work_item", args=[one.code]),
        first=words.day(one.first),
        promised=words.day(one.baseline) if one.baseline != one.first else "",
        expected="" if one.actual or aside else words.day(one.forecast),
        done=words.day(one.actual, missing=""),
        slip="" if aside else slip_words(slip),
        late=slip > 0 and not aside,
        standing=standing_html(one.rating),
        reason=_reason(one),
        own=own,
        who=one.lead_officer[1] if one.lead_officer else "Nobody named yet",
        progress=f"{one.progress}%",
    )


def _reason(one: WorkRow) -> str:
    """The sentence of a rating; a state outside the ratings says itself, and a decision says who and when."""
    if one.state in _SET_ASIDE and one.decision:
        return f"{one.decision} {one.decided_by}, {words.day(one.decided_on)}."
    return "" if one.reason == f"{standing_word(one.rating).capitalize()}." else one.reason


def work_lines(work: Sequence[WorkRow]) -> list[WorkLine]:
    """Return milestones or actions by what was first promised."""
    return [work_line(one) for one in sorted(work, key=lambda one: (one.first, one.code))]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One revision of a milestone or action: what changed, who changed it, when and why."""

    what: list[str]
    who: str
    when: str
    why: str


def change_lines(history: Sequence[WorkChange]) -> list[ChangeLine]:
    """Return the changes of a milestone or action, the newest first; the last is the first promise."""
    if not history:
        return []
    first = history[0]
    lines = [
        ChangeLine(
            what=[f"First promised for {words.day(first.baseline)}"],
            who=first.entered_by,
            when=words.moment(first.entered_at),
            why=first.reason,
        )
    ]
    for before, after in pairwise(history):
        what = []
        if before.title != after.title:
            what.append(f"Renamed from “{before.title}” to “{after.title}”")
        if before.baseline != after.baseline:
            approved = f", approved by {after.approver}" if after.approver else ""
            what.append(f"Promise moved from {words.day(before.baseline)} to {words.day(after.baseline)}{approved}")
        if before.forecast != after.forecast:
            what.append(f"Expected {words.day(after.forecast)} instead of {words.day(before.forecast)}")
        if before.actual != after.actual:
            what.append(f"Done on {words.day(after.actual)}" if after.actual else "No longer done")
        if before.state != after.state:
            decided = f": {after.decision}" if after.decision else ""
            what.append(f"{STATE_WORDS[before.state].capitalize()} became {STATE_WORDS[after.state]}{decided}")
        if before.progress != after.progress:
            what.append(f"Progress from {before.progress}% to {after.progress}%")
        lines.append(
            ChangeLine(
                what=what or ["Other words changed"],
                who=after.entered_by,
                when=words.moment(after.entered_at),
                why=after.reason,
            )
        )
    return lines[::-1]
