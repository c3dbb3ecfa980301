"""Which quarter a page shows."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar


class Quarter(Protocol):
    """What is read from a reporting period."""

    @property
    def code(self) -> str: ...  # noqa: D102 - the names speak for themselves
    @property
    def label(self) -> str: ...  # noqa: D102
    @property
    def end(self) -> date: ...  # noqa: D102


Row = TypeVar("Row", bound=Quarter)


def chosen(periods: Sequence[Row], *, code: str, today: date) -> Row | None:
    """Return the quarter asked for by ``code``, else the newest that is over, else the newest; None without any."""
    for period in periods:
        if period.code == code:
            return period
    return next((period for period in periods if period.end < today), periods[0] if periods else None)


def before(periods: Sequence[Row], period: Quarter) -> Row | None:
    """Return the quarter before ``period`` among ``periods``, or None when there is none."""
    earlier = [row for row in periods if row.end < period.end]
    return max(earlier, key=lambda row: row.end, default=None)
