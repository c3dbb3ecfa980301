"""Reading the periods that figures belong to."""

from collections.abc import Iterable

import polars as pl

from goldenthread.domain.calendar.models import Period

COLUMNS = {
    "period_id": pl.Int64,
    "code": pl.String,
    "kind": pl.String,
    "start": pl.Date,
    "end": pl.Date,
    "label": pl.String,
}
"""A frame of periods."""


def periods(*, codes: Iterable[str] | None = None) -> pl.DataFrame:
    """Return the stored periods with these canonical codes (all of them without), one row each."""
    found = Period.objects.all()
    if codes is not None:
        found = found.filter(code__in=list(codes))
    rows = list(found.values_list("pk", "code", "kind", "start", "end", "label"))
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")
