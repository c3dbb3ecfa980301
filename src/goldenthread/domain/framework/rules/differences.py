"""What is different between the thread on two days: added, removed, moved, re-rated, reworded."""

from goldenthread.domain.framework.rules.rows import Difference, Node, Thread
from goldenthread.domain.framework.rules.spreads import WORDS

_WORDS = ("title", "description", "label")


def differences(before: Thread, after: Thread) -> list[Difference]:
    """Return every difference, in the order of ``after``, what was removed last."""
    found: list[Difference] = []
    for code, now in after.nodes.items():
        was = before.nodes.get(code)
        if was is None:
            found.append(_difference("added", now, "", now.item.plan_title))
            continue
        if set(was.above) != set(now.above):
            found.append(_difference("moved", now, _above(was, before), _above(now, after)))
        if was.spread.rating != now.spread.rating:
            found.append(_difference("re-rated", now, _rating(was), _rating(now)))
        for name in _WORDS:
            old, new = getattr(was.item, name), getattr(now.item, name)
            if old != new:
                found.append(_difference("reworded", now, old, new))
    found += [
        _difference("removed", was, was.item.plan_title, "")
        for code, was in before.nodes.items()
        if code not in after.nodes
    ]
    return found


def _difference(kind: str, node: Node, before: str, after: str) -> Difference:
    return Difference(kind=kind, code=node.item.code, title=node.item.title, before=before, after=after)


def _above(node: Node, of: Thread) -> str:
    return ", ".join(sorted(of.nodes[code].item.title for code in node.above)) or "nothing"


def _rating(node: Node) -> str:
    return WORDS[node.spread.rating] if node.spread.rating else "not rated"
