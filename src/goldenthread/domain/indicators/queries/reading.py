"""Keeping the revision that holds: the last of a key, or the last entered by a moment."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from goldenthread.domain.organisation import queries as organisation
from goldenthread.engines.periods import Kind, Period


class NotFoundError(LookupError):
    """There is no such indicator, or not for this reader."""


def period_of(*, kind: str, start: date, end: date, label: str) -> Period:
    """Return the period that a record describes; a survey wave has its name from the label."""
    return Period(kind=Kind(kind), start=start, end=end, name=label if kind == Kind.WAVE else "")


def live(records: QuerySet[Any], *, key: Sequence[str], as_at: datetime | None) -> QuerySet[Any]:
    """Keep the last revision of each key, or the last one entered by ``as_at``."""
    same = Q(**{name: OuterRef(name) for name in key}, number__gt=OuterRef("number"))
    later = records.model._default_manager.filter(same)
    if as_at is not None:
        records, later = records.filter(entered_at__lte=as_at), later.filter(entered_at__lte=as_at)
    return records.filter(~Exists(later))


def place_id(code: str) -> int:
    """Return the id of a place, of the council's own place when ``code`` is empty. Raises NotFoundError."""
    if not code:
        return organisation.authority().place_id
    found = organisation.place(code=code)
    if found is None:
        raise NotFoundError(f"There is no place with the code {code}.")
    return found.id
