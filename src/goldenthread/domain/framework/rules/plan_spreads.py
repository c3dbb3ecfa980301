"""The spread of a whole plan: everything that is rated in its items and beneath them, each thing counted once."""

from goldenthread.domain.framework.rules.rows import Spread, Thread
from goldenthread.domain.framework.rules.spreads import spreads


def plan_spreads(found: Thread) -> dict[str, Spread]:
    """Return the spread of every plan that has an item in a thread, by the plan's code."""
    # A plan stands above its items as an item stands above what serves it. No item has a code that starts so.
    over = {code: f"\n{node.item.plan}" for code, node in found.nodes.items()}
    names = list(dict.fromkeys(over.values()))
    above = {code: (*node.above, over[code]) for code, node in found.nodes.items()} | dict.fromkeys(names, ())
    own = {code: node.own for code, node in found.nodes.items() if node.own}
    counted = spreads([*names, *found.nodes], above=above, own=own)
    return {name.removeprefix("\n"): counted[name] for name in names}
