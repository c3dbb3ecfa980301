"""Keeping periods: they are made when somebody first needs them, from the periods engine."""

from collections.abc import Iterable

from goldenthread.domain.calendar.models import Period
from goldenthread.domain.calendar.queries import PeriodRecord, periods_by_code
from goldenthread.engines.periods import Period as Known


def ensure(*, periods: Iterable[Known]) -> dict[str, PeriodRecord]:
    """Return the record of each period, by code, making those that are not kept yet; call inside a transaction.

    A period is arithmetic, not a decision, so making one is no event of its own.
    """
    wanted = {period.code: period for period in periods}
    kept = periods_by_code(codes=wanted)
    missing = [period for code, period in wanted.items() if code not in kept]
    if not missing:
        return kept
    Period.objects.bulk_create(
        [
            Period(code=period.code, kind=period.kind.value, start=period.start, end=period.end, label=period.label)
            for period in missing
        ],
        ignore_conflicts=True,
    )
    return periods_by_code(codes=wanted)
