"""Comments, drafts and endorsements as their pages show them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from goldenthread.design import words
from goldenthread.design.marks import rating_html
from goldenthread.design.wording import compared_html
from goldenthread.domain.consultation.queries import BodyRow, CommentRow, DraftRow
from goldenthread.domain.consultation.rules import BODY_NAMES, SECTION_NAMES, Difference, Passage

COLUMNS = (
    *("plan", "iteration", "number", "item", "section", "person", "organisation", "workshop", "received_on", "text"),
    *("response", "changed", "what_changed", "answered_by", "answered_at"),
)
_MARKS = {"endorsed": ("green", "Endorsed"), "lapsed": ("amber", "Lapsed"), "outstanding": ("no_data", "Outstanding")}
_DIFFERENCES = {"added": "Added", "removed": "Removed", "changed": "Changed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentLine:
    """A comment in the log, with its standing as a mark."""

    row: CommentRow
    about: str
    section: str
    standing: SafeString


def comment_lines(rows: Sequence[CommentRow], *, titles: Mapping[str, str]) -> list[CommentLine]:
    """Return the comments in the order given; ``titles`` are those of items by code."""
    return [
        CommentLine(
            row=row,
            about=titles.get(row.item, row.item) if row.item else "The plan as a whole",
            section=SECTION_NAMES[row.section],
            standing=standing(row),
        )
        for row in rows
    ]


def standing(row: CommentRow) -> SafeString:
    """Return whether a comment is answered, and whether it changed anything, as a mark."""
    if row.response is None:
        return rating_html("no_data", "Not answered")
    return rating_html("green", "Changed") if row.response.changed else rating_html("within", "Answered")


def wanted(rows: Iterable[CommentRow], *, answered: str, section: str, item: str, q: str) -> list[CommentRow]:
    """Return the comments that the filters ask for; several words must all be there."""
    said = q.casefold().split()
    kept = []
    for row in rows:
        state = "no" if row.response is None else "changed" if row.response.changed else "same"
        text = f"{row.reference} {row.who} {row.text} {row.response.text if row.response else ''}".casefold()
        if (
            answered in ("", state)
            and section in ("", row.section)
            and item in ("", row.item)
            and all(word in text for word in said)
        ):
            kept.append(row)
    return kept


def finding(rows: Sequence[CommentRow]) -> str:
    """Say how many comments there are, and how many wait for an answer."""
    if not rows:
        return "Nobody has commented yet."
    open_ = sum(row.response is None for row in rows)
    changed = sum(row.response is not None and row.response.changed for row in rows)
    waits = (
        "every one is answered"
        if not open_
        else f"{words.spelled(open_)} {'waits' if open_ == 1 else 'wait'} for an answer"
    )
    return f"{words.counted(len(rows), 'comment', 'comments')}: {waits}, and {words.spelled(changed)} changed the plan."


def csv_rows(rows: Iterable[CommentRow], *, plan: str) -> list[tuple[Any, ...]]:
    """Return the log as rows of a file."""
    found = []
    for row in rows:
        said = row.response
        found.append(
            (
                *(plan, row.iteration, row.number, row.item, row.section, row.person, row.organisation, row.workshop),
                *(row.received_on, row.text),
                *(
                    (said.text, said.changed, said.what_changed, said.entered_by, said.entered_at)
                    if said
                    else ("",) * 5
                ),
            )
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """An iteration in the list, with how much was said about it."""

    row: DraftRow
    comments: int
    unanswered: int
    latest: bool


def draft_lines(rows: Sequence[DraftRow], *, log: Sequence[CommentRow]) -> list[DraftLine]:
    """Return the iterations, the latest first."""
    said = Counter(row.iteration for row in log)
    unanswered = Counter(row.iteration for row in log if row.response is None)
    return [
        DraftLine(row=row, comments=said[row.number], unanswered=unanswered[row.number], latest=row is rows[-1])
        for row in reversed(rows)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLine:
    """A body that is asked, and how it stands: as a mark and in words."""

    name: str
    kind: str
    mark: SafeString
    words: str
    late: bool


def body_lines(rows: Sequence[BodyRow], *, today: date) -> list[BodyLine]:
    """Return the bodies that are asked, in the council's order."""
    return [
        BodyLine(
            name=row.name,
            kind=BODY_NAMES[row.kind] if BODY_NAMES[row.kind] != row.name else "",
            mark=rating_html(*_MARKS[row.state]),
            words=_given(row),
            late=row.state != "endorsed" and row.due_on is not None and row.due_on < today,
        )
        for row in rows
        if row.wanted
    ]


