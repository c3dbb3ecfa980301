"""A tree of items as nested lists that fold and unfold by keyboard, without a script, and read well aloud.

Each item is a line of its own: its level, its name as a link, its rating. What is below it folds away behind a summary
that tells the spread, so that a Red below is seen while it is folded.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from goldenthread.design.spread import spread_html, standing_html

MOST = 300
"""Items drawn on one page; below that depth a link leads on."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An item: its level ("Priority"), its name, where it leads, its rating and the spread of it and what is below.

    ``note`` is a short remark after the name; ``below`` how many items stand directly below, of which ``children``
    are drawn here: all, or none where the page would be too long, and then ``more_url`` leads to them.
    """

    level: str
    name: str
    url: str
    rating: str
    counts: Mapping[str, int]
    note: str = ""
    below: int = 0
    more_url: str = ""
    children: Sequence["Node"] = field(default_factory=tuple)


def depth_that_fits(roots: Sequence[Key], *, below: Callable[[Key], Sequence[Key]], most: int = MOST) -> int:
    """Return how many levels under ``roots`` can be drawn without passing ``most`` items; at least one.

    An item that is reached by two ways is drawn twice and counts twice.
    """
    depth, total, front = 0, 0, list(roots)
    while front and (depth == 0 or total + len(front) <= most):
        total += len(front)
        depth += 1
        front = [child for key in front for child in below(key)] if total <= most else []
    return depth


def tree_html(nodes: Sequence[Node], *, unfolded: int = 1) -> SafeString:
    """Return the tree; the first ``unfolded`` levels stand open."""
    parts: list[str] = []
    if nodes:
        _write(nodes, parts, depth=1, unfolded=unfolded)
    return mark_safe("".join(parts))  # noqa: S308 - every word of an item is escaped where it is written


def _write(nodes: Sequence[Node], parts: list[str], *, depth: int, unfolded: int) -> None:
    parts.append('<ul class="gt-tree">' if depth == 1 else '<ul class="gt-tree__below">')
    for node in nodes:
        name, url = escape(node.name), escape(node.url)
        level = f'<span class="gt-node__level">{escape(node.level)}</span> ' if node.level else ""
        note = f' <span class="gt-node__note">{escape(node.note)}</span>' if node.note else ""
        # What is closed says what became of it; that nothing is rated any more needs no tag.
        tag = standing_html(node.rating) if node.rating or not node.note else ""
        parts.append(
            f'<li><div class="gt-node">{level}<a class="gt-node__name" href="{url}">{name}</a>{note} {tag}</div>'
        )
        if node.children:
            opened = " open" if depth <= unfolded else ""
            parts.append(
                f'<details class="gt-fold"{opened}><summary><span>{node.below} below'
                f'<span class="govuk-visually-hidden"> {name}: </span></span> {spread_html(node.counts)}</summary>'
            )
            _write(node.children, parts, depth=depth + 1, unfolded=unfolded)
            parts.append("</details>")
        elif node.below:
            parts.append(
                f'<p class="gt-fold__more"><a class="govuk-link" href="{escape(node.more_url or node.url)}">'
                f'{node.below} below<span class="govuk-visually-hidden"> {name}</span></a> '
                f"{spread_html(node.counts)}</p>"
            )
        elif sum(node.counts.values()) > 1:
            parts.append(f'<p class="gt-fold__more">{spread_html(node.counts)}</p>')
        parts.append("</li>")
    parts.append("</ul>")
