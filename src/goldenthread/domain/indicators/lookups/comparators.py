"""What others published, as a frame: for comparing every indicator with every group at once."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import polars as pl
from django.db import connection

from goldenthread.domain.indicators.models import ComparatorArea, ComparatorMember, ComparatorValue
from goldenthread.domain.organisation import lookups as organisation

_SCHEMA: dict[str, Any] = {
    "indicator_id": pl.Int64,
    "area_id": pl.Int64,
    "period": pl.String,
    "period_label": pl.String,
    "period_end": pl.String,
    "number": pl.Int64,
    "value": pl.Float64,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "status": pl.String,
    "source": pl.String,
    "licence": pl.String,
}
_MEMBERS: dict[str, Any] = {
    "group": pl.String,
    "group_name": pl.String,
    "group_kind": pl.String,
    "group_order": pl.Int64,
    "area_id": pl.Int64,
    "area": pl.String,
    "area_name": pl.String,
    "role": pl.String,
}
COLUMNS = (
    "indicator_id",
    "group",
    "group_name",
    "group_kind",
    "group_order",
    "area",
    "area_name",
    "role",
    "period",
    "period_label",
    "period_end",
    "value",
    "numerator",
    "denominator",
    "status",
    "source",
    "licence",
    "own",
)
"""The columns of the frame of comparators."""


def comparators(*, indicators: Sequence[int], as_at: datetime | None = None, since: date | None = None) -> pl.DataFrame:
    """Return what each area of each group published of these indicators, as known now or at ``as_at``; three queries.

    For every indicator, group and period of which anything at all is known there is a row for every area of the group
    (see COLUMNS): one that published nothing has neither value nor status. ``role`` tells a member from a line that
    somebody published for the group; ``own`` marks the authority itself. Numbers are binary, for comparing. ``since``
    leaves out periods that ended before it. Groups and their members are those of today.
    """
    values = _values(indicators=indicators, as_at=as_at, since=since)
    members = members_of_groups()
    home, _ = organisation.authority()
    asked = values.join(members.select("area_id", "group"), on="area_id")
    asked = asked.select("indicator_id", "group", "period", "period_label", "period_end").unique(maintain_order=True)
    every = asked.join(members, on="group", maintain_order="left")
    published = values.drop("period_label", "period_end")
    found = every.join(published, on=["indicator_id", "area_id", "period"], how="left", maintain_order="left")
    return found.with_columns((pl.col("area") == home).alias("own")).select(COLUMNS)


def comparator_areas() -> pl.DataFrame:
    """Return every area to compare with: area (code), id."""
    rows = list(ComparatorArea.objects.values_list("code", "pk"))
    return pl.DataFrame(rows, schema={"area": pl.String, "id": pl.Int64}, orient="row")


def members_of_groups() -> pl.DataFrame:
    """Return every area of every group, preferred groups first; one query."""
    rows = ComparatorMember.objects.order_by("group__order", "group__code", "area__code").values_list(
        "group__code",
        "group__name",
        "group__kind",
        "group__order",
        "area_id",
        "area__code",
        "area__name",
        "role",
    )
    return pl.DataFrame(list(rows), schema=_MEMBERS, orient="row")


def _values(*, indicators: Sequence[int], as_at: datetime | None, since: date | None) -> pl.DataFrame:
    """The revision of each value that holds, read past the records: there may be a quarter of a million."""
    if not indicators:
        return pl.DataFrame(schema=_SCHEMA).with_columns(pl.col("period_end").cast(pl.Date)).drop("number")
    table = ComparatorValue._meta.db_table
    wanted = ", ".join(str(int(one)) for one in indicators)
    parameters: list[Any] = []
    limits = ""
    if as_at is not None:
        limits += " AND v.entered_at <= %s"
        parameters.append(connection.ops.adapt_datetimefield_value(as_at))
    if since is not None:
        limits += ' AND p."end" >= %s'
        parameters.append(connection.ops.adapt_datefield_value(since))
    numbers = ", ".join(f"CAST(v.{name} AS double precision)" for name in ("value", "numerator", "denominator"))
    # Names come from the constants above and the numbers are integers: nothing a person wrote is in this text.
    sql = (
        f'SELECT v.indicator_id, v.area_id, p.code, p.label, CAST(p."end" AS text), v.number, {numbers}, '  # noqa: S608
        f"v.status, v.source, v.licence FROM {table} v JOIN goldenthread_period p ON p.id = v.period_id "
        f"WHERE v.indicator_id IN ({wanted}){limits}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        frame = pl.DataFrame(cursor.fetchall(), schema=_SCHEMA, orient="row")
    held = frame.sort("indicator_id", "area_id", "period", "number").unique(
        subset=["indicator_id", "area_id", "period"], keep="last", maintain_order=True
    )
    return held.with_columns(pl.col("period_end").str.slice(0, 10).str.to_date("%Y-%m-%d")).drop("number")