def _given(row: BodyRow) -> str:
    said = "; ".join(
        f"iteration {one.iteration} on {words.day(one.given_on)}{f' ({one.minute})' if one.minute else ''}"
        for one in row.given
    )
    due = f"wanted by {words.day(row.due_on)}" if row.due_on else ""
    if row.state == "endorsed":
        return f"{said[:1].upper()}{said[1:]}"
    if row.state == "lapsed":
        asks = f"; the latest is {due}" if due else ""
        return f"Endorsed {said}, and the words have changed since{asks}"
    return f"{due[:1].upper()}{due[1:]}" if due else "No day set"


def endorsed_words(rows: Sequence[BodyRow]) -> str:
    """Say how many of those asked have endorsed the latest iteration."""
    asked = [row for row in rows if row.wanted]
    given = sum(row.state == "endorsed" for row in asked)
    if not asked:
        return "Nobody has been asked to endorse this plan yet."
    return (
        f"{words.spelled(given).capitalize()} of {words.spelled(len(asked))} asked have endorsed the latest iteration."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceLine:
    """A passage that differs: where, how, and its words compared."""

    where: str
    kind: str
    html: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceGroup:
    """What differs in one item."""

    item: str
    title: str
    lines: list[DifferenceLine]


def differences(found: Sequence[Difference]) -> list[DifferenceGroup]:
    """Return the differences by item, in the order given."""
    groups: dict[str, DifferenceGroup] = {}
    for one in found:
        group = groups.setdefault(one.item, DifferenceGroup(item=one.item, title=one.item_title, lines=[]))
        group.lines.append(
            DifferenceLine(
                where=where(one.section, one.position),
                kind=_DIFFERENCES[one.kind],
                html=compared_html(one.before, one.after),
            )
        )
    return list(groups.values())


def where(section: str, position: int) -> str:
    """Name the place of a passage in its item."""
    if section == "wording":
        return "Title" if position == 0 else "Description"
    return f"{SECTION_NAMES[section].removesuffix('s')} {position}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWords:
    """The words of one item in an iteration."""

    code: str
    title: str
    parts: list[tuple[str, SafeString]]


def item_words(draft: Sequence[Passage]) -> list[ItemWords]:
    """Return a draft item by item: its description, then a list for each section."""
    items: dict[str, dict[str, list[str]]] = {}
    titles: dict[str, str] = {}
    for one in draft:
        titles[one.item] = one.item_title
        sections = items.setdefault(one.item, {})
        if (one.section, one.position) != ("wording", 0):
            sections.setdefault(one.section, []).append(one.text)
    return [
        ItemWords(
            code=code,
            title=titles[code],
            parts=[
                ("" if section == "wording" else SECTION_NAMES[section], _listed(texts, plain=section == "wording"))
                for section, texts in sections.items()
            ],
        )
        for code, sections in items.items()
    ]


def _listed(texts: Sequence[str], *, plain: bool) -> SafeString:
    if plain:
        return format_html_join("", '<p class="gt-text">{}</p>', ((text,) for text in texts))
    return format_html('<ul class="gt-list">{}</ul>', format_html_join("", "<li>{}</li>", ((text,) for text in texts)))
