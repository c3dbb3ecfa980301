"""What may serve what, and what may come after what."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from goldenthread.domain.delivery.rules import Fault, acyclic, circle
from goldenthread.domain.framework.rules.words import SUCCESSIONS

Row = Mapping[str, Any]
Stretch = tuple[str, str, date, date | None]
"""Child, parent, first day, last day."""


def link_faults(
    rows: Sequence[Row], *, plan_of: Mapping[str, int], inside: Mapping[str, str], stored: Sequence[Stretch]
) -> list[Fault]:
    """Return the faults of links: inside one plan, ending before they start, twice at a time, or round in a circle.

    ``plan_of`` is the plan of every item, ``inside`` the parent of an item within its plan, ``stored`` the links kept.
    A circle is looked for among everything that holds at any time of the new link, and its way is named.
    """
    found: list[Fault] = []
    mine = {(row["child"], row["parent"], row["starts"]) for row in rows}
    links = [one for one in stored if one[:3] not in mine]
    links += [(row["child"], row["parent"], row["starts"], row["ends"]) for row in rows]
    pairs: dict[tuple[str, str], list[Stretch]] = {}
    every: dict[str, set[str]] = {child: {parent} for child, parent in inside.items()}
    for one in links:
        pairs.setdefault(one[:2], []).append(one)
        every.setdefault(one[0], set()).add(one[1])
    sound = acyclic(every)
    for place, row in enumerate(rows):
        child, parent, starts, ends = row["child"], row["parent"], row["starts"], row["ends"]

        def fault(column: str, seen: str, expected: str, what_to_do: str, place: int = place) -> None:
            found.append(Fault(row=place, column=column, seen=seen, expected=expected, what_to_do=what_to_do))

        if ends is not None and ends < starts:
            fault("ends", f"it ends on {ends}, before it starts on {starts}", "an end after the start", "Correct it.")
            continue
        if child != parent and plan_of[child] == plan_of[parent]:
            fault(
                "parent",
                f"{child} and {parent} are items of one plan",
                "an item of another plan",
                "Use the item's parent for what it belongs to within its plan.",
            )
            continue
        if sum(_together(one, starts, ends) for one in pairs[child, parent]) > 1:
            fault(
                "starts",
                f"{child} serves {parent} twice at the same time",
                "one link at a time",
                "Let one end before the other starts.",
            )
        # Without the new link the thread has no circle, so one that there is goes through it.
        way = () if sound else circle(start=child, parents=_holding(links, inside, starts, ends), first=parent)
        if way:
            fault(
                "parent",
                f"{child} would serve itself: {' → '.join(way)}",
                "an item further up, never one below it",
                "Take one of these links out.",
            )
    return found


def _holding(
    links: Sequence[Stretch], inside: Mapping[str, str], starts: date, ends: date | None
) -> Mapping[str, set[str]]:
    above = {child: {parent} for child, parent in inside.items()}
    for one in links:
        if _together(one, starts, ends):
            above.setdefault(one[0], set()).add(one[1])
    return above


def _together(link: Stretch, starts: date, ends: date | None) -> bool:
    return (ends is None or link[2] <= ends) and (link[3] is None or starts <= link[3])


def parent_faults(rows: Sequence[Row], *, plan_of: Mapping[str, str], inside: Mapping[str, str]) -> list[Fault]:
    """Return the faults of parents within a plan: of another plan, or leading back to the item itself.

    ``plan_of`` and ``inside`` hold what will be true once the rows are stored.
    """
    found: list[Fault] = []
    above = {child: (parent,) for child, parent in inside.items()}
    for place, row in enumerate(rows):
        parent = row["parent"]
        if not parent or parent not in plan_of or parent == row["code"]:
            continue
        if plan_of[parent] != row["plan"]:
            found.append(
                Fault(
                    row=place,
                    column="parent",
                    seen=f"{parent} is an item of {plan_of[parent]}, not of {row['plan']}",
                    expected="an item of the same plan",
                    what_to_do="Correct the parent; use thread_links.csv for what it serves in another plan.",
                )
            )
            continue
        way = circle(start=row["code"], parents=above)
        if way:
            found.append(
                Fault(
                    row=place,
                    column="parent",
                    seen=f"{row['code']} would be part of itself: {' → '.join(way)}",
                    expected="an item further up",
                    what_to_do="Correct the parent of one of them.",
                )
            )
    return found


def succession_faults(
    rows: Sequence[Row], *, plan_of: Mapping[str, int], stored: Sequence[tuple[str, str, str]]
) -> list[Fault]:
    """Return the faults of successions; ``stored`` are (old, new, kind), new empty for what was dropped.

    What became of an item became of it once: only a split has several new items. The new item is of another plan, and
    never one that came before the old.
    """
    found: list[Fault] = []
    became: dict[str, list[tuple[str, str]]] = {}
    after: dict[str, set[str]] = {}
    for old, new, kind in stored:
        became.setdefault(old, []).append((new, kind))
        if new:
            after.setdefault(old, set()).add(new)
    for place, row in enumerate(rows):
        old, new, kind = row["old"], row["new"] or "", row["kind"]

        def fault(column: str, seen: str, expected: str, what_to_do: str, place: int = place) -> None:
            found.append(Fault(row=place, column=column, seen=seen, expected=expected, what_to_do=what_to_do))

        if kind not in SUCCESSIONS:
            fault("kind", f"“{kind}” is not known here", f"one of {', '.join(SUCCESSIONS)}", "Correct the word.")
            continue
        if not row["reason"]:
            fault("reason", f"nothing says why {old} was {kind}", "a reason", "Say why.")
        if (kind == "dropped") == bool(new):
            fault(
                "new",
                f"{old} was dropped, and became {new}" if new else f"{old} was {kind}, and nothing says into what",
                "the new item, except for what was dropped",
                "Delete the new item, or correct the kind." if new else "Write the new item.",
            )
            continue
        earlier = became.get(old, [])
        if (new, kind) in earlier:
            continue
        if earlier and not (kind == "split" and all(before == "split" for _, before in earlier)):
            fault(
                "old",
                f"{old} was already {earlier[0][1]}" + (f" into {earlier[0][0]}" if earlier[0][0] else ""),
                "one fate for each item",
                "Keep one of the two; an item that becomes several is split.",
            )
            continue
        if new and plan_of[old] == plan_of[new]:
            fault("new", f"{new} is an item of the same plan as {old}", "an item of another plan", "Correct it.")
            continue
        became.setdefault(old, []).append((new, kind))
        if new:
            after.setdefault(old, set()).add(new)
            way = circle(start=old, parents=after, first=new)
            if way:
                fault(
                    "new",
                    f"{old} would come after itself: {' → '.join(way)}",
                    "an item of a later plan",
                    "Correct one of these successions.",
                )
    return found
