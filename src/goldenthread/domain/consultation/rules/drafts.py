"""A draft as its passages, and where two drafts differ."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words that stand at one position of a section of an item; ``revision`` is the id of the record they come from.

    The title is position 0 and the description position 1 of "wording".
    """

    item: str
    item_title: str
    section: str
    position: int
    revision: int
    text: str

    @property
    def key(self) -> str:
        """Where it stands: "PR07/success_factors/2"."""
        return f"{self.item}/{self.section}/{self.position}"

    def as_data(self) -> dict[str, Any]:
        """What is stored."""
        return asdict(self)


def passages(content: Iterable[Mapping[str, Any]]) -> list[Passage]:
    """Return stored passages as records."""
    return [Passage(**one) for one in content]


def digest(draft: Iterable[Passage]) -> str:
    """Return the SHA-256 of the words and where they stand; the revisions they come from do not count."""
    words = [[one.item, one.section, one.position, one.text] for one in draft]
    return hashlib.sha256(json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A passage in two drafts: ``kind`` is added, removed or changed; absent words are empty."""

    item: str
    item_title: str
    section: str
    position: int
    kind: str
    before: str
    after: str


def compared(before: Sequence[Passage], after: Sequence[Passage]) -> list[Difference]:
    """Return every passage that differs between two drafts, in the order of the later one.

    What was removed follows the passages of its item that are still there, or stands at the end. Reordering alone is
    no difference.
    """
    old = {one.key: one for one in before}
    there = {one.key for one in after}
    gone: dict[str, list[Passage]] = {}
    for one in before:
        if one.key not in there:
            gone.setdefault(one.item, []).append(one)
    found: list[Difference] = []
    for place, one in enumerate(after):
        was = old.get(one.key)
        if was is None or was.text != one.text:
            found.append(_difference(was, one))
        if place + 1 == len(after) or after[place + 1].item != one.item:
            found.extend(_removed(gone.pop(one.item, ())))
    for rest in gone.values():
        found.extend(_removed(rest))
    return found


def _difference(was: Passage | None, now: Passage) -> Difference:
    return Difference(
        item=now.item,
        item_title=now.item_title,
        section=now.section,
        position=now.position,
        kind="changed" if was else "added",
        before=was.text if was else "",
        after=now.text,
    )


def _removed(passages_gone: Iterable[Passage]) -> Iterator[Difference]:
    for one in passages_gone:
        yield Difference(
            item=one.item,
            item_title=one.item_title,
            section=one.section,
            position=one.position,
            kind="removed",
            before=one.text,
            after="",
        )
