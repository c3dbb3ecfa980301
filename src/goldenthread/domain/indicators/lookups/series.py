"""Whole series of figures as one frame: for judging a council at once, where a record for each figure is too slow."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import polars as pl
from django.db.models import Aggregate, TextField, Value
from django.db.models.functions import Cast, Coalesce

from goldenthread.domain.calendar.queries import periods
from goldenthread.domain.indicators.models import Observation

_TOLD = ("period_id", "number", "value", "numerator", "denominator")
_NUMBERS = ("value", "numerator", "denominator")


def figures(
    *, indicators: Sequence[int], place: int, breakdown: str, until: date, as_at: datetime | None
) -> pl.DataFrame:
    """Return the figures of one place for these indicators that end by ``until``, as known now or at ``as_at``.

    Columns: indicator_id, code, kind, start, end, and value, numerator and denominator as numbers, missing where there
    is none; by indicator and date, one row for each figure, those without a value too. Two queries. Numbers have 15
    digits: for working out, not for printing.
    """
    rows = _rows(indicators=indicators, place=place, breakdown=breakdown, as_at=as_at) if indicators else []
    schema: dict[str, Any] = {"indicator_id": pl.Int64, **dict.fromkeys(_TOLD, pl.String)}
    told = pl.DataFrame(rows, schema=schema, orient="row")
    frame = (
        told.with_columns(pl.col(_TOLD).str.split(";"))
        .explode(_TOLD)
        .with_columns(pl.col("period_id", "number").cast(pl.Int64), pl.col(_NUMBERS).cast(pl.Float64, strict=False))
        .join(periods().filter(pl.col("end") <= until), on="period_id")
    )
    if frame.height and frame["number"].max() != 1:
        frame = frame.filter(pl.col("number") == pl.col("number").max().over("indicator_id", "period_id"))
    return frame.sort("indicator_id", "end", "start").select(
        "indicator_id", "code", "kind", "start", "end", *_NUMBERS
    )  # fmt: skip


def _rows(*, indicators: Sequence[int], place: int, breakdown: str, as_at: datetime | None) -> list[Any]:
    """One row for each indicator, its revisions joined by semicolons: far fewer cells to carry than one by one."""
    kept = Observation.objects.filter(indicator_id__in=indicators, place_id=place, breakdown=breakdown)
    if as_at is not None:
        kept = kept.filter(entered_at__lte=as_at)
    joined = {f"{name}_told": _Joined(Coalesce(Cast(name, TextField()), Value(""))) for name in _TOLD}
    return list(kept.order_by().values("indicator_id").annotate(**joined).values_list("indicator_id", *joined))


class _Joined(Aggregate):
    """The cells of a group joined by semicolons; every such column of one query has them in the same order."""

    function = "string_agg"
    template = "%(function)s(%(expressions)s, ';')"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """SQLite calls it group_concat."""
        return self.as_sql(compiler, connection, function="group_concat", **extra)
