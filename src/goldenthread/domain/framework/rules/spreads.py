"""The spread of ratings at every node of the thread: everything beneath counted once, the worst decides.

A rated thing may be reached by several ways (a unit line that serves two priorities); a set of bits for each node keeps
it from being counted twice. The answers are those of ``engines.scoring.rollup_plan`` by worst-of.
"""

from collections.abc import Mapping, Sequence

from goldenthread.domain.framework.rules.rows import Rated, Spread
from goldenthread.engines.scoring.rollup_plan import OUTSIDE
from goldenthread.engines.scoring.vocabulary import RATED, RATING_WORDS

WORDS = {**{code: word.word for code, word in RATING_WORDS.items()}, **OUTSIDE}
"""What every rating and every state outside the ratings is called."""
NOTHING = Spread(rating="", green=0, amber=0, red=0, words="0 Green, 0 Amber, 0 Red")


def parents_first(above: Mapping[str, Sequence[str]]) -> list[str]:
    """Return every code after all it serves; ``above`` has a key for every code and no circle.

    What lies in a circle, which the operations refuse, is left out.
    """
    below: dict[str, list[str]] = {code: [] for code in above}
    waiting = {code: len(parents) for code, parents in above.items()}
    for code, parents in above.items():
        for parent in parents:
            below[parent].append(code)
    ready = [code for code, left in waiting.items() if not left]
    for code in ready:
        for child in below[code]:
            waiting[child] -= 1
            if not waiting[child]:
                ready.append(child)
    return ready


def spreads(
    order: Sequence[str], *, above: Mapping[str, Sequence[str]], own: Mapping[str, Sequence[Rated]]
) -> dict[str, Spread]:
    """Return the spread at every code of ``order`` (parents first) from what is rated at it and beneath it."""
    bits: dict[tuple[str, str], int] = {}
    of: dict[str, int] = {}
    held: dict[str, int] = dict.fromkeys(order, 0)
    for code, things in own.items():
        mask = 0
        for thing in things:
            bit = bits.setdefault((thing.kind, thing.key), 1 << len(bits))
            of[thing.rating] = of.get(thing.rating, 0) | bit
            mask |= bit
        held[code] = mask
    for code in reversed(order):
        mask = held[code]
        if mask:
            for parent in above[code]:
                held[parent] |= mask
    # A thousand masks have a few hundred different counts between them.
    codes = [rating for rating in WORDS if rating in of]
    kept: dict[tuple[int, ...], Spread] = {}
    by_mask: dict[int, Spread] = {0: NOTHING}
    found = {}
    for code in order:
        mask = held[code]
        spread = by_mask.get(mask)
        if spread is None:
            counts = tuple([(mask & of[rating]).bit_count() for rating in codes])
            spread = kept.get(counts)
            if spread is None:
                spread = kept[counts] = _spread(dict(zip(codes, counts, strict=True)))
            by_mask[mask] = spread
        found[code] = spread
    return found


def _spread(counts: Mapping[str, int]) -> Spread:
    green, amber, red = (counts.get(code, 0) for code in RATED)
    others = tuple((code, counts[code]) for code in WORDS if code not in RATED and counts.get(code))
    words = [f"{green} Green", f"{amber} Amber", f"{red} Red", *(f"{n} {WORDS[code].lower()}" for code, n in others)]
    rating = "red" if red else "amber" if amber else "green" if green else ""
    return Spread(rating=rating, green=green, amber=amber, red=red, others=others, words=", ".join(words))
