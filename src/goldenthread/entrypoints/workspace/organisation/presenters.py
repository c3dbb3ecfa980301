"""The organisation as its pages show it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.design import words
from goldenthread.domain.organisation.queries import Branch, HolderRow, Move, PostRow, UnitRow
from goldenthread.domain.organisation.rules import SLOTS
from goldenthread.entrypoints.workspace.organisation.answers import Answer, Gap, counted

UNIT_WORDS = {"directorate": "Directorate", "division": "Division", "unit": "Unit", "partner": "Partner"}
POST_WORDS = {"officer": "Officer", "chief_officer": "Chief officer", "cabinet_member": "Cabinet member"}
_POST_ORDER = ("cabinet_member", "chief_officer", "officer")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLine:
    """A post in a list: who holds it, who is deputy, how much it answers for."""

    code: str
    title: str
    kind: str
    unit: str
    holder: str
    since: str
    deputies: str
    answers: int

    @property
    def gap(self) -> bool:
        """Nobody holds it, and it answers for something."""
        return not self.holder and self.answers > 0


def post_lines(
    posts: Sequence[PostRow],
    *,
    on: date,
    holdings: Sequence[HolderRow],
    units: Mapping[int, UnitRow],
    tree: Sequence[Branch],
    answers: Mapping[str, Sequence[Answer]],
) -> list[PostLine]:
    """Return the posts in the order of the tree, the chief's first in each unit, those outside the tree before all."""
    there = [row for row in holdings if stands(row, on)]
    holder = {row.post_id: row for row in there if not row.deputy}
    deputies: dict[int, list[str]] = {}
    for row in there:
        if row.deputy:
            deputies.setdefault(row.post_id, []).append(row.name)

    order = {unit.id: number for number, unit in enumerate(_walk(tree))}

    def place(post: PostRow) -> tuple[int, int, str]:
        return order.get(post.unit_id or 0, -1), _POST_ORDER.index(post.kind), post.title

    return [
        PostLine(
            code=post.code,
            title=post.title,
            kind=post.portfolio or POST_WORDS[post.kind],
            unit=units[post.unit_id or 0].name if post.unit_id in units else "",
            holder=holder[post.id].name if post.id in holder else "",
            since=f"since {words.day(holder[post.id].starts)}" if post.id in holder and holder[post.id].starts else "",
            deputies=words.joined(deputies.get(post.id, [])),
            answers=counted(answers.get(post.code, ())),
        )
        for post in sorted(posts, key=place)
    ]


def stands(row: HolderRow, on: date) -> bool:
    """Say whether a holding covers a day."""
    return (row.starts is None or row.starts <= on) and (row.ends is None or on <= row.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingLine:
    """One entry in the history of a post."""

    id: int
    name: str
    as_what: str
    starts: str
    ends: str
    now: bool


def holding_lines(rows: Sequence[HolderRow], *, on: date) -> list[HoldingLine]:
    """Return the history of a post, the latest first."""
    return [
        HoldingLine(
            id=row.id,
            name=row.name,
            as_what="Deputy" if row.deputy else "Holder",
            starts=words.day(row.starts, missing="not known"),
            ends=words.day(row.ends, missing="no last day set"),
            now=stands(row, on),
        )
        for row in reversed(rows)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveLine:
    """A unit that went from one place to another."""

    unit: str
    before: str
    after: str
    day: str
    reason: str


def move_lines(moves: Sequence[Move]) -> list[MoveLine]:
    """Return the moves in words, in the order given."""
    top = "the top of the council"
    return [
        MoveLine(
            unit=one.unit.name,
            before=one.before.name if one.before else top,
            after=one.after.name if one.after else top,
            day=words.day(one.starts),
            reason=one.reason,
        )
        for one in moves
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A unit in the tree: what it is, and the units below it."""

    name: str
    kind: str
    children: "tuple[Node, ...]"


def nodes(branches: Sequence[Branch]) -> tuple[Node, ...]:
    """Return the tree as its template walks it."""
    return tuple(
        Node(name=one.unit.name, kind=UNIT_WORDS[one.unit.kind], children=nodes(one.children)) for one in branches
    )


def _walk(branches: Sequence[Branch]) -> Iterator[UnitRow]:
    for one in branches:
        yield one.unit
        yield from _walk(one.children)


def gap_words(gap: Gap) -> str:
    """Say who is missing: "lead officer and Cabinet member"."""
    return words.joined([SLOTS[slot] if slot == "cabinet_member" else SLOTS[slot].lower() for slot in gap.missing])
