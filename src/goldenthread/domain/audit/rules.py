"""How an event is sealed: the chain's arithmetic, without a database."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

FIRST_HASH = "0" * 64
"""What the first event points back to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An event as the chain sees it; ``at`` is an aware moment, ``data`` plain JSON values."""

    sequence: int
    at: datetime
    actor_id: int | None
    actor_name: str
    action: str
    subject: str
    reason: str
    request_id: str
    data: Mapping[str, Any]
    previous_hash: str
    hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Where the chain is broken first, and how, in a sentence."""

    sequence: int
    sentence: str


def sealed(link: Link) -> str:
    """Return the SHA-256, in hexadecimal, that seals ``link`` and the hash before it.

    The text sealed is canonical JSON: keys sorted, moments in UTC to the microsecond, so that both databases, which
    keep moments and JSON differently, give the same seal.
    """
    text = json.dumps(
        [
            link.previous_hash,
            link.sequence,
            link.at.astimezone(UTC).isoformat(timespec="microseconds"),
            link.actor_id,
            link.actor_name,
            link.action,
            link.subject,
            link.reason,
            link.request_id,
            link.data,
        ],
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()


def content_seal(rows: Iterable[Sequence[object]]) -> str:
    """Return the SHA-256, in hexadecimal, of what ``rows`` say, in order: for an event to keep of records it made.

    A row holds texts, whole numbers, decimals, dates, aware moments, JSON values and None, alike on both databases.
    """
    seal = hashlib.sha256()
    for row in rows:
        seal.update(_CANONICAL.encode(row).encode() + b"\n")
    return seal.hexdigest()


def _plain(cell: object) -> str:
    """What JSON has no form for."""
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return format(abs(cell) if cell == 0 else cell, "f")
    raise TypeError(f"{type(cell).__name__} cannot be sealed")


_CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


def first_break(links: Iterable[Link]) -> Break | None:
    """Return the first broken link of ``links`` (in order of sequence, from the first event), or None.

    An event that was changed, taken out, put in or moved breaks the chain at the place where it happened.
    """
    expected, previous = 1, FIRST_HASH
    for link in links:
        if link.sequence != expected:
            return Break(
                sequence=expected,
                sentence=f"Event {expected} is missing: the next one kept is event {link.sequence}.",
            )
        if link.previous_hash != previous:
            return Break(
                sequence=link.sequence,
                sentence=f"Event {link.sequence} does not follow the event before it: one of the two was changed.",
            )
        if sealed(link) != link.hash:
            return Break(
                sequence=link.sequence,
                sentence=f"Event {link.sequence} was changed after it was written: its seal does not fit its content.",
            )
        expected, previous = link.sequence + 1, link.hash
    return None
