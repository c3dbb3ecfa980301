"""Reading periods."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goldenthread.domain.calendar.models import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRecord:
    """A period as the database keeps it."""

    id: int
    code: str
    kind: str
    start: date
    end: date
    label: str


def periods_by_code(*, codes: Iterable[str]) -> dict[str, PeriodRecord]:
    """Return the periods with these codes, by code; codes that are not kept are left out; one query."""
    return {
        code: PeriodRecord(id=key, code=code, kind=kind, start=start, end=end, label=label)
        for key, code, kind, start, end, label in Period.objects.filter(code__in=set(codes)).values_list(
            "id", "code", "kind", "start", "end", "label"
        )
    }
