"""Exceptions to a rule, as they stand in the code: which rule, where, and whether a reason is given."""

import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MARKS = (
    ("noqa", re.compile(r"#\s*noqa(?::\s*(?P<codes>[A-Z]+\d+(?:,\s*[A-Z]+\d+)*))?(?P<reason>.*)")),
    ("type", re.compile(r"#\s*type:\s*ignore(?:\[(?P<codes>[a-z, -]+)\])?(?P<reason>.*)")),
)
_SKIP = re.compile(r"\bpytest\.(skip|xfail|importorskip)\b|\bmark\.(skip|skipif|xfail)\b|\bunittest\.skip|\.skipTest\(")


@dataclass(frozen=True)
class Pardon:
    """One line that is let off one rule; ``code`` is "any" when no rule is named."""

    place: str
    code: str
    reason: str


def pardons(*, path: str, text: str) -> Iterator[Pardon]:
    """Yield every pardon in a module, and the tests that it skips (code "skip")."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type != tokenize.COMMENT:
            continue
        for kind, mark in _MARKS:
            found = mark.search(token.string)
            if found:
                for code in re.split(r",\s*", found["codes"] or "any"):
                    yield Pardon(f"{path}:{token.start[0]}", f"{kind} {code}", found["reason"].strip(" -#—–:"))
    for number, line in enumerate(text.splitlines(), start=1):
        if _SKIP.search(line):
            yield Pardon(f"{path}:{number}", "skip", "")


def counted(found: Iterable[Pardon]) -> Counter[str]:
    """Return how often each rule is pardoned."""
    return Counter(pardon.code for pardon in found)


def unexplained(found: Iterable[Pardon]) -> list[str]:
    """Return the pardons without a reason; the first of a rule in a file may speak for the others below it."""
    explained: set[tuple[str, str]] = set()
    bare = []
    for pardon in found:
        key = (pardon.place.rsplit(":", 1)[0], pardon.code)
        if len(pardon.reason) >= 5:
            explained.add(key)
        elif key not in explained:
            bare.append(f"{pardon.place} {pardon.code}")
    return bare
