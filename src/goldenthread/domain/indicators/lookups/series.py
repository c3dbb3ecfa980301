"""Whole series of figures as one frame: for judging a council at once, where a record for each figure is too slow."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import polars as pl
from django.db import connection

from goldenthread.domain.calendar.queries import periods
from goldenthread.domain.indicators.lookups.frames import table_name

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
    joined = "string_agg(coalesce({}::text, ''), ';')"
    if connection.vendor != "postgresql":
        joined = "group_concat(coalesce({}, ''), ';')"
    columns = ", ".join(joined.format(name) for name in _TOLD)
    wanted = ", ".join(str(int(one)) for one in indicators)
    known = "AND entered_at <= %s" if as_at is not None else ""
    # Names come from the constants above and the numbers are integers: nothing a person wrote is in this text.
    sql = (
        f"SELECT indicator_id, {columns} FROM {table_name('observations')} "  # noqa: S608  constants only
        f"WHERE indicator_id IN ({wanted}) AND place_id = %s AND breakdown = %s {known} GROUP BY indicator_id"
    )
    moment = [connection.ops.adapt_datetimefield_value(as_at)] if as_at is not None else []
    with connection.cursor() as cursor:
        cursor.execute(sql, [place, breakdown, *moment])
        return list(cursor.fetchall())
