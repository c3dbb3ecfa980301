"""What used to be said of an item, word by word, and where it came from and went."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.urls import reverse
from django.utils.safestring import SafeString

from goldenthread.design import words
from goldenthread.design.plans import STATE_WORDS, SUCCESSION_WORDS
from goldenthread.design.wording import compared_html
from goldenthread.domain.framework.rules.rows import ItemRow, RevisionRow, SuccessionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One revision: the words compared with those before, what else changed, who, when and why."""

    number: int
    title: SafeString
    description: SafeString
    other: list[str]
    who: str
    when: str
    why: str


def wordings(history: Sequence[RevisionRow]) -> list[Wording]:
    """Return the revisions of an item, the newest first, each compared with the one before."""
    if not history:
        return []
    first = history[0]
    found = [_wording(first, before=first.item)]
    found += [_wording(after, before=before.item) for before, after in pairwise(history)]
    return found[::-1]


def _wording(one: RevisionRow, *, before: ItemRow) -> Wording:
    after = one.item
    return Wording(
        number=after.number,
        title=compared_html(before.title, after.title),
        description=compared_html(before.description, after.description),
        other=list(_other(before, after)),
        who=one.entered_by,
        when=words.moment(one.entered_at),
        why=after.reason,
    )


def _other(before: ItemRow, after: ItemRow) -> list[str]:
    said = []
    if before.state != after.state:
        was, now = (STATE_WORDS[one.state] or "In force" for one in (before, after))
        said.append(f"{was} became {now[:1].lower()}{now[1:]}")
    for name, word in (("starts", "Start"), ("ends", "End")):
        was_on, now_on = getattr(before, name), getattr(after, name)
        if was_on != now_on:
            said.append(f"{word}: {words.day(was_on)} became {words.day(now_on)}")
    for name, word in (
        ("lead_officer", "Lead officer"),
        ("chief_officer", "Chief officer"),
        ("cabinet_member", "Cabinet member"),
        ("partner", "Partner"),
    ):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            said.append(f"{word}: {old[1] if old else 'nobody'} became {new[1] if new else 'nobody'}")
    if before.parent != after.parent:
        said.append(f"Moved from {before.parent or 'the top'} to {after.parent or 'the top'}")
    if before.label != after.label:
        said.append(f"Printed as {after.label or 'nothing'} instead of {before.label or 'nothing'}")
    if before.level != after.level:
        said.append(f"{before.level_name} became {after.level_name}")
    return said


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """Where an item came from, or what became of it."""

    words: str
    name: str
    url: str
    when: str
    why: str


def fates(came_from: Sequence[SuccessionRow], became: Sequence[SuccessionRow]) -> list[Fate]:
    """Return the log: what it came from first, then what became of it."""
    found = [
        Fate(
            words=f"It {SUCCESSION_BACK[one.kind]}",
            name=one.old_title,
            url=reverse("workspace:priority", args=[one.old]),
            when=words.day(one.decided_on),
            why=one.reason,
        )
        for one in came_from
    ]
    found += [
        Fate(
            words=f"It {SUCCESSION_WORDS[one.kind]}",
            name=one.new_title,
            url=reverse("workspace:priority", args=[one.new]) if one.new else "",
            when=words.day(one.decided_on),
            why=one.reason,
        )
        for one in became
    ]
    return found


SUCCESSION_BACK = {
    "carried": "was carried over from",
    "merged": "took in",
    "split": "is a part of what was",
    "dropped": "replaces",
}
"""A succession told from the new item's side."""
