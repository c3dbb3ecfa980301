"""When a row about the council itself is refused: places, units, posts, people, indicators, definitions."""

from collections.abc import Callable

import polars as pl

from goldenthread.domain.collection.rules.columns import FileKind
from goldenthread.domain.collection.rules.findings import Check, Findings, Row, quoted, without
from goldenthread.domain.collection.rules.keys import cycles


def length_checks(kind: FileKind) -> list[Check]:
    """Refuse texts that are longer than what is kept of them."""
    return [
        Check(
            column=column.name,
            when=pl.col(column.name).str.len_chars() > column.longest,
            seen=_too_long(column.name),
            expected=f"at most {column.longest} characters",
            what_to_do="Shorten it.",
        )
        for column in kind.columns
        if column.longest
    ]


def _too_long(name: str) -> Callable[[Row], str]:
    return lambda row: f"{quoted(name)(row)} has {len(row[name])} characters"


def date_order(first: str, last: str) -> Check:
    """Refuse an end before its start."""
    return Check(
        column=last,
        when=pl.col(first) > pl.col(last),
        seen=lambda row: f"{row[last]} lies before {first} ({row[first]})",
        expected=f"{first} before {last}",
        what_to_do="Correct one of the two dates.",
    )


def tolerance_checks(*, only_own_scheme: bool) -> list[Check]:
    """Refuse a scheme that needs a tolerance without one, and a tolerance below zero."""
    whose = "this definition" if only_own_scheme else "the authority"
    return [
        Check(
            column="tolerance",
            when=pl.col("scheme").is_in(["percent", "absolute"]) & pl.col("tolerance").is_null(),
            seen=lambda row: f"the scheme of {whose} is {row['scheme']}, and there is no tolerance",
            expected="a tolerance, such as 10",
            what_to_do="Write the tolerance.",
        ),
        Check(
            column="tolerance",
            when=pl.col("tolerance_float") < 0,
            seen=lambda row: f"a tolerance below zero ({row['tolerance']})",
            expected="zero or more",
            what_to_do="Write it without the minus sign.",
        ),
    ]


def range_check(column: str, *, highest: int) -> Check:
    """Refuse a whole number outside 0 to ``highest``."""
    return Check(
        column=column,
        when=(pl.col(column) < 0) | (pl.col(column) > highest),
        seen=lambda row: f"{row[column]} is out of reach",
        expected=f"a whole number from 0 to {highest}",
        what_to_do="Correct the number.",
    )


def checks(kind: FileKind) -> list[Check]:
    """Return the checks of one row by itself for a file ``kind`` about the council."""
    return [*length_checks(kind), *_OWN.get(kind.name, [])]


_ORDER = range_check("order", highest=2_000_000_000)
_ADDRESS = Check(
    column="source_url",
    when=~pl.col("source_url").str.contains(r"^https?://[^\s]+$"),
    seen=quoted("source_url"),
    expected="an address that begins with https:// or http://",
    what_to_do="Correct the address.",
)
_OWN: dict[str, list[Check]] = {
    "places": [
        date_order("valid_from", "valid_to"),
        _ORDER,
        Check(
            column="successor",
            when=pl.col("successor").is_not_null() & pl.col("valid_to").is_null(),
            seen=lambda row: f"{row['code']} has a successor ({row['successor']}) and no last day",
            expected="a last day (valid_to) with every successor",
            what_to_do="Write the last day of the code, or delete the successor.",
        ),
        Check(
            column="successor",
            when=pl.col("successor") == pl.col("code"),
            seen=lambda row: f"{row['code']} is its own successor",
            expected="another place",
            what_to_do="Correct the successor.",
        ),
    ],
    "authority": [
        *tolerance_checks(only_own_scheme=False),
        Check(
            column="colour",
            when=~pl.col("colour").str.contains("^#[0-9A-Fa-f]{6}$"),
            seen=quoted("colour"),
            expected="a colour such as #12436D",
            what_to_do="Write # and six digits or letters from A to F.",
        ),
    ],
    "units": [
        date_order("valid_from", "valid_to"),
        _ORDER,
        Check(
            column="parent",
            when=(pl.col("kind") == "directorate") & pl.col("parent").is_not_null(),
            seen=lambda row: f"the directorate {row['code']} belongs to {row['parent']}",
            expected="no parent: a directorate is at the top",
            what_to_do="Delete the parent, or correct the kind.",
        ),
    ],
    "committees": [_ORDER],
    "posts": [
        Check(
            column="portfolio",
            when=pl.col("portfolio").is_not_null() & (pl.col("kind") != "cabinet_member"),
            seen=lambda row: (
                f"{row['code']} has the portfolio {quoted('portfolio')(row)}, and its kind is {row['kind']}"
            ),
            expected="a portfolio with a cabinet_member only",
            what_to_do="Delete the portfolio, or correct the kind.",
        )
    ],
    "holders": [date_order("starts", "ends")],
    "people": [
        date_order("starts", "ends"),
        Check(
            column="unit",
            when=(pl.col("role") == "partner") & pl.col("unit").is_null(),
            seen=lambda row: f"{row['email']} has the role partner in no unit",
            expected="the partner's own unit: the role holds there only",
            what_to_do="Write the code of the partner's unit.",
        ),
        Check(
            column="email",
            when=~pl.col("email").str.contains(r"^[^@\s]+@[^@\s]+$"),
            seen=quoted("email"),
            expected="an address such as pat.lee@downland.example",
            what_to_do="Correct the address.",
        ),
    ],
    "indicators": [date_order("starts", "ends"), range_check("due_days", highest=32_767), _ORDER],
    "definitions": [
        *tolerance_checks(only_own_scheme=True),
        range_check("decimals", highest=9),
        _ADDRESS,
    ],
    "comparator_groups": [_ORDER],
    "comparators": [_ADDRESS],
    "commentary": [
        Check(
            column="context",
            when=pl.all_horizontal(pl.col("context", "action_taken", "action_planned").is_null()),
            seen="none of the three texts",
            expected="a context, an action taken or an action planned",
            what_to_do="Write one of them, or delete the row.",
        )
    ],
}


def no_cycles(
    frame: pl.DataFrame, *, parents: dict[str, str], what: str, findings: Findings, column: str = "parent"
) -> pl.DataFrame:
    """Refuse rows whose ``column`` leads back to themselves; ``parents`` are those stored, which the rows override."""
    mine = {code: parent for code, parent in frame.select("code", column).iter_rows() if parent is not None}
    kept = {code: parent for code, parent in parents.items() if code not in set(frame["code"].to_list())}
    turning = cycles({**kept, **mine})
    if not turning:
        return frame
    rows = frame.filter(pl.col("code").is_in(list(turning)) & pl.col(column).is_not_null())
    findings.note(
        Check(
            column=column,
            when=pl.lit(True),
            seen=lambda row: f"{row['code']} would be part of itself: its {column} is {row[column]}",
            expected=f"a {what} further up, never one below it",
            what_to_do=f"Correct the {column} of one of {', '.join(sorted(turning)[:6])}.",
        ),
        rows,
    )
    return without(frame, rows["row"].to_list())


def same_person() -> Check:
    """Refuse rows that give one address two names or two posts (needs first_name, first_post, first_row)."""
    return Check(
        column="name",
        when=(pl.col("name") != pl.col("first_name")) | pl.col("post").ne_missing(pl.col("first_post")),
        seen=lambda row: f"rows {row['first_row']} and {row['row']} give {row['email']} different names or posts",
        expected="the same name and post in every row of a person",
        what_to_do="Correct one of the two rows.",
    )
