"""Events as the page lists them."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goldenthread.design import words
from goldenthread.domain.audit.rules import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event: number, who and when, what, why, the figures that go with it, the start of its seal."""

    number: int
    when: str
    who: str
    what: str
    subject: str
    why: str
    details: list[tuple[str, str]]
    seal: str


def event_rows(events: Sequence[Link]) -> list[EventRow]:
    """Return the events in the order given."""
    return [
        EventRow(
            number=event.sequence,
            when=words.moment(event.at),
            who=event.actor_name,
            what=event.action.replace("_", " ").replace(".", ": "),
            subject=event.subject,
            why=event.reason,
            details=[(name.replace("_", " "), _text(value)) for name, value in event.data.items()],
            seal=event.hash[:12],
        )
        for event in events
    ]


def _text(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{str(name).replace('_', ' ')} {_text(part)}" for name, part in value.items())
    if isinstance(value, list):
        return ", ".join(_text(part) for part in value[:20]) + (" …" if len(value) > 20 else "")
    return "–" if value is None else str(value)


def newest(events: Iterable[Link], *, words: str, limit: int) -> list[Link]:
    """Return the latest ``limit`` events that hold every word asked for, newest first; ``events`` come oldest first."""
    asked = words.casefold().split()
    kept: deque[Link] = deque(maxlen=limit)
    for event in events:
        text = f"{event.actor_name} {event.action} {event.subject} {event.reason}".casefold()
        if all(word in text for word in asked):
            kept.append(event)
    return list(reversed(kept))
