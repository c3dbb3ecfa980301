"""What home shows: tasks, changes, scorecards."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.urls import reverse
from django.utils.safestring import SafeString

from goldenthread.design import words
from goldenthread.design.marks import rating_html
from goldenthread.domain.assessment.queries import Scored
from goldenthread.domain.collection import queries
from goldenthread.domain.collection.permissions import Reach
from goldenthread.domain.collection.rules.owed import WAITING
from goldenthread.entrypoints.workspace.returns import finding

MOST = 6
"""How many of one kind stand on home; the rest is one link away."""


class Comment(Protocol):
    """What is read from a commentary."""

    @property
    def period_code(self) -> str: ...  # noqa: D102 - the names speak for themselves
    @property
    def action_planned(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do: what, why, until when, its mark."""

    name: str
    url: str
    hint: str
    mark: SafeString


def mine(scored: Sequence[Scored], *, posts: Collection[str]) -> list[Scored]:
    """Return what the holder of ``posts`` answers for; everything where no indicator names one of them."""
    own = [one for one in scored if {one.lead_officer, one.chief_officer, one.cabinet_member} & set(posts)]
    return own or list(scored)


def late(scored: Iterable[Scored], *, address: str) -> list[Task]:
    """Return the figures that are late, the longest first."""
    found = sorted((one for one in scored if one.late_days > 0), key=lambda one: -one.late_days)
    return [
        Task(
            name=f"{one.name}: no figure for {one.period_label}",
            url=address.replace("REFERENCE", one.reference),
            hint=f"{one.lead_officer or 'No lead officer named'}. Was due on {words.day(one.due_on)}",
            mark=rating_html("", f"{words.counted(one.late_days, 'day', 'days')} late"),
        )
        for one in found
    ]


def due_soon(scored: Iterable[Scored], *, today: date, address: str) -> list[Task]:
    """Return the figures that are not entered yet and not late, the next due first."""
    found = [one for one in scored if not one.status and one.late_days == 0 and one.due_on and one.due_on >= today]
    return [
        Task(
            name=f"{one.name}: figure for {one.period_label}",
            url=address.replace("REFERENCE", one.reference),
            hint=one.lead_officer or "No lead officer named",
            mark=rating_html("not_due", f"Due {words.day(one.due_on)}"),
        )
        for one in sorted(found, key=lambda one: one.due_on or today)
    ]


def unexplained(scored: Iterable[Scored], *, comments: Mapping[int, Sequence[Comment]], address: str) -> list[Task]:
    """Return the Reds for whose period no management action is written down."""
    return [
        Task(
            name=f"{one.name}: say what will be done",
            url=f"{address.replace('REFERENCE', one.reference)}#says",
            hint=f"{one.lead_officer or 'No lead officer named'}. Red in {one.period_label} without an action planned",
            mark=rating_html("red", "Needs words"),
        )
        for one in scored
        if one.shown_rating == "red"
        and not any(note.period_code == one.period_code and note.action_planned for note in comments[one.indicator_id])
    ]


def returns_to_do(reach: Reach, *, today: date) -> list[Task]:
    """Return the returns of somebody in which something is asked for and not entered yet, the most pressing first."""
    rows = finding.own_returns(reach)
    lines = queries.lines(returns=[row.id for row in rows], today=today) if rows else {}
    found = []
    for row in rows:
        asked = [line for line in lines[row.id] if line.state in WAITING]
        if asked:
            late = sum(line.state == "late" for line in asked)
            due = words.day(min(line.due_on for line in asked))
            task = Task(
                name=f"Enter {words.counted(len(asked), 'figure', 'figures')} for {row.period_label}",
                url=reverse("workspace:return", args=[row.period_code, row.post_code]),
                hint=row.post_title,
                mark=rating_html("", f"{late} late") if late else rating_html("not_due", f"Due {due}"),
            )
            found.append((min(line.due_on for line in asked), task))
    return [task for _, task in sorted(found, key=lambda one: one[0])]
