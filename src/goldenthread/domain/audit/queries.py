"""Reading the audit trail."""

from collections.abc import Iterator
from typing import Any

from goldenthread.domain.audit.models import AuditEvent
from goldenthread.domain.audit.rules import Break, Link, first_break


def links() -> Iterator[Link]:
    """Yield every event in order, a thousand at a time, as the chain sees it."""
    rows = AuditEvent.objects.order_by("sequence").values_list(
        "sequence",
        "at",
        "actor_id",
        "actor_name",
        "action",
        "subject",
        "reason",
        "request_id",
        "data",
        "previous_hash",
        "hash",
    )
    for row in rows.iterator(chunk_size=1000):
        yield Link(
            sequence=row[0],
            at=row[1],
            actor_id=row[2],
            actor_name=row[3],
            action=row[4],
            subject=row[5],
            reason=row[6],
            request_id=row[7],
            data=row[8],
            previous_hash=row[9],
            hash=row[10],
        )


def data_of(*, action: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the number and the data of every event of this kind, in order, a hundred at a time."""
    rows = AuditEvent.objects.filter(action=action).order_by("sequence").values_list("sequence", "data")
    yield from rows.iterator(chunk_size=100)


def broken() -> Break | None:
    """Return the first broken link of the chain, or None when every seal fits."""
    return first_break(links())


def head() -> tuple[int, str]:
    """Return the number of events and the last seal, to be printed and kept elsewhere: (0, zeros) when empty."""
    last = AuditEvent.objects.order_by("-sequence").values_list("sequence", "hash").first()
    return last or (0, "0" * 64)


QUIET = ("return saved",)
"""Actions after which every published page still says what it said: somebody saved what is not submitted yet."""


def state() -> tuple[int, str]:
    """Return the number and seal of the last event that changed what pages show: the name of that state.

    Pages that are dear to make are kept until it changes. Forty officers who save their drafts change nothing.
    """
    last = AuditEvent.objects.exclude(action__in=QUIET).order_by("-sequence").values_list("sequence", "hash").first()
    return last or (0, "0" * 64)


def events(*, subject: str, limit: int = 50) -> list[AuditEvent]:
    """Return the latest ``limit`` events about ``subject``, newest first."""
    return list(AuditEvent.objects.filter(subject=subject).order_by("-sequence")[:limit])
