"""Items of the thread as rows of a table and of a file."""

from collections.abc import Iterable
from typing import Any

from goldenthread.design.spread import standing_word
from goldenthread.domain.framework.rules.rows import Node

COLUMNS = (
    "code",
    "plan",
    "level",
    "label",
    "title",
    "state",
    "serves",
    "served_by",
    "rating",
    "green",
    "amber",
    "red",
    "not_rated",
    "lead_officer",
    "chief_officer",
    "cabinet_member",
    "partner",
)


def csv_rows(nodes: Iterable[Node]) -> list[list[Any]]:
    """Return one row for each item: what it serves, what serves it (codes), and the spread at it and below it."""
    return [
        [
            node.item.code,
            node.item.plan,
            node.item.level_name,
            node.item.label,
            node.item.title,
            node.item.state.replace("_", " "),
            "; ".join(node.above),
            "; ".join(node.below),
            standing_word(node.spread.rating) if node.spread.rating else "not rated",
            node.spread.green,
            node.spread.amber,
            node.spread.red,
            sum(count for _, count in node.spread.others),
            *(
                post[1] if post else ""
                for post in (node.item.lead_officer, node.item.chief_officer, node.item.cabinet_member)
            ),
            node.item.partner[1] if node.item.partner else "",
        ]
        for node in nodes
    ]
