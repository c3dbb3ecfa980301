"""A tree of items as nested lists that fold and unfold by keyboard, without a script, and read well aloud.

Each item is a line of its own: its level, its name as a link, its rating. What is below it folds away behind a summary
that tells the spread, so that a Red below is seen while it is folded.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from goldenthread.design.spread import spread_html, standing_html

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST = 400
"""Items drawn on one page; below that depth a link leads on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An item: its level ("Priority"), its name, where it leads, its rating and the spread of what is below.

    ``note`` is a short remark after the name; ``here`` marks the item that the page is about.
    """

    level: str
    name: str
    url: str
    rating: str
    counts: "Mapping[str, int]"
    note: str = ""
    here: bool = False
    more_url: str = ""
    children: Sequence["Node"] = field(default_factory=tuple)


def size(nodes: Sequence[Node]) -> int:
    """Return how many items there are, with all below them."""
    total, front = 0, list(nodes)
    while front:
        total += len(front)
        front = [child for node in front for child in node.children]
    return total


def depth_that_fits(nodes: Sequence[Node], *, most: int = MOST) -> int:
    """Return how many levels can be drawn without passing ``most`` items; at least one."""
    depth, total, front = 0, 0, list(nodes)
    while front and (depth == 0 or total + len(front) <= most):
        total += len(front)
        depth += 1
        front = [child for node in front for child in node.children]
    return depth


def tree_html(nodes: Sequence[Node], *, unfolded: int = 1, most: int = MOST) -> SafeString:
    """Return the tree; the first ``unfolded`` levels stand open. Deeper than what fits a link leads to the item."""
    if not nodes:
        return mark_safe("")
    parts: list[str] = []
    _write(nodes, parts, depth=1, unfolded=unfolded, last=depth_that_fits(nodes, most=most), outer=True)
    return mark_safe("".join(parts))  # noqa: S308 - every word of an item is escaped where it is written


def _write(nodes: Sequence[Node], parts: list[str], *, depth: int, unfolded: int, last: int, outer: bool) -> None:
    parts.append('<ul class="gt-tree">' if outer else '<ul class="gt-tree__below">')
    for node in nodes:
        name = escape(node.name)
        level = f'<span class="gt-node__level">{escape(node.level)}</span> ' if node.level else ""
        linked = f'<a class="gt-node__name" href="{escape(node.url)}">{name}</a>'
        if node.here:
            linked = f'<strong class="gt-node__name" aria-current="true">{name}</strong>'
        note = f'<span class="gt-node__note">{escape(node.note)}</span>' if node.note else ""
        parts.append(f'<li><div class="gt-node">{level}{linked}{note}{standing_html(node.rating)}</div>')
        if node.children and depth < last:
            opened = " open" if depth <= unfolded else ""
            parts.append(
                f'<details class="gt-fold"{opened}><summary>{len(node.children)} below'
                f'<span class="govuk-visually-hidden"> {name}: </span> {spread_html(node.counts)}</summary>'
            )
            _write(node.children, parts, depth=depth + 1, unfolded=unfolded, last=last, outer=False)
            parts.append("</details>")
        elif node.children:
            parts.append(
                f'<p class="gt-fold__more"><a class="govuk-link" href="{escape(node.more_url or node.url)}">'
                f'{len(node.children)} below<span class="govuk-visually-hidden"> {name}</span></a> '
                f"{spread_html(node.counts)}</p>"
            )
        elif sum(node.counts.values()) > 1:
            parts.append(f'<p class="gt-fold__more">{spread_html(node.counts)}</p>')
        parts.append("</li>")
    parts.append("</ul>")
