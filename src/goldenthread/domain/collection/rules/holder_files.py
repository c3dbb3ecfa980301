"""Files about the council over time: where units moved, who held which post; and when a row of them is refused."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from goldenthread.domain.collection.rules.columns import FileKind
from goldenthread.domain.collection.rules.columns import column as _c
from goldenthread.domain.collection.rules.findings import Check, Findings, Row, without
from goldenthread.domain.organisation.rules import Placed, Span, circle, clash, said_again, stretch

STRUCTURE = FileKind(
    name="structure",
    key=("unit", "starts"),
    a_row_is="a move: from its first day on, until its next move, the unit belongs to another part of the council",
    columns=(
        _c("unit", "Code of the unit that moves, with everything below it.", "EDU", required=True, longest=20),
        _c("parent", "Code of the unit it then belongs to; empty is the top of the council.", "GROWTH", longest=20),
        _c("starts", "First day in the new place.", "2025-04-01", type="date", required=True),
        _c("reason", "Who decided it, and why.", "Restructure agreed by Cabinet, 3 March 2025", longest=300),
    ),
)
HOLDERS = FileKind(
    name="holders",
    key=("post", "email", "starts", "deputy"),
    a_row_is="a person who holds a post, or is its deputy, between two days; a post has one holder on a day at most",
    columns=(
        _c("post", "Code of the post.", "DIR-CYP", required=True, longest=20),
        _c("email", "Address of the person.", "pat.lee@downland.example", required=True, longest=254),
        _c("starts", "First day; empty if it is not known.", "2022-04-01", type="date"),
        _c("ends", "Last day; empty if none is set.", "", type="date"),
        _c("deputy", "yes for a deputy of the holder.", "no", type="yes_no", default="no"),
    ),
)


def holder_words(row: Row) -> str:
    """Say what a row of holders.csv is about."""
    return f"{row['email']} as {'deputy of ' if row['deputy'] else ''}{row['post']}"


def one_holder(
    frame: pl.DataFrame, *, stored: Sequence[Span], findings: Findings, column: str, what_to_do: str
) -> pl.DataFrame:
    """Refuse rows (post, email, starts, ends, deputy) that give a post a second holder on a day, or a person twice."""
    given = [
        Span(post=row["post"], person=row["email"], starts=row["starts"], ends=row["ends"], deputy=row["deputy"])
        for row in frame.iter_rows(named=True)
    ]
    numbers = dict(zip(map(id, given), frame["row"].to_list(), strict=True))
    again = said_again(given, stored=stored)
    left = [one for place, one in enumerate(stored) if place not in set(again)]
    seen: dict[int, str] = {}
    earlier: dict[str, list[Span]] = {}
    for one in left:
        earlier.setdefault(one.post, []).append(one)
    for one in given:
        other = clash(one, others=earlier.get(one.post, ()))
        if other is not None:
            seen[numbers[id(one)]] = _seen(one, other, row=numbers.get(id(other)))
        earlier.setdefault(one.post, []).append(one)
    rows = frame.filter(pl.col("row").is_in(list(seen)))
    findings.note(
        Check(
            column=column,
            when=pl.lit(True),
            seen=lambda row: seen[row["row"]],
            expected="one holder of a post on a day, and everybody once; deputies say yes under deputy",
            what_to_do=what_to_do,
        ),
        rows,
    )
    return without(frame, seen)


def _seen(one: Span, other: Span, *, row: int | None) -> str:
    where = "it is stored" if row is None else f"row {row} says"
    as_what = "as deputy " if other.deputy else ""
    return (
        f"{one.person} would {'be deputy of' if one.deputy else 'hold'} {one.post} {stretch(one)}, and {where} that "
        f"{other.person} has it {as_what}{stretch(other)}"
    )


def move_checks() -> list[Check]:
    """Refuse moves that cannot be (needs kind and valid_to of the unit)."""
    return [
        Check(
            column="parent",
            when=(pl.col("kind") == "directorate") & pl.col("parent").is_not_null(),
            seen=lambda row: f"the directorate {row['unit']} would belong to {row['parent']}",
            expected="no parent: a directorate is at the top",
            what_to_do="Delete the parent, or correct the kind in units.csv.",
        ),
        Check(
            column="starts",
            when=pl.col("valid_to") < pl.col("starts"),
            seen=lambda row: f"{row['unit']} would move on {row['starts']}, and its last day was {row['valid_to']}",
            expected="a first day on which the unit exists",
            what_to_do="Correct the day, or the last day in units.csv.",
        ),
    ]


def no_circles(
    frame: pl.DataFrame,
    *,
    base: Mapping[str, str | None],
    moves: Sequence[tuple[str, str | None, date]],
    column: str,
    findings: Findings,
) -> pl.DataFrame:
    """Refuse rows whose unit (in ``column``) would be part of itself on some day, with ``base`` and ``moves`` together.

    ``base`` and ``moves`` hold what is stored and what the rows say.
    """
    ids = {code: number for number, code in enumerate(base)}
    names = list(base)
    found = circle(
        {ids[code]: ids.get(parent or "") for code, parent in base.items()},
        placed=[
            Placed(unit_id=ids[unit], parent_id=ids.get(parent or ""), starts=starts)
            for unit, parent, starts in moves
            if unit in ids
        ],
    )
    if found is None:
        return frame
    turning = sorted(names[number] for number in found[1])
    rows = frame.filter(pl.col(column).is_in(turning) & pl.col("parent").is_not_null())
    day = f"on {found[0]}" if found[0] else "before the first move"
    findings.note(
        Check(
            column="parent",
            when=pl.lit(True),
            seen=lambda row: f"{row[column]} would be part of itself {day}: its parent is {row['parent']}",
            expected="a unit further up, never one below it",
            what_to_do=f"Correct the parent of one of {', '.join(turning[:6])}, here or in structure.csv or units.csv.",
        ),
        rows,
    )
    return without(frame, rows["row"].to_list())


def as_holdings(frame: pl.DataFrame, *, known: Sequence[Span]) -> pl.DataFrame:
    """Return the rows of people.csv that give somebody a post which they never held, each person once."""
    held = {(one.person, one.post) for one in known if not one.deputy}
    rows = frame.filter(pl.col("post").is_not_null()).unique("email", keep="first", maintain_order=True)
    fresh: list[dict[str, Any]] = [row for row in rows.iter_rows(named=True) if (row["email"], row["post"]) not in held]
    return pl.DataFrame(
        [(row["row"], row["email"], row["post"], None, None, False) for row in fresh],
        schema={
            "row": frame.schema["row"],
            "email": pl.String,
            "post": pl.String,
            "starts": pl.Date,
            "ends": pl.Date,
            "deputy": pl.Boolean,
        },
        orient="row",
    )
