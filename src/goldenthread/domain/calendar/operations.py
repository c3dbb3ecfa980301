"""Adding periods. A period is a fact of the calendar: it is made when the first figure needs it and never changes."""

from collections.abc import Iterable

import polars as pl

from goldenthread.domain.calendar.models import Period
from goldenthread.domain.calendar.queries import periods
from goldenthread.engines.periods import Period as Known


def ensure_periods(*, wanted: pl.DataFrame) -> pl.DataFrame:
    """Return the periods of ``wanted`` (code, kind, start, end, label) with their ``period_id``; make the missing.

    Belongs inside the caller's transaction; a period says nothing about a council, so it has no audit event.
    """
    distinct = wanted.select("code", "kind", "start", "end", "label").unique(subset="code", maintain_order=True)
    known = periods(codes=_codes(distinct))
    missing = distinct.join(known, on="code", how="anti")
    if missing.height:
        Period.objects.bulk_create(
            [
                Period(code=code, kind=kind, start=start, end=end, label=label)
                for code, kind, start, end, label in missing.iter_rows()
            ],
            ignore_conflicts=True,  # another writer may have needed the same period a moment ago
        )
        known = periods(codes=_codes(distinct))
    return known


def period_ids(*, periods: Iterable[Known]) -> dict[str, int]:
    """Return the id of each of these periods by its code; make the missing. Belongs inside the caller's transaction."""
    rows = [(one.code, one.kind.value, one.start, one.end, one.label) for one in periods]
    wanted = pl.DataFrame(rows, schema=["code", "kind", "start", "end", "label"], orient="row")
    return dict(ensure_periods(wanted=wanted).select("code", "period_id").iter_rows())


def _codes(frame: pl.DataFrame) -> list[str]:
    return frame["code"].to_list()
