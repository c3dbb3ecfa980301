"""Items of the thread as nodes of a tree, as many levels as a page can hold."""

from collections.abc import Callable, Mapping, Sequence

from django.urls import reverse

from goldenthread.design.plans import STATE_WORDS
from goldenthread.design.tree import Node, depth_that_fits
from goldenthread.domain.framework.rules.rows import ItemRow, Spread, Thread

EXCEPTIONAL = frozenset({"red", "amber"})


def named(one: ItemRow) -> str:
    """Return an item's title with the number it is printed with."""
    return f"{one.label} {one.title}".strip()


def counts_of(spread: Spread) -> Mapping[str, int]:
    """Return a spread as counts by rating and state."""
    return {"green": spread.green, "amber": spread.amber, "red": spread.red, **dict(spread.others)}


def item_address(one: ItemRow) -> str:
    """Return the address of an item's page."""
    return reverse("workspace:priority", args=[one.code])


def thread_address(one: ItemRow) -> str:
    """Return the address of an item in the thread."""
    return reverse("workspace:thread_item", args=[one.code])


def forest(
    found: Thread,
    roots: Sequence[str],
    *,
    below: Callable[[str], Sequence[str]],
    address: Callable[[ItemRow], str] = item_address,
    more: Callable[[ItemRow], str] = thread_address,
    plan: str = "",
) -> list[Node]:
    """Return the items ``roots`` and what is ``below`` each, down to the depth that a page can hold.

    Where an item is of another plan than the one above it (``plan`` above the roots), its level says of which.
    """
    depth = depth_that_fits(roots, below=below)

    def made(codes: Sequence[str], level: int, above: str) -> list[Node]:
        nodes = []
        for code in codes:
            node = found.nodes[code]
            one, under = node.item, below(code)
            strange = one.plan != above
            nodes.append(
                Node(
                    level=f"{one.level_name}, {one.plan_title}" if strange else one.level_name,
                    name=named(one),
                    url=address(one),
                    rating=node.spread.rating,
                    counts=counts_of(node.spread),
                    note=STATE_WORDS.get(one.state, one.state),
                    below=len(under),
                    more_url=more(one),
                    children=made(under, level + 1, one.plan) if level < depth else (),
                )
            )
        return nodes

    return made(roots, 1, plan)


def inside(found: Thread, *, plan: str, exceptions: bool = False) -> tuple[list[str], Callable[[str], list[str]]]:
    """Return the top items of a plan, and what gives the items below one within the plan.

    ``exceptions`` keeps what is Red or Amber, or holds something that is.
    """

    def kept(code: str) -> bool:
        node = found.nodes[code]
        return node.item.plan == plan and (not exceptions or node.spread.rating in EXCEPTIONAL)

    tops = [
        code
        for code, node in found.nodes.items()
        if kept(code) and not any(found.nodes[above].item.plan == plan for above in node.above)
    ]
    tops.sort(key=lambda code: (found.nodes[code].item.order, found.nodes[code].item.label, code))
    return tops, lambda code: [under for under in found.nodes[code].below if kept(under)]


def size(roots: Sequence[str], below: Callable[[str], Sequence[str]]) -> int:
    """Return how many items there are, each once."""
    seen: set[str] = set()
    front = list(roots)
    while front:
        seen.update(front)
        front = list({child for code in front for child in below(code)} - seen)
    return len(seen)
