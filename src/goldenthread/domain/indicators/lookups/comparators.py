"""What others published, as a frame: for comparing every indicator with every group at once."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import polars as pl
from django.db.models import Aggregate, TextField

from goldenthread.domain.calendar.queries import periods
from goldenthread.domain.indicators.models import ComparatorArea, ComparatorMember, ComparatorValue
from goldenthread.domain.organisation import lookups as organisation

_JOINED = ("area_id", "number", "value", "numerator", "denominator")
_ALIKE: dict[str, Any] = {
    "indicator_id": pl.Int64,
    "period_id": pl.Int64,
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


def comparators(
    *, indicators: Sequence[int], as_at: datetime | None = None, since: date | None = None, home: str | None = None
) -> pl.DataFrame:
    """Return what each area of each group published of these indicators, as known now or at ``as_at``; four queries.

    For every indicator, group and period of which anything at all is known there is a row for every area of the group
    (see COLUMNS): one that published nothing has neither value nor status. ``role`` tells a member from a line that
    somebody published for the group; ``own`` marks the authority itself. Numbers are binary, for comparing. ``since``
    leaves out periods that ended before it; ``home`` is the code of the authority's own place, for who knows it. Groups
    and their members are those of today.
    """
    values = _values(indicators=indicators, as_at=as_at, since=since)
    members = members_of_groups()
    home = organisation.authority()[0] if home is None else home
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
    """The revision of each value that holds, with its period."""
    rows = _rows(indicators=indicators, as_at=as_at) if indicators else []
    told = pl.DataFrame(rows, schema={**_ALIKE, **dict.fromkeys(_JOINED, pl.String)}, orient="row")
    dates = periods().select("period_id", period="code", period_label="label", period_end="end")
    if since is not None:
        dates = dates.filter(pl.col("period_end") >= since)
    frame = (
        told.join(dates, on="period_id", maintain_order="left")
        .with_columns(pl.col(_JOINED).str.split(";"))
        .explode(_JOINED)
        .with_columns(pl.col("area_id", "number").cast(pl.Int64), pl.col(_JOINED[2:]).cast(pl.Float64, strict=False))
    )
    if frame.height and frame["number"].max() != 1:
        key = ("indicator_id", "area_id", "period_id")
        frame = frame.filter(pl.col("number") == pl.col("number").max().over(key))
    return frame.sort("indicator_id", "period_end", "period", "area_id").drop("number", "period_id")


def _rows(*, indicators: Sequence[int], as_at: datetime | None) -> list[Any]:
    """Areas that say the same of their source are one row, joined by semicolons: far fewer cells to carry."""
    found = ComparatorValue.objects.filter(indicator_id__in=indicators)
    if as_at is not None:
        found = found.filter(entered_at__lte=as_at)
    joined = {f"{name}_joined": _Joined(name) for name in _JOINED}
    return list(found.order_by().values(*_ALIKE).annotate(**joined).values_list(*_ALIKE, *joined))


class _Joined(Aggregate):
    """The cells of a group as one text, in the same order for every column; nothing is an empty cell."""

    template = "group_concat(coalesce(%(expressions)s, ''), ';')"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        """PostgreSQL has another word for it, and wants text."""
        return self.as_sql(compiler, connection, template="string_agg(coalesce((%(expressions)s)::text, ''), ';')")
